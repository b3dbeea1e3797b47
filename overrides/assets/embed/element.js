// <help-centre>: a button, and the panel that it opens, with the search, the pages and the languages of the help centre.
// It stores nothing, and asks no other host. manual/embed.md tells what a page of another host needs.
(() => {
  if (customElements.get("help-centre")) return;
  const { root, languages, load, readPage, within, nearest } = helpcentre;
  const codes = Object.keys(languages), tags = new Map(codes.map((code) => [code, languages[code].tag])), PAUSE = 300, SILENT = 250;
  const PHONE = matchMedia("(max-width: 35rem)"), TOUCH = matchMedia("(pointer: coarse)");
  const SIGNS = {
    back: "M20 11H7.83l5.59-5.59L12 4l-8 8 8 8 1.41-1.41L7.83 13H20z",
    close: "M19 6.41 17.59 5 12 10.59 6.41 5 5 6.41 10.59 12 5 17.59 6.41 19 12 13.41 17.59 19 19 17.59 13.41 12z",
    help: "M11 18h2v-2h-2zm1-16a10 10 0 1 0 0 20 10 10 0 0 0 0-20m0 18a8 8 0 1 1 0-16 8 8 0 0 1 0 16m0-14a4 4 0 0 0-4 4h2a2 2 0 1 1 4 0c0 2-3 1.75-3 5h2c0-2.25 3-2.5 3-5a4 4 0 0 0-4-4",
  };
  const FOCUSABLE = "a[href], button, input, select, summary, video, audio, [tabindex='0']";

  const made = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };
  const sign = (name) => {
    const [svg, path] = ["svg", "path"].map((each) => document.createElementNS("http://www.w3.org/2000/svg", each));
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    path.setAttribute("d", SIGNS[name]);
    svg.append(path);
    return svg;
  };
  const sheet = (name) => made("link", { rel: "stylesheet", crossorigin: "anonymous", href: `${root}assets/embed/${name}.css` });
  const filled = (text, query) => text.replace("{query}", () => query);
  const aimed = (tree, hash) => {
    try { return tree.getElementById(decodeURIComponent(hash.slice(1))); } catch { return null; /* made up */ }
  };

  // Titles and excerpts of the search are escaped text with <mark> around the matches.
  const plain = (text) => text.replace(/&#(\d+);/g, (_, number) => String.fromCharCode(number));
  const marked = (text) => text.split(/<\/?mark>/).map((piece, at) => (at % 2 ? made("mark", {}, plain(piece)) : plain(piece)));

  const clients = {};
  const start = async (code) => {
    const parts = ["javascripts/search-ranking", "javascripts/search-index", `search/${code}`];
    const [search, open, entry] = await Promise.all(parts.map((name) => load(`assets/${name}`)));
    return open({ search, root, language: code, others: codes.filter((other) => other !== code), entry });
  };
  const ask = async (query, code, isWide) => {
    try { return await (await (clients[code] ??= start(code)))(query, isWide); } catch { delete clients[code]; return null; }
  };

  class HelpCentre extends HTMLElement {
    static get observedAttributes() { return ["button", "language", "page", "topic"]; }

    connectedCallback() {
      if (this.shadowRoot) return;
      this.attachShadow({ mode: "open" });
      this.views = [];
      this.count = 0;
      this.build();
      this.speak(this.wanted());
    }

    attributeChangedCallback(name) {
      if (!this.shadowRoot) return;
      if (name === "language") this.choose(this.wanted());
      else if (name !== "button") this.views = [];
      this.opener.hidden = this.getAttribute("button") === "off";
      if (name !== "button" && !this.panel.hidden && !this.views.length) this.begin();
    }

    wanted() {
      const around = this.parentElement?.closest("[lang]")?.lang;
      return [this.getAttribute("language"), around, ...navigator.languages].map((tag) => nearest(tag, tags)).find(Boolean) ?? codes[0];
    }

    build() {
      const part = (name, tag, attributes = {}, ...children) => {
        this[name] = made(tag, { class: `hc-embed-${name}`, ...attributes }, ...children);
        return this[name];
      };
      const button = (name, attributes, ...children) => part(name, "button", { type: "button", ...attributes }, ...children);
      button("opener", { part: "button", "aria-haspopup": "dialog", "aria-expanded": "false" }, sign("help"), part("label", "span"));
      this.opener.hidden = this.getAttribute("button") === "off";
      const choices = codes.map((code) => made("option", { value: code, lang: tags.get(code) }, languages[code].name));
      const header = made("header", {}, button("back", {}, sign("back")), part("heading", "h2", { id: "hc-embed-heading", dir: "auto" }),
        part("choice", "select", {}, ...choices), button("closer", {}, sign("close")));
      this.choice.hidden = codes.length < 2;
      part("field", "input", { type: "search", autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "search" });
      part("panel", "div", { role: "dialog", part: "panel", "aria-labelledby": this.heading.id, tabindex: "-1" }, header,
        part("form", "form", { role: "search" }, this.field), part("status", "p", { role: "status" }),
        part("content", "div", {}, part("results", "div"), part("body", "div", { class: "hc-page hc-embed-body" })),
        made("footer", {}, part("outside", "a", { target: "_blank", rel: "noopener" })));
      this.panel.hidden = true;
      part("frame", "div", {}, this.opener, this.panel);
      this.frame.hidden = true; // until it has its look
      const style = sheet("embed");
      style.addEventListener("load", () => { this.frame.hidden = false; });
      this.shadowRoot.append(style, this.frame);
      this.listen();
    }

    listen() {
      this.opener.addEventListener("click", () => (this.panel.hidden ? this.open() : this.close()));
      this.closer.addEventListener("click", () => this.close());
      this.back.addEventListener("click", () => this.goBack());
      this.choice.addEventListener("change", () => this.choose(this.choice.value));
      this.field.addEventListener("input", () => this.search());
      this.form.addEventListener("submit", (event) => { event.preventDefault(); this.search(); });
      this.content.addEventListener("click", (event) => this.follow(event));
      this.panel.addEventListener("keydown", (event) => this.press(event));
      PHONE.addEventListener("change", () => this.fit());
    }

    // On a phone the panel covers the app; elsewhere, readers may do in the app what they read.
    fit() { this.panel.setAttribute("aria-modal", String(PHONE.matches)); }

    async speak(code) {
      const { tag, direction, button } = languages[code];
      this.code = code;
      this.choice.value = code;
      Object.assign(this.frame, { lang: tag, dir: direction });
      this.label.textContent = this.getAttribute("label") ?? button;
      if (this.panel.hidden) return;
      const { strings, contact, articles, name } = await load(`assets/embed/${code}`);
      if (code !== this.code) return;
      Object.assign(this, { strings, contact, articles });
      this.heading.textContent = name;
      this.field.placeholder = strings.search_placeholder;
      this.field.setAttribute("aria-label", strings.search);
      this.choice.setAttribute("aria-label", strings.language);
      this.outside.textContent = strings.help_open;
      for (const [each, word] of [["back", "help_back"], ["closer", "help_close"]]) {
        this[each].setAttribute("aria-label", strings[word]);
        this[each].title = strings[word];
      }
    }

    // Opens the panel, at a page if one is given by its address: app.querySelector("help-centre").open("en/topic/page/")
    async open(address) {
      if (this.panel.hidden) {
        this.returnTo = this.getRootNode().activeElement;
        this.panel.hidden = false;
        this.opener.setAttribute("aria-expanded", "true");
        this.look ??= new Promise((resolve) => {
          const style = sheet("page");
          style.onload = style.onerror = resolve;
          this.shadowRoot.prepend(style); // the panel's own rules count more
        });
        this.fit();
      }
      const isFirst = !this.strings;
      if (isFirst) this.panel.focus();
      try { await Promise.all([this.look, this.speak(this.code)]); } catch { return this.fail(root); }
      if (address !== undefined) return this.go({ address });
      if (TOUCH.matches || (this.hasAttribute("page") && !this.views.length)) this.panel.focus();
      else this.field.focus();
      return this.views.length ? undefined : this.begin();
    }

    close() {
      if (this.panel.hidden) return;
      this.panel.hidden = true;
      this.opener.setAttribute("aria-expanded", "false");
      const to = this.returnTo === this || !this.returnTo?.isConnected || this.returnTo === document.body ? this.opener : this.returnTo;
      to.focus();
    }

    // The beginning: a topic, or the home page. With a page, that one is open, and the beginning is a step back.
    begin() {
      this.views = [{ address: this.getAttribute("topic") ?? languages[this.code].home, isStart: true }];
      const page = this.getAttribute("page");
      if (page !== null) this.views.push({ address: page });
      return this.show({ isQuiet: page === null });
    }

    go(view) {
      this.note();
      if (!this.views.length) this.views = [{ address: this.getAttribute("topic") ?? languages[this.code].home, isStart: true }];
      this.views.push(view);
      return this.show();
    }

    note() {
      const last = this.views[this.views.length - 1];
      if (last) last.top = this.content.scrollTop;
    }

    goBack() {
      this.views.pop();
      this.show({ isBack: true });
    }

    async choose(code) {
      if (code === this.code) return;
      const first = this.views[0];
      if (first && !this.hasAttribute("topic")) first.address = languages[code].home;
      try {
        await this.speak(code);
        if (!this.panel.hidden) await this.show({ isQuiet: true });
      } catch { this.fail(root); }
    }

    // Shows the last view. isQuiet leaves the focus where it is, isBack goes to where the reader was.
    async show({ isQuiet = false, isBack = false } = {}) {
      const view = this.views[this.views.length - 1], number = ++this.count;
      this.back.hidden = this.views.length < 2;
      if (view.query !== undefined) {
        this.field.value = view.query;
        if (isBack) this.field.focus();
        return this.answer(view.query);
      }
      if (!isQuiet) this.field.value = "";
      this.results.hidden = true;
      this.body.hidden = false;
      this.status.textContent = "";
      this.content.setAttribute("aria-busy", "true");
      try {
        const page = await readPage(view.address, this.code);
        if (number === this.count) this.render(page, { view, isQuiet, isBack });
      } catch { if (number === this.count) this.fail(view.address); }
      if (number === this.count) this.content.removeAttribute("aria-busy");
      return undefined;
    }

    render(page, { view, isQuiet, isBack }) {
      const isInText = this.body.contains(this.shadowRoot.activeElement);
      Object.assign(this.body, { lang: page.language, dir: page.direction });
      this.body.replaceChildren(...page.nodes);
      Object.assign(this.outside, { href: page.url, hreflang: page.language });
      const aim = aimed(this.shadowRoot, page.hash);
      const target = aim || this.body.querySelector("h1") || this.body;
      this.content.scrollTop = isBack ? view.top ?? 0 : 0;
      if (aim && !isBack) aim.scrollIntoView({ block: "start" });
      if (isQuiet && !isInText) return; // else the focus would be nowhere
      target.tabIndex = -1;
      target.focus({ preventScroll: true });
    }

    // The address may be any text of the app's page: the link leads into the help centre, whatever it is.
    fail(given) {
      const address = within(given);
      if (this.body.contains(this.shadowRoot.activeElement)) this.panel.focus();
      this.body.replaceChildren();
      this.outside.href = address;
      this.outside.textContent = this.strings?.help_open ?? address;
      this.status.textContent = this.strings?.help_failed ?? "";
      this.back.hidden = this.views.length < 2;
    }

    search() {
      const query = this.field.value.trim(), last = this.views[this.views.length - 1];
      if (last?.query === undefined) {
        if (!query) return;
        this.note();
        this.views.push({ query });
      } else if (query) last.query = query;
      else { this.goBack(); return; }
      this.back.hidden = false;
      this.answer(query);
    }

    async answer(query) {
      const number = ++this.count, code = this.code, isLast = () => number === this.count;
      const busy = setTimeout(() => { if (isLast()) this.status.textContent = this.strings.search_busy; }, SILENT);
      const found = await ask(query, code, false);
      clearTimeout(busy);
      if (!isLast()) return;
      this.list(query, found);
      if (!found || found.isWhole) return;
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
      const wide = isLast() && await ask(query, code, true);
      if (wide && isLast()) this.list(query, wide);
    }

    list(query, found) {
      const pages = found?.pages ?? [];
      this.body.hidden = true;
      this.results.hidden = false;
      this.content.scrollTop = 0;
      this.outside.href = `${new URL(languages[this.code].home, root).href}?q=${encodeURIComponent(query)}`;
      this.results.replaceChildren(...pages.map((page) => this.group(page)), ...(pages.length && !found.isFar ? [] : this.further(found)));
      this.status.textContent = this.message(query, found, pages);
    }

    group({ title, language, sections }) {
      const links = sections.map(({ title: name, url, excerpt }) => made("li", {},
        made("a", { href: url, class: "hc-embed-hit" }, made("strong", {}, ...marked(name)), made("span", {}, ...marked(excerpt)))));
      const code = language ?? this.code;
      return made("section", { lang: tags.get(code) ?? code, dir: languages[code]?.direction ?? "auto" }, made("h3", {}, title), made("ul", {}, ...links));
    }

    further(found) {
      const { strings } = this, ways = [[this.contact, strings.contact_button], [this.articles, strings.all_articles]];
      const links = ways.filter(([url]) => url).map(([url, text]) => made("li", {}, made("a", { href: new URL(url, root).href }, text)));
      const meant = found?.suggestion, again = made("button", { type: "button", class: "hc-embed-meant" }, filled(strings.search_suggestion, meant ?? ""));
      again.addEventListener("click", () => { this.field.value = meant; this.field.focus(); this.search(); });
      return [...(meant ? [again] : []), made("ul", { class: "hc-embed-further" }, ...links)];
    }

    message(query, found, pages) {
      const { strings, code } = this, tag = tags.get(code), count = pages.flatMap(({ sections }) => sections).length;
      if (!found) return strings.search_failed;
      if (!count) return filled(strings.search_none, query);
      if (found.isFar) return filled(strings.search_closest, query);
      const form = strings.search_count[new Intl.PluralRules(strings.search_count.tag ?? tag).select(count)] ?? strings.search_count.other;
      const told = form.replace("{n}", () => count.toLocaleString(tag));
      return [found.meant && filled(strings.search_meant, found.meant), told].filter(Boolean).join(" \u00b7 ");
    }

    // A link to a page of the help centre opens it here, all others a new window.
    follow(event) {
      const link = event.composedPath().find((each) => each.localName === "a");
      if (!link?.href.startsWith(root) || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
      const { pathname, hash, href } = new URL(link.href);
      const [here] = this.outside.href.split("#");
      if (!/(?:\/|\.html)$/.test(pathname)) { Object.assign(link, { target: "_blank", rel: "noopener" }); return; }
      event.preventDefault();
      if (hash && href.split("#")[0] === here && !this.body.hidden) {
        const aim = aimed(this.shadowRoot, hash);
        if (!aim) return;
        aim.tabIndex = -1;
        aim.focus();
        aim.scrollIntoView({ block: "start" });
      } else this.go({ address: href });
    }

    press(event) {
      if (event.isComposing) return;
      if (event.key === "Escape") { event.preventDefault(); event.stopPropagation(); this.close(); }
      if (event.key !== "Tab") return;
      const stops = [...this.panel.querySelectorAll(FOCUSABLE)].filter((each) => each.getClientRects().length);
      const first = stops[0], last = stops[stops.length - 1], at = this.shadowRoot.activeElement;
      const isLeaving = event.shiftKey ? at === first || at === this.panel : at === last;
      if (!isLeaving) return;
      event.preventDefault();
      (event.shiftKey ? last : first).focus();
    }
  }

  customElements.define("help-centre", HelpCentre);
})();
