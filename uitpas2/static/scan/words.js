// The sentences of the page, in the reader's language: they stand in a template, never in a script.
"use strict";

window.door = {};

(function (door) {
  const template = document.getElementById("door-words");

  // The sentence with this name; {gaps} are filled in with the values.
  door.say = function (name, values = {}) {
    const found = template.content.querySelector(`[data-word="${name}"]`);
    return found.textContent.replace(/\{(\w+)\}/g, (gap, key) => (key in values ? values[key] : gap));
  };
})(window.door);
