// The list of keys and the list of revoked cards, as /api/v1/card-keys and /api/v1/card-status tell them. Both are
// signed; what does not fit is not taken. See cards/rules/key_list.py and status_list.py.

import { fromBase64, fromBase64Url, hex, utf8 } from "./bytes.js";
import { isSigned } from "./signing.js";

const MOST_BYTES = 16_000_000;
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

// A list that cannot be read, does not fit what is there, or is not signed by us: keep the one you have.
export class ListNotOurs extends Error {}

export function readMoment(text) {
  const moment = MOMENT.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(moment)) throw new ListNotOurs("no moment");
  return moment;
}

// The keys by kid: {publicKey, signsFrom, signsUntil, isTrusted}.
export async function readKeys(answer, signer) {
  try {
    const rows = [...answer.keys].sort((one, other) => one.kid - other.kid);
    const lines = rows.map((key) =>
      [key.kid, key.public_key, key.signs_from, key.signs_until, key.state].join(" "),
    );
    readMoment(answer.as_of);
    await demand(signer, answer.signature, ["UP1 keys", answer.as_of, ...lines]);
    return new Map(rows.map((key) => [key.kid, asKey(key)]));
  } catch (error) {
    throw asNotOurs(error);
  }
}

const asKey = (key) => ({
  publicKey: fromBase64Url(key.public_key),
  signsFrom: key.signs_from,
  signsUntil: key.signs_until,
  isTrusted: key.state === "trusted",
});

// The newest list {version, asOf, bits, signature}, from an answer with a whole list or with a delta on the known one.
// Also an answer older than the known list is not taken: somebody may have kept it.
export async function readStatus(answer, signer, known = null) {
  try {
    const bits = await bitsOf(answer, known);
    const found = { version: answer.version, asOf: answer.as_of, bits, signature: answer.signature };
    await demandStatus(found, signer);
    if (known && readMoment(found.asOf) < readMoment(known.asOf)) throw new ListNotOurs("older than what is there");
    return found;
  } catch (error) {
    throw asNotOurs(error);
  }
}

// Throws unless this list of revoked cards is signed as it stands.
export async function demandStatus({ version, asOf, bits, signature }, signer) {
  readMoment(asOf);
  const digest = hex(new Uint8Array(await crypto.subtle.digest("SHA-256", bits)));
  await demand(signer, signature, ["UP1 status", version, asOf, bits.length, digest]);
}

export function isRevoked({ bits }, serial) {
  const place = Math.floor(serial / 8);
  return place < bits.length && Boolean((bits[place] >> (serial % 8)) & 1);
}

async function demand(signer, signature, lines) {
  const isGood = await isSigned(signer, fromBase64Url(signature), utf8(lines.join("\n")));
  if (!isGood) throw new ListNotOurs("the signature does not fit");
}

async function bitsOf(answer, known) {
  const { size } = answer;
  if (!Number.isInteger(size) || size < 0 || size > MOST_BYTES) throw new ListNotOurs("no such size");
  if ("bits" in answer) return unpacked(fromBase64(answer.bits), size);
  if (!known || answer.since !== known.version || size < known.bits.length) throw new ListNotOurs("on another list");
  const bits = new Uint8Array(size);
  bits.set(known.bits);
  for (const serial of answer.revoked) {
    if (!Number.isInteger(serial) || serial < 0 || serial >= size * 8) throw new ListNotOurs("no such card");
    bits[serial >> 3] |= 1 << (serial & 7);
  }
  return bits;
}

// At most `size` bytes and one more: whoever packed more gets a list that fits no signature, and no memory.
async function unpacked(packed, size) {
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate")).getReader();
  const bits = new Uint8Array(size + 1);
  let length = 0;
  for (let part = await reader.read(); !part.done && length <= size; part = await reader.read()) {
    const piece = part.value.subarray(0, size + 1 - length);
    bits.set(piece, length);
    length += piece.length;
  }
  await reader.cancel();
  return bits.slice(0, length);
}

const asNotOurs = (error) => (error instanceof ListNotOurs ? error : new ListNotOurs(String(error)));
