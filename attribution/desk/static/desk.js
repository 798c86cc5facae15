// ---- the desk: the server keeps everything; here are only keys, what was done, and where the reader stands
function clearFilters() {
  byId("find").value = "";
  byId("find").dispatchEvent(new Event("search", { bubbles: true }));
}
// ---- undo: each answer says how to take its step back; the browser keeps that while its tab is open
const UNDO = "desk undo", TELL = "desk tell";
if (sessionStorage.getItem(TELL)) tell(sessionStorage.getItem(TELL));
sessionStorage.removeItem(TELL);
const steps = () => JSON.parse(sessionStorage.getItem(UNDO) || "[]");
const keepSteps = (list) => sessionStorage.setItem(UNDO, JSON.stringify(list.slice(-50)));
function undo() {
  const list = steps(), last = list.pop();
  keepSteps(list);
  if (!last) return tell("Nothing to undo.");
  const shown = byId(last.at);
  const done = htmx.ajax("POST", last.to, shown ? { values: last.values, target: shown, swap: last.swap || "outerHTML" } : { values: last.values, source: "#told", swap: "none" });
  return shown ? done : done.then(() => sessionStorage.setItem(TELL, byId("told").textContent)).then(() => location.reload());
}
document.addEventListener("click", (event) => event.target.closest("[data-undo]") && undo());
document.body.addEventListener("told", (event) => {
  const { text, undo: step } = event.detail;
  if (step) keepSteps([...steps(), step]);
  tell(text, Boolean(step));
});
// A card that takes another's place takes its focus too.
let focused = "";
document.body.addEventListener("htmx:beforeSwap", (event) => {
  const flag = event.target.closest(".flag");
  focused = flag && (flag.contains(document.activeElement) || current === flag) ? flag.id : "";
});
document.body.addEventListener("htmx:afterSettle", () => {
  if (focused && byId(focused) && document.activeElement === document.body) byId(focused).focus({ preventScroll: true });
  focused = "";
});
document.body.addEventListener("htmx:responseError", (event) => {
  const answer = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html");
  tell(line((answer.querySelector(".problem p") || answer.body).textContent) || "That did not work.");
});
document.body.addEventListener("htmx:sendError", () => tell("The desk does not answer: is it still running?"));

// ---- an article: a quotation opens what is known of it; words that were selected can be taken into a form
function openQuotation(number) {
  const link = document.querySelector(`.story .n[data-i="${number}"]`);
  const id = new URL(link.href).searchParams.get("a");
  for (const each of all(".q.now")) each.classList.remove("now");
  for (const each of all(`.story .q[data-n="${number}"]`)) each.classList.add("now");
  const article = new URL(link.href).searchParams.get("id");
  byId("panel").inert = true; // nobody corrects the quotation before while this one is on its way
  const shown = htmx.ajax("GET", `/attributions/${encodeURIComponent(id)}?${new URLSearchParams({ article })}`, { target: "#panel" });
  shown.finally(() => (byId("panel").inert = false));
}
document.addEventListener("click", (event) => {
  const words = event.target.closest(".story [data-n], .story .n");
  if (!words || !byId("panel") || !getSelection().isCollapsed) return;
  event.preventDefault();
  openQuotation(words.dataset.i || words.dataset.n);
});
let selected = { words: "", near: "" };
document.addEventListener("selectionchange", () => {
  const selection = getSelection(), text = byId("text");
  if (!text || selection.isCollapsed || !text.contains(selection.anchorNode)) return;
  const range = selection.getRangeAt(0), para = (range.startContainer.parentElement || text).closest("[data-start]");
  const before = document.createRange();
  if (para) {
    before.setStart(para, 0);
    before.setEnd(range.startContainer, range.startOffset);
  }
  selected = { words: selection.toString(), near: para ? Number(para.dataset.start) + [...before.toString()].length : "" };
  if (byId("missed").open) takeSelected(byId("missed-words"));
});
function takeSelected(field) {
  if (!selected.words) return tell("Select the words in the text first.");
  field.value = selected.words;
  if (field.id === "missed-words") byId("missed-near").value = selected.near;
  return undefined;
}
document.addEventListener("click", (event) => {
  const button = event.target.closest("button.selected");
  if (button) takeSelected(button.closest("form").querySelector("textarea"));
});
document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button?.matches(".close") && byId("panel")) {
    byId("panel").replaceChildren();
    for (const each of all(".q.now")) each.classList.remove("now");
  } else if (button?.matches(".copying")) copy(byId(button.dataset.from).textContent, "Copied.");
  else if (button?.id === "more-filters") button.setAttribute("aria-expanded", button.form.classList.toggle("all"));
});
// The text shows a correction at once: it is fetched anew, the page stays where it is.
document.body.addEventListener("corrected", () => {
  htmx.ajax("GET", location.pathname + location.search, { target: "#text", select: "#text", swap: "outerHTML" });
});
