// The customer's language: found by its name in any spelling that an agent may type, or by its number in the list.
(() => {
  const { agents } = helpcentre;
  const panel = agents.panel("language"), field = panel.querySelector("input"), list = panel.querySelector("[role=listbox]");
  const note = panel.querySelector("[data-note]");
  const options = [...document.querySelectorAll("[data-agents-customer] option")];
  const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const called = (code, by) => new Intl.DisplayNames([by], { type: "language" }).of(code);
  const names = ({ value, textContent }) => (
    [value, textContent, agents.nameOf(value), ...[value, agents.tagOf(value)].flatMap((tag) => [called(tag, value), called(tag, "en")])].map(folded)
  );
  let shown = [], chosen = 0;

  const choose = (index) => {
    chosen = shown.length ? (index + shown.length) % shown.length : 0;
    shown.forEach((item, at) => item.setAttribute("aria-selected", String(at === chosen)));
    field.setAttribute("aria-activedescendant", shown[chosen]?.id ?? "");
    shown[chosen]?.scrollIntoView({ block: "nearest" });
  };
  const take = (code) => {
    panel.close();
    agents.serve(code);
    agents.say(`${agents.words.customer}: ${agents.nameOf(code)}`);
  };
  const item = (option, index) => {
    const row = Object.assign(document.createElement("li"), { id: `agents-language-${option.value}` });
    const name = document.createElement("strong");
    // Not the column, only the name has its own direction: names of all scripts stand on one side.
    name.append(Object.assign(document.createElement("bdi"), { lang: agents.tagOf(option.value), textContent: option.textContent }));
    row.setAttribute("role", "option");
    row.append(agents.numbered(index), name, agents.nameOf(option.value));
    row.addEventListener("click", () => take(option.value));
    return row;
  };
  const show = () => {
    const typed = folded(field.value.trim());
    const begins = (option) => names(option).some((name) => name.startsWith(typed));
    shown = options.filter(begins).map(item);
    list.replaceChildren(...shown);
    choose(0);
  };

  field.addEventListener("input", show);
  panel.addEventListener("keydown", (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by) { event.preventDefault(); choose(chosen + by); }
    if (event.key === "Enter" && event.target === field && !event.isComposing) { event.preventDefault(); shown[chosen]?.click(); }
  });
  agents.chooseByDigit("language", () => shown);

  // told: what else the agent should know just now.
  agents.openLanguages = (told = "") => {
    note.textContent = told;
    note.hidden = !told;
    field.value = "";
    show();
    const own = shown.findIndex((row) => row.id === `agents-language-${agents.customer()}`);
    choose(Math.max(own, 0));
    panel.showModal();
    field.focus();
  };
})();
