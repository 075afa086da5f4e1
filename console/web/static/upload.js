"use strict";
// Files dropped on the page, the progress of their way, and of their verification.
(() => {
  const form = document.getElementById("upload");
  const drop = document.getElementById("drop");
  const input = document.getElementById("files");
  const name = document.getElementById("name");
  const chosen = document.getElementById("chosen");
  const progress = document.getElementById("progress");
  const bar = document.getElementById("bar");
  const said = document.getElementById("said");
  const open = document.getElementById("open");
  const words = document.getElementById("words").dataset;
  const tell = (text) => { progress.hidden = false; said.textContent = text; };

  const list = () => {
    chosen.replaceChildren(...[...input.files].map((file) => {
      const item = document.createElement("li");
      item.textContent = `${file.name} · ${(file.size / 1e6).toFixed(1)} MB`;
      return item;
    }));
    if (!name.value && input.files.length === 1) name.value = input.files[0].name.replace(/\.zip$/i, "").replace(/[^\p{L}\p{N}_ .()-]/gu, "_");
  };
  input.addEventListener("change", list);
  for (const kind of ["dragenter", "dragover"]) {
    drop.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.add("over"); });
  }
  for (const kind of ["dragleave", "drop"]) drop.addEventListener(kind, () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    if (!event.dataTransfer.files.length) return;
    const all = new DataTransfer();
    for (const file of [...input.files, ...event.dataTransfer.files]) all.items.add(file);
    input.files = all.files;
    list();
  });

  const watch = async (sent) => {
    const answer = await fetch("/upload/state", { headers: { "X-Package": encodeURIComponent(sent) } });
    if (!answer.ok) return;
    const state = await answer.json();
    if (state.result || state.broken) {
      tell(state.broken ? words.broken : words.done);
      bar.hidden = true;
      if (state.result) open.querySelector("a").href = `/packages/${state.result}`;
      open.hidden = false;
      return;
    }
    if (!state.working) { tell(words.received); bar.hidden = true; open.hidden = false; return; }
    tell(words.working);
    bar.removeAttribute("value");
    setTimeout(() => watch(sent), 1500);
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const button = form.querySelector("button");
    const total = [...input.files].reduce((sum, file) => sum + file.size, 0);
    if (total > Number(form.dataset.most)) { tell(words.tooLarge); bar.hidden = true; return; }
    button.disabled = true;
    open.hidden = true;
    bar.hidden = false;
    bar.value = 0;
    tell(words.sending);
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", (at) => { if (at.lengthComputable) bar.value = (100 * at.loaded) / at.total; });
    request.addEventListener("load", () => {
      button.disabled = false;
      let answer = {};
      try { answer = JSON.parse(request.responseText); } catch { /* a page of a problem */ }
      if (request.status === 202) { tell(words.received); watch(answer.name); return; }
      bar.hidden = true;
      const key = (answer.code || "").replace(/_(.)/g, (_, sign) => sign.toUpperCase());
      tell(words[key] || words.failed);
    });
    request.addEventListener("error", () => { button.disabled = false; bar.hidden = true; tell(words.failed); });
    request.send(new FormData(form));
  });
})();
