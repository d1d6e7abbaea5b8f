// The lists of this device: taken out of storage, renewed from the platform while the page is open, asked for a verdict.
//
// What makes them ours is the one key with which lists are signed (`signer`): the page brings it along from the
// platform. Lists under another key are thrown away, also those that were kept.

import { fromBase64Url } from "./bytes.js";
import { demandStatus, ListNotOurs, readKeys, readMoment, readStatus } from "./lists.js";
import { canVerify } from "./signing.js";
import { load, save } from "./store.js";
import { PREFIX, readToken } from "./token.js";
import { ageOf, judge } from "./verdict.js";

const PATIENCE = 15_000; // milliseconds
const NEWEST = 360_000; // a list that was made now says at most five minutes ago, and a cache keeps it for one more
const NOTHING = {
  keyList: null, // the answer of the platform, as it was signed
  keyTag: "",
  keys: null, // what stands in it, by kid
  status: null,
  statusTag: "",
  statusFrom: "",
  behind: 0, // milliseconds that the clock of this device is behind, for certain
  isClockOff: false,
};

// `keysAt` and `statusAt` are the addresses of the lists, `isCardNumber` tells whether a typed number is well-formed.
export async function openLists({ signer, keysAt, statusAt, isCardNumber }) {
  const signerKey = fromBase64Url(signer);
  let kept = await restored(signer, signerKey);
  let renewing = null;

  async function renewAll() {
    if (!(await canVerify())) return;
    for (const step of [keysRenewed, statusRenewed]) {
      try {
        kept = { ...kept, ...(await step()) };
        await save({ ...kept, signer });
      } catch {
        /* no network, or not ours: what is there stays, and its age is told */
      }
    }
  }

  async function keysRenewed() {
    const got = await fetched(keysAt, kept.keyTag);
    if (!got) return {};
    const keys = await readKeys(got.answer, signerKey);
    if (kept.keyList && readMoment(got.answer.as_of) < readMoment(kept.keyList.as_of)) throw new ListNotOurs("older");
    return { keyList: got.answer, keyTag: got.tag, keys };
  }

  async function statusRenewed() {
    if (kept.status) {
      try {
        return await statusFrom(`${statusAt}?since=${kept.status.version}`);
      } catch (error) {
        if (!(error instanceof ListNotOurs)) throw error; // a change that does not fit: take the whole list
      }
    }
    return statusFrom(statusAt);
  }

  async function statusFrom(address) {
    const got = await fetched(address, address === kept.statusFrom ? kept.statusTag : "");
    const status = got ? await readStatus(got.answer, signerKey, kept.status) : kept.status;
    return { status, statusFrom: address, statusTag: got ? got.tag : kept.statusTag, ...clockBy(status) };
  }

  return {
    // The moment up to which the list of revoked cards is complete; null without lists.
    get asOf() {
      return kept.keys && kept.status ? readMoment(kept.status.asOf) : null;
    },
    // Fetch what is new. Asked again meanwhile, it is the same fetching.
    renew() {
      renewing ??= renewAll().finally(() => {
        renewing = null;
      });
      return renewing;
    },
    // What can be said without network of a scanned or typed text at `now`, in milliseconds on the clock of this device:
    // {answer, listAge, asOf, age}. The answer is one of `judge`, or "unreadable", "mistyped", "number" (well-formed, and
    // nothing more is known), "unable" (this browser cannot check signatures) or "no-lists".
    async verifyOffline(text, now) {
      const moment = now + kept.behind;
      const asOf = kept.status ? readMoment(kept.status.asOf) : null;
      const answer = await answerTo(text.trim(), kept, moment, isCardNumber);
      return { answer, listAge: ageOf(kept.status, moment), asOf, age: asOf === null ? null : moment - asOf };
    },
  };
}

async function answerTo(text, { keys, status, isClockOff }, now, isCardNumber) {
  if (!text.startsWith(PREFIX)) return isCardNumber(text) ? "number" : "mistyped";
  let token = null;
  try {
    token = readToken(text);
  } catch {
    return "unreadable";
  }
  if (!(await canVerify())) return "unable";
  if (!keys) return "no-lists";
  const answer = await judge(token, { keys, status }, now);
  return answer === "too-late" && isClockOff ? "ask-online" : answer; // a wrong clock makes no card wrong
}

// A signed list cannot come from the future: then the clock of this device is behind, and by how much is known. An old
// list, right after it was fetched, may come from a clock that is ahead or from a cache: nothing is put right by it.
function clockBy(status) {
  const since = Date.now() - readMoment(status.asOf);
  return { behind: Math.max(0, -since), isClockOff: since < 0 || since > NEWEST };
}

// An answer with its tag; null when it is the one that is there.
async function fetched(address, tag) {
  const response = await fetch(address, {
    cache: "no-store",
    credentials: "omit",
    headers: tag ? { "If-None-Match": tag } : {},
    signal: AbortSignal.timeout(PATIENCE),
  });
  if (response.status === 304) return null;
  if (!response.ok) throw new Error(`answered ${response.status}`);
  return { answer: await response.json(), tag: response.headers.get("ETag") || "" };
}

// What was kept, if it is still signed by whom the page trusts.
async function restored(signer, signerKey) {
  const record = (await canVerify()) ? await load() : null;
  if (!record || record.signer !== signer) return NOTHING;
  try {
    if (record.status) await demandStatus(record.status, signerKey);
    return { ...NOTHING, ...record, keys: record.keyList && (await readKeys(record.keyList, signerKey)) };
  } catch {
    return NOTHING;
  }
}
