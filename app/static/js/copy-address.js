// Copies an address at a tap. Without this it can be selected and copied by hand.

for (const tool of document.querySelectorAll("[data-copy-address]")) {
  const address = document.getElementById(tool.dataset.copyAddress);
  const said = tool.querySelector("[role=status]");
  tool.hidden = false;
  tool.querySelector("button").addEventListener("click", async () => {
    address.select();
    await copy(address.value);
    said.textContent = tool.dataset.copied;
  });
}

// The clipboard needs HTTPS; the older way does not, and a group may be on its own network.
async function copy(text) {
  if (navigator.clipboard) await navigator.clipboard.writeText(text);
  else document.execCommand("copy");
}
