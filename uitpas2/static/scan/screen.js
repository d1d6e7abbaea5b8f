// The answer, full-screen: colour, icon, word, name, amount and the buttons.
"use strict";

(function (door) {
  const SLOTS = ["word", "headline", "age", "amount", "instead_of", "text"];

  // `buttons` are {label, amount, act}. Without buttons the one button is the next card.
  door.screen = function (dialog, tapTemplate) {
    const verdict = dialog.querySelector(".door-verdict");
    const taps = dialog.querySelector(".door-taps");
    const back = dialog.querySelector('[data-part="back"]');
    let onClose = () => {};
    let timer = 0;

    function fill(view) {
      verdict.dataset.kind = view.kind;
      verdict.dataset.situation = view.situation || "";
      for (const name of SLOTS) {
        const slot = verdict.querySelector(`[data-slot="${name}"]`);
        slot.textContent = view[name] || "";
        slot.hidden = !view[name];
      }
    }

    function tap({ label, amount = "", act }) {
      const button = tapTemplate.content.firstElementChild.cloneNode(true);
      button.type = "button";
      button.querySelector('[data-slot="label"]').textContent = label;
      button.querySelector('[data-slot="amount"]').textContent = amount;
      button.addEventListener("click", () => {
        if (dialog.dataset.busy === "true") return; // a second tap on the same button does nothing
        dialog.dataset.busy = "true";
        act();
      });
      return button;
    }

    function close() {
      clearTimeout(timer);
      if (dialog.open) dialog.close();
    }

    dialog.addEventListener("close", () => {
      clearTimeout(timer);
      onClose();
    });
    back.addEventListener("click", close);

    return {
      get isOpen() {
        return dialog.open;
      },
      get hasToBeFinished() {
        return dialog.open && dialog.dataset.mustFinish === "true";
      },
      close,
      // `returnsAfter`: milliseconds after which the page is ready for the next card by itself.
      show(view, { buttons = [], returnsAfter = 0, closed = () => {} } = {}) {
        clearTimeout(timer);
        fill(view);
        onClose = closed;
        dialog.dataset.busy = "false";
        dialog.dataset.mustFinish = String(buttons.length > 0);
        back.textContent = door.say(buttons.length ? "back" : "next");
        back.classList.toggle("door-tap", buttons.length === 0);
        back.classList.toggle("door-back", buttons.length > 0);
        taps.replaceChildren(...buttons.map(tap));
        taps.hidden = buttons.length === 0;
        if (!dialog.open) dialog.showModal();
        dialog.querySelector("#door-headline").focus();
        if (returnsAfter) timer = setTimeout(close, returnsAfter);
      },
      remark(text) {
        const slot = verdict.querySelector('[data-slot="text"]');
        slot.textContent = text;
        slot.hidden = false;
      },
    };
  };
})(window.door);
