// What the browser keeps for an agent, once the agent has done something. For good: settings, the language to read in, favourites
// and what was copied lately. For a shift: the agent's name and channel. In its tab, until the next case: the customer's language
// and what was typed into replies. Firefox keeps the storage of each file on disk apart, so a link within the bundle takes all
// but the latter along.
// Other pages on the disk may write to the storage too, and anyone can make up an address: what is read from either is
// taken over only where it has the shape of what is written here.
(() => {
  const NAME = "helpcentre-agents", LATELY = 9, LONGEST = 300, SHIFT = 12 * 3600 * 1000; // milliseconds
  const { agents } = helpcentre;
  const root = new URL(document.documentElement.dataset.root, location.href).href;

  const isSwitch = (value) => typeof value === "boolean";
  const isText = (value) => typeof value === "string" && value !== "" && value.length <= LONGEST;
  const isId = (value) => isText(value) && !/\s/.test(value);
  const isLanguage = (value) => isText(value) && Object.hasOwn(agents.languages, value);
  const isChannel = (value) => isText(value) && value !== "internal" && Object.hasOwn(agents.words, `aside_${value}`);
  const isKind = (value) => ["answer", "link", "short"].includes(value) || isChannel(value);
  const isFilling = (value) => typeof value === "string" && value.length <= agents.longest;
  const isTime = (value) => Number.isSafeInteger(value) && value >= 0;
  const isInShift = (value) => isTime(value) && value <= Date.now() && Date.now() - value < SHIFT;
  // A page of the bundle by its address below the root, without .html: no scheme, nothing that leads up or is encoded.
  const ELSEWHERE = /[:?#%\\\p{Cc}]|^\/|\/\/|(^|\/)\.{1,2}(\/|$)/u;
  agents.isPage = (value) => isText(value) && !ELSEWHERE.test(value) && new URL(`${root}${value}.html`).href.startsWith(root);

  // The values that have their shape, by their names.
  const fitting = (value, shape) => {
    const names = Object.keys(shape).filter((name) => Object.hasOwn(value ?? {}, name) && shape[name](value[name]));
    return Object.fromEntries(names.map((name) => [name, value[name]]));
  };
  const ENTRY = { page: agents.isPage, id: isId, kind: isKind, title: isText, language: isLanguage };
  const isWhole = (entry) => Object.keys(entry).length === Object.keys(ENTRY).length;
  const entries = (list) => list.map((entry) => fitting(entry, ENTRY)).filter(isWhole).slice(0, LATELY);
  const ofShift = (value) => (isInShift(value.used) ? fitting(value, { used: isTime, agent: isFilling, channel: isChannel }) : {});
  const filledIn = (values) => Object.fromEntries(Object.entries(values)
    .filter(([name, text]) => /^[a-z_]{1,60}$/.test(name) && isFilling(text)));

  const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
  const KEPT = {
    localStorage: { reading: isLanguage, keys: isSwitch, focus: isSwitch, tally: isSwitch, recent: Array.isArray, favourites: Array.isArray, shift: isObject },
    sessionStorage: { begun: isTime, customer: isLanguage, values: isObject, searched: Array.isArray },
  };
  const SEARCHED = { query: isText, language: isLanguage };
  const searches = (list) => list.map((each) => fitting(each, SEARCHED)).filter(({ query, language }) => query && language);
  const INNER = { recent: entries, favourites: entries, shift: ofShift, values: filledIn, searched: searches };
  const taken = (storage, value) => {
    const found = Object.entries(fitting(value, KEPT[storage])).map(([name, each]) => [name, INNER[name]?.(each) ?? each]);
    return Object.fromEntries(found);
  };
  const unstored = { localStorage: {}, sessionStorage: {} };

  agents.longest = 1000; // signs of what is filled in
  const read = (storage) => {
    try { return taken(storage, JSON.parse(window[storage].getItem(NAME))); } catch { return unstored[storage]; }
  };
  const write = (storage, data) => {
    unstored[storage] = data;
    try { window[storage].setItem(NAME, JSON.stringify(data)); } catch { /* lasts for this page only */ }
  };
  const keep = (changes) => write("localStorage", { ...read("localStorage"), ...taken("localStorage", changes) });
  const note = (changes) => write("sessionStorage", { ...read("sessionStorage"), ...changes });
  const shift = () => read("localStorage").shift ?? {};

  // A page that was left in another case knows that one's customer.
  const arrive = (given) => {
    const { begun = 0, customer } = taken("sessionStorage", given);
    if (begun !== (read("sessionStorage").begun ?? 0)) write("sessionStorage", { begun });
    if (customer) note({ customer });
    const kept = taken("localStorage", given);
    if (Object.keys(kept).length) keep(kept);
  };
  const address = new URL(location.href);
  if (address.searchParams.has(NAME)) {
    try { arrive(JSON.parse(address.searchParams.get(NAME))); } catch { /* somebody changed the address */ }
    address.searchParams.delete(NAME);
    history.replaceState(null, "", address.href);
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (link?.matches("[data-language-link]")) keep({ reading: link.dataset.languageLink });
    const { values, searched, ...theCase } = read("sessionStorage");
    const carried = JSON.stringify({ ...read("localStorage"), ...theCase });
    const isAway = link?.href.startsWith(root) && link.href.split("#")[0] !== location.href.split("#")[0];
    if (location.protocol !== "file:" || !isAway || carried === "{}") return;
    const target = new URL(link.href);
    target.searchParams.set(NAME, carried);
    link.href = target.href;
  }, true);

  const same = (one, other) => ["page", "id", "kind"].every((name) => one[name] === other[name]);
  const listed = (name) => read("localStorage")[name] ?? [];
  const without = (name, entry) => listed(name).filter((other) => !same(entry, other));
  const cut = ({ title, ...where }) => ({ ...where, title: title.slice(0, LONGEST) });
  agents.store = {
    get: (name) => read("localStorage")[name],
    set: (name, value) => keep({ [name]: value }),
    // What was copied, by where it stands; no text, so that it holds nothing of a customer.
    recent: () => listed("recent"),
    remember: (entry) => {
      keep({ recent: [cut(entry), ...without("recent", entry)].slice(0, LATELY) });
      document.dispatchEvent(new CustomEvent("helpcentre:copied", { detail: entry }));
    },
    favourites: () => listed("favourites"),
    isFavourite: (entry) => listed("favourites").some((other) => same(entry, other)),
    // The last ones that were chosen stay.
    favour: (entry, isWanted) => {
      keep({ favourites: [...(isWanted ? [cut(entry)] : []), ...without("favourites", entry)].slice(0, LATELY) });
    },
    channel: () => shift().channel,
    useChannel: (channel) => keep({ shift: { ...shift(), channel, used: Date.now() } }),
    customer: () => read("sessionStorage").customer,
    serve: (customer) => note({ customer }),
    values: () => ({ ...read("sessionStorage").values, agent: shift().agent ?? "" }),
    fillIn: (name, value) => {
      if (name === "agent") keep({ shift: { ...shift(), agent: value, used: Date.now() } });
      else note({ values: { ...read("sessionStorage").values, [name]: value } });
    },
    // What was searched for in this case, until something is copied for it.
    searched: () => read("sessionStorage").searched ?? [],
    noteSearch: (searched) => note({ searched }),
    // Whoever helps stays the same.
    forgetCustomer: () => write("sessionStorage", { begun: Date.now() }),
  };
})();
