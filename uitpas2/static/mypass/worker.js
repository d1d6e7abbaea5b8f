// Keeps the card pages of a family on its telephone, and nothing else. The server puts `shell` in front of this: the
// version, the files that the pages need, the address that says what may be kept, and for how many days.
"use strict";

const OURS = "family-cards-";
const FILES = `${OURS}files-${shell.version}`;
const PAGES = `${OURS}pages`;
const CARD = /^\/family\/cards\/[\w-]+$/;
const FIRST = "/family/cards/";
const PATIENCE = 4000; // milliseconds before a slow network counts as none
const KEPT_AT = "x-kept-at";

function isCard(path) {
  return CARD.test(path) && path !== shell.kept;
}

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(FILES).then((files) => files.addAll(shell.files)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(forgetOldFiles().then(() => self.clients.claim()));
});

async function forgetOldFiles() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(OURS) && name !== FILES && name !== PAGES);
  return Promise.all(old.map((name) => caches.delete(name)));
}

self.addEventListener("fetch", (event) => {
  const { origin, pathname } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== self.location.origin) return;
  if (event.request.mode !== "navigate") {
    if (pathname.startsWith("/static/")) event.respondWith(file(event.request));
  } else if (isCard(pathname)) {
    event.respondWith(card(event, pathname));
  } else if (pathname === FIRST) {
    event.respondWith(firstCard(event.request));
  }
});

self.addEventListener("message", (event) => {
  event.waitUntil(keepOnly(event.data.cards, { fetchMissing: true }));
});

// --- pages

async function card(event, path) {
  const fresh = fromNetwork(event.request, path);
  event.waitUntil(fresh.catch(() => {}));
  const answer = await Promise.race([fresh, wait()]).catch(() => null);
  return answer || (await kept(path)) || fresh.then((late) => late || Response.error());
}

function wait() {
  return new Promise((resolve) => setTimeout(resolve, PATIENCE, null));
}

// The page as the server gives it now, or null when the kept one may be shown instead.
async function fromNetwork(request, path) {
  const answer = await fetch(request);
  if (answer.status >= 500) return null;
  if (answer.type === "opaqueredirect") return (await mayStay(path)) ? null : answer;
  if (answer.ok) await put(path, answer.clone());
  else if (answer.status === 403) await caches.delete(PAGES);
  else if (answer.status !== 429) await (await caches.open(PAGES)).delete(path);
  return answer;
}

// The sign-in ran out: does this telephone still belong to somebody who decides about this card?
async function mayStay(path) {
  const answer = await fetch(shell.kept, { cache: "no-store" });
  if (!answer.ok) return answer.status >= 500;
  const { cards } = await answer.json();
  await keepOnly(cards);
  return cards.includes(path);
}

async function put(path, answer) {
  const headers = new Headers(answer.headers);
  headers.set(KEPT_AT, String(Date.now()));
  const page = new Response(await answer.blob(), { status: 200, headers });
  return (await caches.open(PAGES)).put(path, page);
}

async function kept(path) {
  const pages = await caches.open(PAGES);
  const page = await pages.match(path);
  if (!page) return null;
  const age = Date.now() - Number(page.headers.get(KEPT_AT));
  if (age < shell.days * 86400000) return page;
  await pages.delete(path);
  return null;
}

async function keepOnly(cards, { fetchMissing = false } = {}) {
  const pages = await caches.open(PAGES);
  const have = (await pages.keys()).map((request) => new URL(request.url).pathname);
  await Promise.all(have.filter((path) => !cards.includes(path)).map((path) => pages.delete(path)));
  if (!fetchMissing) return;
  for (const path of cards.filter((one) => isCard(one) && !have.includes(one))) {
    const answer = await fetch(path, { redirect: "manual" }).catch(() => null);
    if (answer && answer.ok) await put(path, answer);
  }
}

async function firstCard(request) {
  const [first] = await (await caches.open(PAGES)).keys();
  return first ? Response.redirect(first.url) : fetch(request);
}

// --- what the pages are made of

async function file(request) {
  const files = await caches.open(FILES);
  const exact = await files.match(request);
  if (exact) return exact;
  try {
    return await fetch(request);
  } catch (error) {
    const other = await files.match(request, { ignoreSearch: true }); // a page of an earlier version
    if (other) return other;
    throw error;
  }
}
