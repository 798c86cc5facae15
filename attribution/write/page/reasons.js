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
  copy.dataset.a = note.id.slice(2);
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
  if (event.target.matches(".n")) show(byId(event.target.hash.slice(1)), event.target, false);
});
document.addEventListener("focusout", (event) => event.target.matches(".n") && hide());
document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
