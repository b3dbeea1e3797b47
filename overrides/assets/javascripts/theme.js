// Runs before the first paint: the reader's own choice of light or dark, if one was ever made.
window.helpcentre = {}; // what scripts share; made before the page is read, so that no element can be taken for it
(() => {
  try {
    const theme = localStorage.getItem("helpcentre-theme");
    if (["light", "dark"].includes(theme)) document.documentElement.dataset.theme = theme;
  } catch { /* storage is switched off: the system's choice stands */ }
})();
