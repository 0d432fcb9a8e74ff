// Keeps a recipe on this device at a tap, and removes it again. The worker at /keep.js does the keeping, and is
// registered here and nowhere else. Where a browser can't keep anything, the block stays hidden.

const ABOUT = "/kept/about";

for (const block of document.querySelectorAll("[data-keep]")) {
  if (navigator.serviceWorker && window.caches) enliven(block);
}

function enliven(block) {
  const [keeps, removes] = block.querySelectorAll("button");
  const [says, soFar, hint] = block.querySelectorAll("p");
  const say = block.dataset;
  const name = `kept ${say.keep}`;
  let isBusy = false;

  block.hidden = false;
  find().then((isKept) => isKept && show(isKept, say.done));
  keeps.addEventListener("click", () => busy(keep));
  removes.addEventListener("click", () => busy(remove));

  // A copy without its worker would never be removed.
  async function find() {
    const isKept = await caches.match(ABOUT, { cacheName: name });
    const worker = isKept && (await navigator.serviceWorker.getRegistration("/"));
    if (isKept && !worker) await caches.delete(name);
    return Boolean(worker);
  }

  async function busy(act) {
    if (isBusy) return;
    isBusy = true;
    keeps.setAttribute("aria-disabled", "true");
    await act().catch((why) => show(false, why.name === "TypeError" ? say.signal : say.fault));
    keeps.removeAttribute("aria-disabled");
    soFar.textContent = "";
    isBusy = false;
    (removes.hidden ? keeps : removes).focus();
  }

  async function keep() {
    says.textContent = say.begins;
    await navigator.serviceWorker.register("/keep.js");
    const { active } = await navigator.serviceWorker.ready;
    const ended = await new Promise((end) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => (data.ended ? end(data.ended) : tell(data));
      active.postMessage(wish(), [port2]);
    });
    show(ended === "done", say[ended] ?? say.fault);
  }

  function wish() {
    const { keep: page, cook, also, until } = say;
    const pictures = [...document.querySelectorAll("picture img")];
    // A browser that takes the plain address of a picture can't show the other ones.
    const plain = pictures.some((image) => image.currentSrc && image.currentSrc === image.src);
    return { pages: [page, cook], also, until, plain, width: Math.min(screen.width, 760) * devicePixelRatio };
  }

  function tell({ number, count }) {
    soFar.textContent = say.soFar.replace("{number}", number).replace("{count}", count);
  }

  async function remove() {
    await caches.delete(name);
    const left = (await caches.keys()).filter((each) => each.startsWith("kept "));
    const worker = await navigator.serviceWorker.getRegistration("/");
    if (!left.length) await worker?.unregister();
    show(false, say.removed);
  }

  function show(isKept, sentence) {
    says.textContent = sentence;
    keeps.hidden = hint.hidden = isKept;
    removes.hidden = !isKept;
  }
}
