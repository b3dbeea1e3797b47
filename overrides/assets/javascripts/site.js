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

  // The page in the language that the browser prefers, unless the reader has said no before.
  const box = document.querySelector("[data-offer-box]");
  const offers = new Map([...document.querySelectorAll("[data-offer]")].map((link) => [link.hreflang, link]));
  const wanted = navigator.languages.map((code) => code.split("-")[0])
    .find((code) => offers.has(code) || code === root.lang.split("-")[0]);
  const declined = () => { try { return localStorage.getItem("helpcentre-offer"); } catch { return null; } };
  if (offers.has(wanted) && declined() !== wanted) {
    const link = box.querySelector("a"), offer = offers.get(wanted);
    Object.assign(link, { href: offer.href, hreflang: wanted, lang: wanted, textContent: offer.dataset.offer });
    link.dir = offer.querySelector("[dir]").dir;
    box.hidden = false;
    box.querySelector("button").addEventListener("click", () => {
      box.hidden = true;
      try { localStorage.setItem("helpcentre-offer", wanted); } catch { /* it comes back on the next page */ }
    });
  }

  // Heading ids are equal in every language, so the switch can lead to the heading that is being read.
  const headingInView = () => {
    const headings = [...document.querySelectorAll("article :is(h2, h3)[id]")];
    const top = (heading) => heading.getBoundingClientRect().top;
    const wanted = headings.find((heading) => `#${heading.id}` === location.hash);
    if (wanted && top(wanted) >= 0 && top(wanted) < innerHeight) return location.hash;
    const passed = headings.filter((heading) => top(heading) < innerHeight / 3);
    return passed.length ? `#${passed.at(-1).id}` : "";
  };
  for (const link of document.querySelectorAll("[data-language-link]")) {
    link.addEventListener("click", () => { link.hash = headingInView(); });
  }
})();
