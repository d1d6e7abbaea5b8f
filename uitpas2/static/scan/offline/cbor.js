// The one piece of CBOR (RFC 8949) the code on a card needs: a short array of whole numbers, in its only canonical form.

const UNSIGNED = 0;
const ARRAY = 4;
const SIZES = { 24: 1, 25: 2, 26: 4, 27: 8 }; // bytes that follow
const LEAST = { 0: 0n, 1: 24n, 2: 1n << 8n, 4: 1n << 16n, 8: 1n << 32n }; // a smaller one is written shorter

// The numbers, as BigInt, of an array that fills the bytes exactly. Throws for bytes too many or too few, for anything
// but such an array, and for a number written longer than it has to be: one list of numbers has one spelling.
export function decodeNumbers(bytes) {
  const numbers = [];
  let [length, at] = readHead(bytes, 0, ARRAY);
  for (; length > 0n; length -= 1n) {
    const [number, end] = readHead(bytes, at, UNSIGNED);
    numbers.push(number);
    at = end;
  }
  if (at !== bytes.length) throw new RangeError("bytes after the array");
  return numbers;
}

function readHead(bytes, at, major) {
  if (at >= bytes.length || bytes[at] >> 5 !== major) throw new RangeError("not an array of whole numbers");
  const short = bytes[at] & 31;
  const size = SIZES[short] || 0;
  const end = at + 1 + size;
  if (short > 27 || end > bytes.length) throw new RangeError("cut off, or of a kind that is not used here");
  const value = size ? bytes.subarray(at + 1, end).reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n) : BigInt(short);
  if (value < LEAST[size]) throw new RangeError("a number written longer than it has to be");
  return [value, end];
}
