// Hand scanners that type. They send key presses of an American keyboard, which an AZERTY computer reads as other
// characters: "9" becomes "ç". So each key is also read by its place on the keyboard (event.code).
"use strict";

(function (door) {
  const ANEW = 1000; // milliseconds of silence after which a code begins anew
  const SCANNER = 50; // milliseconds a key takes a scanner at most; nobody types thirteen digits that fast
  const PLAIN = { Minus: "-", Period: ".", Slash: "/", Space: " ", NumpadDivide: "/", NumpadMultiply: "*", NumpadSubtract: "-", NumpadAdd: "+", NumpadDecimal: "." };
  const SHIFTED = { Digit4: "$", Digit5: "%", Digit8: "*", Equal: "+", Semicolon: ":" };

  function byPlace(event) {
    if (event.shiftKey && event.code in SHIFTED) return SHIFTED[event.code];
    const named = /^(?:Digit|Numpad)(\d)$|^Key([A-Z])$/.exec(event.code);
    if (named) return named[1] || named[2];
    return PLAIN[event.code] || "";
  }

  const NO_TEXT = new Set(["button", "checkbox", "radio", "submit", "file"]);

  function isText(element) {
    return element instanceof HTMLTextAreaElement || (element instanceof HTMLInputElement && !NO_TEXT.has(element.type));
  }

  // `onCode` gets what a scanner typed when it is the code of a card; typing by hand is left alone.
  door.listenForScanner = function (onCode) {
    let places = "";
    let characters = "";
    let first = 0;
    let last = -Infinity;
    let field = null;
    let stoodThere = "";
    let silence = 0;
    let heard = -Infinity; // when a code was taken for ended by silence: an Enter after it belongs to it

    function begin(time) {
      places = "";
      characters = "";
      first = time;
      field = document.activeElement instanceof HTMLInputElement ? document.activeElement : null;
      stoodThere = field ? field.value : "";
    }

    // A scanner that knows the layout sends the right characters; one that does not, the right places.
    // Where the right number already stands in the field, the form takes it from there.
    function finish() {
      const code = [places, characters].map((text) => text.trim()).find(door.isCardCode);
      const isLeftToForm = code && field && door.digitsOf(field.value) === code;
      if (code && field && !isLeftToForm) field.value = stoodThere;
      last = -Infinity;
      if (!code || isLeftToForm) return false;
      onCode(code);
      return true;
    }

    function fellSilent() {
      if (finish()) heard = performance.now();
    }

    function isLateEnd(event) {
      const isLate = event.timeStamp - heard <= ANEW;
      heard = -Infinity;
      return isLate;
    }

    function onKey(event) {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      clearTimeout(silence);
      const isWithin = event.timeStamp - last <= ANEW;
      if (!isWithin) begin(event.timeStamp);
      last = event.timeStamp;
      if (event.key === "Enter" || event.key === "Tab" || event.code === "NumpadEnter") {
        // It must not press the button that has the focus either.
        if (finish() || isLateEnd(event)) {
          event.preventDefault();
          event.stopPropagation();
        }
        return;
      }
      if (event.key.length !== 1 && event.key !== "Dead") return;
      places += byPlace(event);
      characters += event.key;
      // Within a code, a space must not press the button that happens to have the focus. In a text it is a space.
      if (isWithin && event.code === "Space" && !isText(event.target)) event.preventDefault();
      // Not every scanner ends with Enter: then a short silence is the end.
      if (last - first <= SCANNER * places.length) silence = setTimeout(fellSilent, 4 * SCANNER);
    }

    document.addEventListener("keydown", onKey, true);
  };
})(window.door);
