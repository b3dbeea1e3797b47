// Light and dark, the language switch, and menus that close. All of it works without this script, but less well.
(() => {
  const root = document.documentElement;

  const button = document.querySelector("[data-theme-switch]");
  button.hidden = false;
  button.addEventListener("click", () => {
    const isDark = root.dataset.theme
      ? root.dataset.theme === "dark"
      : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = isDark ? "light" : "dark";
    try { localStorage.setItem("helpcentre-theme", root.dataset.theme); } catch { /* lasts for this page only */ }
  });

  const menu = document.querySelector("[data-menu]");
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });

  // Heading ids are equal in every language, so the switch can lead to the heading that is being read.
  const headingInView = () => {
    const passed = [...document.querySelectorAll("article :is(h2, h3)[id]")]
      .filter((heading) => heading.getBoundingClientRect().top < innerHeight / 3);
    return scrollY > 0 && passed.length ? `#${passed.at(-1).id}` : location.hash;
  };
  for (const link of document.querySelectorAll("[data-language-link]")) {
    link.addEventListener("click", () => { link.hash = headingInView(); });
  }
})();
