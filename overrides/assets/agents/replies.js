// Replies in the customer's language: choose one, fill in what is in braces, copy.
(() => {
  const { agents } = helpcentre;
  const panel = agents.panel("replies");
  const [warning, choices, fields, preview, empty, copy, instead] =
    ["warning", "choices", "fields", "preview", "empty", "copy", "instead"].map((name) => panel.querySelector(`[data-${name}]`));
  let data = null, chosen = null, isSure = false;

  const values = () => agents.store.values();
  const open = () => chosen.names.filter((name) => !values()[name]?.trim());

  const show = () => {
    const made = agents.reply(data, chosen.reply, values());
    const body = agents.parsed(made.html);
    for (const link of body.querySelectorAll("a")) link.target = "_blank";
    preview.replaceChildren(...body.childNodes);
    mark(preview);
    empty.textContent = "";
    isSure = false;
    copy.textContent = agents.words.copy;
  };

  // What is still in braces stands out.
  const mark = (element) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT), texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    for (const text of texts) {
      const parts = text.data.split(/(\{\w+\})/).map((part, index) => (
        index % 2 ? Object.assign(document.createElement("mark"), { textContent: part }) : part
      ));
      text.replaceWith(...parts);
    }
  };

  const field = (name) => {
    const label = document.createElement("label"), input = document.createElement("input");
    input.name = name;
    input.value = values()[name] ?? "";
    input.autocomplete = "off";
    input.maxLength = agents.longest;
    input.dir = "auto";
    input.addEventListener("input", () => { agents.store.fillIn(name, input.value); show(); });
    label.append(agents.placeholders[name] ?? name, input);
    return label;
  };

  const choose = (reply) => {
    chosen = { reply, names: agents.reply(data, reply, {}).names };
    const legend = fields.querySelector("legend");
    fields.replaceChildren(legend, ...chosen.names.map(field));
    fields.hidden = !chosen.names.length;
    const isOutdated = Boolean(reply.outdated);
    if (data.language === agents.customer()) {
      warning.hidden = !isOutdated;
      const why = reply.draft ? agents.words.do_not_send_draft : agents.words.do_not_send;
      warning.textContent = `${why} (${agents.nameOf(data.language)})`;
    }
    copy.disabled = isOutdated;
    instead.hidden = !isOutdated;
    instead.textContent = agents.filled(agents.words.instead, { language: agents.nameOf(agents.source) });
    show();
  };

  const choice = (reply, isFirst) => {
    const label = document.createElement("label"), input = document.createElement("input");
    Object.assign(input, { type: "radio", name: "reply", checked: isFirst });
    input.addEventListener("change", () => choose(reply));
    const part = Object.assign(document.createElement("small"), { lang: data.language, dir: data.direction });
    part.textContent = data.parts.find((each) => each.id === reply.part).heading;
    const text = document.createElement("span");
    text.append(agents.words[`aside_${reply.kind}`], part);
    label.append(input, text);
    return label;
  };

  // The replies of a page, that of the part (or with the id) that the agent is at first.
  const fill = (found, id) => {
    data = found;
    const first = data.replies.find((reply) => reply.id === id) ?? data.replies.find((reply) => reply.part === id) ?? data.replies[0];
    choices.replaceChildren(choices.querySelector("legend"), ...data.replies.map((reply) => choice(reply, reply === first)));
    choose(first);
  };

  agents.openReplies = async (id, found = null) => {
    const theirs = found ?? await agents.inLanguage(agents.customer());
    const shown = theirs ?? await agents.inLanguage(agents.source);
    if (!shown?.replies.length) return agents.say(agents.words.replies_none);
    warning.hidden = Boolean(theirs);
    warning.textContent = agents.filled(agents.words.untranslated, { language: agents.nameOf(agents.customer()) });
    fill(shown, id);
    panel.showModal();
    const blank = [...fields.querySelectorAll("input")].find((input) => !input.value);
    (blank ?? (copy.disabled ? instead : copy)).focus();
    return undefined;
  };

  instead.addEventListener("click", async () => fill(await agents.inLanguage(agents.source), chosen.reply.id));
  panel.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    const names = open();
    if (names.length && !isSure) {
      const list = names.map((name) => agents.placeholders[name] ?? name).join(", ");
      empty.textContent = agents.filled(agents.words.empty, { names: list });
      copy.textContent = agents.words.copy_anyway;
      isSure = true;
      fields.querySelector(`[name=${names[0]}]`).focus();
      return;
    }
    const { reply } = chosen, made = agents.reply(data, reply, values());
    panel.close();
    agents.copy(made);
    agents.store.remember({ page: data.page, id: reply.id, kind: reply.kind, title: data.title, language: data.language });
  });
})();
