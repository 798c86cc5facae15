// ---- quotation, source and address, to paste elsewhere
const here = () => location.href.split("#")[0];
const line = (text) => text.replace(/\s+/g, " ").trim();
// The words of one attribution: pieces that touch are one, others have an ellipsis between them.
function wordsOf(story, number) {
  let words = "", last = null;
  for (const piece of all(`.q[data-n="${number}"]`, story)) {
    if (last) {
      const between = document.createRange();
      between.setStartAfter(last);
      between.setEndBefore(piece);
      words += between.toString() ? " … " : "";
    }
    words += piece.textContent;
    last = piece;
  }
  return line(words);
}
function cited(id, words, speaker) {
  const story = byId("n-" + id).closest(".story"), part = (selector) => line(story.querySelector(selector)?.textContent || "");
  const note = byId("n-" + id), role = line(note.querySelector(".why > .role")?.textContent || "");
  const paper = [part(".meta .outlet"), part(".meta time")].filter(Boolean).join(", ");
  const at = line(note.querySelector(".why > .small > code:last-of-type").textContent);
  return [words, [speaker, role].filter(Boolean).join(", ") + (paper && ` (${paper})`), part(".headline"),
    story.querySelector(".source a")?.href || "", `${part(".source .ref")}:${at}`, `${here()}#a-${id}`].filter(Boolean).join("\n");
}
// A passage whose article is not on this page.
function citedSide(side, words) {
  const part = (selector) => line(side.querySelector(selector)?.textContent || "");
  const paper = [part(".outlet"), part("time")].filter(Boolean).join(", ");
  return [words, [part(".speaker > b"), part(".role")].filter(Boolean).join(", ") + ` (${paper})`, part(".ref"),
    side.querySelector("footer a").href].filter(Boolean).join("\n");
}
function toCopy(button) {
  const flag = button.closest(".flag");
  if (!flag) {
    const note = button.closest(".note"), id = note.dataset.a || note.id.slice(2), whole = byId("n-" + id);
    return cited(id, wordsOf(whole.closest(".story"), whole.dataset.n), line(whole.querySelector(".name").textContent));
  }
  const sides = all(".side", flag).map((side) => {
    const id = side.querySelector("footer a").hash.slice(3), words = line(all(".said", side).map((each) => each.textContent).join(" … "));
    return byId("n-" + id) ? cited(id, words, line(side.querySelector(".speaker > b").textContent)) : citedSide(side, words);
  });
  const what = `${line(flag.querySelector(".severity").textContent)}: ${line(flag.querySelector("h3").textContent)}`;
  return [`${what}\n${line(flag.querySelector(".because").textContent)}\n${flag.querySelector(".permalink").href}`, ...sides].join("\n\n");
}
async function copy(text, told = "Copied: quotation, source, address.") {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  tell(told);
}
document.addEventListener("click", (event) => {
  const button = event.target.closest("button.copy");
  if (button) copy(toCopy(button));
});
