// What the browser keeps for an agent, once the agent has done something: the customer's language, settings and what was
// copied lately; and, until the tab is closed, what was typed into replies. Firefox keeps the storage of each file on
// disk apart, so a link within the bundle takes the former along. What concerns a customer never leaves its tab.
// Other pages on the disk may write to the storage too, and anyone can make up an address: what is read from either is
// taken over only where it has the shape of what is written here.
(() => {
  const NAME = "helpcentre-agents", LATELY = 9, LONGEST = 300;
  const { agents } = helpcentre;
  const root = new URL(document.documentElement.dataset.root, location.href).href;

  const isSwitch = (value) => typeof value === "boolean";
  const isText = (value) => typeof value === "string" && value !== "" && value.length <= LONGEST;
  const isId = (value) => isText(value) && !/\s/.test(value);
  const isLanguage = (value) => isText(value) && Object.hasOwn(agents.languages, value);
  const isKind = (value) => ["answer", "link"].includes(value) || (isText(value) && Object.hasOwn(agents.words, `aside_${value}`));
  // A page of the bundle by its address below the root, without .html: no scheme, nothing that leads up or is encoded.
  const ELSEWHERE = /[:?#%\\\p{Cc}]|^\/|\/\/|(^|\/)\.{1,2}(\/|$)/u;
  agents.isPage = (value) => isText(value) && !ELSEWHERE.test(value) && new URL(`${root}${value}.html`).href.startsWith(root);

  const ENTRY = { page: agents.isPage, id: isId, kind: isKind, title: isText, language: isLanguage };
  const KEPT = { customer: isLanguage, keys: isSwitch, focus: isSwitch, recent: Array.isArray };
  // The values that have their shape, by their names.
  const fitting = (value, shape) => {
    const names = Object.keys(shape).filter((name) => shape[name](value?.[name]));
    return Object.fromEntries(names.map((name) => [name, value[name]]));
  };
  const isWhole = (entry) => Object.keys(entry).length === Object.keys(ENTRY).length;
  const isFilledIn = ([name, text]) => /^[a-z_]{1,60}$/.test(name) && typeof text === "string" && text.length <= agents.longest;

  agents.longest = 1000; // signs of what is filled in
  const SHAPES = {
    localStorage: (value) => {
      const { recent, ...kept } = fitting(value, KEPT);
      const entries = recent?.map((entry) => fitting(entry, ENTRY)).filter(isWhole).slice(0, LATELY);
      return entries ? { ...kept, recent: entries } : kept;
    },
    sessionStorage: (value) => Object.fromEntries(Object.entries(value ?? {}).filter(isFilledIn)),
  };
  const unstored = { localStorage: {}, sessionStorage: {} };

  const read = (storage) => {
    try { return SHAPES[storage](JSON.parse(window[storage].getItem(NAME))); } catch { return unstored[storage]; }
  };
  const write = (storage, data) => {
    unstored[storage] = data;
    try { window[storage].setItem(NAME, JSON.stringify(data)); } catch { /* lasts for this page only */ }
  };
  const keep = (changes) => write("localStorage", { ...read("localStorage"), ...SHAPES.localStorage(changes) });

  const address = new URL(location.href);
  if (address.searchParams.has(NAME)) {
    try { keep(JSON.parse(address.searchParams.get(NAME))); } catch { /* somebody changed the address */ }
    address.searchParams.delete(NAME);
    history.replaceState(null, "", address.href);
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]"), kept = JSON.stringify(read("localStorage"));
    const isAway = link?.href.startsWith(root) && link.href.split("#")[0] !== location.href.split("#")[0];
    if (location.protocol !== "file:" || !isAway || kept === "{}") return;
    const target = new URL(link.href);
    target.searchParams.set(NAME, kept);
    link.href = target.href;
  }, true);

  const same = (one, other) => ["page", "id", "kind"].every((name) => one[name] === other[name]);
  agents.store = {
    get: (name) => read("localStorage")[name],
    set: (name, value) => keep({ [name]: value }),
    // What was copied, by where it stands; no text, so that it holds nothing of a customer.
    recent: () => read("localStorage").recent ?? [],
    remember: ({ title, ...where }) => {
      const entry = { ...where, title: title.slice(0, LONGEST) };
      const others = (read("localStorage").recent ?? []).filter((other) => !same(entry, other));
      keep({ recent: [entry, ...others].slice(0, LATELY) });
    },
    values: () => read("sessionStorage"),
    fillIn: (name, value) => write("sessionStorage", { ...read("sessionStorage"), [name]: value }),
    // Whoever helps stays the same.
    forgetCustomer: () => {
      const { agent } = read("sessionStorage");
      write("sessionStorage", agent ? { agent } : {});
    },
  };
})();
