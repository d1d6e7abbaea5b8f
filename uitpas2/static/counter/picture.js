// Taking a picture with the camera of this device, and making a chosen one small before it is sent. Without it the
// fields of the form do the same, only slower.
"use strict";

(function () {
  const SIDE = 640; // pixels: the platform keeps less, and cuts again
  const form = document.getElementById("picture-form");
  const live = document.getElementById("picture-live");
  const video = live.querySelector("video");
  const shown = live.querySelector("img");
  const part = (name) => live.querySelector(`[data-part="${name}"]`);
  let stream = null;

  function stop() {
    if (stream) for (const track of stream.getTracks()) track.stop();
    stream = null;
    video.srcObject = null;
  }

  // The middle square of what stands on the screen or in a file.
  function square(source, width, height) {
    const side = Math.min(width, height);
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = Math.min(SIDE, side);
    const pen = canvas.getContext("2d");
    pen.fillStyle = "white";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(source, (width - side) / 2, (height - side) * 0.4, side, side, 0, 0, canvas.width, canvas.height);
    return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.9));
  }

  function put(field, blob) {
    const files = new DataTransfer();
    files.items.add(new File([blob], "picture.jpg", { type: "image/jpeg" }));
    field.files = files.files;
  }

  function show(blob) {
    if (shown.src) URL.revokeObjectURL(shown.src);
    shown.src = URL.createObjectURL(blob);
    shown.hidden = false;
    part("status").textContent = part("status").dataset.taken;
  }

  async function start() {
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: false, video: { facingMode: { ideal: "environment" } } });
      video.srcObject = stream;
      await video.play();
    } catch {
      stop();
      part("status").textContent = part("status").dataset.denied;
      return;
    }
    part("status").textContent = "";
    video.hidden = false;
    shown.hidden = true;
    part("start").hidden = true;
    part("again").hidden = true;
    part("shoot").hidden = false;
    part("shoot").focus();
  }

  async function shoot() {
    const blob = await square(video, video.videoWidth, video.videoHeight);
    stop();
    put(form.elements.taken, blob);
    form.elements.picture.value = "";
    show(blob);
    video.hidden = true;
    part("shoot").hidden = true;
    part("again").hidden = false;
    part("again").focus();
  }

  async function shrink(field) {
    if (!field.files.length) return;
    try {
      const picture = await createImageBitmap(field.files[0]);
      const blob = await square(picture, picture.width, picture.height);
      put(field, blob);
      const other = field === form.elements.taken ? form.elements.picture : form.elements.taken;
      other.value = "";
      live.hidden = false;
      show(blob);
    } catch {
      /* the platform says what is wrong with the file */
    }
  }

  video.hidden = true;
  for (const name of ["taken", "picture"]) {
    form.elements[name].addEventListener("change", () => shrink(form.elements[name]));
  }
  if (navigator.mediaDevices) {
    live.hidden = false;
    // At a desk this camera takes the place of the field that asks a phone for its own.
    form.elements.taken.closest(".field").hidden = matchMedia("(pointer: fine)").matches;
    part("start").addEventListener("click", start);
    part("again").addEventListener("click", start);
    part("shoot").addEventListener("click", shoot);
    addEventListener("pagehide", stop);
  } else {
    part("start").hidden = true;
  }
})();
