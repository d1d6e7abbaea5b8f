// Registering faster: the postal code names the place, the birth date says who has to decide, a scan is the card.
"use strict";

(function (door) {
  const form = document.getElementById("registration");
  const { postal_code: code, city, birth_date: born, card_number: number } = form.elements;
  const places = JSON.parse(form.dataset.places);
  let filled = "";

  code.addEventListener("input", () => {
    if (city.value && city.value !== filled) return;
    filled = places[code.value.trim()] || "";
    city.value = filled;
  });

  const hint = document.getElementById("guardian-hint");
  const always = hint.textContent;
  function sayWhoDecides() {
    const day = born.valueAsDate;
    const today = new Date();
    hint.textContent = always;
    if (!day || day > today) return;
    let age = today.getFullYear() - day.getUTCFullYear();
    const hadBirthday = [today.getMonth() - day.getUTCMonth(), today.getDate() - day.getUTCDate()];
    if (hadBirthday[0] < 0 || (hadBirthday[0] === 0 && hadBirthday[1] < 0)) age -= 1;
    if (age > 120) return;
    hint.textContent = (age < 18 ? hint.dataset.child : hint.dataset.adult).replace("{age}", age);
  }
  born.addEventListener("change", sayWhoDecides);
  sayWhoDecides();

  if (!number) return;
  const fromDrawer = form.querySelector('[name="way"][value="drawer"]');
  number.addEventListener("input", () => {
    if (number.value.trim()) fromDrawer.checked = true;
  });
  // A scanned card lands where it belongs, wherever the focus was, and sends nothing: that takes one more Enter.
  door.listenForScanner((scanned) => {
    number.value = scanned;
    fromDrawer.checked = true;
    form.querySelector(".button-primary").focus();
  });
})(window.door);
