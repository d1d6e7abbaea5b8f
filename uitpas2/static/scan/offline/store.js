// Where the lists stay between two visits: IndexedDB, in one record. They name nobody.

const NAME = "uitpas2-door";
const TABLE = "lists";
const RECORD = "kept";

function finished(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function table(mode) {
  const opening = indexedDB.open(NAME, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(TABLE);
  const database = await finished(opening);
  const transaction = database.transaction(TABLE, mode);
  transaction.oncomplete = transaction.onabort = () => database.close();
  return transaction.objectStore(TABLE);
}

// What was kept; nothing where a browser allows no storage.
export async function load() {
  try {
    return (await finished((await table("readonly")).get(RECORD))) || null;
  } catch {
    return null;
  }
}

// Keep this instead. Without storage it lasts as long as the page is open.
export async function save(record) {
  try {
    await finished((await table("readwrite")).put(record, RECORD));
  } catch {
    /* see above */
  }
}
