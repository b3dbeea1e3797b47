// What was copied lately, to be copied again: a text or link at once, a reply once it is filled in for this customer.
(() => {
  const { agents } = helpcentre;
  const panel = agents.panel("recent"), list = panel.querySelector("[data-list]");
  const [none, clear] = ["none", "clear"].map((name) => panel.querySelector(`[data-${name}]`));

  const again = async (entry) => {
    panel.close();
    const data = await agents.load(entry.page).catch(() => null);
    const reply = data?.replies.find((each) => each.id === entry.id);
    if (reply) return agents.openReplies(entry.id, data);
    const made = data && agents[entry.kind](data, entry.id);
    if (!made || (made.isOutdated && entry.kind === "answer")) return agents.say(agents.words.do_not_send);
    agents.store.remember(entry);
    return agents.copy(made);
  };

  const row = (entry, index) => {
    const item = document.createElement("li"), button = document.createElement("button");
    const kind = agents.words[entry.kind] ?? agents.words[`aside_${entry.kind}`];
    const title = Object.assign(document.createElement("strong"), { lang: entry.language, dir: "auto", textContent: entry.title });
    button.type = "button";
    button.append(Object.assign(document.createElement("kbd"), { textContent: index + 1 }), title, `${kind} · ${agents.nameOf(entry.language)}`);
    button.addEventListener("click", () => again(entry));
    item.append(button);
    return item;
  };

  agents.openRecent = () => {
    const entries = agents.store.recent();
    list.replaceChildren(...entries.map(row));
    none.hidden = entries.length > 0;
    clear.hidden = !entries.length;
    if (!panel.open) panel.showModal();
    list.querySelector("button")?.focus();
  };

  panel.addEventListener("keydown", (event) => {
    const buttons = [...list.querySelectorAll("button")];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      buttons[(buttons.indexOf(document.activeElement) + step + buttons.length) % buttons.length]?.focus();
    }
    if (/^[1-9]$/.test(event.key)) buttons[event.key - 1]?.click();
  });
  clear.addEventListener("click", () => { agents.store.set("recent", []); agents.openRecent(); panel.querySelector("[data-close]").focus(); });
})();
