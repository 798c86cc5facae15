// ---- a link into an article or to a flag opens what it lies in
function unfoldTo(target) {
  for (let each = target; each; each = each.parentElement) if (each.tagName === "DETAILS") each.open = true;
}
// What lies between may get its height only on the way, so that the first try can miss.
function bring(target, block, tries = 5) {
  target.scrollIntoView({ block, behavior: "instant" });
  if (tries > 1) requestAnimationFrame(() => bring(target, block, tries - 1));
}
function reveal() {
  const target = location.hash && byId(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  if (target.closest(".flag[hidden], .story[hidden], .group[hidden], #first[hidden]")) clearFilters();
  unfoldTo(target);
  bring(target, target.matches(".flag, section, .story") ? "start" : "center");
  if (target.matches(".flag")) target.focus({ preventScroll: true });
}
addEventListener("hashchange", reveal);
