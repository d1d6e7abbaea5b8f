// The code on a card: `UP1:` and base45 of a version byte, an array of numbers and a signature. See cards/rules/tokens.py.

import { decode } from "./base45.js";
import { joined, utf8 } from "./bytes.js";
import { decodeNumbers } from "./cbor.js";

export const PREFIX = "UP1:";
const NUMBERS = { 1: 4, 2: 5 }; // a printed code; a code on a screen, with the half minute of its making
const SIGNATURE_BYTES = 64;
const HALF_MINUTE = 30_000;
const LAST_DAY = 65_535; // in the year 2149: a card without a last day

// A well-formed code; whether we made it is for `isOurs` to say. Throws for one that cannot be read.
export function readToken(text) {
  const data = decode(text.slice(PREFIX.length));
  const content = data.subarray(0, -SIGNATURE_BYTES);
  const numbers = decodeNumbers(content.subarray(1));
  if (numbers.length !== NUMBERS[content[0]]) throw new RangeError("a later kind of code");
  const [kid, serial, version, lastDay, halfMinute = null] = numbers.map(Number);
  return {
    kid,
    serial,
    version,
    lastDay: Math.min(lastDay, LAST_DAY),
    halfMinute,
    signed: joined(utf8("UP1"), content),
    signature: data.subarray(-SIGNATURE_BYTES),
  };
}

// Whether a code on a screen is good now, in milliseconds since 1970; a printed one always is. `offBy`: how many of
// them the clock of this device may be wrong, either way.
export function isTimely({ halfMinute }, now, offBy) {
  if (halfMinute === null) return true;
  const [earliest, latest] = [now - offBy, now + offBy].map((moment) => Math.floor(moment / HALF_MINUTE));
  return earliest - 1 <= halfMinute && halfMinute <= latest;
}
