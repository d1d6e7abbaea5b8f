// A card that is scanned on a page with a field for a card from the drawer goes into that field.
"use strict";

(function (door) {
  // The field, unless another way was chosen or the clerk is typing elsewhere.
  function field() {
    const found = document.getElementById("number");
    if (!found || !found.offsetParent) return null;
    const active = document.activeElement;
    return active instanceof HTMLInputElement && active.type === "text" && active !== found ? null : found;
  }

  // Tells whether it took the code. A form in which nothing else has to be chosen is sent at once.
  door.takeCard = function (code) {
    const found = field();
    if (!found) return false;
    found.value = code;
    if (found.form.querySelector('input[name="reason"]')) found.focus();
    else found.form.requestSubmit();
    return true;
  };

  if (!document.getElementById("desk-search")) door.listenForScanner(door.takeCard);
})(window.door);
