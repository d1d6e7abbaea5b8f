// The one search field takes a scan wherever the focus is, with or without Enter at its end, and from the camera.
"use strict";

(function (door) {
  const KEY = 50; // milliseconds a key takes a scanner at most
  const SILENCE = 250;
  const form = document.getElementById("desk-search");
  const field = form.elements.text;
  let sent = false;
  let first = 0;
  let silence = 0;

  function search(code) {
    if (sent) return;
    sent = true;
    field.value = code;
    form.submit();
  }

  door.listenForScanner((code) => (door.takeCard && door.takeCard(code)) || search(code));

  // A scanner that knows the keyboard's layout types into the field itself; not every one ends with Enter.
  field.addEventListener("input", (event) => {
    clearTimeout(silence);
    if (field.value.length <= 1) first = event.timeStamp;
    const text = field.value.trim();
    const isScanned = event.timeStamp - first <= KEY * text.length;
    if (isScanned && door.isCardCode(text)) silence = setTimeout(() => search(text), SILENCE);
  });
  form.addEventListener("submit", () => clearTimeout(silence));
  addEventListener("pageshow", () => {
    sent = false;
  });

  const camera = document.getElementById("desk-camera");
  const open = document.getElementById("desk-camera-open");
  if (!camera || !open || !navigator.mediaDevices) return;
  open.hidden = false;
  open.addEventListener("click", () => {
    open.hidden = true;
    const { reader, zxing, wasm } = camera.dataset;
    door.camera(camera, { reader, zxing, wasm }, () => !sent, (code) => door.isCardCode(code) && search(code));
    if (camera.dataset.state === "off") camera.querySelector('[data-part="start"]').click();
  });
})(window.door);
