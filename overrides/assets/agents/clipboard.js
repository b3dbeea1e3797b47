// Copies a text as HTML and as plain text; where the browser does not allow it, shows it selected, to be copied by hand.
(() => {
  const { agents } = helpcentre;
  document.body.insertAdjacentHTML("beforeend", agents.panels);
  const said = document.querySelector("[data-agents-said]");
  const panels = new Map([...document.querySelectorAll("[data-panel]")].map((each) => [each.dataset.panel, each]));
  let fading = 0;

  agents.panel = (name) => panels.get(name);
  agents.filled = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => (Object.hasOwn(values, name) ? values[name] : whole));
  agents.say = (text) => {
    said.textContent = text;
    clearTimeout(fading);
    fading = setTimeout(() => { said.textContent = ""; }, 6000);
  };

  for (const panel of panels.values()) {
    panel.addEventListener("click", (event) => {
      if (event.target === panel || event.target.closest("[data-close]")) panel.close();
    });
  }

  // In a panel's list, the digits choose: list says what there is to click on. What is typed into a field stays there.
  agents.chooseByDigit = (name, list) => agents.panel(name).addEventListener("keydown", (event) => {
    const isTyping = event.target.matches("input:not([type=radio], [role=combobox]), textarea");
    if (isTyping || event.ctrlKey || event.metaKey || event.altKey || agents.store.get("keys") === false) return;
    const wanted = /^[1-9]$/.test(event.key) && list()[event.key - 1];
    if (!wanted) return;
    event.preventDefault();
    wanted.click();
  });
  agents.numbered = (index) => {
    const key = Object.assign(document.createElement("kbd"), { textContent: index < 9 ? index + 1 : "" });
    key.setAttribute("aria-hidden", "true");
    return key;
  };

  // The elements of some HTML; nothing of it is loaded or run.
  agents.parsed = (html) => new DOMParser().parseFromString(html, "text/html").body;

  // Plain text as people write it in a chat: steps with numbers, addresses in brackets, a line between paragraphs.
  const BLOCKS = new Set(["BLOCKQUOTE", "DIV", "DL", "OL", "P", "PRE", "TABLE", "UL"]);
  const LINES = new Set(["DD", "DT", "HR", "TR"]);
  const HOLDERS = new Set(["BLOCKQUOTE", "BODY", "DIV", "DL", "OL", "TABLE", "TBODY", "THEAD", "TR", "UL"]);
  // Lines of code stay as they are: until all else is in order, another sign stands for their ends.
  const END = "\u0000";
  const code = (node, indent) => `\n\n${indent}${node.textContent.replace(/\s+$/, "").replaceAll("\n", END + indent)}\n\n`;
  // An address that is its own text is said once, as are those of mail and telephone that the text names.
  const address = (link) => {
    const bare = link.href.match(/^(?:mailto|tel):([^?]*)/)?.[1];
    const plain = (value) => value.replace(/%40/g, "@").replace(/[^\p{L}\p{N}+@]/gu, "").toLowerCase();
    const isNamed = bare !== undefined && plain(link.textContent).includes(plain(bare));
    return isNamed || link.textContent === link.href ? "" : ` (${bare ?? link.href})`;
  };
  const text = (node, indent) => [...node.childNodes].map((child) => {
    const name = child.nodeName, inner = () => text(child, indent).replace(/^\n+|\s+$/g, "");
    if (name === "PRE") return code(child, indent);
    if (name === "#text") return HOLDERS.has(node.nodeName) && !child.data.trim() ? "" : child.data.replace(/\s+/g, " ");
    if (name === "BR") return "\n";
    if (name === "IMG") return child.alt;
    if (name === "A") return text(child, indent) + address(child);
    if (name === "LI") return item(child, indent);
    if (name === "TD" || name === "TH") return inner() + (child.nextElementSibling ? " | " : "");
    if (LINES.has(name)) return `\n${inner()}`;
    return BLOCKS.has(name) ? `\n\n${inner()}\n\n` : text(child, indent);
  }).join("");
  const item = (node, indent) => {
    const list = node.parentNode, sign = list.nodeName === "OL" ? `${[...list.children].indexOf(node) + list.start}.` : "•";
    return `\n${indent}${sign} ${text(node, `${indent}   `).trim().replace(/\n{2,}/g, "\n")}`;
  };
  agents.plain = (html) => text(agents.parsed(html), "").replace(/ *\n/g, "\n").replace(/\n{3,}/g, "\n\n").trim().replaceAll(END, "\n");

  const byHand = (html, text, done) => {
    const panel = agents.panel("box"), area = panel.querySelector("textarea");
    area.value = text;
    panel.showModal();
    area.select();
    panel.oncopy = (event) => {
      event.clipboardData.setData("text/html", html);
      event.clipboardData.setData("text/plain", text);
      event.preventDefault();
      panel.close();
      done();
    };
  };

  // what: its name, for the message; note: what the agent should know of it. Whether it is copied, or shown to be.
  agents.copy = async ({ html, text, what, isAddress = false, note = "" }) => {
    const why = isAddress ? "" : helpcentre.whyTooOld();
    if (why) {
      agents.stop({ title: agents.words.do_not_send, why });
      return false;
    }
    const done = () => agents.say([agents.filled(agents.words.copied, { what }), note].filter(Boolean).join(" "));
    try {
      const typed = (type, content) => new Blob([content], { type });
      const both = { "text/html": typed("text/html", html), "text/plain": typed("text/plain", text) };
      await navigator.clipboard.write([new ClipboardItem(both)]);
      done();
    } catch {
      byHand(html, text, done);
    }
    return true;
  };
})();
