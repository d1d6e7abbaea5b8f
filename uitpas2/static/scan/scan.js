// The door: a code comes in by camera, scanner or hand; the platform answers; one tap records.
"use strict";

(function (door) {
  const page = document.getElementById("door");
  const status = document.getElementById("door-status");
  const lookAt = document.getElementById("door-number").action;
  const admitAt = document.querySelector("#door-dialog form").getAttribute("action");
  const KEPT = `door:${lookAt}`;
  const SAME_CARD = 10000; // milliseconds in which the same code is one scan
  const AFTER_BACK = 3000; // and shorter when the volunteer turned back, perhaps by mistake
  const READY_AFTER = 2600;

  const screen = door.screen(document.getElementById("door-dialog"), document.getElementById("door-tap"));
  const numbers = door.numberForm(document.getElementById("door-number"), (code) => look({ code }));
  const seen = new Map(); // code → until when it is the same scan
  let isLooking = false;
  let waiting = [];

  function tell(name, values) {
    status.textContent = door.say(name, values);
  }

  function ready() {
    tell(document.getElementById("door-camera").dataset.state === "on" ? "aim" : "hand");
  }

  // --- what must not be lost

  function keep(extra = {}) {
    try {
      sessionStorage.setItem(KEPT, JSON.stringify({ waiting, ...extra }));
    } catch {
      /* without storage it is kept as long as the page is open */
    }
  }

  function restore() {
    let kept = {};
    try {
      kept = JSON.parse(sessionStorage.getItem(KEPT)) || {};
    } catch {
      /* nothing was kept */
    }
    waiting = kept.waiting || [];
    showWaiting();
    keep();
    if (kept.scan) continueWith(kept.scan);
  }

  function continueWith(scan) {
    if (scan.choice) admit(scan);
    else look(scan);
  }

  function showWaiting() {
    const box = document.getElementById("door-waiting");
    box.hidden = waiting.length === 0;
    box.replaceChildren(
      ...waiting.map((scan) => {
        const line = document.createElement("p");
        const text = document.createElement("span");
        const button = document.createElement("button");
        text.textContent = door.say("waiting", { name: scan.name });
        button.type = "button";
        button.className = "button";
        button.textContent = door.say("send-now");
        button.addEventListener("click", () => admit(scan));
        line.append(text, button);
        return line;
      }),
    );
  }

  function noLongerWaiting(scan) {
    waiting = waiting.filter((other) => other.key !== scan.key);
    keep();
    showWaiting();
  }

  function letWait(scan) {
    if (!waiting.some((other) => other.key === scan.key)) waiting.push(scan);
    keep();
    showWaiting();
  }

  // --- a code comes in

  function comesIn(code) {
    if (screen.hasToBeFinished) return screen.remark(door.say("finish-first"));
    if (!door.isCardCode(code)) return screen.isOpen ? undefined : tell("not-a-card");
    if (isSameScan(code)) return screen.isOpen ? undefined : tell("just-scanned");
    screen.close();
    return look({ code });
  }

  // As long as a card stays before the camera it stays the same scan.
  function isSameScan(code) {
    const until = seen.get(code) || 0;
    const now = Date.now();
    if (until <= now) return false;
    seen.set(code, Math.max(until, now + AFTER_BACK));
    return true;
  }

  function sameUntil(code, milliseconds) {
    seen.set(code, Date.now() + milliseconds);
  }

  async function look(scan) {
    if (isLooking) return;
    isLooking = true;
    tell("looking");
    sameUntil(scan.code, SAME_CARD);
    try {
      const view = await door.ask(lookAt, { scanned: scan.code }, { csrf: page.dataset.csrf });
      showAnswer(view, { ...scan, key: door.newKey(), name: view.name });
    } catch (trouble) {
      const found = isCutOff(trouble) ? await door.checkHere(scan.code).catch(() => null) : null;
      if (found) showFound(found, scan);
      else showTrouble(trouble, scan, () => look(scan));
    } finally {
      isLooking = false;
    }
  }

  function showAnswer(view, scan) {
    door.signal(view.kind);
    numbers.fill("");
    const buttons = view.buttons.map(({ label, amount, choice }) => ({
      label,
      amount,
      act: () => admit({ ...scan, choice }),
    }));
    screen.show(view, {
      buttons,
      closed: () => {
        sameUntil(scan.code, buttons.length ? AFTER_BACK : SAME_CARD);
        ready();
      },
    });
  }

  // --- without network: what can be said of the code itself, by ./offline/

  const isCutOff = (trouble) => trouble instanceof door.Trouble && trouble.kind === "network" && door.checkHere;

  function showFound(found, scan) {
    door.signal(found.kind);
    screen.show(
      { ...found, word: door.say(found.kind) },
      {
        buttons: found.mayRetry ? [{ label: door.say("retry"), act: () => look(scan) }] : [],
        closed: () => {
          if (found.mayRetry) seen.delete(scan.code);
          numbers.fill(found.mayRetry ? scan.code : "");
          ready();
        },
      },
    );
  }

  // --- one tap

  async function admit(scan) {
    try {
      const values = { scanned: scan.code, choice: scan.choice };
      const view = await door.ask(admitAt, values, { csrf: page.dataset.csrf, key: scan.key });
      noLongerWaiting(scan);
      document.getElementById("door-count").textContent = view.admitted_today;
      if (view.situation === "admitted") showDone(view, scan);
      else showAnswer(view, { ...scan, key: door.newKey() });
    } catch (trouble) {
      showTrouble(trouble, scan, () => admit(scan));
    }
  }

  function showDone(view, scan) {
    const last = document.getElementById("door-last");
    last.hidden = false;
    last.querySelector('[data-part="text"]').textContent = [view.headline, view.amount].filter(Boolean).join(" · ");
    door.signal("yes");
    screen.show(view, {
      returnsAfter: READY_AFTER,
      closed: () => {
        sameUntil(scan.code, SAME_CARD);
        ready();
      },
    });
  }

  // --- when it does not work: say what is, keep the scan, offer the way on

  function troubleView(trouble, scan) {
    const base = { kind: "attention", word: door.say("attention"), name: scan.name };
    const isTap = Boolean(scan.choice);
    switch (trouble.kind) {
      case "network":
        return {
          ...base,
          headline: door.say("no-network"),
          text: door.say(isTap ? "no-network-admit" : "no-network-look", { name: scan.name }),
        };
      case "signed-out":
        return { ...base, headline: door.say("signed-out"), text: door.say("signed-out-text") };
      case "stale":
        return { ...base, headline: door.say("stale"), text: door.say("stale-text") };
      case "refused":
        return { ...base, headline: trouble.title };
      default:
        return { ...base, headline: door.say("not-now"), text: trouble.title || door.say("not-now-text") };
    }
  }

  function wayOn(trouble, scan, again) {
    const leaveTo = (address) => () => {
      keep({ scan });
      location.assign(address);
    };
    switch (trouble.kind) {
      case "refused":
        return [];
      case "signed-out":
        return [{ label: door.say("sign-in"), act: leaveTo(page.dataset.signIn) }];
      case "stale":
        return [{ label: door.say("reload"), act: leaveTo(location.href) }];
      default:
        return [{ label: door.say("retry"), act: again }];
    }
  }

  function showTrouble(trouble, scan, again) {
    if (!(trouble instanceof door.Trouble)) throw trouble;
    door.signal("attention");
    if (scan.choice && trouble.kind !== "refused") letWait(scan);
    if (scan.choice && trouble.kind === "refused") noLongerWaiting(scan);
    screen.show(troubleView(trouble, scan), {
      buttons: wayOn(trouble, scan, again),
      closed: () => {
        seen.delete(scan.code);
        if (!scan.choice) numbers.fill(scan.code); // what was scanned or typed stands there to be tried again
        ready();
      },
    });
  }

  // --- begin

  door.soundSwitch(document.getElementById("door-sound"));
  door.listenForScanner(comesIn);
  door.camera(
    document.getElementById("door-camera"),
    page.dataset,
    () => !isLooking && !screen.isOpen,
    comesIn,
  );
  new MutationObserver(ready).observe(document.getElementById("door-camera"), { attributeFilter: ["data-state"] });
  ready();
  restore();
})(window.door);
