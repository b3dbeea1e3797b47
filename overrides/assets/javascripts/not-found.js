// Where an address leads to nothing: search for its words. Nothing is sent for that.
addEventListener("DOMContentLoaded", async () => {
  const LONGEST = 200, SHOWN = 4, PATIENCE = 2000; // milliseconds
  const box = document.querySelector("[data-meant]");
  const root = new URL(document.documentElement.dataset.root, location.href);
  const read = (text) => { try { return decodeURIComponent(text); } catch { return ""; } };
  const languages = [...document.querySelectorAll("[data-language-link]")].map((link) => link.dataset.languageLink);
  // Without a language, an ending, and the numbers that other systems give to pages.
  const wordsOf = (path) => path.replace(/\.\w{1,5}$/, "").split(/[^\p{L}\p{N}]+/u)
    .filter((part) => /\p{L}/u.test(part) && !languages.includes(part)).join(" ").slice(0, LONGEST);
  const path = read(location.pathname.replace(root.pathname, "")), words = wordsOf(path);
  if (!words) return box.toggleAttribute("data-none", true);

  // The page and its pictures come first: what is offered may wait until nothing else is to be done.
  await new Promise((resolve) => {
    const wait = () => (globalThis.requestIdleCallback ?? setTimeout)(resolve, { timeout: PATIENCE });
    if (document.readyState === "complete") wait();
    else addEventListener("load", wait);
  });

  // What the own language hardly knows, others may: one that the address names or the reader knows, or the one that most
  // addresses are in. Each costs a phone a file and time, so no more are asked.
  const tags = helpcentre.tagsOf(document.querySelectorAll("[data-language-link]"));
  const known = () => [...path.split(/[^a-z]+/i), ...navigator.languages, "en"].map((tag) => helpcentre.nearest(tag, tags));
  // Folders of other systems say little: what the page's own name finds will do.
  const find = async () => {
    const own = await helpcentre.find(words, false, SHOWN);
    if (!own || own.isWhole) return own;
    const name = wordsOf(path.split("/").filter(Boolean).at(-1)), named = name !== words && await helpcentre.find(name, false, SHOWN);
    if (named && named.isWhole && named.pages.length) return named;
    return await helpcentre.find(words, known(), SHOWN) ?? own;
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
