// The texts of pages in any language, from the scripts that the build puts beside the pages
// (hooks/helpcentre/agents/clipboard.py).
(() => {
  const { agents } = helpcentre;
  const choice = document.querySelector("[data-agents-customer]");
  const pages = new Map();
  const element = (name, values) => Object.assign(document.createElement(name), values);

  // The texts of a page, given as its address below the bundle without .html.
  agents.load = async (page) => {
    if (!agents.isPage(page)) throw new Error(`${page} is no page of the bundle`);
    if (!pages.has(page)) {
      const texts = helpcentre.load(`${page}.answers`).then((data) => ({ ...data, page }));
      pages.set(page, texts);
      texts.catch(() => pages.delete(page));
    }
    return pages.get(page);
  };

  const options = [...choice.options];
  agents.customer = () => choice.value;
  agents.reading = () => document.documentElement.dataset.language;
  agents.source = options[0].value; // the language that all others are translations of
  agents.nameOf = (code) => agents.languages[code].name;
  agents.tagOf = (code) => agents.languages[code].tag;
  // This page's texts in a language; null where it is not translated.
  agents.inLanguage = async (code) => {
    const option = options.find((each) => each.value === code);
    return !option.dataset.page || "missing" in option.dataset ? null : agents.load(option.dataset.page);
  };
  // The same of another page, given as load wants it.
  agents.elsewhere = (page) => async (code) => {
    const { pages } = await agents.load(page);
    return Object.hasOwn(pages, code) ? agents.load(pages[code]) : null;
  };

  // isDraft: a machine wrote it, and nobody reviewed it.
  agents.notToSend = (isDraft) => (isDraft ? agents.words.do_not_send_draft : agents.words.do_not_send);
  // What the agent can read of a page.
  agents.known = async (inLanguage) => await inLanguage(agents.reading()) ?? inLanguage(agents.source);

  // The languages to copy in what the customer's has not: the agent's own, English, and the source, which is always right. Each is
  // { code, data, made } with what make returns of the texts, if that is fit to be sent; inLanguage says where they come from.
  const english = options.map(({ value }) => value).find((code) => /^en(-|$)/.test(code));
  agents.others = async (inLanguage, make) => {
    const codes = new Set([agents.reading(), english, agents.source].filter((code) => code && code !== agents.customer()));
    const found = await Promise.all([...codes].map(async (code) => {
      const data = await inLanguage(code), made = data && make(data);
      return made && !made.isOutdated ? [{ code, data, made }] : [];
    }));
    return found.flat();
  };
  // Buttons for these in a box, which say so; take gets the one that is chosen.
  agents.offer = (box, others, take) => {
    box.replaceChildren(...others.map((each, index) => {
      const button = element("button", { type: "button", className: index ? "hc-agents-other" : "hc-button" });
      button.append(agents.numbered(index), agents.filled(agents.words.instead, { language: agents.nameOf(each.code) }));
      button.addEventListener("click", () => take(each));
      return button;
    }));
  };

  // A heading's part of a page with all that stands below it, down to the next heading of its rank.
  const below = (data, id) => {
    const from = data.parts.findIndex((part) => part.id === id);
    if (from < 0) return [];
    const rest = data.parts.slice(from + 1);
    const end = rest.findIndex((part) => part.level <= data.parts[from].level);
    return [data.parts[from], ...(end < 0 ? rest : rest.slice(0, end))];
  };
  const written = (data, html) => `<div lang="${agents.tagOf(data.language)}" dir="${data.direction}">${html}</div>`;
  const linked = (address) => element("a", { href: address, textContent: address });

  // Some HTML with values in the place of what is in braces, {link} being the page's address. A value is set as a text,
  // and encoded where it is a part of an address: nothing of it is ever read as HTML.
  const BRACES = /\{(\w+)\}/;
  // A number between Arabic or Hebrew words is shown from right to left, group by group, unless a sign (U+200E) precedes it.
  const ordered = (text, direction) => (direction === "rtl" && /^[^\p{L}]*\d[^\p{L}]*$/u.test(text) ? `\u200e${text}` : text);
  const encoded = (text) => encodeURIComponent(text.replace(/\p{Surrogate}/gu, "\ufffd"));
  const inPlace = (html, values, link, direction) => {
    const known = new Map([...Object.entries(values).filter(([, text]) => text.trim()), ["link", link]]);
    const body = agents.parsed(html), texts = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_TEXT), found = [];
    const pieces = (text, fill) => text.split(BRACES).map((piece, index) => {
      if (index % 2 === 0) return piece;
      return known.has(piece) ? fill(piece) : `{${piece}}`;
    });
    while (texts.nextNode()) if (BRACES.test(texts.currentNode.data)) found.push(texts.currentNode);
    for (const text of found) text.replaceWith(...pieces(text.data, (name) => (name === "link" ? linked(link) : ordered(known.get(name), direction))));
    for (const each of body.querySelectorAll("[href], [src], [alt]")) {
      for (const { name, value } of [...each.attributes]) {
        const fill = (piece) => (name === "alt" ? known.get(piece) : encoded(known.get(piece)));
        each.setAttribute(name, pieces(value, fill).join(""));
      }
    }
    return body.innerHTML;
  };

  const bold = (text) => {
    const paragraph = element("p");
    paragraph.append(element("strong", { textContent: text }));
    return paragraph.outerHTML;
  };

  const wrongs = (parts) => ({ isOutdated: parts.some((part) => part.outdated), isDraft: parts.some((part) => part.draft) });

  // The short answer that a page begins with, and its address; null where it begins with none.
  agents.short = (data) => {
    const [page] = data.parts, { text: address } = agents.link(data, page.id);
    if (!agents.parsed(page.html).textContent.trim()) return null;
    const html = written(data, `${page.html}<p>${linked(address).outerHTML}</p>`);
    return { html, text: agents.plain(html), what: named(data, agents.words.short), ...wrongs([page]) };
  };
  // What is to be pasted of a part; isOutdated: it says something else than the source, so nobody should be sent it.
  agents.answer = (data, id) => {
    const parts = below(data, id);
    if (!parts.length) return null;
    const html = written(data, parts.map((part) => `${bold(part.heading)}${part.html}`).join(""));
    return { html, text: agents.plain(html), what: named(data, parts[0].heading), ...wrongs(parts) };
  };
  // The address of a part or step, with the fingerprint of what it says now (site.js compares it when it is opened).
  agents.link = (data, id) => {
    const [page] = data.parts, withStep = data.parts.find((part) => part.steps?.[id]);
    const part = withStep ?? data.parts.find((each) => each.id === id)
      ?? data.parts.find((each) => id.startsWith(`${each.id}-step-`)) ?? page;
    const seen = withStep ? withStep.steps[id] : part.seen, place = withStep ? id : part === page ? "" : part.id;
    const text = `${page.address}${seen ? `?seen=${seen}` : ""}${place && `#${place}`}`;
    return { html: linked(text).outerHTML, text, what: named(data, text), ...wrongs(below(data, part.id)), isAddress: true };
  };
  // A reply with values in the place of what is in braces; the page's address is known.
  agents.reply = (data, reply, values) => {
    const { address } = data.parts.find((part) => part.id === reply.part);
    const html = written(data, inPlace(reply.html, values, address, data.direction));
    const names = [...new Set([...reply.html.matchAll(/\{(\w+)\}/g)].map((match) => match[1]))].filter((name) => name !== "link");
    return { html, text: agents.plain(html), what: named(data, agents.words[`aside_${reply.kind}`]), names, ...wrongs([reply]) };
  };
  const named = (data, what) => `${what} (${agents.nameOf(data.language)})`;
})();
