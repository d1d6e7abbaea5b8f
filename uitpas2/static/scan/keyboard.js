// Hand scanners that type. They send key presses of an American keyboard, which an AZERTY computer reads as other
// characters: "9" becomes "ç". So each key is also read by its place on the keyboard (event.code).
"use strict";

(function (door) {
  const SLOWEST = 100; // milliseconds between two keys of a scanner; nobody types thirteen digits that fast
  const PLAIN = { Minus: "-", Period: ".", Slash: "/", Space: " ", NumpadDivide: "/", NumpadMultiply: "*", NumpadSubtract: "-", NumpadAdd: "+", NumpadDecimal: "." };
  const SHIFTED = { Digit4: "$", Digit5: "%", Digit8: "*", Equal: "+", Semicolon: ":" };

  function byPlace(event) {
    if (event.shiftKey && event.code in SHIFTED) return SHIFTED[event.code];
    const named = /^(?:Digit|Numpad)(\d)$|^Key([A-Z])$/.exec(event.code);
    if (named) return named[1] || named[2];
    return PLAIN[event.code] || "";
  }

  // `onCode` gets what a scanner typed when it is the code of a card; typing by hand is left alone.
  door.listenForScanner = function (onCode) {
    let places = "";
    let characters = "";
    let last = -Infinity;
    let field = null;
    let stoodThere = "";
    let silence = 0;

    function begin() {
      places = "";
      characters = "";
      field = document.activeElement instanceof HTMLInputElement ? document.activeElement : null;
      stoodThere = field ? field.value : "";
    }

    // A scanner that knows the layout sends the right characters; one that does not, the right places.
    function finish() {
      const code = [places, characters].map((text) => text.trim()).find(door.isCardCode);
      if (code && field) field.value = stoodThere;
      begin();
      if (code) onCode(code);
      return Boolean(code);
    }

    function onKey(event) {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      clearTimeout(silence);
      const isBurst = event.timeStamp - last <= SLOWEST;
      last = event.timeStamp;
      if (!isBurst) begin();
      const isEnd = event.key === "Enter" || event.key === "Tab" || event.code === "NumpadEnter";
      if (isEnd && finish()) {
        event.preventDefault();
        event.stopPropagation();
      }
      if (isEnd) last = -Infinity;
      if (isEnd || (event.key.length !== 1 && event.key !== "Dead")) return;
      places += byPlace(event);
      characters += event.key;
      // Within a code, a space must not press the button that happens to have the focus.
      if (isBurst && event.code === "Space") event.preventDefault();
      // Not every scanner ends with Enter: then a short silence is the end.
      silence = setTimeout(finish, 2 * SLOWEST);
    }

    document.addEventListener("keydown", onKey, true);
  };
})(window.door);
