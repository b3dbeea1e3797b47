// Which searches missed, and what was copied after which: counted in this browser, without times and names, until the agent
// hands the file over or deletes it. Nothing is sent. helpcentre insights reads the file (hooks/helpcentre/insights/tallies.py).
(() => {
  const NAME = "helpcentre-tally", FILE = "helpcentre-searches.json", MOST = 300, PLACES = 10, SEARCHES = 5, LONGEST = 200, HIGHEST = 9999;
  const { agents } = helpcentre, { store, words } = agents;
  const dialog = document.querySelector("body > [data-search]"), box = dialog.querySelector("[data-search-missed]");
  const report = box.querySelector("[data-missed-report]"), said = box.querySelector("[data-missed-said]");
  const panel = agents.panel("help").querySelector("[data-tally]");
  // Firefox keeps the storage of each file on disk apart, so there nothing would come together.
  const isApart = location.protocol === "file:" && "mozInnerScreenX" in window;
  const isOn = () => !isApart && store.get("tally") !== false;

  // Other pages on the disk may write to the storage too: what has another shape is left out.
  const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
  const isText = (value) => typeof value === "string" && value !== "" && value.length <= LONGEST;
  const isCount = (value) => Number.isSafeInteger(value) && value >= 0 && value <= HIGHEST;
  const isPlace = (value) => { const [page, id = "", more] = value.split("#"); return agents.isPage(page) && !/\s/.test(id) && more === undefined; };
  const pastedOf = (value) => Object.fromEntries(Object.entries(value).filter(([place, times]) => isPlace(place) && isCount(times)).slice(0, PLACES));
  const isOurs = (entry) => isText(entry?.query) && Object.hasOwn(agents.languages, entry.language) && isCount(entry.missed) && isObject(entry.pasted);
  const cleaned = ({ language, query, missed, pasted }) => ({ language, query, missed, pasted: pastedOf(pasted) });
  const read = () => {
    try { return JSON.parse(localStorage.getItem(NAME)).filter(isOurs).slice(0, MOST).map(cleaned); } catch { return []; }
  };
  const write = (entries) => { try { localStorage.setItem(NAME, JSON.stringify(entries.slice(0, MOST))); } catch { /* not counted */ } };

  // A customer's address or number is no search that anybody learns from.
  const isPersonal = (query) => /@|\p{Nd}([ ()/.-]{0,2}\p{Nd}){6}/u.test(query);
  const plain = (query) => query.trim().replace(/\s+/g, " ").toLowerCase().slice(0, LONGEST);
  // The latest stand first: of too many, the ones that were not asked for longest go.
  const count = (given, language, change) => {
    const query = plain(given), entries = read();
    if (!query || isPersonal(query)) return;
    const is = (entry) => entry.query === query && entry.language === language;
    const entry = entries.find(is) ?? { language, query, missed: 0, pasted: {} };
    change(entry);
    write([entry, ...entries.filter((other) => !is(other))]);
  };
  const more = (value = 0) => Math.min(HIGHEST, value + 1);

  let asked = null;
  dialog.addEventListener("helpcentre:shown", ({ detail }) => {
    if (asked?.query === detail.query && asked?.language === detail.language) return;
    asked = detail;
    box.hidden = !detail.query || !isOn();
    report.hidden = false;
    said.textContent = "";
  });
  report.addEventListener("click", () => {
    count(asked.query, asked.language, (entry) => { entry.missed = more(entry.missed); });
    report.hidden = true;
    said.textContent = words.tally_noted;
    said.focus(); // the button that had the focus goes
  });

  // What was reported, and what a search ended with, may both be other words for what is copied next.
  const note = () => {
    const query = plain(asked?.query ?? "");
    if (!query || isPersonal(query) || !isOn()) return;
    const others = store.searched().filter((other) => other.query !== query);
    store.noteSearch([{ query, language: asked.language }, ...others].slice(0, SEARCHES));
  };
  dialog.addEventListener("close", note);
  report.addEventListener("click", note);
  // Before the click leads to another page (finder.js takes those on replies).
  document.addEventListener("click", (event) => { if (event.target.closest?.("[data-search] [role=option]")) note(); }, true);
  document.addEventListener("helpcentre:copied", ({ detail: { page, id } }) => {
    if (!isOn()) return;
    const place = `${page}#${id}`;
    for (const { query, language } of store.searched()) {
      count(query, language, (entry) => {
        const { [place]: times, ...others } = entry.pasted;
        entry.pasted = Object.fromEntries([[place, more(times)], ...Object.entries(others)].slice(0, PLACES));
      });
    }
    store.noteSearch([]);
  });

  const buttons = ["save", "delete"].map((name) => panel.querySelector(`[data-tally-${name}]`)), [save, remove] = buttons;
  const show = () => {
    const entries = read();
    panel.querySelector("[data-tally-count]").textContent = agents.filled(words.tally_count, { n: entries.length.toLocaleString(document.documentElement.lang) });
    for (const button of buttons) button.disabled = !entries.length;
  };
  save.addEventListener("click", () => {
    const text = JSON.stringify({ helpcentre: "tally", version: 1, queries: read() }, null, 1);
    const href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    Object.assign(document.createElement("a"), { href, download: FILE }).click();
    setTimeout(() => URL.revokeObjectURL(href), 60000); // long after the browser has taken it
  });
  remove.addEventListener("click", () => {
    try { localStorage.removeItem(NAME); } catch { /* nothing is there */ }
    store.noteSearch([]);
    show();
  });
  panel.hidden = isApart;
  document.querySelector("[data-agents-do=help]")?.addEventListener("click", show);
  document.addEventListener("keydown", (event) => { if (event.key === "?") show(); });
  show();
})();
