"use strict";
// Shows the rows that pass every filter. The address may set them: report.html#severity=error&code=CL101
(() => {
  const form = document.getElementById("filters");
  const shown = document.getElementById("shown");
  const rows = Array.from(document.querySelectorAll("#findings tbody tr"));
  const words = rows.map((row) => row.textContent.toLowerCase());
  const filter = () => {
    const severities = new Set(Array.from(form.elements.severity).filter((box) => box.checked).map((box) => box.value));
    const code = form.elements.code.value;
    const wanted = form.elements.words.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    rows.forEach((row, at) => {
      const passes =
        severities.has(row.dataset.severity) &&
        (code === "" || row.dataset.code === code) &&
        wanted.every((word) => words[at].includes(word));
      row.hidden = !passes;
      count += passes ? 1 : 0;
    });
    shown.value = `${count} of ${rows.length} shown`;
  };
  const state = new URLSearchParams(location.hash.slice(1));
  if (state.has("code")) form.elements.code.value = state.get("code");
  if (state.has("words")) form.elements.words.value = state.get("words");
  if (state.has("severity")) {
    const on = state.get("severity").split(",");
    for (const box of form.elements.severity) box.checked = on.includes(box.value);
  }
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  filter();
})();
