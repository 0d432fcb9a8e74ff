// The service worker of what somebody keeps on their device. It is registered when they tap "Keep it on this device",
// and goes when nothing is kept any more. It keeps what they chose and nothing else, each recipe in a cache of its own.
// The network always answers first, a copy only where there is none; what is closed goes at the first contact.
// Phones of 2018 read this: ES2017 and no more.
"use strict";

const KEPT = "kept "; // and the address of the recipe's page
const ABOUT = "/kept/about"; // what a cache holds, beside it
const NO_SIGNAL = "/kept"; // the page for what is not kept
const AGAIN = 3 * 60 * 1000; // how long what is kept is not asked about
const PATIENCE = 12 * 1000; // a kept page opens when the network is slower than this
const GONE = [401, 403, 404, 410];
const STATIC = /\/static\/[\w.-]+/g;
const PHOTO = /^(.*\/photos\/[\w-]+)\/(tile|card|step|full)$/;

const beingKept = new Set();
let asking = Promise.resolve();
let isDue = false;
let hasSignal = true;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => {
  event.waitUntil(keep(event.data, (said) => event.ports[0].postMessage(said)));
});

self.addEventListener("fetch", (event) => {
  const request = event.request;
  // A form may sign somebody out, or close something.
  if (request.method === "POST") isDue = true;
  else if (request.method === "GET" && isWatched(request)) event.respondWith(answer(event));
});

function isWatched(request) {
  const address = new URL(request.url);
  if (address.origin !== location.origin || request.headers.has("range")) return false;
  return request.mode === "navigate" || address.pathname.startsWith("/static/") || PHOTO.test(address.pathname);
}

function answer(event) {
  const key = keyOf(event.request.url);
  const isPage = event.request.mode === "navigate";
  const arriving = fetch(event.request).then((response) => arrived(response, key, isPage));
  event.waitUntil(arriving.then(() => askAgain(key, isPage), noSignal));
  const late = wait(PATIENCE).then(() => copyOf(key)).then((copy) => copy || arriving);
  return Promise.race([arriving, late]).catch(() => instead(key, isPage));
}

// One size of a photo is kept, and stands for every other.
function keyOf(address) {
  const path = new URL(address, location.href).pathname;
  const photo = PHOTO.exec(path);
  return photo ? photo[1] + "/kept" : path;
}

// A page that may not be kept comes from a device that others use too; a redirect leads to where one signs in.
function isClosed(response) {
  const isElsewhere = response.type === "opaqueredirect" || response.redirected;
  return isElsewhere || GONE.includes(response.status) || /no-store/.test(response.headers.get("cache-control"));
}

// What is closed is gone before anybody sees that it is.
async function arrived(response, key, isPage) {
  hasSignal = true;
  if (isClosed(response) && ((await closed(key)) || isPage)) isDue = true;
  return response;
}

async function closed(key) {
  let wasKept = false;
  for (const name of await names()) {
    const about = (await aboutOf(name)) || { pages: [] };
    if (key === about.pages[0] || key === about.also) await remove(name);
    else if (!(await (await caches.open(name)).delete(key))) continue;
    wasKept = true;
  }
  return wasKept;
}

async function noSignal() {
  if (!hasSignal) return;
  hasSignal = false;
  for (const name of await names()) {
    const about = await aboutOf(name);
    if (about) await write(await caches.open(name), about, 0);
  }
}

async function instead(key, isPage) {
  return (await copyOf(key)) || (isPage && (await caches.match(NO_SIGNAL))) || Response.error();
}

async function copyOf(key) {
  for (const name of await names()) {
    const about = await aboutOf(name);
    if (about && isPast(about)) await remove(name);
  }
  return caches.match(key, { ignoreVary: true });
}

// At each page that opens: is it still there, is it still open? The page itself is kept anew each time.
function askAgain(key, isPage) {
  asking = asking.then(async () => {
    if (!isPage && !isDue) return;
    const isForced = isDue;
    isDue = false;
    for (const name of await names()) {
      const about = await aboutOf(name);
      const isItself = about && (about.pages.includes(key) || about.also === key);
      if (isForced || isItself || !about || Date.now() - about.asked > AGAIN) await renew(name, about);
    }
  });
  return asking;
}

async function renew(name, about) {
  if (beingKept.has(name)) return;
  if (!about || isPast(about)) return remove(name);
  try {
    await fill(await caches.open(name), about, () => {});
  } catch (why) {
    if (why.message === "closed") await remove(name);
    else await noSignal();
  }
}

async function keep(about, tell) {
  const name = KEPT + about.pages[0];
  beingKept.add(name);
  try {
    await fill(await caches.open(name), about, tell);
    tell({ ended: "done" });
  } catch (why) {
    await remove(name);
    tell({ ended: why.name === "QuotaExceededError" ? "room" : why.name === "TypeError" ? "signal" : why.message });
  }
  beingKept.delete(name);
}

// Ask for the pages; let go of what is no longer on them; then keep what is new on them. A part that was closed since
// its page came says that the page is old already: it is asked for again at the next contact.
async function fill(cache, about, tell) {
  let asked = Date.now();
  const pages = new Map();
  const parts = new Map();
  for (const address of about.pages.concat(NO_SIGNAL)) {
    const page = await fetch(address, { credentials: "same-origin", redirect: "manual" });
    if (isClosed(page) && address === about.pages[0]) throw new Error("closed");
    if (isClosed(page)) continue;
    if (!page.ok) throw new Error("fault");
    pages.set(address, page);
    for (const [key, from] of partsOf(await page.clone().text(), about)) parts.set(key, from);
  }
  if (about.also) pages.set(about.also, pages.get(about.pages[0]).clone());
  // A sheet names its faces, and a script those that it needs, which may need others: a map goes on to what is added.
  for (const sheet of parts.keys()) {
    if (!/\.(css|js)$/.test(sheet)) continue;
    for (const part of (await (await fetch(sheet)).text()).match(STATIC) || []) parts.set(part, part);
  }
  for (const request of await cache.keys()) {
    const key = new URL(request.url).pathname;
    if (key !== ABOUT && !pages.has(key) && !parts.has(key)) await cache.delete(request);
  }
  for (const [address, page] of pages) await cache.put(address, page);
  let number = 0;
  for (const [key, from] of parts) {
    tell({ number: (number += 1), count: parts.size });
    if (await cache.match(key)) continue;
    const part = await fetch(from);
    if (part.status >= 500) throw new Error("fault");
    if (isClosed(part)) asked = 0;
    else if (part.ok) await cache.put(key, part);
  }
  await write(cache, about, asked);
}

// What a page is made of: style, scripts and faces, and one size of each photo.
function partsOf(html, about) {
  const parts = new Map();
  const photos = new Map();
  for (const address of html.match(STATIC) || []) parts.set(address, address);
  html.replace(/ (?:src|srcset)="([^"]*)"/g, (_whole, value) => {
    for (const each of value.split(", ")) {
      const [address, width] = each.split(" ");
      if (PHOTO.test(address)) {
        const sizes = photos.get(keyOf(address)) || [];
        photos.set(keyOf(address), sizes.concat([[address, parseInt(width, 10) || 0]]));
      }
    }
  });
  photos.forEach((sizes, key) => parts.set(key, oneOf(sizes, about)));
  return parts;
}

// The smallest that is sharp on this screen, else the largest; the plain one where the others can't be shown.
function oneOf(sizes, about) {
  const plain = sizes.filter(([, width]) => !width);
  const others = sizes.filter(([, width]) => width).sort((one, other) => one[1] - other[1]);
  if (!others.length || (about.plain && plain.length)) return plain[0][0];
  return (others.find(([, width]) => width >= about.width) || others[others.length - 1])[0];
}

async function names() {
  return (await caches.keys()).filter((name) => name.startsWith(KEPT));
}

async function aboutOf(name) {
  const said = await caches.match(ABOUT, { cacheName: name });
  return said && said.json();
}

function write(cache, about, asked) {
  return cache.put(ABOUT, new Response(JSON.stringify(Object.assign({}, about, { asked }))));
}

// A link says its last day when it is kept, and is not waited for.
function isPast(about) {
  return Boolean(about.until) && new Date() > new Date(about.until + "T23:59:59");
}

async function remove(name) {
  await caches.delete(name);
  if (!(await names()).length) await self.registration.unregister();
}

function wait(milliseconds) {
  return new Promise((done) => setTimeout(done, milliseconds));
}
