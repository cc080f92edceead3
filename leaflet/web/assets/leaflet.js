// Makes the page quicker to use; everything works without it.
"use strict";

document.documentElement.classList.add("scripted");

const summary = document.getElementById("summary");
if (summary) summary.focus();

// A link of the summary leads into its field.
for (const link of document.querySelectorAll(".summary a[href^='#']")) {
  link.addEventListener("click", (event) => {
    const field = document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    field.scrollIntoView({ block: "center" });
    field.focus();
  });
}

const status = document.getElementById("status");
const tell = (words) => { if (status) status.textContent = words; };

// ---- what is found on the shelf, while somebody types

const find = document.getElementById("find");
if (find) {
  const results = document.getElementById("results"), words = document.getElementById("q");
  let timer = 0, spoken = 0, asking = null;
  const look = async () => {
    if (asking) asking.abort();
    asking = new AbortController();
    const address = `/?${new URLSearchParams(new FormData(find))}`;
    try {
      const answer = await fetch(address, { signal: asking.signal });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const found = page.getElementById("results");
      if (!found) return;
      results.replaceChildren(...found.childNodes);
      document.title = page.title;
      history.replaceState(null, "", address);
      clearTimeout(spoken);
      const head = results.querySelector("h2");
      spoken = setTimeout(() => { if (head && status.textContent !== head.textContent) tell(head.textContent); }, 900);
    } catch (error) {
      if (error.name !== "AbortError") tell("Nothing can be looked for: is the program still running?");
    }
  };
  words.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(look, 150); });
}

// ---- pictures that are renewed while somebody types

// Shows a part of the page that the server sent, once its pictures are there.
async function show(target, html) {
  const part = new DOMParser().parseFromString(html, "text/html");
  const images = [...part.querySelectorAll("img:not([loading])")];
  await Promise.all(images.map((image) => {
    const ahead = new Image();
    ahead.src = image.getAttribute("src");
    return ahead.decode().catch(() => {});
  }));
  const at = target.contains(document.activeElement) && document.activeElement.getAttribute("href");
  target.replaceChildren(...part.body.childNodes);
  if (at) target.focus();
  const news = target.querySelector(".news");
  return news ? news.textContent : "";
}

// Asks for the newest state a moment after the last key; an older answer is never shown.
window.live = function live(form, target, collect, after) {
  let number = 0, timer = 0, asking = null;
  const ask = async () => {
    if (asking) asking.abort();
    asking = new AbortController();
    const mine = ++number;
    target.classList.add("busy");
    const late = setTimeout(() => tell("Renewing the pictures …"), 600);
    try {
      const body = collect();
      const answer = await fetch(form.dataset.preview, { method: "POST", body, signal: asking.signal });
      if (mine !== number) return;
      if (answer.status === 204) { timer = setTimeout(ask, 300); return; } // another tab was quicker
      if (!answer.ok) {
        tell(answer.status === 503 ? "Busy: the pictures follow in a moment." : "The pictures could not be renewed, and what you typed may not be kept. Copy it, then load the page again.");
        if (answer.status === 503) timer = setTimeout(ask, 1500);
        return;
      }
      const html = await answer.text();
      if (mine !== number) return;
      const words = await show(target, html);
      if (mine !== number) return;
      tell(words);
      after(body);
    } catch (error) {
      if (error.name !== "AbortError") tell("The pictures could not be renewed: is the program still running?");
    } finally {
      clearTimeout(late);
      if (mine === number) target.classList.remove("busy");
    }
  };
  const soon = () => { clearTimeout(timer); timer = setTimeout(ask, 160); };
  form.addEventListener("input", (event) => { if (event.target.type !== "file") soon(); });
  return soon;
};

const clinic = document.getElementById("clinic");
if (clinic) {
  const pages = document.getElementById("pages");
  const findings = document.getElementById("findings");
  // A page that is loaded again shows the same clinic, whatever another tab has gone on with.
  if (!location.search) history.replaceState(null, "", clinic.dataset.address + location.hash);

  let unsent = false, pending = false;
  const turn = clinic.elements.turn;
  const advance = () => { turn.value = String(Number(turn.value) + 1); unsent = false; };
  const typed = () => {
    if (unsent) advance();
    const body = new FormData(clinic);
    body.delete("logo");
    return body;
  };

  // What is typed is kept whichever way the page is left. It is sent again under its turn, because a
  // program that was started anew does not have it.
  clinic.addEventListener("input", () => { unsent = pending = true; });
  clinic.addEventListener("submit", () => { advance(); pending = false; });
  window.addEventListener("pagehide", () => {
    if (!pending) return;
    navigator.sendBeacon(clinic.dataset.typed, typed());
    sessionStorage.setItem("typed", said());
  });

  // A page that is loaded again was asked for before that was sent, so it is filled in here.
  const fields = [...clinic.elements].filter((field) => field.name && field.id !== "which" && !["hidden", "file", "submit"].includes(field.type));
  const said = () => JSON.stringify([clinic.elements.kept.value, fields.map((field) => [field.name, field.value, field.checked])]);
  const [key, before] = JSON.parse(sessionStorage.getItem("typed")) || [];
  sessionStorage.removeItem("typed");
  const again = performance.getEntriesByType("navigation")[0].type === "reload" && key === clinic.elements.kept.value;
  for (const [at, [name, value, checked]] of again ? before.entries() : []) {
    const field = fields[at];
    if (!field || field.name !== name) break;
    if (field.type === "radio") field.checked = checked && field.value === value; else field.value = value;
  }
  window.addEventListener("pageshow", () => { for (const part of clinic.children) part.inert = false; });

  // The form follows the list: at once, or by keys when the list is left or Enter is pressed.
  const which = document.getElementById("which");
  if (which) {
    let byKey = false;
    const here = which.dataset.here;
    const use = () => {
      if (which.value === here) return;
      clinic.requestSubmit(clinic.querySelector("button[name=action][value=use]"));
      for (const part of clinic.children) part.inert = true; // what is typed now would be nobody's
    };
    which.addEventListener("pointerdown", () => { byKey = false; });
    which.addEventListener("keydown", (event) => {
      byKey = event.key !== "Enter";
      if (event.key === "Enter") { event.preventDefault(); use(); }
    });
    which.addEventListener("change", () => { if (!byKey) use(); });
    which.addEventListener("blur", use);
    if (!document.querySelector(".ask")) use(); // it was chosen before this script came
  }

  let remarks = 0;
  const renew = live(clinic, pages, typed, async (body) => {
    for (const line of document.querySelectorAll("[data-contrast]")) {
      const news = pages.querySelector(`.contrast-news[data-key="${line.dataset.contrast}"]`);
      line.replaceChildren(...(news ? [...news.childNodes].map((node) => node.cloneNode(true)) : []));
    }
    const mine = ++remarks;
    try {
      const answer = await fetch(clinic.dataset.findings, { method: "POST", body });
      if (answer.ok && mine === remarks) await show(findings, await answer.text());
    } catch { /* the pictures say it already */ }
  });

  // Colours: the code, the picker and the swatches say the same.
  for (const code of document.querySelectorAll("input[data-picker]")) {
    const picker = document.createElement("input");
    picker.type = "color";
    picker.setAttribute("aria-label", code.dataset.picker);
    const follow = () => {
      const whole = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(code.value.trim());
      if (whole) picker.value = "#" + (whole[1].length === 3 ? [...whole[1]].map((d) => d + d).join("") : whole[1]).toLowerCase();
      if (code.id !== "colour") return;
      const radios = [...clinic.elements["colour-choice"]];
      const match = radios.find((radio) => radio.value === code.value.trim().toLowerCase());
      (match || radios.find((radio) => radio.value === "other")).checked = true;
    };
    picker.addEventListener("input", () => { code.value = picker.value; follow(); });
    code.addEventListener("input", follow);
    code.after(picker);
    if (code.value) follow(); else picker.value = "#0b5c6b";
    if (code.id !== "colour") continue;
    for (const radio of clinic.elements["colour-choice"]) {
      radio.addEventListener("change", () => {
        if (radio.value === "other") { code.focus(); return; }
        code.value = radio.value;
        if (radio.value) picker.value = radio.value;
      });
    }
  }

  // The logo is sent as soon as it is chosen or dropped.
  const file = document.getElementById("logo");
  if (file) {
    const field = document.getElementById("logo-field");
    const drop = file.closest(".drop");
    const complain = (words) => {
      let line = document.getElementById("logo-wrong");
      field.classList.toggle("is-wrong", Boolean(words));
      if (!words) { if (line) line.remove(); file.removeAttribute("aria-invalid"); return; }
      if (!line) {
        line = document.createElement("p");
        line.id = "logo-wrong";
        line.className = "wrong";
        line.setAttribute("role", "alert");
        drop.before(line);
      }
      line.textContent = words;
      file.setAttribute("aria-invalid", "true");
      file.setAttribute("aria-describedby", "logo-hint logo-wrong");
    };
    const send = async (chosen) => {
      if (!chosen) return;
      if (chosen.size > 5000000) { complain("The picture is too large: 5 MB is the most."); file.value = ""; return; }
      const body = new FormData();
      body.set("token", clinic.elements.token.value);
      body.set("logo", chosen, "logo");
      tell("Sending the logo …");
      try {
        const answer = await fetch("/logo", { method: "POST", body });
        const said = await answer.json();
        complain(said.problem || "");
        if (said.logo) {
          clinic.elements["logo-now"].value = said.logo;
          unsent = pending = true;
          let now = field.querySelector(".logo");
          if (!now) {
            now = document.createElement("div");
            now.className = "logo";
            const image = document.createElement("img");
            const off = document.createElement("button");
            off.className = "second";
            off.name = "action";
            off.value = "no-logo";
            off.textContent = "Take the logo off";
            now.append(image, off);
            drop.before(now);
          }
          const image = now.querySelector("img");
          image.alt = "The logo that is on the leaflet now";
          image.src = "/logos/" + encodeURIComponent(said.logo);
          tell("The logo is on the leaflet.");
          renew();
        }
        file.value = "";
      } catch { complain("The logo could not be sent. Try again."); }
    };
    file.addEventListener("change", () => send(file.files[0]));
    drop.addEventListener("dragover", (event) => { event.preventDefault(); drop.classList.add("over"); });
    drop.addEventListener("dragleave", () => drop.classList.remove("over"));
    drop.addEventListener("drop", (event) => {
      event.preventDefault();
      drop.classList.remove("over");
      file.files = event.dataTransfer.files; // it goes with the form that is sent before it arrives
      send(file.files[0]);
    });
  }

  if (again) clinic.dispatchEvent(new Event("input", { bubbles: true }));
}

// ---- a page as large as the window

const large = document.getElementById("large");
if (large && large.showModal) {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.sheet");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const small = link.querySelector("img");
    const image = large.querySelector("img") || large.appendChild(document.createElement("img"));
    image.src = small.getAttribute("src") + "?width=large";
    image.alt = small.alt.split(";")[0];
    large.showModal();
    large.addEventListener("close", () => { if (link.isConnected) link.focus(); }, { once: true });
  });
  large.addEventListener("click", (event) => { if (event.target === large) large.close(); });
}

// ---- the print dialog

const print = document.querySelector("a[data-print]");
if (print && navigator.pdfViewerEnabled) {
  print.addEventListener("click", (event) => {
    event.preventDefault();
    const old = document.getElementById("printed");
    if (old) old.remove();
    const frame = document.createElement("iframe");
    frame.id = "printed";
    frame.title = "The leaflet as PDF";
    frame.className = "hidden";
    frame.tabIndex = -1;
    frame.addEventListener("load", () => {
      try {
        frame.contentWindow.focus();
        frame.contentWindow.print();
        tell("The print dialog is open.");
      } catch { window.open(print.href, "_blank", "noopener"); }
    });
    tell("Opening the print dialog …");
    frame.src = print.href;
    document.body.append(frame);
  });
}
