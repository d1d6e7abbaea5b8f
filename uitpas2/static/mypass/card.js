// A card on a telephone. The page brings the code of the card itself, which always works; with network a code that
// changes each half minute stands in its place.
"use strict";

(function () {
  const card = document.getElementById("card");
  const image = card.querySelector("svg");
  const dark = image.querySelector("path");
  const ground = image.querySelector("rect");
  const status = document.getElementById("card-status");
  const words = document.getElementById("card-words").content;
  const printed = { side: Number(ground.getAttribute("width")), path: dark.getAttribute("d") };
  const PATIENCE = 8000; // milliseconds in which an answer is worth waiting for
  const AGAIN = 15000;
  const SWIPE = 60; // pixels
  let round = 0; // what began in an earlier round counts no more
  let timer = 0;

  function draw(code) {
    image.setAttribute("viewBox", `0 0 ${code.side} ${code.side}`);
    for (const length of ["width", "height"]) ground.setAttribute(length, code.side);
    dark.setAttribute("d", code.path);
  }

  // Only what is new is said: a screen reader does not hear of every half minute.
  function tell(state) {
    if (card.dataset.state === state) return;
    card.dataset.state = state;
    status.textContent = words.querySelector(`[data-word="${state}"]`).textContent;
    for (const link of document.querySelectorAll('[data-needs="network"]')) link.hidden = state === "offline";
  }

  function after(seconds, what) {
    const mine = round;
    timer = setTimeout(() => mine === round && what(), seconds * 1000);
  }

  // --- the code that changes

  function showPrinted(state) {
    draw(printed);
    tell(state);
    after(AGAIN / 1000, begin);
  }

  // The last code is good for half a minute more: time enough to fetch the next ones.
  function show([code, ...later]) {
    draw(code);
    tell("live");
    after(code.seconds, () => (later.length ? show(later) : begin()));
  }

  async function begin() {
    const mine = ++round;
    clearTimeout(timer);
    if (document.hidden) return;
    const answer = await ask();
    if (mine !== round) return;
    if (answer.state === "ended") location.reload();
    else if (answer.state === "live") show(answer.codes);
    else showPrinted(answer.state);
    if (answer.cards) keep(answer.cards);
  }

  async function ask() {
    const stop = new AbortController();
    const late = setTimeout(() => stop.abort(), PATIENCE);
    try {
      const answer = await fetch(card.dataset.code, { redirect: "manual", signal: stop.signal });
      if (answer.ok) return { state: "live", ...(await answer.json()) };
      if (answer.type === "opaqueredirect" || answer.status === 403) return { state: "signed-out" };
      return { state: answer.status >= 400 && answer.status < 500 && answer.status !== 429 ? "ended" : "offline" };
    } catch {
      return { state: "offline" };
    } finally {
      clearTimeout(late);
    }
  }

  // Who comes back to this page after a while does not see an old code, not even for a moment.
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) {
      round += 1;
      clearTimeout(timer);
      draw(printed);
    } else {
      begin();
      stayAwake();
    }
  });
  window.addEventListener("online", begin);
  window.addEventListener("offline", () => {
    round += 1;
    clearTimeout(timer);
    showPrinted("offline");
  });

  // --- without network

  async function keep(cards) {
    if (!navigator.serviceWorker) return;
    const registered = await navigator.serviceWorker.ready;
    registered.active.postMessage({ cards });
  }

  if (navigator.serviceWorker) navigator.serviceWorker.register(card.dataset.worker).catch(() => {});

  // Somebody signed out in another window.
  if (window.BroadcastChannel) new BroadcastChannel("family-cards").onmessage = () => location.replace("/");

  // --- the screen

  async function stayAwake() {
    try {
      await navigator.wakeLock.request("screen");
    } catch {
      /* not every browser can, and not with an empty battery */
    }
  }

  // --- from one card to the next

  const links = [...document.querySelectorAll(".card-family a")];
  const here = links.findIndex((link) => link.hasAttribute("aria-current"));
  let start = null;

  function go(step) {
    const next = links[here + step];
    if (next) location.assign(next.href);
  }

  document.addEventListener("touchstart", (event) => {
    const [touch, second] = event.touches;
    start = second ? null : { x: touch.clientX, y: touch.clientY };
  }, { passive: true });
  document.addEventListener("touchend", (event) => {
    if (!start) return;
    const [touch] = event.changedTouches;
    const [across, along] = [touch.clientX - start.x, touch.clientY - start.y];
    start = null;
    if (Math.abs(across) > SWIPE && Math.abs(across) > 2 * Math.abs(along)) go(across < 0 ? 1 : -1);
  });

  stayAwake();
  begin();
})();
