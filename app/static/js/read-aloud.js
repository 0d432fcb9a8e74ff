// Reads a screen aloud after a tap: a sentence at a time, marked while it is read, and silent at once when it is told
// to stop or the screen changes. Where a device has no voice of its own there is no button: other voices would send
// the words away to be read. It works without this; the words stand there.

const buttons = [...document.querySelectorAll("[data-listen]")];
const reads = document.documentElement.dataset.reads === "yes"; // each screen, as somebody comes to it
let voice = null;
let reading = null; // the sentences that are being read, or null

if (window.speechSynthesis && buttons.length) {
  speechSynthesis.addEventListener?.("voiceschanged", findVoice); // voices come late
  findVoice();
  for (const button of buttons) {
    button.dataset.listen = textOf(button).textContent;
    button.addEventListener("click", () => (reading ? stop() : read(button)));
  }
  document.addEventListener("arrive", ({ target: screen }) => {
    stop();
    const button = screen.querySelector("[data-listen]");
    if (reads && voice && button && (navigator.userActivation?.hasBeenActive ?? true)) read(button);
  });
  addEventListener("pagehide", stop);
}

function findVoice() {
  const ours = speechSynthesis.getVoices().filter(({ lang, localService }) => /^en\b|^en_/i.test(lang) && localService !== false);
  voice = ours.find(({ lang }) => /^en[-_]GB/i.test(lang)) ?? ours[0] ?? null;
  for (const button of buttons) button.hidden = !voice;
}

function read(button) {
  const sentences = sentencesOf(button.closest("[data-screen]"));
  reading = sentences;
  show(button, true);
  const next = (place) => {
    if (reading !== sentences) return; // somebody stopped it
    if (place === sentences.length) return stop();
    unmark();
    mark(sentences[place]);
    say(sentences[place], () => next(place + 1));
  };
  next(0);
}

// A voice that somebody recorded (data-voice) would be played from here.
function say({ text }, then) {
  const utterance = new SpeechSynthesisUtterance(text);
  utterance.lang = "en-GB";
  utterance.voice = voice;
  utterance.onend = utterance.onerror = then;
  read.now = utterance; // some browsers forget one that nothing holds, and never say that it ended
  speechSynthesis.speak(utterance);
}

function stop() {
  if (!reading) return;
  reading = null;
  speechSynthesis.cancel();
  unmark();
  for (const button of buttons) show(button, false);
}

function show(button, isReading) {
  textOf(button).textContent = isReading ? button.dataset.stop : button.dataset.listen;
  button.querySelector("[data-while=quiet]").hidden = isReading;
  button.querySelector("[data-while=reading]").hidden = !isReading;
}

function textOf(button) {
  return button.querySelector("[data-says]");
}

// The sentences of what stands in data-read, each with where it stands.
function sentencesOf(screen) {
  return [...screen.querySelectorAll("[data-read]")].flatMap(textsIn).flatMap(sentencesIn);
}

function textsIn(part) {
  const walk = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walk.nextNode()) texts.push(walk.currentNode);
  return texts;
}

function sentencesIn(node) {
  const found = [...node.data.matchAll(/\S(?:[^.!?\n]|[.!?](?=\S))*[.!?]*/g)];
  // The last one first: what is put round a sentence moves only what comes after it.
  return found.reverse().map(({ 0: said, index }) => placed(node, said.trimEnd(), index)).reverse();
}

function placed(node, text, from) {
  const range = document.createRange();
  range.setStart(node, from);
  range.setEnd(node, from + text.length);
  if (CSS.highlights) return { text, range };
  if (node.parentElement.matches(".sentence")) return { text, span: node.parentElement };
  const span = document.createElement("span");
  span.className = "sentence";
  range.surroundContents(span);
  return { text, span };
}

function mark({ range, span }) {
  if (span) span.classList.add("is-read");
  else CSS.highlights.set("read", new Highlight(range));
}

function unmark() {
  CSS.highlights?.delete("read");
  for (const span of document.querySelectorAll(".sentence.is-read")) span.classList.remove("is-read");
}
