// Keeps photos on this device until they are saved: what is said of each in one place, its bytes in another, so that a
// page that counts them reads none. Bytes are an ArrayBuffer, since browsers have lost files and blobs. What can't be
// kept on the device stays in this page's memory.

const [SAYS, BYTES] = ["photos", "bytes"];
const KNOWN = 24 * 60 * 60 * 1000; // how long a photo that was saved is known here, for other pages
const memory = new Map();
let opened = null;

function open() {
  return new Promise((ready, refused) => {
    const asked = indexedDB.open("photos-waiting", 1);
    asked.onupgradeneeded = () => {
      for (const name of [SAYS, BYTES]) asked.result.createObjectStore(name, { keyPath: "mark" });
    };
    asked.onsuccess = () => {
      const forget = () => (opened = null);
      asked.result.onversionchange = () => forget(asked.result.close());
      asked.result.onclose = forget;
      ready(asked.result);
    };
    asked.onerror = () => refused(asked.error);
    asked.onblocked = () => refused(new Error("blocked"));
  });
}

// What is asked of both stores in one transaction: on the disk when it ends.
async function ask(mode, what) {
  opened ??= open();
  const database = await opened.catch((fault) => {
    opened = null;
    throw fault;
  });
  return new Promise((ready, refused) => {
    const change = database.transaction([SAYS, BYTES], mode, { durability: "strict" });
    const asked = what(change.objectStore(SAYS), change.objectStore(BYTES));
    change.oncomplete = () => ready(asked?.result);
    change.onabort = () => refused(change.error ?? asked?.error);
  });
}

// Why nothing can be kept here: "full", "forbidden", or nothing.
export async function whyNot() {
  const probe = { mark: "probe", bytes: new ArrayBuffer(64 * 1024) };
  try {
    await ask("readwrite", (_says, bytes) => bytes.put(probe) && bytes.delete(probe.mark));
    const { quota, usage } = (await navigator.storage?.estimate?.()) ?? {};
    return quota && quota - usage < 30e6 ? "full" : "";
  } catch (fault) {
    return fault?.name === "QuotaExceededError" ? "full" : "forbidden";
  }
}

// Gives whether it is safe: not in this page's memory alone.
export async function keep(photo, bytes) {
  try {
    await ask("readwrite", (says, files) => files.put({ mark: photo.mark, bytes }) && says.put(photo));
    return true;
  } catch {
    memory.set(photo.mark, { photo, bytes });
    return false;
  }
}

// The photos of somebody, in their turn; also those that were saved a short while ago.
export async function photosOf(person) {
  const kept = (await ask("readonly", (says) => says.getAll()).catch(() => [])) ?? [];
  const old = kept.filter((photo) => photo.saved && Date.now() - photo.savedAt > KNOWN);
  for (const { mark } of old) drop(mark);
  const here = [...memory.values()].map(({ photo }) => ({ ...photo, isInMemory: true }));
  const theirs = [...kept.filter((photo) => !old.includes(photo)), ...here].filter((each) => each.person === person);
  return theirs.sort((one, other) => one.turn - other.turn);
}

export async function bytesOf(mark) {
  if (memory.has(mark)) return memory.get(mark).bytes;
  return (await ask("readonly", (_says, files) => files.get(mark)))?.bytes;
}

// Say something else of a photo, and keep other bytes of it if there are some.
export async function change(mark, said, bytes) {
  const there = memory.get(mark);
  if (there) {
    Object.assign(there.photo, said);
    if (bytes) there.bytes = bytes;
    return;
  }
  await ask("readwrite", (says, files) => {
    if (bytes) files.put({ mark, bytes });
    const asked = says.get(mark);
    asked.onsuccess = () => asked.result && says.put({ ...asked.result, ...said });
  });
}

// It is saved: its bytes go, and other pages still find where it led.
export async function saved(mark, { to, says }) {
  const there = memory.get(mark);
  await change(mark, { saved: to, says, savedAt: Date.now() });
  if (there) there.bytes = null;
  else await ask("readwrite", (_says, files) => files.delete(mark));
}

export async function drop(mark) {
  memory.delete(mark);
  await ask("readwrite", (says, files) => files.delete(mark) && says.delete(mark)).catch(() => {});
}
