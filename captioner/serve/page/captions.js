// Shows the captions of the program that serves this page. Everything is chosen by the address; see docs/serve.md.
"use strict";

const wanted = new URLSearchParams(location.search);
const root = document.documentElement;
const captions = document.getElementById("captions");
const state = document.getElementById("state");
const KEPT = 12; // utterances: more than the lines of any screen
const WORDS = {
  loading: "Loading the models", "no signal": "No signal", slow: "Running late", paused: "Paused", ended: "Stopped",
};
const view = choose("view", ["cleaned", "marked", "said"], "cleaned");
const showsProvisional = wanted.get("provisional") !== "off";
const fadeAfter = Number(wanted.get("fade")) || 0; // seconds; 0: never
const told = wanted.get("state") === "on";
const rows = new Map(); // session and utterance to the paragraph that shows it
let session = 0;
let fading = 0;
let wait = 500; // ms to the next try

function choose(name, allowed, fallback) {
  const value = wanted.get(name);
  return allowed.includes(value) ? value : fallback;
}

function number(name, least, most, fallback) {
  const value = Number(wanted.get(name));
  return wanted.has(name) && value >= least && value <= most ? value : fallback;
}

function style() {
  root.dataset.theme = choose("theme", ["dark", "light", "high-contrast", "transparent"], "dark");
  root.dataset.align = choose("align", ["left", "center", "right"], "left");
  root.dataset.place = choose("place", ["bottom", "top"], "bottom");
  root.style.setProperty("--size", number("size", 8, 200, 32) + "px");
  root.style.setProperty("--lines", Math.round(number("lines", 1, 20, 2)));
  root.style.setProperty("--weight", number("weight", 100, 900, 500));
  if (wanted.get("font")) root.style.fontFamily = JSON.stringify(wanted.get("font")) + ", system-ui, sans-serif";
  if (wanted.get("font")) document.body.style.fontFamily = root.style.fontFamily;
  for (const [name, property] of [["color", "--settled"], ["background", "--ground"]]) {
    const colour = wanted.get(name);
    if (colour && CSS.supports("color", colour)) root.style.setProperty(property, colour);
  }
}

function span(run) {
  const made = document.createElement("span");
  made.textContent = run.text;
  if (!run.settled) made.classList.add("provisional");
  if (run.removed && view === "marked") made.classList.add("removed", run.removed);
  return made;
}

function show(message) {
  const key = message.session + "/" + message.utterance;
  const runs = message[view].filter((run) => run.settled || showsProvisional);
  let row = rows.get(key);
  if (!row) {
    if (!runs.length) return;
    row = document.createElement("p");
    row.dir = "auto";
    rows.set(key, row);
    captions.append(row);
  }
  if (message.language) row.lang = message.language;
  const dash = message.new_speaker ? ["\u2013 "] : [];
  row.replaceChildren(...(runs.length ? dash : []), ...runs.map(span));
  while (rows.size > KEPT) {
    const [oldest, gone] = rows.entries().next().value;
    gone.remove();
    rows.delete(oldest);
  }
  captions.classList.remove("old");
  clearTimeout(fading);
  if (fadeAfter) fading = setTimeout(() => captions.classList.add("old"), fadeAfter * 1000);
}

function clear() {
  captions.replaceChildren();
  rows.clear();
}

function tell(text) {
  state.hidden = !told || !text;
  state.textContent = text;
}

function take(message) {
  if (message.version !== 2) return;
  if (message.session < session) return;
  if (message.session > session) {
    session = message.session;
    clear();
  }
  if (message.type === "utterance") show(message);
  if (message.type === "status") tell(WORDS[message.state] || "");
}

function listen() {
  const query = wanted.get("token") ? "?token=" + encodeURIComponent(wanted.get("token")) : "";
  const socket = new WebSocket(location.origin.replace(/^http/, "ws") + "/ws" + query);
  socket.onopen = () => { wait = 500; session = 0; clear(); root.dataset.connection = "on"; };
  socket.onmessage = (event) => take(JSON.parse(event.data));
  socket.onclose = () => {
    root.dataset.connection = "off";
    tell("Not connected");
    setTimeout(listen, wait);
    wait = Math.min(wait * 2, 10000);
  };
}

style();
listen();
