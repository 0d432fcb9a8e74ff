// On the pages of whoever is signed in, but for those to cook from: says how many of their photos wait on this device, lets them look at each and
// put it aside, and has them sent. What the form on this page shows stands there alone.

import { begin, listen, shownByForm, tell, wake } from "./photo-line.js";
import { bytesOf, change, drop, photosOf } from "./photo-store.js";

const block = document.querySelector("[data-photos-waiting]");
const say = block.dataset;
const [says, list] = [block.querySelector(".waiting__says span"), block.querySelector("ul")];
const [all, goOn] = [block.querySelector("details"), block.querySelector("a")];
const pictures = new Map();
let seen = new Set(); // what this page has seen waiting
let showing = Promise.resolve();

listen(({ part }) => part === undefined && show());
all.addEventListener("toggle", show);
begin(say.person);
show();

function show() {
  showing = showing.then(draw, draw);
}

async function draw() {
  const photos = (await photosOf(say.person)).filter(({ mark }) => !shownByForm.has(mark));
  const waits = photos.filter((photo) => !photo.saved);
  const going = waits.filter((photo) => !photo.isAside);
  const arrived = photos.filter((photo) => photo.saved && seen.has(photo.mark));
  seen = new Set([...seen, ...going.map(({ mark }) => mark)]);
  block.hidden = !waits.length && !arrived.length;
  all.hidden = !waits.length;
  goOn.hidden = Boolean(going.length) || !arrived.length;
  if (!goOn.hidden) goOn.href = arrived[arrived.length - 1].saved;
  const [one, many] = going.length ? [say.waitsOne, say.waits] : arrived.length ? [say.savedOne, say.saved] : [say.asideOne, say.aside];
  const count = going.length || arrived.length || waits.length;
  const text = (count === 1 ? one : many).replace("{count}", count);
  if (says.textContent !== text) says.textContent = text;
  if (all.open) list.replaceChildren(...(await Promise.all(waits.map(row))));
}

async function row(photo) {
  const item = block.querySelector("template").content.cloneNode(true).firstElementChild;
  const [image, why] = [item.querySelector("img"), item.querySelector("p")];
  if (!pictures.has(photo.mark)) {
    const bytes = await bytesOf(photo.mark).catch(() => null);
    if (bytes) pictures.set(photo.mark, URL.createObjectURL(new Blob([bytes], { type: photo.type })));
  }
  if (pictures.has(photo.mark)) image.src = pictures.get(photo.mark);
  else image.remove();
  why.textContent = photo.isAside ? [say.isAside, ...(photo.why ?? [])].join(" ") : "";
  for (const button of item.querySelectorAll("button")) {
    if ((button.dataset.does === "aside") === Boolean(photo.isAside)) button.remove();
    else button.addEventListener("click", () => act(button.dataset.does, photo.mark));
  }
  return item;
}

async function act(does, mark) {
  if (does === "drop") await drop(mark);
  else await change(mark, { isAside: does === "aside", why: [] });
  tell({ isChanged: true });
  if (does === "send") wake();
  all.querySelector("summary").focus();
}
