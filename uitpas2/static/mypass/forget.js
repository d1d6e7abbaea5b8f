// Somebody signed out on this telephone, or another one signed in: the cards that were kept go.
"use strict";

(async function () {
  if (window.BroadcastChannel) new BroadcastChannel("family-cards").postMessage("forget");
  if (window.caches) {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name.startsWith("family-cards-")).map((name) => caches.delete(name)));
  }
  if (navigator.serviceWorker) {
    const workers = await navigator.serviceWorker.getRegistrations();
    const ours = workers.filter((worker) => new URL(worker.scope).pathname === "/family/cards/");
    await Promise.all(ours.map((worker) => worker.unregister()));
  }
  document.cookie = "forget_cards=; Max-Age=0; Path=/; SameSite=Lax";
})();
