// Base45 (RFC 9285): bytes in the alphabet that a QR code packs tightest.

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
const VALUE = new Map(Array.from(ALPHABET, (character, value) => [character, value]));

// The bytes behind a text. Throws for anything that no encoder would have written.
export function decode(text) {
  const bytes = [];
  for (let start = 0; start < text.length; start += 3) {
    const size = Math.min(3, text.length - start) - 1; // three characters are two bytes, two are one
    let number = 0;
    for (let place = size; place >= 0; place -= 1) {
      const value = VALUE.get(text[start + place]);
      if (value === undefined) throw new RangeError("not base45");
      number = number * 45 + value;
    }
    if (size === 0 || number >= 256 ** size) throw new RangeError("not base45");
    if (size === 2) bytes.push(number >> 8);
    bytes.push(number & 255);
  }
  return Uint8Array.from(bytes);
}
