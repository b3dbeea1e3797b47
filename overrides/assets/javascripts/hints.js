// Says what a term means at the end of the paragraph that it stands in. Without this script its link leads to the list of terms.
(() => {
  let shown = null;

  const close = () => {
    if (!shown) return;
    shown.box.textContent = "";
    shown.term.setAttribute("aria-expanded", "false");
    shown = null;
  };

  const open = (term, box, meaning) => {
    close();
    const name = document.createElement("strong");
    name.textContent = term.textContent;
    box.append(name, " – ", meaning);
    term.setAttribute("aria-expanded", "true");
    shown = { term, box };
  };

  for (const term of document.querySelectorAll(".hc-hint")) {
    const meaning = document.getElementById(term.hash.slice(1)).nextElementSibling.firstChild.textContent.trim();
    const box = document.createElement("span"); // which may stand in a paragraph, and so moves nothing when it comes
    const block = term.closest("p, li, dd, td");
    box.className = "hc-hint-box";
    box.setAttribute("role", "status"); // before it says anything, so that it is heard
    if (block) block.append(box);
    else term.after(box);
    term.setAttribute("role", "button");
    term.setAttribute("aria-expanded", "false");
    term.addEventListener("click", (event) => {
      event.preventDefault();
      if (shown && shown.term === term) close();
      else open(term, box, meaning);
    });
    term.addEventListener("keydown", (event) => {
      if (event.key !== " ") return; // what a button does; a link does not
      event.preventDefault();
      term.click();
    });
  }

  addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
})();
