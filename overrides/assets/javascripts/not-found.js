// Where an address leads to nothing: search for its words. Nothing is sent for that.
addEventListener("DOMContentLoaded", async () => {
  const LONGEST = 200, SHOWN = 4, PAUSE = 1000; // milliseconds
  const box = document.querySelector("[data-meant]");
  const root = new URL(document.documentElement.dataset.root, location.href);
  const read = (text) => { try { return decodeURIComponent(text); } catch { return text; } };
  const languages = [...document.querySelectorAll("[data-language-link]")].map((link) => link.dataset.languageLink);
  // Without a language, an ending, and the numbers that other systems give to pages.
  const wordsOf = (path) => path.replace(/\.\w{1,5}$/, "").split(/[^\p{L}\p{N}]+/u)
    .filter((part) => /\p{L}/u.test(part) && !languages.includes(part)).join(" ").slice(0, LONGEST);
  const path = read(location.pathname.replace(root.pathname, "")), words = wordsOf(path);
  if (!words) return box.toggleAttribute("data-none", true);

  // Folders of other systems say little: what the page's own name finds will do. What the own language hardly knows, the others
  // may; their indexes come once this page is there, for it is read first.
  const isLoaded = new Promise((resolve) => { addEventListener("load", () => setTimeout(resolve, PAUSE)); });
  const find = async () => {
    const own = await helpcentre.find(words);
    if (!own || own.isWhole) return own;
    const named = await helpcentre.find(wordsOf(path.split("/").filter(Boolean).at(-1)));
    if (named?.isWhole && named.pages.length) return named;
    await isLoaded;
    return await helpcentre.find(words, true) ?? own;
  };
  const results = await find();
  const meant = results?.pages.map(({ title, language, sections: [{ url }] }) => ({ title, language, url: url.split(/[?#]/)[0] })) ?? [];
  const asked = results?.starts.map(({ sections: [{ name, url }] }) => ({ title: name, url })) ?? [];
  const shown = (meant.length ? meant : asked).slice(0, SHOWN);
  if (!meant.length) box.querySelector("h2").textContent = box.dataset.mostAsked;
  box.querySelector("ul").append(...shown.map(({ title, language, url }) => {
    const link = Object.assign(document.createElement("a"), { href: url, textContent: title });
    const item = document.createElement("li");
    if (language) item.lang = link.hreflang = helpcentre.tagOf(language);
    item.append(link);
    return item;
  }));
  box.hidden = !shown.length;
  box.toggleAttribute("data-none", box.hidden);
});
