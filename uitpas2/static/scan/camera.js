// The camera: opened on request, closed when nobody looks at the page, some eight pictures a second to the reader.
"use strict";

(function (door) {
  const PAUSE = 120; // milliseconds between two pictures
  const WIDEST = 1280;
  const WANTED = {
    audio: false,
    video: { facingMode: { ideal: "environment" }, width: { ideal: 1280 }, height: { ideal: 720 } },
  };
  const KEPT = "door-camera";
  const REASONS = {
    NotAllowedError: "camera-denied",
    NotFoundError: "camera-missing",
    OverconstrainedError: "camera-missing",
    NotReadableError: "camera-busy",
    AbortError: "camera-busy",
  };

  function startReader(addresses, onText) {
    return new Promise((resolve, reject) => {
      const worker = new Worker(addresses.reader);
      worker.addEventListener("error", reject);
      worker.addEventListener("message", ({ data }) => {
        if (data.ready) resolve(worker);
        else if (data.failed) reject(new Error(data.failed));
        else onText(data.text);
      });
      worker.postMessage({ zxing: addresses.zxing, wasm: addresses.wasm });
    });
  }

  const wasUsedBefore = () => {
    try {
      return localStorage.getItem(KEPT) === "on";
    } catch {
      return false;
    }
  };
  const rememberUse = () => {
    try {
      localStorage.setItem(KEPT, "on");
    } catch {
      /* then it is asked again next time */
    }
  };

  // `wants()` tells whether a code is looked for now; `onCode` gets what was read.
  door.camera = function (section, addresses, wants, onCode) {
    const video = section.querySelector("video");
    const part = (name) => section.querySelector(`[data-part="${name}"]`);
    const canvas = document.createElement("canvas");
    const pen = canvas.getContext("2d", { willReadFrequently: true });
    let stream = null;
    let reader = null;
    let isReading = false;
    let lastPicture = 0;

    function show(state, text = "") {
      section.dataset.state = state;
      if (text) part("text").textContent = text;
      part("start").hidden = state === "starting" || state === "missing";
    }

    function onText(text) {
      isReading = false;
      if (text && wants()) onCode(text);
    }

    function picture() {
      const scale = Math.min(1, WIDEST / video.videoWidth);
      canvas.width = Math.round(video.videoWidth * scale);
      canvas.height = Math.round(video.videoHeight * scale);
      pen.drawImage(video, 0, 0, canvas.width, canvas.height);
      return pen.getImageData(0, 0, canvas.width, canvas.height);
    }

    function onFrame() {
      if (!stream) return;
      const now = performance.now();
      if (!isReading && wants() && video.videoWidth && now - lastPicture >= PAUSE) {
        isReading = true;
        lastPicture = now;
        const taken = picture();
        reader.postMessage({ picture: taken }, [taken.data.buffer]);
      }
      nextFrame();
    }

    function nextFrame() {
      if (video.requestVideoFrameCallback) video.requestVideoFrameCallback(onFrame);
      else setTimeout(onFrame, PAUSE);
    }

    async function keepAwake() {
      try {
        if (navigator.wakeLock) await navigator.wakeLock.request("screen");
      } catch {
        /* a convenience only */
      }
    }

    function offerTorch(track) {
      const can = track.getCapabilities ? track.getCapabilities() : {};
      const button = part("torch");
      button.hidden = !can.torch;
      button.onclick = async () => {
        const isOn = button.getAttribute("aria-pressed") !== "true";
        await track.applyConstraints({ advanced: [{ torch: isOn }] });
        button.setAttribute("aria-pressed", String(isOn));
      };
    }

    async function start() {
      if (stream) return;
      show("starting", door.say("starting"));
      try {
        reader = reader || (await startReader(addresses, onText));
      } catch {
        show("missing", door.say("camera-unreadable"));
        return;
      }
      try {
        stream = await navigator.mediaDevices.getUserMedia(WANTED);
        video.srcObject = stream;
        await video.play();
      } catch (error) {
        stop();
        show("off", door.say(REASONS[error.name] || "camera-busy"));
        return;
      }
      rememberUse();
      show("on");
      isReading = false;
      offerTorch(stream.getVideoTracks()[0]);
      keepAwake();
      nextFrame();
    }

    function stop() {
      if (stream) for (const track of stream.getTracks()) track.stop();
      stream = null;
      video.srcObject = null;
    }

    section.hidden = false;
    if (!addresses.reader) return show("missing", door.say("camera-unreadable"));
    if (!navigator.mediaDevices) return show("missing", door.say("camera-insecure"));
    part("start").addEventListener("click", start);
    // Phones freeze a camera in the background and do not wake it up: close it, and open it anew.
    let mustReturn = false;
    document.addEventListener("visibilitychange", () => {
      if (document.hidden) {
        mustReturn = stream !== null;
        stop();
      } else if (mustReturn) {
        start();
      }
    });
    if (wasUsedBefore()) start();
    return undefined;
  };
})(window.door);
