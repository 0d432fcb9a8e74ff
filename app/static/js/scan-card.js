// Reads a member's card with the camera, where the browser can. Otherwise the page says how the camera app does it.

const LOOK_EVERY = 250;

for (const scan of "BarcodeDetector" in window && navigator.mediaDevices ? document.querySelectorAll("[data-scan-card]") : []) {
  const button = scan.querySelector("button");
  scan.hidden = false;
  button.addEventListener("click", () => start(scan, button));
}

async function start(scan, button) {
  const video = scan.querySelector("video");
  const says = scan.querySelector("[role=status]");
  try {
    const detector = new BarcodeDetector({ formats: ["qr_code"] });
    video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    await video.play();
    button.hidden = true;
    video.hidden = false;
    says.textContent = scan.dataset.looking;
    look(detector, video, says, scan.dataset.wrong);
  } catch {
    says.textContent = scan.dataset.none;
  }
}

async function look(detector, video, says, wrong) {
  const [found] = await detector.detect(video).catch(() => []);
  const address = found && new URL(found.rawValue, location.href);
  if (address && address.origin === location.origin && address.pathname.startsWith("/card/")) {
    for (const track of video.srcObject.getTracks()) track.stop();
    location.assign(address.pathname);
    return;
  }
  if (address) says.textContent = wrong;
  setTimeout(look, LOOK_EVERY, detector, video, says, wrong);
}
