// Draws a mask over a photo with a finger or a mouse, and adds it by the form with the numbers. A tap on a place
// that was found masks that place. Without this, the numbers and the buttons do the same.

for (const mask of document.querySelectorAll("[data-draw-mask]")) enliven(mask);

function enliven(mask) {
  const form = document.getElementById(mask.dataset.drawMask);
  const places = mask.querySelector("svg");
  let from = null;
  let drawn = null;

  mask.classList.add("mask--live");
  mask.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    event.preventDefault();
    mask.setPointerCapture(event.pointerId);
    from = at(event);
    drawn = places.appendChild(document.createElementNS(places.namespaceURI, "rect"));
    drawn.setAttribute("class", "mask__place");
  });
  mask.addEventListener("pointermove", (event) => {
    if (from) draw(box(from, at(event)));
  });
  mask.addEventListener("pointerup", (event) => {
    if (!from) return;
    const drawnBox = box(from, at(event));
    const found = document.elementsFromPoint(event.clientX, event.clientY).find((one) => one.dataset?.place);
    from = null;
    drawn.remove();
    if (drawnBox[2] > 1.5 && drawnBox[3] > 1.5) add(drawnBox);
    else if (found) add(found.dataset.place.split(","));
  });
  mask.addEventListener("pointercancel", () => {
    from = null;
    drawn?.remove();
  });

  // In percent of the photo.
  function at(event) {
    const bounds = places.getBoundingClientRect();
    const share = (place, start, size) => Math.min(100, Math.max(0, ((place - start) / size) * 100));
    return [share(event.clientX, bounds.left, bounds.width), share(event.clientY, bounds.top, bounds.height)];
  }

  function draw([left, top, width, height]) {
    for (const [name, value] of Object.entries({ x: left, y: top, width, height })) drawn.setAttribute(name, value);
  }

  function add(numbers) {
    ["left", "top", "width", "height"].forEach((name, place) => {
      form.elements[name].value = Number(numbers[place]).toFixed(1);
    });
    form.requestSubmit(form.querySelector("button"));
  }
}

function box([left, top], [right, bottom]) {
  return [Math.min(left, right), Math.min(top, bottom), Math.abs(right - left), Math.abs(bottom - top)];
}
