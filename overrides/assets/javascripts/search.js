// The search dialog: a combobox over the passages that the index has for a query (search-index.js). That is loaded when the
// reader turns to search, not before.
(() => {
  const RECENT = "helpcentre-recent", KEPT = 5, WORDS_MARKED = 8, PAUSE = 300, SILENT = 250, LONGEST = 500;
  // The site's own: one in a text is not a child of the body.
  const dialog = document.querySelector("body > [data-search]");
  const input = dialog.querySelector("input");
  const list = dialog.querySelector("[role=listbox]");
  const status = dialog.querySelector("[role=status]");
  const elsewhere = dialog.querySelector(".hc-search-elsewhere");
  const suggestion = dialog.querySelector("[data-search-suggestion]");
  const further = dialog.querySelector(".hc-search-further");
  const choice = dialog.querySelector("select");
  const { strings, languages } = JSON.parse(dialog.querySelector("script").textContent);
  const { lang, dataset: { language: shown } } = document.documentElement;
  const root = new URL(document.documentElement.dataset.root, location.href);
  const clients = {};
  let reporting = null, running = null, resting = null, busy = null, isWaiting = false, chosen = -1, answered = null, found = 0;

  const language = () => choice?.value ?? shown;
  const client = () => clients[language()] ??= start(language());
  // What is sent of missed queries is done by a script of its own, without which the search works too.
  const report = () => dialog.querySelector("[data-search-missed][data-target]")
    && helpcentre.load("assets/javascripts/missed").catch(() => { reporting = null; });
  const start = async (code) => {
    const parts = ["javascripts/search-ranking", "javascripts/search-index", `search/${code}`];
    const [search, open, entry] = await Promise.all(parts.map((name) => helpcentre.load(`assets/${name}`)));
    const others = Object.keys(languages).filter((other) => other !== code);
    return open({ search, root: root.href, language: code, others, entry });
  };
  const filled = (text, query) => text.replace("{query}", () => query);

  // Other pages may write to the storage, on a disk all of them: an entry that is none of ours is left out.
  const isBelow = (url) => { try { return new URL(url, root).href.startsWith(root.href); } catch { return false; } };
  const isText = (value) => typeof value === "string" && value.length <= LONGEST;
  const isOurs = (entry) => ["url", "title", "page", "language"].every((name) => isText(entry?.[name]))
    && Object.hasOwn(languages, entry.language) && isBelow(entry.url);
  const recent = () => {
    try { return JSON.parse(localStorage.getItem(RECENT)).filter(isOurs).slice(0, KEPT); } catch { return []; }
  };
  const remember = (link) => {
    const url = link.href.replace(root.href, "").replace(/\?[^#]*/, "");
    const title = link.querySelector("strong").textContent;
    const entry = { url, title, page: link.dataset.page, language: link.dataset.language };
    const others = recent().filter((other) => other.url !== url);
    try { localStorage.setItem(RECENT, JSON.stringify([entry, ...others].slice(0, KEPT))); } catch { /* not kept */ }
  };

  // What is left from the last search is selected, so that typing begins a new one.
  const open = (query = null) => {
    if (!dialog.open) dialog.showModal();
    input.focus();
    if (query === null) input.select();
    else input.value = query;
    search();
  };

  // While one answer is on its way, only the last of what is typed meanwhile is asked for.
  const search = () => {
    isWaiting = true;
    busy ??= setTimeout(() => {
      busy = null;
      if (input.value.trim()) status.textContent = strings.search_busy;
    }, SILENT);
    running ??= answer().finally(() => { running = null; });
    return running;
  };

  const answer = async () => {
    while (isWaiting) {
      isWaiting = false;
      const query = input.value.trim();
      const code = language();
      const [results] = await Promise.all([ask(query, code), reporting ??= report()]);
      if (isWaiting) continue;
      clearTimeout(busy);
      busy = null;
      show(query, results);
      clearTimeout(resting);
      const isMoreComing = results?.isWhole === false;
      list.toggleAttribute("data-more", isMoreComing);
      if (isMoreComing) resting = setTimeout(() => look(query, code), PAUSE);
    }
  };

  // An edition may know what more there is to find: functions of a query and a language that return groups as of pages. They
  // stand after the best page.
  const finders = helpcentre.finders ?? [];
  const ask = async (query, code, ...more) => {
    const others = Promise.all(query ? finders.map((find) => find(query, code).catch(() => [])) : []);
    try {
      const found = await (await client())(query, ...more), [first = [], ...rest] = found.pages.map((page) => [page]);
      return { ...found, pages: [first, ...await others, ...rest].flat() };
    } catch { delete clients[code]; return null; }
  };

  helpcentre.find = (...asked) => ask(asked[0], shown, ...asked.slice(1));
  helpcentre.tagOf = (code) => languages[code].tag;

  // Once the reader pauses, other languages are asked for what this one hardly knows. Who has begun to choose has enough.
  const look = async (query, code) => {
    const wide = await ask(query, code, true);
    if (running || query !== answered || code !== language()) return;
    list.removeAttribute("data-more");
    if (wide && chosen <= 0) show(query, wide);
  };

  const number = () => options().forEach((option, index) => {
    option.id = `search-option-${index}`;
    const [title, excerpt] = option.children;
    title.id = `${option.id}-title`;
    option.setAttribute("aria-labelledby", title.id);
    if (!excerpt) return;
    excerpt.id = `${option.id}-excerpt`;
    option.setAttribute("aria-describedby", excerpt.id);
  });

  const show = (query, results) => {
    const kept = query ? [] : lately(), pages = query ? results?.pages ?? [] : kept.length ? kept : results?.starts ?? [];
    list.replaceChildren(...pages.map(group));
    list.hidden = !pages.length;
    // What the results are for, which may be less than what is typed by now.
    list.dataset.query = query;
    status.textContent = query ? message(query, results, pages) : offered(kept, pages);
    if (elsewhere) offerLanguage(query, results?.other);
    suggestion.hidden = !results?.suggestion;
    suggestion.dataset.query = results?.suggestion ?? "";
    suggestion.textContent = filled(strings.search_suggestion, results?.suggestion ?? "");
    further.hidden = !query || (pages.length > 0 && !results.isFar);
    input.setAttribute("aria-expanded", String(pages.length > 0));
    number();
    choose(pages.length && query ? 0 : -1);
    answered = query;
    found = results?.count ?? 0;
    // For who takes reports of what was not found: nothing to report where nothing was asked, or could be.
    dialog.dispatchEvent(new CustomEvent("helpcentre:shown", { detail: { query: results ? query : "", language: language() } }));
  };

  // Who asks in another language may want to read in it: the same search there.
  const offerLanguage = (query, code) => {
    const link = code && document.querySelector(`.hc-menu [data-language-link="${code}"]`);
    elsewhere.hidden = !link;
    if (!link) return;
    const address = new URL(link.href), { textContent: name, lang, dir } = link.querySelector("[lang]");
    address.search = new URLSearchParams({ q: query });
    Object.assign(elsewhere.firstElementChild, { href: address.href, hreflang: link.hreflang, lang, dir, textContent: `${name}: ${query}` });
  };

  const offered = (kept, pages) => (kept.length ? strings.search_recent : pages.length ? strings.most_asked : "");

  const message = (query, results, pages) => {
    if (!results) return navigator.onLine ? strings.search_failed : strings.search_offline;
    const found = pages.flatMap(({ sections }) => sections).length;
    if (!found) return filled(strings.search_none, query);
    if (results.isFar) return filled(strings.search_closest, query);
    const form = strings.search_count[new Intl.PluralRules(strings.search_count.tag ?? lang).select(found)] ?? strings.search_count.other;
    const count = form.replace("{n}", () => found.toLocaleString(lang));
    return [results.meant && filled(strings.search_meant, results.meant), count].filter(Boolean).join(" · ");
  };

  const lately = () => recent().filter((entry) => entry.language === language()).map(({ url, title, page }) => (
    { title: page, language: null, sections: [{ name: title, url: new URL(url, root).href }] }
  ));

  const group = (page) => {
    const box = document.createElement("div"), code = page.language ?? language();
    box.className = "hc-search-page";
    box.setAttribute("role", "group");
    [box.dataset.page] = page.sections[0].url.split("#");
    if (code !== shown) Object.assign(box, { lang: languages[code].tag, dir: languages[code].direction });
    const title = Object.assign(document.createElement("p"), { textContent: page.title });
    title.setAttribute("role", "presentation");
    const label = page.language && languages[code].label;
    if (label) title.append(Object.assign(document.createElement("span"), { lang, textContent: label }));
    box.setAttribute("aria-label", [page.title, label].filter(Boolean).join(" – "));
    box.append(title, ...page.sections.map((section) => option(section, page.title)));
    return box;
  };

  // Titles and excerpts are escaped text with <mark> around the matches; a name is a title as it is.
  const option = ({ name, title, url, excerpt, data }, page) => {
    const link = document.createElement("a");
    link.setAttribute("role", "option");
    link.setAttribute("aria-selected", "false");
    link.tabIndex = -1;
    link.hreflang = languages[language()].tag;
    Object.assign(link.dataset, data, { page, language: language() });
    link.append(Object.assign(document.createElement("strong"), name === undefined ? { innerHTML: title } : { textContent: name }));
    if (excerpt) link.append(Object.assign(document.createElement("span"), { innerHTML: excerpt }));
    const marks = new Set([...link.querySelectorAll("mark")].map((mark) => mark.textContent));
    const address = new URL(url);
    for (const mark of [...marks].slice(0, WORDS_MARKED)) address.searchParams.append("mark", mark);
    link.href = address.href;
    return link;
  };

  const options = () => [...list.querySelectorAll("[role=option]")];

  const choose = (index) => {
    const all = options();
    all[chosen]?.setAttribute("aria-selected", "false");
    chosen = all.length && index >= 0 ? index % all.length : -1;
    if (chosen < 0) return input.removeAttribute("aria-activedescendant");
    all[chosen].setAttribute("aria-selected", "true");
    all[chosen].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", all[chosen].id);
  };

  // To the best of the next page or group.
  const leap = (by) => {
    const groups = [...list.children], at = groups.indexOf(options()[chosen]?.parentElement);
    const group = groups[(at + by + groups.length) % groups.length];
    if (group) choose(options().indexOf(group.querySelector("[role=option]")));
  };

  input.addEventListener("input", search);
  choice?.addEventListener("change", () => { input.focus(); search(); });
  suggestion.addEventListener("click", () => open(suggestion.dataset.query));
  dialog.addEventListener("keydown", async (event) => {
    if (event.isComposing) return;
    // In a search field the browser's own Escape only empties the field.
    if (event.key === "Escape") { event.preventDefault(); dialog.close(); }
    if (event.target !== input) return;
    const count = options().length;
    if (event.key === "ArrowDown") { event.preventDefault(); choose(chosen + 1); }
    if (event.key === "ArrowUp") { event.preventDefault(); choose((Math.max(chosen, 0) || count) - 1); }
    const by = { PageDown: 1, PageUp: -1 }[event.key];
    if (by) { event.preventDefault(); leap(by); }
    if (event.key === "Enter") {
      event.preventDefault();
      if (answered !== input.value.trim()) await search();
      options()[chosen]?.click();
    }
  });
  // For who counts what readers look for: the last words of a search, once it is over.
  dialog.addEventListener("close", () => {
    if (answered) document.dispatchEvent(new CustomEvent("helpcentre:search", { detail: { query: answered, count: found } }));
  });
  dialog.addEventListener("click", (event) => {
    const link = event.target.closest("[role=option]");
    if (link) remember(link);
    // A link to a heading of this very page does not leave it, so the dialog has to go.
    if (event.target === dialog || event.target.closest("a, [data-search-close]")) dialog.close();
  });

  const prepare = () => { const code = language(); client().catch(() => { delete clients[code]; }); };
  // Whoever presses on a way to search, or moves to it, turns to it: the index is loaded before the first key.
  for (const way of document.querySelectorAll("[data-search-open], [data-search-field] input")) {
    way.addEventListener("pointerdown", prepare);
    way.addEventListener("focus", prepare);
  }
  for (const link of document.querySelectorAll("[data-search-open]")) {
    link.setAttribute("aria-haspopup", "dialog");
    link.addEventListener("click", (event) => { event.preventDefault(); open(); });
  }
  for (const field of document.querySelectorAll("[data-search-field]")) {
    const own = field.querySelector("input");
    const move = () => { open(own.value); own.value = ""; };
    own.addEventListener("input", (event) => { if (!event.isComposing) move(); });
    own.addEventListener("compositionend", move);
    // Before a word is written: keyboards of phones compose each.
    own.addEventListener("click", move);
    field.addEventListener("submit", (event) => { event.preventDefault(); move(); });
  }
  document.addEventListener("keydown", (event) => {
    // The cursor stays in a dialog that has just closed for a moment: what is typed then is for the page.
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]") && !event.target.closest("dialog:not([open])");
    const wanted = (event.key === "/" && !typing && document.documentElement.dataset.keys !== "off") || (event.key?.toLowerCase() === "k" && (event.ctrlKey || event.metaKey));
    if (!wanted || event.altKey || dialog.open) return;
    event.preventDefault();
    open();
  });

  const query = new URLSearchParams(location.search).get("q");
  if (query) open(query.slice(0, LONGEST));
})();
