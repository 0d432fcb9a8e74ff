// Sends photos as soon as they are chosen, one sending at a time, and shows how far it is. What is not saved
// yet waits here: for its turn, for another try, or for somebody to sign in again.
// The form works without this: it then shows its file inputs and a button.

document.querySelectorAll("[data-photo-queue]").forEach(enliven);

function enliven(queue) {
  const form = queue.closest("form");
  const progress = queue.querySelector(".choose__progress");
  const say = queue.dataset;
  let waiting = [];
  let isSending = false;
  let finishing = null;

  queue.classList.add("choose--live");
  for (const input of queue.querySelectorAll("input[type=file]")) {
    input.addEventListener("change", () => {
      waiting.push(...input.files);
      input.value = "";
      if (waiting.length && !isSending) send();
      else showSaving();
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

  function send() {
    const files = [...waiting];
    const body = new FormData(form);
    body.delete("photos");
    for (const file of files) body.append("photos", file, file.name);
    isSending = true;
    showSaving();
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.upload.addEventListener("progress", (event) => {
      const bar = progress.querySelector("progress");
      if (event.lengthComputable && bar) bar.value = event.loaded / event.total;
    });
    request.addEventListener("load", () => arrive(request, files.length));
    request.addEventListener("error", whyNot);
    request.send(body);
  }

  // The answer is a page: the one that a redirect led to, or this form's own with what is wrong. The form has
  // a key, so that what is sent again is not saved twice.
  function arrive(request, sent) {
    const page = new URL(request.responseURL);
    const isMore = waiting.length > sent;
    isSending = false;
    if (isSignIn(page)) offerSignIn();
    else if (request.status >= 500) offerAgain(say.notSaved);
    else if (request.status === 422 && isMore) send();
    else if (request.status === 422) showPage(request.responseText);
    else if (request.status >= 400) offerAgain(parsed(request.responseText).querySelector(".lead").textContent);
    else {
      waiting = waiting.slice(sent);
      if (isMore) send();
      else if (finishing) form.requestSubmit(finishing);
      else goTo(page);
    }
  }

  // Who is signed out gets an answer before the photos are read, and that may look like a broken line.
  async function whyNot() {
    const page = await fetch(location.href, { method: "HEAD" }).catch(() => null);
    if (page && isSignIn(page.url)) offerSignIn();
    else offerAgain(say.notSaved);
  }

  function offerSignIn() {
    offerAgain(say.signInFirst, link(say.signIn, "/sign-in"));
  }

  function showSaving() {
    const bar = document.createElement("progress");
    bar.setAttribute("aria-label", say.saving);
    progress.replaceChildren(line(say.saving), bar, pictures(waiting));
    progress.scrollIntoView({ block: "nearest" });
  }

  function offerAgain(sentence, way) {
    const again = document.createElement("button");
    again.type = "button";
    again.className = "button button--main";
    again.textContent = say.tryAgain;
    again.addEventListener("click", send);
    isSending = false;
    progress.replaceChildren(line(sentence), pictures(waiting), ...(way ? [way] : []), again);
    (way ?? again).focus();
  }

  function showPage(html) {
    const page = parsed(html);
    waiting = [];
    document.title = page.title;
    document.querySelector("main").replaceWith(page.querySelector("main"));
    document.querySelectorAll("[data-photo-queue]").forEach(enliven);
    document.querySelector(".errors")?.focus();
  }
}

function isSignIn(address) {
  return new URL(address).pathname === "/sign-in";
}

// A redirect's address comes without the place that it is about.
function goTo(page) {
  page.hash = page.searchParams.get("at") ?? "told";
  location.assign(page);
}

function parsed(html) {
  return new DOMParser().parseFromString(html, "text/html");
}

function pictures(files) {
  const list = document.createElement("ul");
  list.className = "choose__waiting";
  for (const file of files) {
    const picture = document.createElement("img");
    picture.alt = "";
    picture.src = URL.createObjectURL(file);
    picture.addEventListener("load", () => URL.revokeObjectURL(picture.src));
    list.appendChild(document.createElement("li")).append(picture);
  }
  return list;
}

function line(text) {
  const paragraph = document.createElement("p");
  paragraph.textContent = text;
  return paragraph;
}

// In a tab of its own, so that the photos stay here.
function link(text, href) {
  const way = document.createElement("a");
  way.className = "button button--quiet";
  way.href = href;
  way.target = "_blank";
  way.textContent = text;
  return way;
}
