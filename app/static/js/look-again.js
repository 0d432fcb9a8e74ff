// Asks for the page again until what it waits for is there, and goes to it. The button on the page does it by hand.

const waiting = document.querySelector("[data-look-again]");
if (waiting) lookSoon();

function lookSoon() {
  setTimeout(look, 1000);
}

async function look() {
  const asked = new AbortController();
  const answer = await fetch(location.href, { signal: asked.signal }).catch(() => null);
  if (!answer) lookSoon();
  else if (answer.status === 202) show(await answer.text());
  else if (answer.ok) goTo(asked);
  else showPage(await answer.text());
}

function show(html) {
  const page = parsed(html);
  const bar = page.querySelector("progress");
  waiting.querySelector("[data-says]").textContent = page.querySelector("[data-says]").textContent;
  waiting.querySelector("progress").max = bar.max;
  waiting.querySelector("progress").value = bar.value;
  lookSoon();
}

// The answer itself isn't read: it is a large file, and the next asking for it gets it.
function goTo(asked) {
  asked.abort();
  location.reload();
}

// What went wrong is told once.
function showPage(html) {
  const page = parsed(html);
  document.title = page.title;
  document.querySelector("main").replaceWith(page.querySelector("main"));
  document.querySelector("main").focus();
}

function parsed(html) {
  return new DOMParser().parseFromString(html, "text/html");
}
