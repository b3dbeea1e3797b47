// The page in the agent's and in the customer's language beside each other, part by part: ids are equal in every language.
(() => {
  const { agents } = helpcentre;
  const panel = agents.panel("sides"), box = panel.querySelector("[data-sides]"), warning = panel.querySelector("[data-warning]");

  const cell = (data, part) => {
    const side = Object.assign(document.createElement("div"), { className: "md-typeset" });
    if (!part) return side;
    Object.assign(side, { lang: agents.tagOf(data.language), dir: data.direction });
    const heading = Object.assign(document.createElement("h3"), { textContent: part.heading });
    side.append(heading, ...agents.parsed(part.html).childNodes);
    for (const link of side.querySelectorAll("a")) link.target = "_blank";
    return side;
  };

  const head = (data) => Object.assign(document.createElement("p"), { className: "hc-agents-side-head", dir: data.direction, textContent: agents.nameOf(data.language) });

  const tools = (part) => {
    const row = document.createElement("p");
    row.className = "hc-agents-tools";
    if (part.outdated) row.append(Object.assign(document.createElement("strong"), { textContent: agents.notToSend(part.draft) }));
    for (const kind of part.outdated ? ["link"] : ["answer", "link"]) {
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: agents.words[kind] });
      button.setAttribute("aria-label", `${agents.words[kind]}: ${part.heading}`);
      button.addEventListener("click", () => { panel.close(); agents.act(kind, part.id); });
      row.append(button);
    }
    return row;
  };

  agents.openSides = async (id) => {
    const own = await agents.inLanguage(agents.reading()), customer = agents.customer();
    const theirs = await agents.inLanguage(customer);
    const left = own ?? await agents.inLanguage(agents.source);
    const right = theirs ?? await agents.inLanguage(agents.source);
    warning.hidden = Boolean(theirs);
    warning.textContent = agents.filled(agents.words.untranslated, { language: agents.nameOf(customer) });
    const rows = right.parts.map((part) => {
      const row = document.createElement("section"), other = cell(right, part);
      row.dataset.part = part.id;
      row.className = "hc-agents-row";
      other.classList.toggle("hc-agents-outdated", Boolean(part.outdated));
      other.querySelector("h3").after(tools(part));
      row.append(cell(left, left.parts.find((each) => each.id === part.id)), other);
      return row;
    });
    const heads = Object.assign(document.createElement("div"), { className: "hc-agents-row" });
    heads.append(head(left), head(right));
    box.replaceChildren(heads, ...rows);
    panel.showModal();
    panel.querySelector("[data-close]").focus();
    box.querySelector(`[data-part="${CSS.escape(id)}"]`)?.scrollIntoView({ block: "start" });
  };
})();
