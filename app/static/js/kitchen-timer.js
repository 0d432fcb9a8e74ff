// Kitchen timers, as many at once as there are steps with one. They go on while somebody looks at other steps, and
// when the page is loaded again: when each ends is kept in this tab. At its end a timer rings; it turns no page.
// Without this, how long a step takes stands in its words.

const MINUTE = 60_000;

const bar = document.querySelector("[data-timers]");
const said = bar.dataset;
const list = bar.querySelector("[data-running]");
const title = document.title;
const still = matchMedia("(prefers-reduced-motion: reduce)");
const place = `timers ${location.pathname}`;
const boxes = new Map([...document.querySelectorAll("[data-timer]")].map((box) => [box.dataset.timer, box]));
const running = new Map(kept().filter(([step]) => boxes.has(step))); // step: when it ends, how long it lasts, in ms

for (const [step, box] of boxes) {
  press(box, "[data-start]", () => begin(step, box.dataset.minutes * MINUTE));
  press(box, "[data-more]", () => goOn(step));
  press(box, "[data-end]", () => stop(step));
  box.hidden = false;
  box.closest("[data-screen]").querySelector("[data-takes]").hidden = true; // its button says so
}
if (boxes.size) setInterval(tick, 1000);
tick();

function begin(step, lasts) {
  change(() => running.set(step, { ends: Date.now() + lasts, lasts }));
  tell(step, inWords(lasts));
  boxes.get(step).querySelector("[data-more]").focus();
}

function goOn(step) {
  const { ends, lasts } = running.get(step);
  const isUp = ends <= Date.now();
  const longer = isUp ? { ends: Date.now(), lasts: 0 } : { ends, lasts };
  change(() => running.set(step, { ends: longer.ends + MINUTE, lasts: longer.lasts + MINUTE }));
}

function stop(step) {
  change(() => running.delete(step));
  const box = boxes.get(step);
  const here = box.closest("[data-screen]:not([hidden])") ?? document.querySelector("[data-screen]:not([hidden])");
  (here.contains(box) ? box.querySelector("[data-start]") : here.querySelector("h2")).focus();
}

function change(how) {
  how();
  try {
    sessionStorage.setItem(place, JSON.stringify([...running].map(([step, { ends, lasts }]) => [step, { ends, lasts }])));
  } catch {
    // Some people let pages keep nothing. The timers run all the same.
  }
  tick();
}

function kept() {
  try {
    return JSON.parse(sessionStorage.getItem(place)) ?? [];
  } catch {
    return [];
  }
}

function tick() {
  for (const row of [...list.children]) if (!running.has(row.dataset.of)) row.remove();
  for (const [step, box] of boxes) {
    box.classList.toggle("timer--runs", running.has(step));
    if (!running.has(step)) box.classList.remove("is-up");
    box.querySelector("[data-start]").hidden = running.has(step);
    box.querySelector("[data-runs]").hidden = !running.has(step);
  }
  const up = [...running.keys()].filter(showLeft);
  list.hidden = !running.size;
  bar.classList.toggle("is-running", running.size > 0);
  document.title = up.length ? `${named(up[0], said.up)} – ${title}` : title;
}

// Shows what is left of a timer, and says whether it is up.
function showLeft(step) {
  const box = boxes.get(step);
  const row = list.querySelector(`[data-of="${step}"]`) ?? newRow(step);
  const timer = running.get(step);
  const left = Math.max(0, timer.ends - Date.now());
  const isUp = left === 0;
  write(box.querySelector("[data-left]"), isUp ? said.up : inWords(left));
  write(row.querySelector("[data-left]"), named(step, isUp ? said.up : inWords(left)));
  // Where nothing is to move, the bar changes when the words do.
  const shown = still.matches && left > MINUTE ? Math.ceil(left / MINUTE) * MINUTE : left;
  box.querySelector("[data-bar]").value = shown / timer.lasts;
  row.querySelector("[data-end]").hidden = !isUp;
  for (const one of [box, row]) one.classList.toggle("is-up", isUp);
  if (left <= MINUTE && timer.lasts > MINUTE && !timer.isNearly && !isUp) {
    timer.isNearly = true;
    tell(step, counted(1, said.minutesOne, said.minutesMany));
  }
  if (isUp && !timer.hasRung) {
    timer.hasRung = true;
    tell(step, said.up);
    box.dispatchEvent(new CustomEvent("ring", { bubbles: true }));
  }
  return isUp;
}

function newRow(step) {
  const row = bar.querySelector("template").content.firstElementChild.cloneNode(true);
  row.dataset.of = step;
  row.querySelector("a").href = `#${step}`;
  press(row, "[data-end]", () => stop(step));
  list.append(row);
  return row;
}

function inWords(left) {
  const seconds = Math.ceil(left / 1000);
  if (seconds < 60) return counted(seconds, said.secondsOne, said.secondsMany);
  return counted(Math.ceil(seconds / 60), said.minutesOne, said.minutesMany);
}

function counted(count, one, many) {
  return (count === 1 ? one : many).replace("{count}", count);
}

function named(step, words) {
  return `${boxes.get(step).dataset.step}: ${words}`;
}

function tell(step, words) {
  bar.querySelector("[data-told]").textContent = named(step, words);
}

function write(place, words) {
  if (place.textContent !== words) place.textContent = words;
}

function press(within, what, then) {
  within.querySelector(what).addEventListener("click", then);
}
