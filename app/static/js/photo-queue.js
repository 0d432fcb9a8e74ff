// The form for photos. Each photo is kept on this device as soon as it is chosen, with where it goes, and is sent by
// itself. The page shows how far that is, why it doesn't go on, and the ways on; it goes on once all are saved.
// The form works without this: it then shows its file inputs and a button.

import { listen, shownByForm, tell, wake } from "./photo-line.js";
import { change, drop, keep, photosOf, whyNot } from "./photo-store.js";
import { takenAt } from "./photo-taken.js";

let lastTurn = 0;

document.querySelectorAll("[data-photo-queue]").forEach(enliven);

async function enliven(queue) {
  const form = queue.closest("form");
  const box = queue.querySelector(".choose__progress");
  const say = queue.dataset;
  const mine = new Map(); // the photos that were chosen here, by their marks, with an address of each to look at
  let isSafe = true;
  let shown = ""; // what stands in the box
  let finishing = null;
  let saved = null; // where to go on
  const unread = []; // what is said of those that can't be opened
  const saidOfLast = []; // stands on the page that comes next

  queue.classList.add("choose--live");
  for (const input of queue.querySelectorAll("input[type=file]")) {
    input.addEventListener("change", async () => {
      const files = "many" in say ? [...input.files] : [...input.files].slice(-1);
      const reading = files.map(read);
      input.value = "";
      await take(await Promise.all(reading));
    });
  }
  // A button of the form that is pressed too early is pressed again when all is saved.
  form.addEventListener("submit", (event) => {
    if (!mine.size) return;
    event.preventDefault();
    finishing = event.submitter;
    wake();
  });
  addEventListener("beforeunload", (event) => {
    if (mine.size && !isSafe) event.preventDefault();
  });
  listen(async (said) => {
    if (said.part !== undefined) showSent(said);
    else if (mine.size) await look(said.answer);
  });

  const why = await whyNot();
  if (why) {
    isSafe = false;
    const warning = queue.querySelector("[data-not-kept]");
    warning.querySelector("span").textContent = why === "full" ? say.storeFull : say.storeForbidden;
    warning.hidden = false;
  }

  async function take(read) {
    const gone = read.filter(({ bytes }) => !bytes);
    for (const { file } of gone) unread.push(say.fileGone.replace("{name}", file.name));
    const there = inOrder(read.filter(({ bytes }) => bytes));
    if (there.length && !("many" in say)) await Promise.all([...mine.keys()].map(leave));
    for (const [at, { file, bytes }] of there.entries()) {
      const photo = recordOf(file, at + 1);
      shownByForm.add(photo.mark);
      mine.set(photo.mark, URL.createObjectURL(new Blob([bytes], { type: file.type })));
      if (!(await keep(photo, bytes))) isSafe = false;
    }
    if (!mine.size) return unread.length && showStuck({ says: unread.splice(0) });
    navigator.storage?.persist?.();
    if (shown !== "saving") showSaving();
    else showWaiting();
    tell({ isChanged: true });
    wake();
  }

  function recordOf(file, number) {
    lastTurn = Math.max(Date.now() * 1000, lastTurn + 1);
    const fields = [...new FormData(form)].filter(([, value]) => typeof value === "string");
    const mark = [...crypto.getRandomValues(new Uint8Array(16))].map((each) => each.toString(16).padStart(2, "0"));
    return {
      ...{ mark: mark.join(""), person: say.person, turn: lastTurn, number, fields },
      ...{ action: form.action, page: location.href, name: file.name, type: file.type },
    };
  }

  // What has become of them, as the device knows it: another page may have sent them.
  async function look(answer) {
    const kept = new Map((await photosOf(say.person)).map((photo) => [photo.mark, photo]));
    const tooLarge = [];
    let isOn = false;
    for (const mark of [...mine.keys()]) {
      const photo = kept.get(mark);
      if (photo?.saved) {
        saved = photo.saved;
        unread.push(...saidOfLast.splice(0));
        saidOfLast.push(...photo.says);
      }
      if (!photo || photo.saved) isOn = forget(mark);
      else if (photo.isAside && photo.status === 413) tooLarge.push(mark);
      else if (photo.isAside) {
        unread.push(...photo.why);
        isOn = forget(mark);
      }
    }
    if (mine.size > tooLarge.length) {
      if (answer) showStuck(wayOut(answer, say));
      else if (isOn) showSaving();
    } else if (tooLarge.length) {
      const says = [...unread, kept.get(tooLarge[0]).why[0] ?? say.tooLarge];
      const again = () => sendAgain(tooLarge);
      showStuck({ says, again, leave: () => leave(tooLarge[0]).then(() => look()) });
    } else goOn();
  }

  function goOn() {
    if (unread.length) showStuck({ says: unread.splice(0), goOn: saved });
    else if (!saved) box.replaceChildren();
    else if (finishing) form.requestSubmit(finishing);
    else location.assign(saved);
  }

  function forget(mark) {
    URL.revokeObjectURL(mine.get(mark));
    return mine.delete(mark);
  }

  async function leave(mark) {
    forget(mark);
    await drop(mark);
    tell({ isChanged: true });
  }

  async function sendAgain(marks) {
    await Promise.all(marks.map((mark) => change(mark, { isAside: false })));
    showSaving(wake());
  }

  function showSaving() {
    show("saving");
    box.querySelector(".choose__safe").textContent = isSafe ? say.safe : say.stay;
    box.scrollIntoView({ block: "nearest" });
  }

  function showSent({ mark, part }) {
    const bar = box.querySelector("progress");
    if (bar && mine.has(mark)) bar.value = part;
    const image = box.querySelector(`[data-mark="${mark}"]`);
    if (image) image.classList.add("choose__going");
  }

  // The first of the ways that fit is the main one, and has the focus. What stands there already stays as it is.
  function showStuck({ says, ...ways }) {
    const now = JSON.stringify([says, Object.keys(ways), [...mine.keys()]]);
    if (now === shown) return;
    show("stuck");
    shown = now;
    const why = box.querySelector("[tabindex]");
    const safe = isSafe ? [say.safe] : [];
    why.append(...(mine.size ? [say.notSaved, ...says, ...safe] : says).map(line));
    if (mine.size) ways.again ??= () => showSaving(wake());
    for (const way of box.querySelectorAll("[data-way]")) {
      const to = ways[way.dataset.way];
      if (!to) way.remove();
      else if (way.localName === "a") way.href = to;
      else way.addEventListener("click", to);
    }
    if (ways.leave) box.querySelector("img").className = "choose__this";
    const first = box.querySelector("[data-way]");
    first?.classList.replace("button--quiet", "button--main");
    if (!first) box.querySelector(".choices").remove();
    (first ?? why).focus();
  }

  function show(name) {
    shown = name;
    box.replaceChildren(queue.querySelector(`[data-shows=${name}]`).content.cloneNode(true));
    showWaiting();
  }

  function showWaiting() {
    box.querySelector(".choose__waiting").replaceChildren(...[...mine].map(picture));
  }
}

// A file may go away while it waits: its bytes are read at once.
async function read(file) {
  try {
    return { file, bytes: await file.arrayBuffer() };
  } catch {
    return { file, bytes: null };
  }
}

// In the order in which they were taken, if each of them says when; else as they were chosen.
function inOrder(photos) {
  const taken = new Map(photos.map((photo) => [photo, takenAt(photo.bytes)]));
  if ([...taken.values()].includes("")) return photos;
  return photos.sort((one, other) => (taken.get(one) < taken.get(other) ? -1 : taken.get(one) > taken.get(other) ? 1 : 0));
}

// Why photos are not saved, line by line, and what can be opened for it. Without a receipt it isn't we who answered.
function wayOut({ status, receipt, isBroken }, say) {
  if (receipt?.to) return { says: receipt.says, signIn: receipt.to };
  if (receipt?.says.length) return { says: receipt.says };
  if (receipt) return { says: isBroken ? [say.brokeOff] : [] };
  if (!status) return { says: [say.noAnswer] };
  if (status >= 400) return { says: [say.heldUp] };
  return { says: [say.notOurs], look: location.href };
}

function picture([mark, address]) {
  const item = document.createElement("li");
  const image = document.createElement("img");
  image.alt = "";
  image.src = address;
  image.dataset.mark = mark;
  item.append(image);
  return item;
}

function line(text) {
  const paragraph = document.createElement("p");
  paragraph.textContent = text;
  return paragraph;
}
