// Favourites and what was copied lately, to be copied again in the customer's language: a text or link at once, a reply once it is
// filled in for this customer.
(() => {
  const { agents } = helpcentre, { store } = agents;
  const panel = agents.panel("recent");
  const [none, clear] = ["none", "clear"].map((name) => panel.querySelector(`[data-${name}]`));

  // Where something stands, with a title that the agent can read; data: the texts of its page.
  agents.entry = (data, id, kind) => {
    const part = data.replies.find((reply) => reply.id === id)?.part ?? id;
    const title = data.parts.find((each) => each.id === part)?.heading || data.title;
    return { page: data.page, id, kind, title, language: data.language };
  };
  agents.remember = (data, id, kind) => store.remember(agents.entry(data, id, kind));

  const again = async (entry) => {
    const data = await agents.load(entry.page).catch(() => null), inLanguage = agents.elsewhere(entry.page);
    if (data?.replies.some((reply) => reply.id === entry.id)) return agents.openReplies(entry.id, inLanguage);
    if (!data || !agents[entry.kind]?.(data, entry.id)) return agents.say(agents.words.do_not_send);
    return agents.give(entry.kind, entry.id, inLanguage);
  };
  const row = (entry, index) => {
    const item = document.createElement("li"), button = document.createElement("button");
    const kind = agents.words[entry.kind] ?? agents.words[`aside_${entry.kind}`];
    const title = document.createElement("strong");
    title.append(Object.assign(document.createElement("bdi"), { lang: agents.tagOf(entry.language), textContent: entry.title }));
    button.type = "button";
    button.append(agents.numbered(index), title, kind);
    button.addEventListener("click", () => { panel.close(); again(entry).catch(() => agents.say(agents.words.failed)); });
    item.append(button);
    return item;
  };

  // Fill the lists below an element, and return what stands in them; a list without entries is hidden with its heading.
  agents.listEntries = (place) => {
    const favourites = store.favourites(), recent = store.recent().filter((entry) => !store.isFavourite(entry));
    for (const [name, found, first] of [["favourites", favourites, 0], ["recent", recent, favourites.length]]) {
      const list = place.querySelector(`[data-list=${name}]`);
      list.replaceChildren(...found.map((entry, index) => row(entry, first + index)));
      list.parentElement.hidden = !found.length;
    }
    return [...favourites, ...recent];
  };
  const buttons = () => [...panel.querySelectorAll("[data-list] button")];

  agents.openRecent = () => {
    none.hidden = agents.listEntries(panel).length > 0;
    clear.hidden = !store.recent().length;
    if (!panel.open) panel.showModal();
    buttons()[0]?.focus();
  };
  panel.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key], all = buttons();
    if (!step || !all.length) return;
    event.preventDefault();
    all[(all.indexOf(document.activeElement) + step + all.length) % all.length].focus();
  });
  agents.chooseByDigit("recent", buttons);
  clear.addEventListener("click", () => { store.set("recent", []); agents.openRecent(); panel.querySelector("[data-close]").focus(); });
})();
