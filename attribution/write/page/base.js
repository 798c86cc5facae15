// What reading does not need. One script, listeners on the document alone, so that a page of many articles stays quick.
"use strict";
document.documentElement.classList.add("js");
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const byId = (id) => document.getElementById(id);

// ---- what was done, told once
let toldUntil;
function tell(text, undo) {
  const line = document.createElement("p");
  line.append(text);
  if (undo) {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.undo = "";
    button.append("undo");
    line.append(" ", button);
  }
  byId("told").replaceChildren(line);
  clearTimeout(toldUntil);
  toldUntil = setTimeout(() => byId("told").replaceChildren(), 8000);
}

// ---- what the browser keeps; it may refuse
function keep(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}
function keptBefore(key, otherwise) {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? otherwise;
  } catch {
    return otherwise;
  }
}

// ---- what is scrolled to stands below the bar, however high it is
new ResizeObserver(() => (document.documentElement.style.scrollPaddingTop = byId("bar").offsetHeight + 12 + "px")).observe(byId("bar"));
