// Where agents begin: in the language that they chose or their browser prefers, with favourites and recent copies.
(() => {
  const { agents } = helpcentre, { store } = agents;
  const start = document.querySelector("[data-start]");
  const links = new Map([...start.querySelectorAll("[data-language-link]")].map((link) => [link.dataset.languageLink, link]));

  // The first of the browser's languages that the bundle has.
  const preferred = () => navigator.languages.map((tag) => helpcentre.nearest(tag, helpcentre.tagsOf(links.values()))).find(Boolean);
  const wanted = store.get("reading") ?? preferred();
  if (start.dataset.start === "first" && links.has(wanted) && wanted !== agents.reading()) {
    location.replace(links.get(wanted).href);
    return;
  }

  // START.html is what is opened the next time: where each file has a storage of its own, it has to learn of the choice. The
  // state is in the address already (store.js).
  for (const link of links.values()) {
    link.addEventListener("click", () => {
      const { search } = new URL(link.href);
      if (search) link.href = Object.assign(new URL(links.get(agents.source).href), { search }).href;
    });
  }

  const show = () => agents.listEntries(start);
  addEventListener("pageshow", show);
  document.addEventListener("close", show, true); // of a panel, in which something may have been copied
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.matches?.("input, textarea, select") || document.querySelector("dialog[open]");
    if (isTyping || event.ctrlKey || event.metaKey || event.altKey || store.get("keys") === false) return;
    if (/^[1-9]$/.test(event.key)) start.querySelectorAll("[data-list] button")[event.key - 1]?.click();
  });
})();
