// The list: a tap counts at once on the screen, and is sent as soon as there is network, with the time it was made.
"use strict";

(function (door) {
  const page = document.getElementById("roll");
  const bar = document.getElementById("roll-bar");
  const refusals = document.getElementById("roll-refused");
  const status = document.getElementById("roll-status");
  const cards = document.getElementById("roll-card");
  const AGAIN = 15_000; // milliseconds until it is tried again by itself
  const queue = door.queue(page.dataset.session);
  let trouble = "";
  let timer = 0;

  const lineOf = (id) => page.querySelector(`[data-child="${CSS.escape(id)}"]`);
  const nameOf = (sign) => (sign.values.child ? lineOf(sign.values.child)?.dataset.name : "") || door.say("a-card");

  // --- what stands on the screen

  function show(line, { attendance, inside, state }) {
    line.dataset.standing = attendance;
    line.dataset.inside = String(inside);
    line.querySelector('[data-part="state"]').textContent = state;
    for (const button of line.querySelectorAll("[aria-pressed]")) {
      button.setAttribute("aria-pressed", String(button.value === attendance));
    }
    for (const form of line.querySelectorAll("[data-when]")) form.hidden = (form.dataset.when === "inside") !== inside;
    count();
  }

  function count() {
    for (const tally of page.querySelectorAll("[data-tally]")) {
      const what = tally.dataset.tally;
      const wanted = what === "inside" ? '[data-inside="true"]' : `[data-standing="${what}"]`;
      tally.textContent = page.querySelectorAll(`.roll-child${wanted}`).length;
    }
  }

  // Before the platform answered: what the tap means, told apart from what is noted.
  function foresee(sign) {
    const line = lineOf(sign.values.child || "");
    if (!line) return;
    const { what } = sign.values;
    const moves = what === "in" || what === "out";
    show(line, {
      attendance: what === "in" ? "attended" : moves ? line.dataset.standing : what,
      inside: moves ? what === "in" : line.dataset.inside === "true",
      state: `${door.say(what)} · ${door.say("waiting")}`,
    });
  }

  function tellState() {
    const waits = queue.waiting.length;
    bar.hidden = waits === 0;
    bar.querySelector('[data-part="text"]').textContent = door.say(trouble || "sending", { count: waits });
    const wayOn = bar.querySelector('[data-part="way-on"]');
    const ways = { "signed-out": ["sign-in", page.dataset.signIn], stale: ["reload", location.href] };
    wayOn.hidden = !(trouble in ways);
    if (trouble in ways) {
      wayOn.textContent = door.say(ways[trouble][0]);
      wayOn.href = ways[trouble][1];
    }
  }

  function tellRefusals() {
    const refused = queue.refused;
    refusals.hidden = refused.length === 0;
    refusals.replaceChildren(
      ...refused.map((sign) => {
        const line = document.createElement("p");
        const text = document.createElement("span");
        const button = document.createElement("button");
        const time = new Date(sign.values.at).toLocaleTimeString("nl-BE", { hour: "2-digit", minute: "2-digit" });
        text.textContent = door.say("refused", { name: nameOf(sign), time, reason: sign.reason });
        button.type = "button";
        button.className = "button button-secondary";
        button.textContent = door.say("understood");
        button.addEventListener("click", () => {
          queue.seen(sign);
          tellRefusals();
          if (refused.length === 1) location.reload(); // the list as it really stands
        });
        line.append(text, button);
        return line;
      }),
    );
  }

  // --- sending, one after the other, in the order in which they were made

  function noted(sign, answer) {
    queue.done(sign);
    const line = lineOf(answer.child);
    if (line) show(line, answer);
    else location.reload(); // somebody who was not on the list came by card
    const said = answer.heard === "overtaken" ? "overtaken" : "noted";
    status.textContent = door.say(said, { name: answer.name, state: answer.state });
  }

  async function sendAll() {
    for (let [sign] = queue.waiting; sign; [sign] = queue.waiting) {
      const address = sign.values.scanned ? page.dataset.cards : page.dataset.marks;
      try {
        noted(sign, await door.ask(address, sign.values, { csrf: page.dataset.csrf, key: sign.key }));
        trouble = "";
      } catch (error) {
        if (!(error instanceof door.Trouble)) throw error;
        if (error.kind !== "refused") {
          trouble = { network: "offline", busy: "busy" }[error.kind] || error.kind;
          return;
        }
        queue.refuse(sign, error.title);
        tellRefusals();
      }
      tellState();
    }
  }

  async function flush() {
    clearTimeout(timer);
    await queue.alone(sendAll);
    tellState();
    if (queue.waiting.length) timer = setTimeout(flush, AGAIN);
  }

  function put(values) {
    const sign = { key: door.newKey(), values: { ...values, at: new Date().toISOString() } };
    queue.add(sign);
    foresee(sign);
    tellState();
    flush();
  }

  // --- what comes in: a tap, a card, a scanner

  page.addEventListener("submit", (event) => {
    const form = event.target;
    if (form === cards) {
      event.preventDefault();
      const field = form.elements.scanned;
      if (field.value.trim()) put({ scanned: field.value.trim() });
      field.value = "";
      return;
    }
    const what = event.submitter && event.submitter.name === "what" ? event.submitter.value : "";
    if (!what) return;
    const somebody = form.elements.somebody_else;
    if (what === "out" && somebody && !somebody.value.trim()) {
      event.preventDefault();
      somebody.focus();
      return;
    }
    event.preventDefault();
    put({ child: form.elements.child.value, what, ...(somebody ? { somebody_else: somebody.value.trim() } : {}) });
    if (somebody) somebody.value = "";
  });

  if (cards) {
    const comesIn = (code) => put({ scanned: code });
    door.listenForScanner(comesIn);
    const seen = new Map();
    door.camera(document.getElementById("door-camera"), page.dataset, () => true, (code) => {
      if (!door.isCardCode(code) || (seen.get(code) || 0) > Date.now()) return;
      seen.set(code, Date.now() + 10_000); // as long as a card stays before the camera it is the same card
      comesIn(code);
    });
  }
  window.addEventListener("online", flush);
  for (const sign of queue.waiting) foresee(sign);
  tellRefusals();
  tellState();
  flush();
})(window.door);
