// The sound of a kitchen timer whose time is up: three tones every three seconds, for a minute, or until it is
// stopped. A device that can shake does that too. A page may make a sound only after a tap, so the tap that starts a
// timer prepares it, and after the page is loaded again, any tap.

const TONES = [0, 0.3, 0.6]; // seconds from now
const EVERY = 3000;
const ENOUGH = 60_000;

let sound = null;

document.addEventListener("click", () => {
  if (!document.querySelector("[data-running]:not([hidden])")) return;
  sound ??= window.AudioContext ? new AudioContext() : null;
  sound?.resume();
});

document.addEventListener("ring", ({ target: timer }) => {
  const until = Date.now() + ENOUGH;
  const again = setInterval(() => {
    if (timer.matches(".is-up") && Date.now() < until) ring();
    else clearInterval(again);
  }, EVERY);
  ring();
});

function ring() {
  navigator.vibrate?.([300, 200, 300]);
  if (sound?.state !== "running") return;
  for (const after of TONES) {
    const tone = sound.createOscillator();
    const loudness = sound.createGain();
    tone.frequency.value = 880;
    loudness.gain.value = 0.4;
    tone.connect(loudness).connect(sound.destination);
    tone.start(sound.currentTime + after);
    tone.stop(sound.currentTime + after + 0.18);
  }
}
