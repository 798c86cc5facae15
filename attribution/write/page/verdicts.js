// ---- what the reader decides about flags: kept by this browser, downloaded as a file that `attribution check --verdicts` reads
const COLUMNS = ["flag", "verdict", "note", "by", "when"], KEPT = "attribution verdicts", NAME = "attribution name";
const idOf = (flag) => flag.id.slice(2);
const given = new Map(flags.filter((flag) => flag.dataset.verdict).map((flag) => [idOf(flag), pick(flag.dataset)]));
let kept = keptVerdicts();
const undone = [];
const leave = (link) => link?.click();
function pick(from) {
  return Object.fromEntries(COLUMNS.slice(1).map((column) => [column, typeof from[column] === "string" ? from[column] : ""]));
}
// Other pages may have written there: only what is a verdict is one.
function keptVerdicts() {
  const found = Object.entries(Object(keptBefore(KEPT, {}))).filter(([, each]) => Object(each) === each);
  return Object.fromEntries(found.map(([id, each]) => [id, pick(each)]).filter(([, each]) => ["", "fine", "fault", "unsure"].includes(each.verdict)));
}
// The report's own verdict counts where it is the newer one.
function verdictOn(id) {
  const mine = Object.hasOwn(kept, id) && kept[id], theirs = given.get(id);
  return mine && !(theirs && theirs.when > mine.when) ? pick(mine) : theirs || pick({});
}
function today() {
  const now = new Date(), two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
function paint(flag) {
  const id = idOf(flag), { verdict, note, by, when } = verdictOn(id), tag = flag.querySelector(".verdict"), said = flag.querySelector(".decided");
  if (verdict) flag.dataset.verdict = verdict;
  else delete flag.dataset.verdict;
  tag.hidden = !verdict;
  tag.textContent = verdict && `verdict: ${verdict}`;
  said.textContent = [note && `“${note}”`, [by && `— ${by}`, when].filter(Boolean).join(", ")].filter(Boolean).join(" ");
  said.hidden = !said.textContent || !verdict;
  for (const button of all("[data-d]", flag)) button.setAttribute("aria-pressed", button.dataset.d === verdict);
  const remark = flag.querySelector(".remark"), line = note.replace(/\s+/g, " ");
  if (remark.value !== line) remark.value = line;
  for (const row of firsts.filter((each) => each.dataset.flag === id)) {
    row.classList.toggle("done", Boolean(verdict));
    row.dataset.verdict = verdict;
  }
  texts.delete(flag);
}
function countVerdicts() {
  const button = byId("download");
  if (!button) return;
  const decided = flags.filter((flag) => flag.dataset.verdict).length;
  button.disabled = decided === 0;
  button.textContent = decided ? `verdicts.csv (${decided})` : "verdicts.csv";
}
function put(id, verdict) {
  if (verdict) kept[id] = verdict;
  else delete kept[id];
  if (!keep(KEPT, kept)) tell("This browser keeps nothing of this page: download verdicts.csv before you leave it.");
  paint(byId("f-" + id));
  countVerdicts();
}
function change(flag, changed) {
  const id = idOf(flag), now = { ...verdictOn(id), ...changed, by: byId("by").value.trim(), when: today() };
  undone.push([id, kept[id]]);
  put(id, now.verdict || now.note || given.has(id) ? now : undefined);
}
function decide(flag, verdict) {
  const again = verdictOn(idOf(flag)).verdict === verdict;
  change(flag, { verdict: again ? "" : verdict });
  tell(again ? "Verdict taken back." : `Verdict: ${verdict}.`, true);
}
function undo() {
  const last = undone.pop();
  if (!last) return tell("Nothing to undo.");
  put(...last);
  const flag = byId("f-" + last[0]);
  if (!flag.hidden) goTo(flag);
  return tell("Undone.");
}
function verdictsFile() {
  const told = (text) => (/^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text); // no spreadsheet computes it
  const cell = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const rows = flags.map((flag) => ({ flag: idOf(flag), ...verdictOn(idOf(flag)) })).filter((row) => row.verdict);
  return [COLUMNS, ...rows.map((row) => COLUMNS.map((column) => row[column]))].map((row) => row.map(told).map(cell).join(",") + "\r\n").join("");
}
function download() {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([verdictsFile()], { type: "text/csv" }));
  link.download = "verdicts.csv";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.d) decide(button.closest(".flag"), button.dataset.d);
  else if ("undo" in button.dataset) undo();
  else if (button.id === "download") download();
});
document.addEventListener("change", (event) => {
  if (event.target.matches(".remark")) change(event.target.closest(".flag"), { note: event.target.value.trim() });
  else if (event.target.id === "by") keep(NAME, event.target.value.trim());
});
addEventListener("storage", (event) => {
  if (event.key !== KEPT) return;
  kept = keptVerdicts();
  flags.forEach(paint);
  countVerdicts();
});
if (byId("by")) byId("by").value = keptBefore(NAME, "");
for (const flag of flags) if (given.has(idOf(flag)) || Object.hasOwn(kept, idOf(flag))) paint(flag);
countVerdicts();
