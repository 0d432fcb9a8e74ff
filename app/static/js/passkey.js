// Asks a device for a passkey, or to make one, and sends what it answers with the form. Where a browser knows no
// passkeys, or the address isn't one that passkeys work on, the form stays hidden.

const works = window.PublicKeyCredential && navigator.credentials && !/^[\d.]+$|:/.test(location.hostname);

for (const form of works ? document.querySelectorAll("[data-passkey]") : []) {
  form.hidden = false;
  form.closest("[data-passkey-way]")?.removeAttribute("hidden");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask(form).catch(() => {
      form.querySelector("[role=status]").textContent = form.dataset.failed;
    });
  });
}

async function ask(form) {
  const asked = await fetch(form.dataset.question, { method: "POST" });
  const publicKey = decoded(await asked.json());
  const isNew = form.dataset.passkey === "create";
  const made = isNew ? navigator.credentials.create({ publicKey }) : navigator.credentials.get({ publicKey });
  form.elements.answer.value = JSON.stringify(encoded(await made));
  form.submit();
}

// The server writes bytes as base64url; browsers of 2021 don't read that themselves.
function decoded(options) {
  const named = (known) => ({ ...known, id: bytes(known.id) });
  options.challenge = bytes(options.challenge);
  if (options.user) options.user.id = bytes(options.user.id);
  for (const list of ["excludeCredentials", "allowCredentials"]) {
    if (options[list]) options[list] = options[list].map(named);
  }
  return options;
}

function encoded(credential) {
  const response = {};
  for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[part]) response[part] = text(credential.response[part]);
  }
  return { id: credential.id, rawId: text(credential.rawId), type: credential.type, response };
}

function bytes(base64url) {
  const plain = atob(base64url.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (character) => character.charCodeAt(0));
}

function text(buffer) {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}
