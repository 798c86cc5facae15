// ---- keys: from flag to flag, and a verdict on the one that has the focus
const KEYS = "attribution keys", VERDICTS = { f: "fault", c: "fine", u: "unsure" };
byId("keys").checked = keptBefore(KEYS, true);
document.addEventListener("change", (event) => event.target.id === "keys" && keep(KEYS, event.target.checked));
let current = null;
const STOPS = document.body.dataset.stops || ".flag";
document.addEventListener("focusin", (event) => (current = event.target.closest(STOPS) || current));
function goTo(flag) {
  unfoldTo(flag);
  flag.focus({ preventScroll: true });
  bring(flag, "start");
}
function step(by) {
  const shown = all(STOPS).filter((stop) => !stop.hidden), at = shown.indexOf(current);
  if (shown.length === 0) return tell("Nothing to step to.");
  const next = document.querySelector("[rel=next]");
  if (next && by > 0 && at === shown.length - 1) return leave(next);
  return goTo(shown[at < 0 ? 0 : Math.max(0, Math.min(shown.length - 1, at + by))]);
}
function help() {
  byId("help").showModal();
}
document.addEventListener("click", (event) => event.target.closest("#helping") && help());
document.addEventListener("keydown", (event) => {
  const field = event.target.closest("input:not([type=checkbox]), select, textarea");
  if (event.key === "Enter" && event.target.matches(".remark")) return event.target.closest(".flag").focus({ preventScroll: true });
  if (event.key === "Escape" && event.target.id === "find") return clearFilters();
  if (field || event.ctrlKey || event.metaKey || event.altKey || byId("help").open || !byId("keys").checked) return undefined;
  const flag = event.target.closest(".flag"), key = event.key;
  if (key === "j" || key === "k") step(key === "j" ? 1 : -1);
  else if (key === "/") byId("find").focus();
  else if (key === "?") help();
  else if (key === "z") undo();
  else if (flag && key === "n") flag.querySelector(".remark")?.focus();
  else if (flag && key === "o") leave(flag.querySelector(".in-article"));
  else if (flag && VERDICTS[key]) flag.querySelector(`[data-d="${VERDICTS[key]}"]`)?.click();
  else return undefined;
  return event.preventDefault();
});
reveal();
