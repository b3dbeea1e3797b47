// Where an address leads to nothing: search for its words. Nothing is sent for that.
addEventListener("DOMContentLoaded", async () => {
  const LONGEST = 200, SHOWN = 4;
  const box = document.querySelector("[data-meant]");
  const root = new URL(document.documentElement.dataset.root, location.href);
  const read = (text) => { try { return decodeURIComponent(text); } catch { return text; } };
  // Without the site's own folder, a language, an ending, and the numbers that other systems give to pages.
  const parts = read(location.pathname.replace(root.pathname, "")).replace(/\.\w{1,5}$/, "").split(/[^\p{L}\p{N}]+/u);
  const languages = [...document.querySelectorAll("[data-language-link]")].map((link) => link.dataset.languageLink);
  const words = parts.filter((part) => /\p{L}/u.test(part) && !languages.includes(part)).join(" ").slice(0, LONGEST);
  if (!words) return box.toggleAttribute("data-none", true);
  const results = await helpcentre.find(words);
  const pages = results?.pages.slice(0, SHOWN) ?? [];
  box.querySelector("ul").append(...pages.map(({ title, language, sections: [{ url }] }) => {
    const link = Object.assign(document.createElement("a"), { href: url.split(/[?#]/)[0], textContent: title });
    const item = document.createElement("li");
    if (language) item.lang = link.hreflang = helpcentre.tagOf(language);
    item.append(link);
    return item;
  }));
  box.hidden = !pages.length;
  box.toggleAttribute("data-none", box.hidden);
});
