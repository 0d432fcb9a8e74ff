// Lists what is kept on this device, by the headings of the pages. Without a signal this page stands for any other.

const list = document.querySelector("[data-kept]");

if (window.caches) fill();

async function fill() {
  for (const name of await caches.keys()) {
    const address = name.replace(/^kept /, "");
    const page = await caches.match(address, { cacheName: name });
    if (page) list.append(row(address, heading(await page.text())));
  }
  list.hidden = !list.children.length;
  document.querySelector("[data-kept-none]").hidden = !list.hidden;
}

function heading(html) {
  return new DOMParser().parseFromString(html, "text/html").querySelector("h1").textContent;
}

function row(address, title) {
  const [item, name, way] = ["li", "h2", "a"].map((tag) => document.createElement(tag));
  item.className = "row";
  name.className = "row__title";
  way.href = address;
  way.textContent = title;
  name.append(way);
  item.append(name);
  return item;
}
