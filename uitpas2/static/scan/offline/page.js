// The scan page without network: it says so, and says what it can of a code by itself. Nothing is counted here, and
// no price is known.

import { openLists } from "./keeper.js";
import { canVerify } from "./signing.js";

const door = window.door;
const page = document.getElementById("door");
const bar = document.getElementById("door-offline");
const AGAIN = 300_000; // milliseconds until the lists are renewed
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const LOCALE = { nl: "nl-BE", fr: "fr-BE" }[document.documentElement.lang] || "en-GB";

// Per answer: which kind of verdict, and whether trying again with network helps. The words stand in the page.
const ANSWERS = {
  genuine: ["attention", true],
  revoked: ["no", false],
  expired: ["no", false],
  "not-ours": ["no", false],
  "too-late": ["attention", false],
  unreadable: ["attention", false],
  mistyped: ["attention", false],
  "ask-online": ["attention", true],
  "no-lists": ["attention", true],
  number: ["attention", true],
  unable: ["attention", true],
};
const TIME = { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Brussels" };
const DATE = { weekday: "long", day: "numeric", month: "long", timeZone: "Europe/Brussels" };

const opened = openLists({
  signer: page.dataset.listSigner,
  keysAt: page.dataset.cardKeys,
  statusAt: page.dataset.cardStatus,
  isCardNumber: (text) => door.isCardNumber(door.digitsOf(text)) || door.isChipNumber(text),
});

// What the screen shows of a code when the platform cannot be asked.
door.checkHere = async function (code) {
  const found = await (await opened).verifyOffline(code, Date.now());
  const [kind, mayRetry] = ANSWERS[found.answer];
  const text = [door.say(`here-${found.answer}-text`), ...aboutList(found)].filter(Boolean).join(" ");
  return { kind, situation: `here-${found.answer}`, headline: door.say(`here-${found.answer}`), text, mayRetry };
};

function aboutList({ answer, listAge, asOf, age }) {
  if (answer !== "genuine") return []; // a no stands, however old the list
  if (asOf === null) return [door.say("here-list-none")];
  if (listAge === "fresh") return [door.say("here-list", { moment: inWords(asOf) })];
  return [door.say(`here-list-${listAge}`, { age: asLong(age) })];
}

// 12:00, or woensdag 25 november om 12:00 when that is not today
function inWords(moment) {
  const day = new Intl.DateTimeFormat(LOCALE, DATE);
  const isToday = day.format(moment) === day.format(Date.now());
  return new Intl.DateTimeFormat(LOCALE, isToday ? TIME : { ...DATE, ...TIME }).format(moment);
}

// 30 uur, 3 dagen
function asLong(age) {
  const [unit, length] = age < 2 * DAY ? ["hour", HOUR] : ["day", DAY];
  const style = { style: "unit", unit, unitDisplay: "long" };
  return new Intl.NumberFormat(LOCALE, style).format(Math.floor(age / length));
}

async function showNetwork(isThere) {
  bar.hidden = isThere;
  if (isThere) return;
  const { asOf } = await opened;
  const name = (await canVerify()) ? (asOf === null ? "here-bar-none" : "here-bar") : "here-bar-unable";
  bar.querySelector('[data-part="text"]').textContent = door.say(name, { moment: asOf === null ? "" : inWords(asOf) });
}

async function renew() {
  if (document.hidden || !navigator.onLine) return;
  const lists = await opened;
  await lists.renew();
  page.dataset.listOf = lists.asOf === null ? "" : new Date(lists.asOf).toISOString();
}

document.addEventListener("door-network", ({ detail }) => showNetwork(detail.isThere));
window.addEventListener("offline", () => showNetwork(false));
window.addEventListener("online", () => {
  showNetwork(true);
  renew();
});
document.addEventListener("visibilitychange", renew);
setInterval(renew, AGAIN);
showNetwork(navigator.onLine);
renew();
