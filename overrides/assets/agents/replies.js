// Replies in the customer's language, beside the same in the agent's: choose one, fill in what is in braces, copy.
(() => {
  const { agents } = helpcentre, { store } = agents;
  const panel = agents.panel("replies");
  const [warning, choices, fields, preview, own, empty, copy, offers, favourite] =
    ["warning", "choices", "fields", "preview", "own", "empty", "send", "offers", "favourite"].map((name) => panel.querySelector(`[data-${name}]`));
  let data = null, from = null, readable = [], chosen = null, isSure = false;

  const open = () => chosen.names.filter((name) => !store.values()[name]?.trim());
  const headingOf = (texts, reply) => texts.parts.find((part) => part.id === reply.part)?.heading;
  // What the agent reads instead of a reply: its like in the own language, or in the source's where that is outdated.
  const likeOf = (reply) => readable.map((texts) => ({ texts, reply: texts.replies.find((each) => each.id === reply.id) }))
    .find((like) => like.reply && !like.reply.outdated);

  const render = (box, texts, reply) => {
    const name = agents.nameOf(texts.language), shown = box.querySelector(".hc-agents-preview");
    box.querySelector("h3").textContent = name;
    shown.setAttribute("aria-label", `${agents.words.preview}: ${name}`);
    const body = agents.parsed(agents.reply(texts, reply, store.values()).html);
    for (const link of body.querySelectorAll("a")) link.target = "_blank";
    shown.replaceChildren(...body.childNodes);
    mark(shown);
  };
  const show = () => {
    render(preview, data, chosen.reply);
    const like = likeOf(chosen.reply);
    own.hidden = !like || like.texts.language === data.language;
    if (!own.hidden) render(own, like.texts, like.reply);
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
    input.value = store.values()[name] ?? "";
    input.autocomplete = "off";
    input.maxLength = agents.longest;
    input.dir = "auto";
    input.addEventListener("input", () => { store.fillIn(name, input.value); show(); });
    label.append(agents.placeholders[name] ?? name, input);
    return label;
  };
  const inputs = () => [...fields.querySelectorAll("input")];
  const focusFirst = () => {
    const blank = inputs().find((input) => !input.value);
    (blank ?? (copy.disabled ? offers.querySelector("button") : copy) ?? choices.querySelector(":checked")).focus();
  };

  // Why it must not be sent: nothing of the bundle, or not this.
  const warn = (reply) => {
    const isOutdated = Boolean(reply.outdated), why = helpcentre.whyTooOld();
    if (data.language === agents.customer() || why) warning.hidden = !isOutdated && !why;
    if (isOutdated || why) warning.textContent = why || `${agents.notToSend(reply.draft)} (${agents.nameOf(data.language)})`;
    copy.disabled = isOutdated || Boolean(why);
    return !why;
  };
  const offer = async (reply) => {
    const shown = data;
    offers.replaceChildren();
    const others = await agents.others(from, (texts) => (
      texts !== shown && texts.replies.some(({ id }) => id === reply.id) ? agents.reply(texts, texts.replies.find(({ id }) => id === reply.id), {}) : null
    ));
    if (data === shown && chosen.reply === reply) agents.offer(offers, others, (other) => { fill(other.data, reply.id); focusFirst(); });
  };
  const choose = async (reply) => {
    chosen = { reply, names: agents.reply(data, reply, {}).names };
    fields.replaceChildren(fields.querySelector("legend"), ...chosen.names.map(field));
    fields.hidden = !chosen.names.length;
    show();
    const like = readable.find((texts) => texts.replies.some(({ id }) => id === reply.id)) ?? data;
    chosen.entry = agents.entry(like, reply.id, reply.kind);
    favourite.setAttribute("aria-pressed", String(store.isFavourite(chosen.entry)));
    const isOffered = warn(reply) && !warning.hidden;
    offers.hidden = !isOffered;
    if (isOffered) await offer(reply);
  };

  const choice = (reply, index) => {
    const label = document.createElement("label"), input = document.createElement("input");
    Object.assign(input, { type: "radio", name: "reply" });
    input.addEventListener("change", () => choose(reply));
    const texts = readable.find((each) => headingOf(each, reply)) ?? data, text = document.createElement("span");
    const part = Object.assign(document.createElement("small"), { lang: agents.tagOf(texts.language), dir: texts.direction, textContent: headingOf(texts, reply) });
    text.append(agents.words[`aside_${reply.kind}`], part);
    label.append(input, agents.numbered(index), text);
    return label;
  };

  // The one with the id, or of the part that the agent is at, for the channel of the one before if there is one.
  const firstOf = (wanted) => {
    const { replies } = data, [page] = data.parts, channel = store.channel(), id = wanted || page.id;
    const named = replies.find((reply) => reply.id === id), near = replies.filter((reply) => reply.part === id);
    const suiting = (list) => list.find((reply) => reply.kind === channel);
    return named ?? suiting(near) ?? near[0] ?? (id === page.id ? suiting(replies) : null) ?? replies[0];
  };
  const fill = (found, id) => {
    data = found;
    choices.replaceChildren(choices.querySelector("legend"), ...data.replies.map(choice));
    const first = firstOf(id);
    choices.querySelectorAll("input")[data.replies.indexOf(first)].checked = true;
    return choose(first);
  };

  // id: of a reply or of a part, empty for the page's beginning; inLanguage: the texts of the page whose replies they are.
  agents.openReplies = async (id, inLanguage = agents.inLanguage) => {
    const theirs = await inLanguage(agents.customer()), source = await inLanguage(agents.source);
    const isTheirs = id.includes(".") ? theirs?.replies.some((reply) => reply.id === id) : theirs?.replies.length;
    const shown = isTheirs ? theirs : source, language = agents.nameOf(agents.customer());
    if (!shown?.replies.length) return agents.say(agents.words.replies_none);
    readable = [await inLanguage(agents.reading()), source].filter(Boolean);
    from = inLanguage;
    warning.hidden = Boolean(isTheirs);
    warning.textContent = theirs ? `${agents.words.untranslated_title} (${language})` : agents.filled(agents.words.untranslated, { language });
    await fill(shown, id);
    panel.showModal();
    choices.querySelector(":checked").scrollIntoView({ block: "nearest" });
    focusFirst();
    return undefined;
  };

  const radios = () => [...choices.querySelectorAll("input")];
  const pick = (radio) => { radio.click(); focusFirst(); };
  agents.chooseByDigit("replies", () => radios().map((radio) => ({ click: () => pick(radio) })));
  panel.addEventListener("keydown", (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key], all = radios();
    if (!by || event.target.type === "radio" || event.isComposing) return;
    event.preventDefault();
    pick(all[(all.findIndex((radio) => radio.checked) + by + all.length) % all.length]);
  });
  favourite.addEventListener("click", () => {
    const isWanted = favourite.getAttribute("aria-pressed") === "false";
    store.favour(chosen.entry, isWanted);
    favourite.setAttribute("aria-pressed", String(isWanted));
  });
  panel.querySelector("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const names = open();
    if (copy.disabled) return;
    if (names.length && !isSure) {
      const list = names.map((name) => agents.placeholders[name] ?? name).join(", ");
      empty.textContent = agents.filled(agents.words.empty, { names: list });
      copy.textContent = agents.words.copy_anyway;
      isSure = true;
      fields.querySelector(`[name=${names[0]}]`).focus();
      return;
    }
    const { reply, entry } = chosen;
    panel.close();
    if (!await agents.copy(agents.reply(data, reply, store.values()))) return;
    store.useChannel(reply.kind);
    store.remember(entry);
  });
})();
