// The agents' bar: the customer's language, what it is worth on this page, and what its buttons and those at headings do.
// It starts when the page is complete, with the words of a search marked (marks.js).
addEventListener("DOMContentLoaded", () => {
  const { agents } = helpcentre, { store, words } = agents;
  const bar = document.querySelector("[data-agents]"), choice = bar.querySelector("select");
  const state = bar.querySelector("[data-agents-state]");
  const headings = bar.dataset.page ? [...document.querySelectorAll("article :is(h1, h2, h3)[id]")] : [];
  let current = headings[0] ?? null;

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

  // kind: answer, short or link, of the part with this id; inLanguage: the texts of its page.
  const take = async (data, id, kind, inLanguage, note) => {
    const isCopied = await agents.copy({ ...agents[kind](data, id), note });
    if (isCopied) agents.remember(await agents.known(inLanguage) ?? data, id, kind);
  };
  const refuse = async (why, id, kind, inLanguage, isDraft) => agents.stop({
    title: why === "outdated" ? agents.notToSend(isDraft) : words.untranslated_title,
    why: agents.filled(words[why], { language: agents.nameOf(choice.value) }),
    others: await agents.others(inLanguage, (data) => agents[kind](data, id)),
    take: ({ data }) => take(data, id, kind, inLanguage),
  });
  // In the customer's language, or nothing that would be wrong there.
  agents.give = async (kind, id, inLanguage = agents.inLanguage) => {
    const data = await inLanguage(choice.value), made = data && agents[kind](data, id);
    if (data && !made && kind === "short") return agents.say(words.short_none);
    if (!made) return refuse("untranslated", id, kind, inLanguage);
    if (made.isOutdated && !made.isAddress) return refuse("outdated", id, kind, inLanguage, made.isDraft);
    const note = made.isOutdated ? agents.filled(words.outdated, { language: agents.nameOf(choice.value) }) : "";
    return take(data, id, kind, inLanguage, note);
  };

  // The next customer may read another language, so it is asked for.
  const beginCase = () => {
    store.forgetCustomer();
    choice.value = agents.reading();
    showState();
    return agents.openLanguages(words.forgotten);
  };
  const run = (name, id) => {
    if (name === "next") return beginCase();
    if (name === "language") return agents.openLanguages();
    if (name === "recent") return agents.openRecent();
    if (name === "help") return agents.panel("help").showModal();
    if (!headings.length) return undefined;
    if (name === "replies") return agents.openReplies(id);
    if (name === "sides") return agents.openSides(id);
    return agents.give(name, id);
  };
  // What the buttons and keys do: name is one of theirs, id the part that it is about.
  agents.act = async (name, id = agents.current()) => {
    try { await run(name, id); } catch { agents.say(words.failed); }
  };

  const tools = (heading) => {
    const row = Object.assign(document.createElement("p"), { className: "hc-agents-tools", lang: document.documentElement.lang });
    row.dir = document.documentElement.dir;
    const isPages = heading === headings[0];
    for (const name of ["answer", ...(isPages ? ["short"] : []), "link", "replies"]) {
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: words[name] });
      button.toggleAttribute("data-replies", name === "replies");
      button.setAttribute("aria-label", `${words[name]}: ${heading.textContent.trim()}`);
      button.addEventListener("click", () => agents.act(name, heading.id));
      row.append(button);
    }
    row.append(Object.assign(document.createElement("strong"), { textContent: words.do_not_send }));
    return row;
  };

  agents.serve = (code) => {
    choice.value = code;
    store.serve(code);
    return showState();
  };
  choice.value = store.customer() ?? agents.reading();
  choice.addEventListener("change", () => agents.serve(choice.value));
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
  // What sticks to the top covers no heading that somebody came for, though it may grow once the state is known.
  const place = () => document.getElementById(location.hash.slice(1));
  let covered = 0;
  new ResizeObserver(() => {
    const isSticky = getComputedStyle(bar).position === "sticky", grown = isSticky ? bar.offsetHeight : 0;
    document.documentElement.style.scrollPaddingTop = `calc(${grown}px + 1rem)`;
    const top = place()?.getBoundingClientRect().top ?? Infinity;
    if (grown > covered && top >= 0 && top < grown + 10) scrollBy({ top: top - grown - 20, behavior: "instant" });
    covered = grown;
  }).observe(bar);
  for (const event of ["scroll", "hashchange", "focusin"]) addEventListener(event, follow, { passive: true });
  follow();
  showState().catch(() => agents.say(words.failed));
});
