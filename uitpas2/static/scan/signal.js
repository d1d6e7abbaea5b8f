// A sound and a vibration for each kind of answer, so that nobody has to watch the screen. Can be silenced.
"use strict";

(function (door) {
  const KEPT = "door-sound";
  // Notes as [start in seconds, pitch in hertz, length in seconds]: up for yes, level for attention, down for no.
  const NOTES = {
    yes: [[0, 880, 0.09], [0.1, 1320, 0.14]],
    attention: [[0, 660, 0.12], [0.18, 660, 0.12], [0.36, 660, 0.12]],
    no: [[0, 330, 0.2], [0.22, 196, 0.4]],
  };
  const PULSES = { yes: [70], attention: [70, 70, 70], no: [350] };
  let context = null;
  let isOn = true;

  function remembered() {
    try {
      return localStorage.getItem(KEPT) !== "off";
    } catch {
      return true; // storage may be forbidden; then the choice lasts for this page
    }
  }

  function remember() {
    try {
      localStorage.setItem(KEPT, isOn ? "on" : "off");
    } catch {
      /* see above */
    }
  }

  // Browsers let a page make sound only after somebody touched it.
  function wake() {
    const Context = window.AudioContext || window.webkitAudioContext;
    if (!Context) return;
    context = context || new Context();
    if (context.state === "suspended") context.resume().catch(() => {});
  }

  function play(kind) {
    if (!context || context.state !== "running") return;
    for (const [start, pitch, length] of NOTES[kind]) {
      const at = context.currentTime + start;
      const tone = context.createOscillator();
      const volume = context.createGain();
      tone.frequency.value = pitch;
      tone.type = kind === "no" ? "square" : "sine";
      volume.gain.setValueAtTime(0.0001, at);
      volume.gain.exponentialRampToValueAtTime(0.3, at + 0.01);
      volume.gain.exponentialRampToValueAtTime(0.0001, at + length);
      tone.connect(volume).connect(context.destination);
      tone.start(at);
      tone.stop(at + length + 0.02);
    }
  }

  door.signal = function (kind) {
    if (!isOn) return;
    play(kind);
    if (navigator.vibrate) navigator.vibrate(PULSES[kind]);
  };

  door.soundSwitch = function (button) {
    isOn = remembered();
    const show = () => button.setAttribute("aria-pressed", String(isOn));
    button.hidden = false;
    show();
    button.addEventListener("click", () => {
      isOn = !isOn;
      remember();
      show();
      wake();
      door.signal("yes");
    });
    for (const touch of ["pointerdown", "keydown"]) document.addEventListener(touch, wake, { passive: true });
  };
})(window.door);
