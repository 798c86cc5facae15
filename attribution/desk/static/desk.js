// ---- the desk: the server keeps everything; here are only keys, what was done, and where the reader stands
function clearFilters() {
  byId("find").value = "";
  byId("find").dispatchEvent(new Event("search", { bubbles: true }));
}
// ---- one step at a time: what is done while an answer is on its way waits for it, so that no step is lost or takes another's place
let turn = Promise.resolve(), waiting = 0;
function inTurn(act) {
  waiting += 1;
  turn = turn.then(act).catch(() => {}).finally(() => (waiting -= 1));
  return turn;
}
function ask(verb, to, values, into) {
  return htmx.ajax(verb, to, { source: "#told", values, ...(into ? { target: into, swap: "innerHTML" } : { swap: "none" }) });
}
function send(form, button) {
  const values = Object.fromEntries(new FormData(form, button)), into = form.dataset.into, where = form.parentElement;
  where.ariaBusy = "true";
  const step = () => {
    if (button?.dataset.d) values.verdict = byId(button.id).value; // the button of a verdict that counts by now takes it back
    return ask("POST", form.action, values, into);
  };
  return (into ? intoPanel(step) : inTurn(step)).finally(() => (where.ariaBusy = null));
}
document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-into]")) return;
  event.preventDefault();
  if (!event.target.matches(".noting")) send(event.target, event.submitter);
});
// What takes a while says so, until its page is there.
document.addEventListener("submit", ({ target }) => {
  if (!target.dataset.wait || target.querySelector("[role=status]")) return;
  const waiting = document.createElement("p");
  waiting.role = "status";
  target.append(waiting);
  waiting.append(target.dataset.wait);
  addEventListener("pagehide", () => waiting.remove(), { once: true });
});
document.addEventListener("change", (event) => event.target.matches(".remark") && send(event.target.form));
document.body.addEventListener("htmx:oobBeforeSwap", (event) => {
  const { target } = event.detail;
  if (target.matches(".remark") && target === document.activeElement) event.detail.shouldSwap = false; // somebody is writing there
});
const leave = (link) => inTurn(() => link?.click());
addEventListener("beforeunload", (event) => {
  const { activeElement } = document;
  if (waiting > 1 || (activeElement.matches(".remark") && activeElement.value !== activeElement.defaultValue)) event.preventDefault();
});
// ---- undo: each answer says how to take its step back; the browser keeps that while its tab is open
const UNDO = "desk undo", TELL = "desk tell";
if (sessionStorage.getItem(TELL)) tell(...JSON.parse(sessionStorage.getItem(TELL)));
sessionStorage.removeItem(TELL);
const steps = () => JSON.parse(sessionStorage.getItem(UNDO) || "[]");
const keepSteps = (list) => sessionStorage.setItem(UNDO, JSON.stringify(list.slice(-50)));
function undo() {
  return inTurn(async () => {
    const list = steps(), last = list.pop();
    keepSteps(list);
    if (!last) return tell("Nothing to undo.");
    const shown = byId(last.at);
    await ask("POST", last.to, last.values, shown && last.into);
    if (shown) return undefined;
    return tellOn(location.href, byId("told").textContent, false);
  });
}
document.addEventListener("click", (event) => event.target.closest("[data-undo]") && undo().then(() => current?.focus({ preventScroll: true })));
// The page of that address, as it is by now, tells it.
function tellOn(address, text, canUndo) {
  sessionStorage.setItem(TELL, JSON.stringify([text, canUndo]));
  history.replaceState(null, "", address);
  location.reload();
}
document.body.addEventListener("told", (event) => {
  const { text, undo: step, go } = event.detail;
  if (step) keepSteps([...steps(), step]);
  if (go) tellOn(go, text, true);
  else tell(text, Boolean(step));
});
document.body.addEventListener("htmx:responseError", (event) => {
  const answer = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html");
  tell(line((answer.querySelector(".problem p") || answer.body).textContent) || "That did not work.");
});
for (const silence of ["htmx:sendError", "htmx:timeout"]) document.body.addEventListener(silence, () => tell("The desk does not answer: is it still running?"));

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-step]");
  if (button) step(Number(button.dataset.step));
});
// ---- who comes back finds the place where they were
const PLACE = "desk place ";
const place = () => PLACE + location.pathname + location.search;
addEventListener("pagehide", () => current && sessionStorage.setItem(place(), current.id || ""));
addEventListener("DOMContentLoaded", () => {
  const came = performance.getEntriesByType("navigation")[0]?.type, stop = byId(sessionStorage.getItem(place()) || "");
  if (came === "back_forward" && stop?.matches(STOPS)) goTo(stop);
});

// ---- an article: a quotation opens what is known of it; words that were selected can be taken into a form
let coming = 0;
// Nobody corrects the quotation before while another one is on its way into the panel.
function intoPanel(act) {
  const panel = byId("panel");
  coming += 1;
  panel.inert = true;
  return inTurn(act).finally(() => {
    coming -= 1;
    panel.inert = coming > 0;
    mark();
    panel.parentElement.scrollTop = 0;
    if (coming === 0 && !document.activeElement.matches("input, textarea")) panel.focus({ preventScroll: true });
  });
}
const opened = () => byId("panel")?.querySelector("[data-a]")?.dataset.a;
const attributionOf = (link) => new URL(link.href).searchParams.get("a");
// The quotation that the panel tells of is marked in the text, stands in the address of the page, and is where keys go on from.
function mark() {
  const id = opened(), link = all(".story .n").find((each) => attributionOf(each) === id);
  for (const each of all(".q.now")) each.classList.remove("now");
  if (!byId("panel") || !link) return;
  for (const each of all(`.story .q[data-n="${link.dataset.i}"]`)) each.classList.add("now");
  current = link;
  const here = new URL(location.href);
  here.searchParams.set("a", id);
  history.replaceState(history.state, "", here.pathname + here.search);
}
addEventListener("DOMContentLoaded", mark);
let wanted = "";
function openQuotation(link) {
  const id = attributionOf(link), article = new URL(link.href).searchParams.get("id");
  wanted = id;
  intoPanel(() => (wanted === id ? ask("GET", `/attributions/${encodeURIComponent(id)}?${new URLSearchParams({ article })}`, {}, "#panel") : undefined));
}
document.addEventListener("click", (event) => {
  const words = event.target.closest(".story [data-n], .story .n");
  if (!words || !byId("panel") || !getSelection().isCollapsed) return;
  event.preventDefault();
  openQuotation(document.querySelector(`.story .n[data-i="${words.dataset.i || words.dataset.n}"]`));
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
    mark();
  } else if (button?.matches(".copying")) copy(byId(button.dataset.from).textContent, "Copied.");
  else if (button?.id === "more-filters") button.setAttribute("aria-expanded", button.form.classList.toggle("all"));
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && event.target.closest(".beside") && current) current.focus();
});
// The text shows a correction at once: it is fetched anew, the page stays where it is.
document.body.addEventListener("corrected", () => {
  inTurn(() => htmx.ajax("GET", location.pathname + location.search, { source: "#told", target: "#text", select: "#text", swap: "outerHTML settle:0s" }).then(mark));
});
