// The search dialog. Pagefind finds and ranks; it is loaded when the reader turns to search, not before.
(() => {
  const PAGES = 6, SECTIONS = 3, PAUSE = 120;
  const dialog = document.querySelector("[data-search]");
  const input = dialog.querySelector("input");
  const list = dialog.querySelector("[role=listbox]");
  const status = dialog.querySelector("[role=status]");
  const contact = dialog.querySelector(".hc-search-contact");
  const strings = JSON.parse(dialog.querySelector("script").textContent);
  const root = new URL(document.documentElement.dataset.root, location.href);
  const plural = new Intl.PluralRules(document.documentElement.lang);
  const number = new Intl.NumberFormat(document.documentElement.lang);
  let engine = null, latest = 0, timer = 0, chosen = -1, answered = "";

  const load = () => {
    engine ??= (async () => {
      const basePath = new URL("pagefind/", root).href;
      const module = await (window.helpcentrePagefind?.() ?? import(`${basePath}pagefind.js`));
      // Pagefind takes the language from the page when an instance is made; a language without articles of its own
      // searches those that its readers are shown instead.
      const html = document.documentElement, shown = html.lang;
      html.lang = dialog.dataset.language;
      const options = { basePath, baseUrl: "/", noWorker: location.protocol === "file:", excerptLength: 24 };
      const instance = module.createInstance(options);
      html.lang = shown;
      await instance.init();
      return instance;
    })();
    engine.catch(() => { engine = null; });
    return engine;
  };

  const open = (query = input.value) => {
    if (!dialog.open) dialog.showModal();
    input.value = query;
    input.focus();
    load().catch(fail);
    if (query.trim()) search();
  };

  const fail = () => show([], strings.search_failed);

  const search = async () => {
    const query = input.value.trim(), turn = ++latest;
    clearTimeout(timer);
    if (!query) return show([], "");
    try {
      const found = await (await load()).search(query);
      const pages = await Promise.all(found.results.slice(0, PAGES).map((result) => result.data()));
      if (turn !== latest) return;
      const count = found.results.length;
      const form = strings.search_count[plural.select(count)] ?? strings.search_count.other;
      show(pages, count
        ? [form.replace("{n}", () => number.format(count)), dialog.dataset.note].filter(Boolean).join(" · ")
        : strings.search_none.replace("{query}", () => query));
      answered = query;
    } catch { if (turn === latest) fail(); }
  };

  const show = (pages, message) => {
    status.textContent = message;
    list.replaceChildren(...pages.map(group));
    list.hidden = !pages.length;
    input.setAttribute("aria-expanded", String(pages.length > 0));
    contact.hidden = pages.length > 0 || !input.value.trim();
    options().forEach((option, index) => { option.id = `search-option-${index}`; });
    choose(pages.length ? 0 : -1);
  };

  const group = (page) => {
    const box = document.createElement("div");
    box.className = "hc-search-page";
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", page.meta.title);
    const sections = page.sub_results.filter((section) => section.url.includes("#") && section.anchor?.element !== "h1");
    const own = page.sub_results.find((section) => !sections.includes(section));
    box.append(option(page.meta.title, page.url, sections.length && !own ? "" : (own ?? page).excerpt));
    box.append(...sections.slice(0, SECTIONS).map((section) => {
      const row = option(section.title, section.url, section.excerpt);
      row.classList.add("hc-search-section");
      return row;
    }));
    return box;
  };

  const option = (title, url, excerpt) => {
    const link = document.createElement("a");
    link.setAttribute("role", "option");
    link.setAttribute("aria-selected", "false");
    link.tabIndex = -1;
    link.href = new URL(url.replace(/^\//, ""), root).href;
    link.append(Object.assign(document.createElement("strong"), { textContent: title }));
    // Pagefind's excerpts are escaped text with <mark> around the matches.
    if (excerpt) link.append(Object.assign(document.createElement("span"), { innerHTML: excerpt }));
    return link;
  };

  const options = () => [...list.querySelectorAll("[role=option]")];

  const choose = (index) => {
    const all = options();
    all[chosen]?.setAttribute("aria-selected", "false");
    chosen = all.length ? (index + all.length) % all.length : -1;
    if (chosen < 0) return input.removeAttribute("aria-activedescendant");
    all[chosen].setAttribute("aria-selected", "true");
    all[chosen].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", all[chosen].id);
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(search, PAUSE);
  });
  dialog.addEventListener("keydown", async (event) => {
    if (event.isComposing) return;
    // In a search field the browser's own Escape only empties the field.
    if (event.key === "Escape") { event.preventDefault(); dialog.close(); }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) { event.preventDefault(); choose(chosen + step); }
    if (event.key === "Enter" && event.target === input) {
      event.preventDefault();
      if (input.value.trim() !== answered) await search();
      options()[chosen]?.click();
    }
  });
  dialog.addEventListener("click", (event) => {
    // A link to a heading of this very page does not leave it, so the dialog has to go.
    if (event.target === dialog || event.target.closest("a, [data-search-close]")) dialog.close();
  });

  for (const link of document.querySelectorAll("[data-search-open]")) {
    link.setAttribute("aria-haspopup", "dialog");
    link.addEventListener("click", (event) => { event.preventDefault(); open(); });
  }
  for (const field of document.querySelectorAll("[data-search-field]")) {
    const own = field.querySelector("input");
    const move = () => { open(own.value); own.value = ""; };
    own.addEventListener("input", (event) => { if (!event.isComposing) move(); });
    own.addEventListener("compositionend", move);
    field.addEventListener("submit", (event) => { event.preventDefault(); move(); });
  }
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    const wanted = (event.key === "/" && !typing) || (event.key?.toLowerCase() === "k" && (event.ctrlKey || event.metaKey));
    if (!wanted || event.altKey || dialog.open) return;
    event.preventDefault();
    open();
  });

  const query = new URLSearchParams(location.search).get("q");
  if (query) open(query);
})();
