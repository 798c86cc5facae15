// ---- what is chosen in the bar decides which flags and articles are shown
const filters = ["find", "who", "severity", "kind", "outlet", "state"].map(byId).filter(Boolean);
const flags = all(".flag"), stories = all(".story"), groups = all("#flags > .group"), firsts = all(".first > li");
const fold = (text) =>
  text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[“”„«»"]/g, "").replace(/[‘’]/g, "'").replace(/\s+/g, " ").trim();
const FLAG_TEXT = "h3, .because, .outlet, .speaker, blockquote, .before, .differences, .decided, .small, .ref";
const STORY_TEXT = ".headline, .meta, .source, .row > p, .note .name";
const texts = new Map(), openBefore = new Map(), dimmed = new Set();
function textOf(part) {
  if (!texts.has(part)) {
    const selector = part.matches(".flag") ? FLAG_TEXT : part.matches(".story") ? STORY_TEXT : "*";
    texts.set(part, fold(all(selector, part).map((each) => each.textContent).join(" ")));
  }
  return texts.get(part);
}
const list = (part, name) => (part.dataset[name] || "").split(" ");
const speakers = all("#speakers option").map((option) => ({ name: fold(option.value), voice: option.dataset.v, text: fold(`${option.value} ${option.textContent}`) }));

// Whom the name in the bar means: one that was chosen, everybody of just that name, or all whose names have these letters.
function chosenVoices() {
  const who = byId("who"), name = fold(who.value);
  if (!name) return { voices: null, exact: false };
  if (who.dataset.v) return { voices: new Set([who.dataset.v]), exact: true };
  const same = speakers.filter((speaker) => speaker.name === name);
  const found = same.length ? same : speakers.filter((speaker) => speaker.text.includes(name));
  return { voices: new Set(found.map((speaker) => speaker.voice)), exact: same.length > 0 };
}
function openFor(part, wanted) {
  if (!openBefore.has(part)) openBefore.set(part, part.open);
  part.open = wanted;
}
function dim(story, voices) {
  const shown = new Set();
  for (const note of all(".note", story)) {
    if (voices.has(note.dataset.v)) shown.add(note.dataset.n);
    note.classList.toggle("dim", !voices.has(note.dataset.v));
  }
  for (const words of all("mark[data-n]", story)) words.classList.toggle("dim", !shown.has(words.dataset.n));
  dimmed.add(story);
}
function light(story) {
  for (const part of all(".dim", story)) part.classList.remove("dim");
  dimmed.delete(story);
}
function applyFilters(opening) {
  const chosen = Object.fromEntries(filters.map((each) => [each.id, each.value.trim()]));
  const active = filters.some((each) => each.value.trim()), words = fold(chosen.find).split(" ").filter(Boolean);
  const { voices, exact } = chosenVoices();
  const fits = (part) =>
    (!chosen.outlet || list(part, "o").includes(chosen.outlet)) &&
    (!voices || list(part, "v").some((voice) => voices.has(voice))) &&
    words.every((word) => textOf(part).includes(word));
  const stateOf = (flag) => flag.dataset.verdict || "open";
  let flagsShown = 0, storiesShown = 0;
  for (const flag of flags) {
    const shown = (!chosen.severity || flag.dataset.s === chosen.severity) && (!chosen.kind || flag.dataset.k === chosen.kind) &&
      (!chosen.state || stateOf(flag) === chosen.state) && fits(flag);
    flag.hidden = !shown;
    flagsShown += shown;
  }
  for (const group of groups) {
    const shown = all(".flag:not([hidden])", group).length > 0;
    group.hidden = !shown;
    if (active && shown) openFor(group, true);
  }
  for (const row of firsts) {
    row.hidden = row.dataset.flag ? byId("f-" + row.dataset.flag).hidden : Boolean(chosen.severity || chosen.kind || chosen.state) || !fits(row);
  }
  if (byId("first")) byId("first").hidden = firsts.every((row) => row.hidden);
  for (const story of stories) {
    const shown = fits(story);
    story.hidden = !shown;
    storiesShown += shown;
    if (shown && voices && (exact || opening)) {
      openFor(story, true);
      dim(story, voices);
    } else if (dimmed.has(story)) light(story);
  }
  if (!voices) restore(stories);
  if (!active) restore(groups);
  for (const each of filters) each.classList.toggle("chosen", Boolean(each.value.trim()));
  byId("clear").hidden = !active;
  byId("no-flags").hidden = !active || flagsShown > 0 || flags.length === 0;
  byId("no-stories").hidden = !active || storiesShown > 0;
  byId("count-flags").textContent = active ? `${flagsShown} of ${flags.length}` : flags.length;
  byId("count-stories").textContent = active ? `${storiesShown} of ${stories.length}` : stories.length;
  byId("found").textContent = active ? `${flagsShown} of ${flags.length} flags, ${storiesShown} of ${stories.length} articles` : "";
}
function restore(parts) {
  for (const part of parts) if (openBefore.has(part)) part.open = openBefore.get(part);
  for (const part of parts) openBefore.delete(part);
}
function clearFilters() {
  for (const each of filters) each.value = "";
  delete byId("who").dataset.v;
  applyFilters();
}
let soon;
document.addEventListener("input", (event) => {
  if (!filters.includes(event.target)) return;
  if (event.target.id === "who") delete event.target.dataset.v;
  clearTimeout(soon);
  soon = setTimeout(applyFilters, event.target.tagName === "SELECT" ? 0 : 120);
});
document.addEventListener("change", (event) => {
  if (event.target.id !== "who" || event.target.dataset.v) return;
  clearTimeout(soon);
  applyFilters(true);
});
document.addEventListener("click", (event) => {
  const name = event.target.closest(".people a.name"), button = event.target.closest("button");
  if (name && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    const who = byId("who");
    who.value = name.textContent;
    who.dataset.v = name.closest("tr").dataset.v;
    applyFilters(true);
    bring(byId(flags.some((flag) => !flag.hidden) ? "flags" : "articles"), "start");
  } else if (button && button.id === "clear") clearFilters();
  else if (button && button.id === "more-filters") {
    button.setAttribute("aria-expanded", button.closest(".finder").classList.toggle("all"));
  } else if (button && button.id === "unfold") {
    const open = button.textContent === "open all";
    for (const story of stories) if (!story.hidden) story.open = open;
    button.textContent = open ? "close all" : "open all";
  }
});

// ---- on paper, few flags stand open with both passages
const ON_PAPER = 15, openForPaper = new Map();
addEventListener("beforeprint", () => {
  if (flags.filter((flag) => !flag.hidden).length > ON_PAPER) return;
  for (const group of groups) {
    openForPaper.set(group, group.open);
    group.open = true;
  }
});
addEventListener("afterprint", () => {
  for (const [group, open] of openForPaper) group.open = open;
  openForPaper.clear();
});
