// Card numbers: thirteen digits of which the last catches typing errors, written as 4-3-3-3.
"use strict";

(function (door) {
  const LENGTH = 13;

  door.digitsOf = (text) => text.replace(/[\s.\-\u00a0\u202f]/g, "");

  door.isCardNumber = function (text) {
    if (!/^\d{13}$/.test(text)) return false;
    const sum = [...text].reverse().reduce((total, digit, place) => {
      const value = Number(digit) * (place % 2 ? 2 : 1);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
    return sum % 10 === 0;
  };

  // The number of a chip, as a contactless reader types it: fourteen hexadecimal digits, grouped or not.
  door.isChipNumber = (text) => /^[\da-f]{14}$/i.test(text.replace(/[\s:.\-]/g, ""));

  // What a camera, scanner or reader may read from a card: its number, its signed code or its chip.
  door.isCardCode = (text) =>
    text.startsWith("UP1:") || door.isCardNumber(door.digitsOf(text)) || door.isChipNumber(text);

  door.grouped = (digits) => digits.replace(/^(\d{1,4})(\d{0,3})(\d{0,3})(\d{0,3}).*$/, "$1 $2 $3 $4").trim();

  // Group the digits while somebody types, with the caret staying behind the same digit.
  function regroup(field) {
    if (!/^[\d\s.\-]*$/.test(field.value)) return;
    const before = door.digitsOf(field.value.slice(0, field.selectionStart)).length;
    field.value = door.grouped(door.digitsOf(field.value).slice(0, LENGTH));
    let caret = 0;
    for (let digits = 0; digits < before && caret < field.value.length; caret += 1) {
      if (/\d/.test(field.value[caret])) digits += 1;
    }
    field.setSelectionRange(caret, caret);
  }

  function showWrong(field, text) {
    const box = field.closest(".field");
    let wrong = document.getElementById(`${field.id}-error`);
    if (!text) {
      if (wrong) wrong.remove();
      field.removeAttribute("aria-invalid");
      field.setAttribute("aria-describedby", `${field.id}-hint`);
      box.classList.remove("field-wrong");
      return;
    }
    if (!wrong) {
      wrong = document.createElement("p");
      wrong.className = "wrong";
      wrong.id = `${field.id}-error`;
      field.before(wrong);
    }
    wrong.textContent = text;
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", `${field.id}-hint ${field.id}-error`);
    box.classList.add("field-wrong");
  }

  // The form for typing a number. `onNumber` gets a number that is whole and right, and nothing else is ever sent.
  door.numberForm = function (form, onNumber) {
    const field = form.elements.scanned;
    const problemOf = function (digits) {
      if (digits.length !== LENGTH) return door.say("too-short", { count: digits.length });
      return door.isCardNumber(digits) ? "" : door.say("mistyped");
    };
    field.addEventListener("input", () => {
      regroup(field);
      const digits = door.digitsOf(field.value);
      showWrong(field, digits.length === LENGTH ? problemOf(digits) : "");
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const text = field.value.trim();
      if (text.startsWith("UP1:") || door.isChipNumber(text)) return onNumber(text);
      const digits = door.digitsOf(text);
      const problem = problemOf(digits);
      showWrong(field, problem);
      if (problem) return field.focus();
      return onNumber(digits);
    });
    return {
      field,
      fill(text) {
        field.value = /^\d+$/.test(text) ? door.grouped(text) : text;
        showWrong(field, "");
      },
    };
  };
})(window.door);
