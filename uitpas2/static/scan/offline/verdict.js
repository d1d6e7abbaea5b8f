// What a door without network can say of a code, with the lists it keeps: the same as cards/rules/offline.py, word for
// word. Who has no list, or an old one, is told so and never hears a no for that reason.

import { isRevoked, readMoment } from "./lists.js";
import { isSigned } from "./signing.js";
import { isTimely } from "./token.js";

const DAY = 86_400_000;
export const STALE_AFTER = DAY;
export const WORTHLESS_AFTER = 7 * DAY;
export const OFF_BY = 30_000; // milliseconds the clock of a device may be wrong

const BRUSSELS = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Brussels" });

// One of "genuine", "revoked", "expired", "too-late" (a live code after its minute), "not-ours" and "ask-online"
// (signed with a key that this device does not know, or that is no longer trusted).
export async function judge(token, { keys, status }, now, offBy = OFF_BY) {
  const key = keys.get(token.kid);
  const today = BRUSSELS.format(now); // 2026-11-25
  if (!key || !key.isTrusted || key.signsFrom > today) return "ask-online";
  if (!(await isSigned(key.publicKey, token.signature, token.signed))) return "not-ours";
  if (status && isRevoked(status, token.serial)) return "revoked"; // however old the list: nothing ever leaves it
  if (token.lastDay < Date.parse(today) / DAY) return "expired";
  return isTimely(token, now, offBy) ? "genuine" : "too-late";
}

// How far a list of revoked cards can be relied on: "fresh", "stale" (say so) or "worthless" (only the signature counts).
export function ageOf(status, now) {
  if (!status || now - readMoment(status.asOf) > WORTHLESS_AFTER) return "worthless";
  return now - readMoment(status.asOf) > STALE_AFTER ? "stale" : "fresh";
}
