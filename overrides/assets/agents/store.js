// What the browser keeps for an agent, once the agent has done something: the customer's language, settings and what was
// copied lately; and, until the tab is closed, what was typed into replies. Firefox keeps the storage of each file on
// disk apart, so a link within the bundle takes the former along. What concerns a customer never leaves its tab.
(() => {
  const NAME = "helpcentre-agents", LATELY = 9;
  const root = new URL(document.documentElement.dataset.root, location.href).href;
  const unstored = { localStorage: {}, sessionStorage: {} };

  const read = (storage) => {
    try { return { ...JSON.parse(window[storage].getItem(NAME)) }; } catch { return unstored[storage]; }
  };
  const write = (storage, data) => {
    unstored[storage] = data;
    try { window[storage].setItem(NAME, JSON.stringify(data)); } catch { /* lasts for this page only */ }
  };
  const keep = (changes) => write("localStorage", { ...read("localStorage"), ...changes });

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
  window.helpcentreAgents.store = {
    get: (name) => read("localStorage")[name],
    set: (name, value) => keep({ [name]: value }),
    // What was copied, by where it stands; no text, so that it holds nothing of a customer.
    recent: () => read("localStorage").recent ?? [],
    remember: (entry) => {
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
