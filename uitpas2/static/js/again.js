// Looks again by itself at a part of a page that shows how far something is: an element with an id and `data-again`,
// the number of seconds to wait. Without this script there is a link that does the same.
"use strict";

(function () {
  async function lookAgain(id) {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" }, redirect: "error" });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const [now, next] = [document.getElementById(id), page.getElementById(id)];
    if (!next) return;
    // Small steps change the words and the bar only, so that nothing is read twice and the focus stays where it is.
    const isSame = next.dataset.again === now.dataset.again;
    if (!isSame) return now.replaceWith(next);
    next.querySelectorAll("[id]").forEach((part) => {
      const old = document.getElementById(part.id);
      if (old && old.textContent !== part.textContent) old.textContent = part.textContent;
    });
    const [bar, newBar] = [now.querySelector("progress"), next.querySelector("progress")];
    if (bar && newBar) bar.value = newBar.value;
  }

  function wait(id) {
    const part = document.getElementById(id);
    if (!part || !part.dataset.again) return;
    setTimeout(async () => {
      try {
        await lookAgain(id);
      } catch {
        // No network for a moment: the next look will tell.
      }
      wait(id);
    }, Number(part.dataset.again) * 1000);
  }

  document.querySelectorAll("[id][data-again]").forEach((part) => wait(part.id));
})();
