// Runs beside the page: finds a QR code or Code 128 in a picture. Other kinds are not looked for, they cost time.
"use strict";

const OPTIONS = { formats: ["QRCode", "Code128"], tryHarder: true, maxNumberOfSymbols: 1 };

self.addEventListener("message", async (event) => {
  const { zxing, wasm, picture } = event.data;
  try {
    if (zxing) {
      self.importScripts(zxing);
      const locateFile = (path, prefix) => (path.endsWith(".wasm") ? wasm : prefix + path);
      await self.ZXingWASM.prepareZXingModule({ overrides: { locateFile }, fireImmediately: true });
      self.postMessage({ ready: true });
      return;
    }
    const found = await self.ZXingWASM.readBarcodes(picture, OPTIONS);
    self.postMessage({ text: found.length ? found[0].text : "" });
  } catch (error) {
    self.postMessage({ failed: String(error) });
  }
});
