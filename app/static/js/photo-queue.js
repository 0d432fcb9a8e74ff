// Sends photos as soon as they are chosen, shows how far it is, and keeps them for another try when it fails.
// The form works without this: it then shows its file inputs and a button.

document.querySelectorAll("[data-photo-queue]").forEach(enliven);

function enliven(queue) {
  const form = queue.closest("form");
  const progress = queue.querySelector(".choose__progress");
  queue.classList.add("choose--live");
  for (const input of queue.querySelectorAll("input[type=file]")) {
    input.addEventListener("change", () => input.files.length && send([...input.files]));
  }

  function send(files) {
    const body = new FormData(form);
    body.delete("photos");
    for (const file of files) body.append("photos", file, file.name);
    const bar = showSaving(files);
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) bar.value = event.loaded / event.total;
    });
    request.addEventListener("load", () => arrive(request, files));
    request.addEventListener("error", () => offerAgain(files));
    request.send(body);
  }

  // The answer is a page: the one that a redirect led to, or this form's own with what is wrong.
  function arrive(request, files) {
    const signedOut = new URL(request.responseURL).pathname === "/sign-in";
    if (request.status >= 500 || signedOut) offerAgain(files);
    else if (request.status < 400) location.assign(request.responseURL);
    else showPage(request.responseText);
  }

  function showSaving(files) {
    const bar = document.createElement("progress");
    bar.setAttribute("aria-label", queue.dataset.saving);
    progress.replaceChildren(line(queue.dataset.saving), bar, pictures(files));
    progress.scrollIntoView({ block: "nearest" });
    return bar;
  }

  function offerAgain(files) {
    const again = document.createElement("button");
    again.type = "button";
    again.className = "button button--main";
    again.textContent = queue.dataset.tryAgain;
    again.addEventListener("click", () => send(files));
    progress.replaceChildren(line(queue.dataset.notSaved), pictures(files), again);
    again.focus();
  }
}

function showPage(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  document.title = page.title;
  document.querySelector("main").replaceWith(page.querySelector("main"));
  document.querySelectorAll("[data-photo-queue]").forEach(enliven);
  document.querySelector(".errors")?.focus();
}

function pictures(files) {
  const list = document.createElement("ul");
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
