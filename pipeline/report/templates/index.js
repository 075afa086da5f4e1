"use strict";
// Languages, and the search among the packages.
(() => {
  const buttons = [...document.querySelectorAll("[data-language]")];
  for (const button of buttons) {
    button.addEventListener("click", () => {
      document.documentElement.lang = button.dataset.language;
      for (const other of buttons) other.setAttribute("aria-pressed", String(other === button));
    });
  }
  const rows = [...document.querySelectorAll("tr[data-name]")];
  const find = document.getElementById("find");
  find.addEventListener("input", () => {
    const wanted = find.value.trim().toLowerCase();
    for (const row of rows) row.hidden = !row.dataset.name.toLowerCase().includes(wanted);
  });
})();
