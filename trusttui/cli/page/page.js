// The library's script opens the terminal when the page has loaded. Before that it needs to know where the program
// listens, and the font must be there, for the cells are measured once.
"use strict";

const open = window.onload;

window.onload = async (event) => {
  const terminal = document.querySelector(".textual-terminal");
  const address = new URL("ws", window.location.href);
  address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
  address.search = "";
  terminal.dataset.sessionWebsocketUrl = address.href;
  const size = Number.parseInt(new URLSearchParams(window.location.search).get("fontsize"), 10);
  terminal.dataset.fontSize = size >= 6 && size <= 60 ? size : 16;
  const again = document.querySelector("#again");
  again.addEventListener("click", () => window.location.reload());
  const ended = () => document.body.classList.contains("-closed") && again.focus();
  new MutationObserver(ended).observe(document.body, { attributeFilter: ["class"] });
  const patience = new Promise((done) => setTimeout(done, 3000));
  const fonts = ["16px 'Roboto Mono'", "bold 16px 'Roboto Mono'"].map((font) => document.fonts.load(font));
  await Promise.race([Promise.allSettled(fonts), patience]);
  open.call(window, event);
  terminal.querySelector("textarea").focus();
};
