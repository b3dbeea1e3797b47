// The agents' bar: the customer's language, what it is worth on this page, and what its buttons and those at headings do.
// It starts when the page is complete, with the words of a search marked (marks.js).
addEventListener("DOMContentLoaded", () => {
  const { agents } = helpcentre, { store, words } = agents;
  const bar = document.querySelector("[data-agents]"), choice = bar.querySelector("select");
  const state = bar.querySelector("[data-agents-state]");
  const headings = bar.dataset.page ? [...document.querySelectorAll("article :is(h1, h2, h3)[id]")] : [];
  let current = headings[0] ?? null;

  agents.reading = () => document.documentElement.lang;
  agents.headings = headings;
  agents.current = () => current?.id ?? "";

  // The part that the agent is at: what is copied without pointing at anything.
  const follow = () => {
    const target = headings.find((heading) => `#${heading.id}` === location.hash);
    const top = (heading) => heading.getBoundingClientRect().top;
    const focused = headings.find((heading) => heading.nextElementSibling?.contains(document.activeElement));
    const isSeen = target && top(target) >= 0 && top(target) < innerHeight;
    const found = focused ?? (isSeen ? target : headings.findLast((heading) => top(heading) < innerHeight / 3) ?? headings[0]);
    if (found) agents.turnTo(found);
  };
  agents.turnTo = (heading) => {
    current?.removeAttribute("data-agents-current");
    current = heading;
    current.setAttribute("data-agents-current", "");
  };

  const showState = async () => {
    const code = choice.value, data = bar.dataset.page ? await agents.inLanguage(code) : undefined;
    const isMissing = data === null, isOutdated = Boolean(data?.outdated);
    state.hidden = !isMissing && !isOutdated;
    state.textContent = agents.filled(isMissing ? words.untranslated : words.outdated, { language: agents.nameOf(code) });
    for (const heading of headings) {
      const part = data?.parts.find((each) => each.id === heading.id);
      const tools = heading.nextElementSibling;
      tools.toggleAttribute("data-outdated", Boolean(part?.outdated));
      const isPages = heading === headings[0], replies = data?.replies.filter((each) => isPages || each.part === heading.id);
      tools.querySelector("[data-replies]").hidden = replies?.length === 0;
    }
  };

  const stop = (why, id, kind) => {
    const panel = agents.panel("stop"), instead = panel.querySelector("[data-instead]");
    panel.querySelector("h2").textContent = why === "outdated" ? words.do_not_send : words.untranslated_title;
    panel.querySelector("[data-why]").textContent = agents.filled(words[why], { language: agents.nameOf(choice.value) });
    instead.textContent = agents.filled(words.instead, { language: agents.nameOf(agents.source) });
    instead.onclick = async () => { panel.close(); take(await agents.inLanguage(agents.source), id, kind); };
    panel.showModal();
    instead.focus();
  };

  const take = async (data, id, kind, note) => {
    const made = agents[kind](data, id);
    await agents.copy({ ...made, note });
    const title = data.parts.find((part) => part.id === id)?.heading ?? data.title;
    store.remember({ page: data.page, id, kind, title, language: data.language });
  };

  // kind: answer or link, of the part with this id in the customer's language.
  const give = async (kind, id) => {
    const data = await agents.inLanguage(choice.value), made = data && agents[kind](data, id);
    if (!made) return stop("untranslated", id, kind);
    if (kind === "answer" && made.isOutdated) return stop("outdated", id, kind);
    return take(data, id, kind, made.isOutdated ? agents.filled(words.outdated, { language: agents.nameOf(choice.value) }) : "");
  };

  const run = (name, id) => {
    if (name === "next") { store.forgetCustomer(); agents.say(words.forgotten); }
    if (name === "recent") return agents.openRecent();
    if (name === "help") return agents.panel("help").showModal();
    if (!headings.length || name === "next") return undefined;
    if (name === "replies") return agents.openReplies(id);
    if (name === "sides") return agents.openSides(id);
    return give(name, id);
  };
  // What the buttons and keys do: name is one of theirs, id the part that it is about.
  agents.act = async (name, id = agents.current()) => {
    try { await run(name, id); } catch { agents.say(words.failed); }
  };

  const tools = (heading) => {
    const row = Object.assign(document.createElement("p"), { className: "hc-agents-tools", lang: agents.reading() });
    row.dir = document.documentElement.dir;
    for (const name of ["answer", "link", "replies"]) {
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: words[name] });
      button.toggleAttribute("data-replies", name === "replies");
      button.setAttribute("aria-label", `${words[name]}: ${heading.textContent.trim()}`);
      button.addEventListener("click", () => agents.act(name, heading.id));
      row.append(button);
    }
    row.append(Object.assign(document.createElement("strong"), { textContent: words.do_not_send }));
    return row;
  };

  const customer = store.get("customer");
  if ([...choice.options].some((option) => option.value === customer)) choice.value = customer;
  choice.addEventListener("change", () => { store.set("customer", choice.value); showState(); });
  bar.addEventListener("click", (event) => {
    const button = event.target.closest("[data-agents-do]");
    if (button) agents.act(button.dataset.agentsDo);
  });
  for (const heading of headings) {
    if (heading.nextElementSibling?.matches(".hc-link")) heading.nextElementSibling.remove();
    heading.after(tools(heading));
  }
  // The links beside steps: to the customer's language, where readers of the website get their own (site.js).
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("article .hc-link");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    agents.act("link", link.hash.slice(1));
  }, true);
  for (const event of ["scroll", "hashchange", "focusin"]) addEventListener(event, follow, { passive: true });
  follow();
  showState().catch(() => agents.say(words.failed));
});
