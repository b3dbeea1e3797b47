// Runs before the first paint: what the reader chose before, light or dark, and no single keys.
// What scripts share. It is made before the page is read, so that no element can be taken for it.
window.helpcentre = {};
(() => {
  try {
    const theme = localStorage.getItem("helpcentre-theme");
    if (["light", "dark"].includes(theme)) document.documentElement.dataset.theme = theme;
    if (localStorage.getItem("helpcentre-keys") === "off") document.documentElement.dataset.keys = "off";
  } catch { /* storage is switched off: the system's choice stands */ }

  // Before any other script, which no element added to the page could be.
  const isOlder = ![[].at, [].findLast, Object.hasOwn, AbortSignal.timeout, window.HTMLDialogElement?.prototype.showModal].every(Boolean);
  if (isOlder) document.write(`<script src="${document.currentScript.src.replace("theme.js", "older.js")}"></script>`);
})();
