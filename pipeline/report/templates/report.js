"use strict";
// Languages, the page viewer, keys among the findings, and what print must unfold.
(() => {
  const root = document.documentElement;
  const buttons = [...document.querySelectorAll("[data-language]")];
  const speak = (language) => {
    root.lang = language;
    for (const button of buttons) {
      button.setAttribute("aria-pressed", String(button.dataset.language === language));
    }
  };
  for (const button of buttons) {
    button.addEventListener("click", () => speak(button.dataset.language));
  }

  // A part of the page that a link leads to is unfolded first.
  const unfold = (target) => {
    for (let place = target; place; place = place.parentElement) {
      if (place.tagName === "DETAILS") place.open = true;
    }
  };
  const arrive = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target) {
      unfold(target);
      target.scrollIntoView();
    }
  };
  addEventListener("hashchange", arrive);
  arrive();

  const SVG = document.querySelector("svg").namespaceURI;
  const drawn = (name, attributes) => {
    const element = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };
  const viewer = document.getElementById("viewer");
  const title = document.getElementById("viewer-title");
  const place = document.getElementById("viewer-page");
  const links = [...document.querySelectorAll("a[data-page]")];
  let shown = -1;
  const show = (sheet, boxes, kind) => {
    const image = document.getElementById(sheet);
    const width = image.getAttribute("width");
    const height = image.getAttribute("height");
    const page = drawn("svg", { viewBox: `0 0 ${width} ${height}`, class: "full" });
    page.append(drawn("use", { href: `#${sheet}` }));
    for (const box of boxes.split(";").filter(Boolean)) {
      const [x, y, w, h] = box.trim().split(" ");
      page.append(drawn("rect", { x, y, width: w, height: h, class: `box box-${kind}` }));
    }
    place.replaceChildren(page);
    shown = links.findIndex((link) => link.dataset.sheet === sheet);
    const caption = links[shown] && links[shown].querySelector(".caption");
    title.replaceChildren(...(caption ? [caption.cloneNode(true)] : []));
    if (!viewer.open) viewer.showModal();
    const first = page.querySelector("rect");
    if (first) first.scrollIntoView({ block: "center" });
    else place.scrollTop = 0;
  };
  const turn = (step) => {
    const link = links[shown + step];
    if (link) show(link.dataset.sheet, link.dataset.boxes, link.dataset.kind);
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.enlarge");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show(link.dataset.sheet, link.dataset.boxes, link.dataset.kind);
  });
  document.getElementById("viewer-close").addEventListener("click", () => viewer.close());
  document.getElementById("viewer-previous").addEventListener("click", () => turn(-1));
  document.getElementById("viewer-next").addEventListener("click", () => turn(1));
  viewer.addEventListener("click", (event) => {
    if (event.target === viewer) viewer.close();
  });
  viewer.addEventListener("keydown", (event) => {
    if (event.key === "ArrowLeft") turn(-1);
    if (event.key === "ArrowRight") turn(1);
  });

  // J and K by the place of the key, so that they work on a Kazakh or Russian keyboard too.
  const findings = document.getElementById("findings");
  findings.addEventListener("keydown", (event) => {
    const step = { KeyJ: 1, KeyK: -1 }[event.code];
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
    const cards = [...findings.querySelectorAll("details[open] .card")];
    const at = cards.indexOf(event.target.closest(".card"));
    const next = cards[at < 0 && step < 0 ? cards.length - 1 : at + step];
    if (next) {
      next.focus();
      next.scrollIntoView({ block: "start" });
    }
  });

  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details:not([open])")];
    for (const place of folded) place.open = true;
  });
  addEventListener("afterprint", () => {
    for (const place of folded) place.open = false;
  });
})();
