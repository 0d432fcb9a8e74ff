// Keeps the screen on while the page is seen, where a device can, and says so only then. A device lets go of it when
// the page is out of sight, so it is asked again.

const says = document.querySelector("[data-awake]");

if (says && navigator.wakeLock) {
  document.addEventListener("visibilitychange", stayOn);
  stayOn();
}

async function stayOn() {
  if (document.visibilityState !== "visible") return;
  try {
    const lock = await navigator.wakeLock.request("screen");
    says.hidden = false;
    lock.addEventListener("release", () => (says.hidden = true));
  } catch {
    says.hidden = true; // the device would rather save its battery
  }
}
