// Bytes and the texts they travel in.

const ENCODER = new TextEncoder();

export const utf8 = (text) => ENCODER.encode(text);

export const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

// The bytes behind base64. Throws for anything else.
export const fromBase64 = (text) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

// The same in the alphabet for addresses, without padding.
export const fromBase64Url = (text) => fromBase64(text.replaceAll("-", "+").replaceAll("_", "/"));

export function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
