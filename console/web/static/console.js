"use strict";
// Everything works without this file; it adds the keyboard, the zoom and the links from box to field.
(() => {
  const all = (query) => [...document.querySelectorAll(query)];
  const typing = (element) => element.closest("input, select, textarea") !== null;
  const roll = document.querySelector(".roll");
  let scale = 1;
  let turned = 0;

  const place = () => {
    for (const frame of all(".turning")) {
      const picture = frame.firstElementChild;
      const wide = frame.parentElement.clientWidth * scale;
      const image = picture.querySelector("img");
      const ratio = Number(image.getAttribute("height")) / Number(image.getAttribute("width"));
      const side = turned % 180 === 0 ? wide : wide / ratio;
      picture.style.width = `${side}px`;
      const tall = side * ratio;
      const moves = { 0: "", 90: `translate(${tall}px, 0) rotate(90deg)`, 180: `translate(${side}px, ${tall}px) rotate(180deg)`, 270: `translate(0, ${side}px) rotate(270deg)` };
      picture.style.transform = moves[turned];
      frame.style.height = `${turned % 180 === 0 ? tall : side}px`;
      frame.style.width = `${turned % 180 === 0 ? side : tall}px`;
    }
  };
  const acts = {
    in: () => { scale = Math.min(6, scale * 1.25); place(); },
    out: () => { scale = Math.max(0.25, scale / 1.25); place(); },
    fit: () => { scale = 1; turned = 0; place(); },
    turn: () => { turned = (turned + 90) % 360; place(); },
    boxes: () => roll.classList.toggle("plainly"),
    thumbs: () => {
      const on = roll.classList.toggle("thumbs");
      document.querySelector("[data-do=thumbs]").setAttribute("aria-pressed", String(on));
      scale = 1; turned = 0; place();
    },
  };
  for (const tool of all("[data-do]")) tool.addEventListener(tool.type === "checkbox" ? "change" : "click", () => acts[tool.dataset.do]());

  const light = (target) => {
    for (const lit of all(".lit")) lit.classList.remove("lit");
    if (!target) return null;
    const boxes = all(`.box[data-target="${CSS.escape(target)}"]`);
    for (const box of boxes) box.classList.add("lit");
    return boxes[0] || null;
  };
  // The page moves inside the viewer; what the person reads beside it stays where it is.
  const show = (box, sheet) => {
    const frame = roll.getBoundingClientRect();
    const at = (box || sheet).getBoundingClientRect();
    const spare = box ? Math.max(0, (frame.height - at.height) / 2) : 8;
    roll.scrollBy({ top: at.top - frame.top - spare, left: box ? at.left - frame.left - Math.max(0, (frame.width - at.width) / 2) : 0 });
    if (frame.top < 0 || frame.top > window.innerHeight - 120) roll.scrollIntoView({ block: "nearest" });
  };
  // From a field or finding to its place on the page.
  document.addEventListener("click", (event) => {
    const spot = event.target.closest("a.spot");
    if (!spot || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const sheet = document.getElementById(`sheet-${spot.dataset.sheet}`);
    if (!roll || !sheet) return;
    event.preventDefault();
    light(spot.dataset.target);
    const box = spot.dataset.target && sheet.querySelector(`.box[data-target="${CSS.escape(spot.dataset.target)}"]`);
    show(box, sheet);
  });
  // A small page opens large.
  if (roll) {
    roll.addEventListener("click", (event) => {
      const sheet = event.target.closest(".sheet");
      if (!sheet || !roll.classList.contains("thumbs")) return;
      event.preventDefault();
      acts.thumbs();
      show(null, sheet);
    }, true);
  }
  // From a box to its field or finding.
  const arrive = (id) => {
    const target = document.getElementById(id);
    if (!target) return;
    for (let outer = target.closest("details"); outer; outer = outer.parentElement.closest("details")) outer.open = true;
    light(target.id);
    target.scrollIntoView({ block: "center" });
    if (target.tabIndex === -1) target.focus({ preventScroll: true });
  };
  const here = () => arrive(location.hash.slice(1));
  window.addEventListener("hashchange", here);
  document.addEventListener("mousemove", (event) => {
    const row = event.target.closest(".finding, .fields tr");
    // A row that scrolls under a resting pointer was not pointed at.
    if (row && (event.movementX || event.movementY)) light(row.id);
  });

  // After a correction or a ruling the findings are exchanged; the page in the viewer stays.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, requestConfig, target } = event.detail;
    if (xhr.status < 400 && xhr.responseText.includes(`id="${target.id}"`)) return;
    if (xhr.status < 400 && !target.id) return;
    // A session that ended, or a problem: its page is shown whole.
    event.detail.shouldSwap = false;
    if (requestConfig.verb === "post") requestConfig.elt.submit(); else location.assign(xhr.responseURL);
  });
  document.addEventListener("htmx:afterSettle", (event) => arrive(event.detail.requestConfig?.elt.dataset.anchor || ""));

  const step = (by) => {
    const rows = all(roll ? ".finding" : "a.row").filter((row) => row.getClientRects().length);
    if (!rows.length) return;
    const at = rows.findIndex((row) => row === document.activeElement || row.contains(document.activeElement));
    const next = rows[Math.min(rows.length - 1, Math.max(0, at + by))];
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "center" });
    const spot = next.querySelector("a.spot");
    if (spot) spot.click();
  };
  const go = (number) => { if (number) location.assign(`/packages/${number}`); };
  const keys = {
    j: () => step(1), k: () => step(-1),
    n: () => go(document.body.dataset.after), p: () => go(document.body.dataset.before),
    q: () => location.assign("/queue"),
    d: () => document.querySelector("#decision textarea")?.focus(),
    e: () => { const act = document.activeElement.querySelector?.(".act"); if (act) { act.open = true; act.querySelector("textarea, input:not([type=hidden]), select")?.focus(); } },
    "+": acts.in, "=": acts.in, "-": acts.out, 0: acts.fit, r: acts.turn, t: acts.thumbs,
    "/": () => document.querySelector("[data-key='/']")?.focus(),
  };
  // Letters by place on the keyboard, so that they work while Kazakh or Russian is set.
  const codes = { KeyJ: "j", KeyK: "k", KeyN: "n", KeyP: "p", KeyQ: "q", KeyD: "d", KeyE: "e", KeyR: "r", KeyT: "t" };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && typing(event.target)) { event.target.blur(); return; }
    if (typing(event.target)) return;
    const act = keys[codes[event.code] || event.key];
    if (!act || (!roll && "+-=0rt".includes(event.key))) return;
    event.preventDefault();
    act();
  });
  for (const button of all("[data-print]")) button.addEventListener("click", () => window.print());
  if (roll) { place(); window.addEventListener("resize", place); }
  if (location.hash) here();
})();
