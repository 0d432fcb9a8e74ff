// Sends photos as soon as they are chosen, one sending at a time, and shows how far it is. They are saved when our own
// receipt says so, and not when anything else comes back: a Wi-Fi's page, a proxy's refusal, the page to sign in at.
// What is not saved waits here, and the page says why and offers the ways on.
// The form works without this: it then shows its file inputs and a button.

const RECEIPT = "application/vnd.recipe-board.receipt+json";
const STILL = 60; // seconds in which nothing more is sent, and it is given up
const OPENING = 300; // seconds for us to open the photos once all are there

document.querySelectorAll("[data-photo-queue]").forEach(enliven);

function enliven(queue) {
  const form = queue.closest("form");
  const box = queue.querySelector(".choose__progress");
  const say = queue.dataset;
  const key = form.elements.upload.value;
  let waiting = [];
  let most = Infinity; // photos in a sending: fewer after one was too much
  let isSending = false;
  let isSigningIn = false;
  let finishing = null;
  let saved = null; // where to go on
  const unread = []; // what is said of photos in sendings before the last one

  queue.classList.add("choose--live");
  for (const input of queue.querySelectorAll("input[type=file]")) {
    input.addEventListener("change", () => {
      waiting = "many" in say ? [...waiting, ...input.files] : [...input.files].slice(-1);
      input.value = "";
      if (isSending) showSaving();
      else if (waiting.length) send();
    });
  }
  // A button of the form that is pressed too early is pressed again when all is saved.
  form.addEventListener("submit", (event) => {
    if (!waiting.length) return;
    event.preventDefault();
    finishing = event.submitter;
    if (!isSending) send();
  });
  addEventListener("beforeunload", (event) => {
    if (waiting.length) event.preventDefault();
  });
  // Who signed in on another page comes back to this one.
  document.addEventListener("visibilitychange", async () => {
    if (document.hidden || !isSigningIn || isSending) return;
    const { status, receipt } = await look();
    if (receipt && status === 200 && isSigningIn && !isSending) send();
  });

  async function send() {
    const files = waiting.slice(0, most);
    const body = new FormData(form);
    body.delete("photos");
    for (const file of files) body.append("photos", file, file.name);
    isSending = true;
    isSigningIn = false;
    showSaving();
    let answer = await ask("POST", form.action, key, body, showSent);
    // Who is signed out is answered before the photos are read, and that can look like a broken line.
    if (!answer.status) answer = { ...(await look()), isBroken: true };
    isSending = false;
    if (answer.receipt?.saved) keep(files, answer.receipt);
    else refuse(files, answer);
  }

  function look() {
    const page = new URL(location.href);
    page.searchParams.set("opened_by", new URL(form.action).searchParams.get("opened_by"));
    return ask("GET", page, key);
  }

  function keep(files, receipt) {
    saved = receipt.to;
    pass(files, receipt.says);
  }

  function refuse(files, answer) {
    const { status, receipt, isBroken } = answer;
    // None of them can be opened, and no other try will change that.
    if (receipt?.unread.length === files.length) return pass(files, receipt.says);
    const isTooMuch = status === 413 || (status === 422 && receipt);
    const isRefused = isBroken || !receipt;
    if ((isTooMuch || isRefused) && files.length > 1) {
      // Fewer at a time, in the order in which they were taken.
      most = Math.ceil(files.length / 2);
      waiting.sort((one, other) => one.lastModified - other.lastModified);
    }
    if (isTooMuch && files.length > 1) return send();
    // One that never goes through must not hold up the others.
    const canLeave = isTooMuch || (isRefused && status && files.length === 1 && waiting.length > 1);
    showStuck({ ...wayOut(answer, say), leave: canLeave && (() => pass(files, [])) });
  }

  // These wait no longer. What is said of the last ones is also on the page that comes next.
  function pass(files, says) {
    waiting = waiting.filter((file) => !files.includes(file));
    if (waiting.length || !saved) unread.push(...says);
    if (waiting.length) send();
    else if (unread.length) showStuck({ says: unread.splice(0), goOn: saved });
    else if (!saved) box.replaceChildren();
    else if (finishing) form.requestSubmit(finishing);
    else location.assign(saved);
  }

  function showSaving() {
    show("saving");
    box.scrollIntoView({ block: "nearest" });
  }

  function showSent(event) {
    const bar = box.querySelector("progress");
    if (event.lengthComputable && bar) bar.value = event.loaded / event.total;
  }

  // The first of the ways that fit is the main one, and has the focus.
  function showStuck({ says, ...ways }) {
    show("stuck");
    const why = box.querySelector("[tabindex]");
    why.append(...(waiting.length ? [say.notSaved, ...says] : says).map(line));
    isSigningIn = Boolean(ways.signIn);
    if (waiting.length) ways.again = send;
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
    box.replaceChildren(queue.querySelector(`[data-shows=${name}]`).content.cloneNode(true));
    box.querySelector(".choose__waiting").append(...waiting.map(picture));
  }
}

// Why photos are not saved, line by line, and what can be opened for it. Without a receipt it isn't we who answered.
function wayOut({ status, receipt, isBroken }, say) {
  if (receipt?.to) return { says: receipt.says, signIn: receipt.to };
  if (receipt?.says.length) return { says: receipt.says };
  if (status === 413) return { says: [say.tooLarge] };
  if (receipt) return { says: isBroken ? [say.brokeOff] : [] };
  if (!status) return { says: [say.noAnswer] };
  if (status >= 400) return { says: [say.heldUp] };
  return { says: [say.notOurs], look: location.href };
}

// What comes back: a status, 0 when nothing does, and our receipt if it is one. It always ends.
function ask(method, address, key, body, onProgress) {
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    let patience;
    const wait = (seconds) => {
      clearTimeout(patience);
      patience = setTimeout(() => request.abort(), seconds * 1000);
    };
    request.open(method, address);
    request.setRequestHeader("Recipe-Board-Sending", key);
    if (body) {
      request.upload.addEventListener("progress", (event) => {
        wait(event.loaded < event.total ? STILL : OPENING);
        onProgress(event);
      });
    }
    request.addEventListener("loadend", () => {
      clearTimeout(patience);
      done({ status: request.status, receipt: receiptIn(request, key) });
    });
    wait(STILL);
    request.send(body);
  });
}

function receiptIn(request, key) {
  if (request.getResponseHeader("Content-Type") !== RECEIPT) return null;
  try {
    const receipt = JSON.parse(request.responseText);
    return receipt.sending === key ? receipt : null;
  } catch {
    return null;
  }
}

function picture(file) {
  const item = document.createElement("li");
  const image = document.createElement("img");
  image.alt = "";
  image.src = URL.createObjectURL(file);
  image.addEventListener("load", () => URL.revokeObjectURL(image.src));
  item.append(image);
  return item;
}

function line(text) {
  const paragraph = document.createElement("p");
  paragraph.textContent = text;
  return paragraph;
}
