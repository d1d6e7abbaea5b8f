// Signs that wait to be sent: kept on this device until the platform has answered each of them.
"use strict";

(function (door) {
  const locks = navigator.locks;

  // `name` tells the lists of two sessions apart. Kept are ids, times and keys, never a name.
  door.queue = function (name) {
    const KEY = `attendance:${name}`;
    let memory = { waiting: [], refused: [] }; // where storage is shut off, as long as the page is open

    function read() {
      try {
        return JSON.parse(localStorage.getItem(KEY)) || { waiting: [], refused: [] };
      } catch {
        return memory;
      }
    }

    function write(change) {
      memory = change(read());
      try {
        if (memory.waiting.length + memory.refused.length) localStorage.setItem(KEY, JSON.stringify(memory));
        else localStorage.removeItem(KEY);
      } catch {
        /* kept in memory */
      }
      return memory;
    }

    const without = (list, sign) => list.filter((other) => other.key !== sign.key);

    return {
      get waiting() {
        return read().waiting;
      },
      get refused() {
        return read().refused;
      },
      add(sign) {
        write((kept) => ({ ...kept, waiting: [...without(kept.waiting, sign), sign] }));
      },
      done(sign) {
        write((kept) => ({ ...kept, waiting: without(kept.waiting, sign) }));
      },
      refuse(sign, reason) {
        write((kept) => ({
          waiting: without(kept.waiting, sign),
          refused: [...without(kept.refused, sign), { ...sign, reason }],
        }));
      },
      seen(sign) {
        write((kept) => ({ ...kept, refused: without(kept.refused, sign) }));
      },
      // One tab sends at a time; the keys make it harmless where a browser knows no locks.
      alone(work) {
        return locks ? locks.request(KEY, { ifAvailable: true }, (lock) => (lock ? work() : undefined)) : work();
      },
    };
  };
})(window.door);
