// Asks the platform. Whatever goes wrong is told apart by what the volunteer can do about it.
"use strict";

(function (door) {
  const PATIENCE = 8000; // milliseconds

  // `kind`: "network" (try again), "busy" (try again, the platform's fault), "signed-out", "stale", "refused" (a reason).
  class Trouble extends Error {
    constructor(kind, title = "") {
      super(title || kind);
      this.kind = kind;
      this.title = title;
    }
  }
  door.Trouble = Trouble;

  // A key for one scan: sent again with it, the same scan counts once.
  door.newKey = function () {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  };

  // The rest of the page hears whether there is network.
  const tellNetwork = (isThere) =>
    document.dispatchEvent(new CustomEvent("door-network", { detail: { isThere } }));

  async function send(address, values, headers) {
    try {
      const response = await fetch(address, {
        method: "POST",
        headers: { Accept: "application/json", ...headers },
        body: new URLSearchParams(values),
        redirect: "manual",
        signal: AbortSignal.timeout(PATIENCE),
      });
      tellNetwork(true);
      return response;
    } catch {
      tellNetwork(false);
      throw new Trouble("network");
    }
  }

  // Post a form and get the answer. Throws Trouble.
  door.ask = async function (address, values, { csrf, key = "" }) {
    const response = await send(address, values, { "X-CSRFToken": csrf, ...(key ? { "Idempotency-Key": key } : {}) });
    if (response.type === "opaqueredirect") throw new Trouble("signed-out");
    let answer = {};
    try {
      answer = await response.json();
    } catch {
      throw new Trouble(response.ok ? "network" : "busy");
    }
    if (response.ok) return answer;
    if (answer.code === "stale-form") throw new Trouble("stale");
    if (response.status >= 500 || response.status === 429) throw new Trouble("busy", answer.title);
    const detail = answer.errors && answer.errors.length ? answer.errors[0].detail : answer.title;
    throw new Trouble("refused", detail);
  };
})(window.door);
