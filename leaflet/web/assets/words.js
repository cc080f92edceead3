// Line numbers that follow, findings that lead to their line, pages that are renewed.
"use strict";

{
  const form = document.getElementById("words-form");
  const text = document.getElementById("words");
  const gutter = document.querySelector(".gutter");
  const live = document.getElementById("live");
  let saved = text.value, leaving = false;

  const number = () => {
    const lines = text.value.split("\n").length;
    while (gutter.children.length > lines) {
      gutter.lastElementChild.remove();
      gutter.lastChild.remove(); // the line end behind it
    }
    for (let line = gutter.children.length + 1; line <= lines; line++) {
      const span = document.createElement("span");
      span.id = "line-" + line;
      span.textContent = line;
      gutter.append(span, "\n");
    }
    text.rows = lines + 2;
  };
  const mark = () => {
    for (const span of gutter.children) span.removeAttribute("class");
    const links = [...live.querySelectorAll("[data-line]")].reverse();
    for (const link of links) {
      const span = document.getElementById("line-" + link.dataset.line);
      if (span && span.className !== "error") span.className = link.dataset.severity;
    }
  };
  const go = (line, column) => {
    const lines = text.value.split("\n");
    const start = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
    text.focus();
    text.setSelectionRange(start + Math.max(0, column - 1), start + (lines[line - 1] || "").length);
    document.getElementById("line-" + line)?.scrollIntoView({ block: "center" });
  };

  text.addEventListener("input", number);
  live.addEventListener("click", (event) => {
    const link = event.target.closest("[data-line]");
    if (!link) return;
    event.preventDefault();
    go(Number(link.dataset.line), Number(link.dataset.column));
  });
  number();
  mark();
  const found = /^#line-(\d+)$/.exec(location.hash);
  if (found) go(Number(found[1]), 1);

  window.live(form, live, () => {
    const body = new FormData(form);
    body.delete("action");
    return body;
  }, mark);

  form.addEventListener("submit", () => { leaving = true; });
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "s") {
      event.preventDefault();
      form.querySelector("button.first").click();
    }
  });
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && text.value !== saved) event.preventDefault();
  });
}
