// Shows one screen of a recipe at a time: the one that the address names, so that Back works. The buttons are links
// within the page; arrow keys and swipes press them. All of it is here already: nothing is fetched on the way.
// Without this, the screens stand below each other, or the style sheet shows the one that the address names.

const FAR = 60; // pixels; less is a tap

const cook = document.querySelector("[data-cook]");
const screens = [...cook.querySelectorAll("[data-screen]")];
let here = named() ?? screens[0];

if (here) {
  cook.classList.add("cook--live");
  show(here);
  addEventListener("hashchange", () => {
    const there = named() ?? (location.hash ? here : screens[0]);
    if (there !== here) arrive(there);
  });
  addEventListener("keydown", turnWithArrows);
  turnWithSwipes();
}

function named() {
  return screens.find((screen) => `#${screen.id}` === location.hash);
}

function show(there) {
  here = there;
  for (const screen of screens) screen.hidden = screen !== here;
}

function arrive(there) {
  show(there);
  there.querySelector("[tabindex='-1']").focus({ preventScroll: true });
  scrollTo(0, 0);
  there.dispatchEvent(new CustomEvent("arrive", { bubbles: true }));
}

function turn(rel) {
  here.querySelector(`a[rel=${rel}]`)?.click();
}

function turnWithArrows(event) {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.key === "ArrowRight") turn("next");
  if (event.key === "ArrowLeft") turn("prev");
}

function turnWithSwipes() {
  let from = null;
  cook.addEventListener("pointerdown", (event) => {
    from = event.isPrimary && event.pointerType !== "mouse" ? event : null; // a second finger is no swipe
  });
  cook.addEventListener("pointercancel", () => (from = null));
  cook.addEventListener("pointerup", (event) => {
    if (!from || isLarger() || !getSelection().isCollapsed) return;
    const across = event.clientX - from.clientX;
    const down = event.clientY - from.clientY;
    from = null;
    if (Math.abs(across) > FAR && Math.abs(across) > 2 * Math.abs(down)) turn(across < 0 ? "next" : "prev");
  });
  // Whoever has made the page larger with two fingers moves about in it with one.
  const allow = () => cook.classList.toggle("cook--swipes", !isLarger());
  window.visualViewport?.addEventListener("resize", allow);
  allow();
}

function isLarger() {
  return (window.visualViewport?.scale ?? 1) > 1.05;
}
