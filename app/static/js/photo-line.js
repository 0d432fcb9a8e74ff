// Sends the photos that wait on this device for whoever is signed in, one after the other in their turn, from whatever
// page of theirs is open: a bad line carries one photo sooner than two halves. One page sends; when it closes, another
// goes on. What doesn't get through is tried again, later each time, and at once when the line or somebody comes back.

import { bytesOf, change, photosOf, saved } from "./photo-store.js";
import { look, send } from "./photo-sending.js";
import { smaller } from "./photo-size.js";

const [SOON, SELDOM] = [1000, 60 * 1000]; // the waits between tries
const OF_ITSELF = [400, 403, 404, 410, 413, 415, 422]; // it is this photo that is refused, and not the line
const listeners = new Set();
const others = window.BroadcastChannel ? new BroadcastChannel("photos-waiting") : null;
let person = "";
let isAtWork = false;
let isWanted = false;
let isSignedOut = false;
let failed = 0; // tries in a row
let timer;

export const shownByForm = new Set(); // the marks of the photos that a form on this page shows

// What is told: `isChanged`; or which `part` of the photo with this `mark` has gone; or with which `answer` all wait.
export function listen(listener) {
  listeners.add(listener);
}

export function tell(said) {
  for (const listener of listeners) listener(said);
  others?.postMessage(said);
}

export function begin(whose) {
  person = whose;
  others?.addEventListener("message", ({ data }) => listeners.forEach((listener) => listener(data)));
  addEventListener("online", () => wake());
  document.addEventListener("visibilitychange", () => document.hidden || wake());
  wake();
}

export async function waiting() {
  return (await photosOf(person)).filter((photo) => !photo.saved && !photo.isAside);
}

// Try now.
export async function wake() {
  clearTimeout(timer);
  isWanted = true;
  if (isAtWork) return;
  isAtWork = true;
  while (isWanted) {
    isWanted = false;
    if ((await waiting()).length) await alone(goThrough);
  }
  isAtWork = false;
}

// What waits in this page's memory alone is sent by this page, beside another that may be at work.
async function alone(act) {
  const isMine = (await waiting()).some((photo) => photo.isInMemory);
  const screenOn = await navigator.wakeLock?.request("screen").catch(() => null);
  if (navigator.locks && !isMine) await navigator.locks.request(`photos of ${person}`, act);
  else await act();
  await screenOn?.release();
}

async function goThrough() {
  const refused = new Set();
  for (;;) {
    const photo = (await waiting()).find(({ mark }) => !refused.has(mark));
    if (!photo) break;
    if (isSignedOut) {
      const answer = await look(photo);
      if (!answer.receipt || answer.status !== 200) return rest(answer);
      isSignedOut = false;
    }
    const answer = await go(photo);
    if (!answer) continue;
    if (answer.receipt?.saved) {
      failed = 0;
      await saved(photo.mark, answer.receipt);
      tell({ isChanged: true });
    } else if (isOfItself(answer)) {
      await change(photo.mark, { isAside: true, why: answer.receipt ? answer.receipt.says : [], status: answer.status });
      tell({ isChanged: true });
    } else {
      // One that never gets through must not hold up the others.
      refused.add(photo.mark);
      if (!answer.status || answer.receipt || answer.status < 400 || refused.size > 1) return rest(answer);
    }
  }
  if (refused.size) rest({ status: 403, receipt: null });
}

function isOfItself({ status, receipt }) {
  return status === 413 || (receipt && OF_ITSELF.includes(status));
}

// Photos wait. Who has to sign in first is waited for; anything else is tried again by itself.
function rest(answer) {
  isSignedOut = Boolean(answer.receipt?.to);
  tell({ answer });
  if (isSignedOut) return;
  timer = setTimeout(wake, Math.min(SOON * 2 ** failed, SELDOM) * (0.75 + Math.random() / 2));
  failed += 1;
}

async function go(photo) {
  const { mark, type } = photo;
  let bytes = await bytesOf(mark).catch(() => null);
  if (!bytes) {
    // Another page was faster, or the browser has let go of them.
    const there = (await photosOf(person)).find((each) => each.mark === mark);
    if (there && !there.saved) await change(mark, { isAside: true, why: [], isGone: true });
    tell({ isChanged: true });
    return null;
  }
  const isForBadLine = photo.brokeOff > 1 && !photo.isForBadLine && bytes.byteLength > 500e3;
  if (!photo.isSized || isForBadLine) {
    const less = await smaller(bytes, type, isForBadLine);
    await change(mark, { isSized: true, isForBadLine, ...(less && { type: "image/jpeg" }) }, less);
    if (less) [bytes, photo.type] = [less, "image/jpeg"];
  }
  const answer = await send(photo, bytes, (part) => tell({ mark, part }));
  if (answer.isBroken) await change(mark, { brokeOff: (photo.brokeOff ?? 0) + 1 });
  return answer;
}
