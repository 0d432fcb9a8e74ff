// Sends one photo, and says what came back. It is saved when our own receipt says so, and not when anything else comes
// back: a Wi-Fi's page, a proxy's refusal, the page to sign in at.

const RECEIPT = "application/vnd.recipe-board.receipt+json";
const STILL = 60; // seconds in which nothing more is sent, and it is given up
const OPENING = 300; // seconds for us to open the photo once it is there

// `onProgress` is told which part of it has gone, from 0 to 1.
export async function send(photo, bytes, onProgress) {
  const body = new FormData();
  for (const [name, value] of photo.fields) body.append(name, value);
  for (const name of ["mark", "turn", "number"]) body.append(name, photo[name]);
  body.append("photos", new File([bytes], photo.name, { type: photo.type }));
  const answer = await ask("POST", photo.action, photo.mark, body, onProgress);
  // Who is signed out is answered before the photo is read, and that can look like a broken line.
  return answer.status ? answer : { ...(await look(photo)), isBroken: true };
}

// Whether whoever chose it is still signed in.
export function look(photo) {
  const page = new URL(photo.page);
  page.searchParams.set("opened_by", new URL(photo.action).searchParams.get("opened_by"));
  return ask("GET", page, photo.mark);
}

// What comes back: a status, 0 when nothing does, and our receipt if it is one. It always ends.
export function ask(method, address, key, body, onProgress = () => {}) {
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    let patience;
    const wait = (seconds) => {
      clearTimeout(patience);
      patience = setTimeout(() => request.abort(), seconds * 1000);
    };
    request.open(method, address);
    request.setRequestHeader("Recipe-Board-Sending", key);
    if (body) {
      request.upload.addEventListener("progress", (event) => {
        wait(event.loaded < event.total ? STILL : OPENING);
        if (event.lengthComputable) onProgress(event.loaded / event.total);
      });
    }
    request.addEventListener("loadend", () => {
      clearTimeout(patience);
      done({ status: request.status, receipt: receiptIn(request, key) });
    });
    wait(STILL);
    request.send(body);
  });
}

function receiptIn(request, key) {
  if (request.getResponseHeader("Content-Type") !== RECEIPT) return null;
  try {
    const receipt = JSON.parse(request.responseText);
    return receipt.sending === key ? receipt : null;
  } catch {
    return null;
  }
}
