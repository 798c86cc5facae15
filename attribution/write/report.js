// What reading does not need: the reason beside the pointer, one speaker at a time, all articles at once.
"use strict";
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
all(".script").forEach((part) => (part.hidden = false));

// ---- the reason for the words under the pointer
const card = document.createElement("div");
card.id = "card";
card.setAttribute("role", "status");
card.hidden = true;
document.body.append(card);
let lit = [];

function noteOf(part) {
  const story = part.closest(".story");
  return story && story.querySelector(`.note[data-n="${part.dataset.n}"]`);
}
function show(note, part, pinned) {
  hide();
  if (!note || getComputedStyle(note).display === "none") return;
  const copy = note.cloneNode(true);
  copy.removeAttribute("id");
  copy.open = true;
  card.replaceChildren(copy);
  card.classList.toggle("pinned", pinned);
  card.hidden = false;
  lit = all(`[data-n="${note.dataset.n}"]`, note.closest(".story"));
  lit.forEach((each) => each.classList.add("lit"));
  const rows = part.getClientRects(), words = rows[0], last = rows[rows.length - 1], width = card.offsetWidth, height = card.offsetHeight;
  const below = last.bottom + height + 12 < innerHeight || words.top < height + 12;
  card.classList.toggle("high-up", last.bottom > innerHeight / 2);
  card.style.left = Math.max(8, Math.min(words.left, document.documentElement.clientWidth - width - 8)) + scrollX + "px";
  card.style.top = (below ? last.bottom + 8 : words.top - height - 8) + scrollY + "px";
}
function hide() {
  card.hidden = true;
  card.classList.remove("pinned");
  lit.forEach((each) => each.classList.remove("lit"));
  lit = [];
}
const part = (event) => event.target.closest && event.target.closest(".row [data-n]:not(.note)");
document.addEventListener("pointerover", (event) => {
  if (event.pointerType !== "mouse" || card.classList.contains("pinned")) return;
  const words = part(event);
  if (words) show(noteOf(words), words, false);
  else if (!card.hidden) hide();
});
document.addEventListener("click", (event) => {
  if (card.contains(event.target)) return;
  const words = part(event);
  if (words && !event.target.closest("a")) show(noteOf(words), words, true);
  else hide();
});
document.addEventListener("focusin", (event) => {
  if (event.target.matches(".n")) show(document.getElementById(event.target.hash.slice(1)), event.target, false);
});
document.addEventListener("focusout", (event) => event.target.matches(".n") && hide());
document.addEventListener("keydown", (event) => event.key === "Escape" && hide());

// ---- a link into an article opens it
function reveal() {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  for (let each = target; each; each = each.parentElement) if (each.tagName === "DETAILS") each.open = true;
  target.scrollIntoView({ block: "center" });
}
addEventListener("hashchange", reveal);
reveal();

// ---- one speaker at a time
const who = document.getElementById("who");
function only(voice) {
  who.value = voice;
  for (const story of all(".story")) {
    const notes = all(".note", story), shown = new Set();
    for (const note of notes) {
      const match = voice === "" || note.dataset.v === voice;
      if (match) shown.add(note.dataset.n);
      note.classList.toggle("dim", !match);
    }
    all("mark[data-n]", story).forEach((words) => words.classList.toggle("dim", !shown.has(words.dataset.n)));
    story.hidden = voice !== "" && shown.size === 0;
  }
}
who.addEventListener("change", () => only(who.value));
for (const row of all(".people tr[data-v]")) {
  const name = row.querySelector(".name:not(.c0)");
  if (!name) continue;
  const button = document.createElement("button");
  button.type = "button";
  button.title = "Show only this speaker in the articles";
  button.append(name.lastChild);
  name.append(button);
  button.addEventListener("click", () => {
    only(row.dataset.v);
    document.getElementById("articles").scrollIntoView();
  });
}

// ---- all articles at once
const unfold = document.getElementById("unfold");
unfold.addEventListener("click", () => {
  const open = unfold.textContent === "open all";
  all(".story").forEach((story) => (story.open = open));
  unfold.textContent = open ? "close all" : "open all";
});
addEventListener("beforeprint", () => all("details").forEach((each) => (each.open = true)));
