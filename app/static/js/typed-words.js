// Keeps what somebody types on this device, for them alone, until our own receipt says that it is saved. When the form
// is opened again it stands there, and what is saved can be taken instead. Secrets are not kept. What a form was opened
// on goes with its words: so we can tell that somebody else has changed it since.

import { ask } from "./photo-sending.js";

const LASTS = 7 * 24 * 60 * 60 * 1000;
const block = document.querySelector("[data-typed]");
const say = block.dataset;
const [text, useSaved] = [block.querySelector("span"), block.querySelector("button")];
const isRefused = document.querySelector(".errors"); // what was typed stands in the page

for (const form of document.querySelectorAll("form.form")) {
  const fields = [...form.querySelectorAll("[type=text]:not([data-secret]), textarea")];
  if (fields.length && !form.querySelector("[type=password]")) enliven(form, fields);
}

function enliven(form, fields) {
  const name = `${say.person} ${form.action}`;
  const mark = form.querySelector("[name=opened_on]");
  const opened = mark?.value;
  const inputs = mark ? [...fields, mark] : fields;
  let isPlain = false;
  let isGoing = false;

  const differs = () => fields.some((each) => each.value !== each.defaultValue);
  const keep = () => put(name, (isRefused || differs()) && inputs.map((each) => [each.name, each.value]));
  const tell = (says, isAtEnd) => {
    form[isAtEnd ? "append" : "prepend"](block);
    block.hidden = false;
    useSaved.hidden = isAtEnd;
    text.textContent = says;
    block.scrollIntoView({ block: "nearest" });
  };

  const before = new Map(kept()[name]?.said);
  for (const each of inputs) each.value = before.get(each.name) ?? each.value;
  if (before.size) keep();
  if (before.size && differs()) tell(say.back, false);
  useSaved.addEventListener("click", () => {
    if (!form.contains(useSaved)) return;
    form.reset();
    if (mark) mark.value = opened;
    put(name);
    block.hidden = true;
    fields[0].focus();
  });
  document.querySelector("[data-forgets-typed]")?.addEventListener("click", () => put(name));
  form.addEventListener("input", keep);
  form.addEventListener("submit", async (event) => {
    if (isPlain) return;
    event.preventDefault();
    if (isGoing) return;
    isGoing = true;
    const isKept = keep();
    const slow = setTimeout(tell, 1000, say.saving, true);
    const { receipt } = await ask("POST", form.action, crypto.getRandomValues(new Uint32Array(4)).join("-"), new FormData(form));
    clearTimeout(slow);
    isGoing = false;
    if (receipt?.saved) {
      put(name);
      if (!receipt.to.includes("?")) form.reset(); // it may be this page
      location.assign(receipt.to);
    } else if (receipt) {
      isPlain = true; // the page that comes says why
      form.requestSubmit(event.submitter);
    } else tell(isKept ? say.safe : say.stay, true);
  });
}

function kept() {
  try {
    return JSON.parse(localStorage.typed);
  } catch {
    return {};
  }
}

// Gives whether this device keeps it. What is too old goes.
function put(name, said) {
  const now = Date.now();
  const all = Object.entries(kept()).filter(([each, { at }]) => each !== name && at > now - LASTS);
  if (said) all.push([name, { at: now, said }]);
  try {
    localStorage.typed = JSON.stringify(Object.fromEntries(all));
    return true;
  } catch {
    return false;
  }
}
