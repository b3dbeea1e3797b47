// What readers do with the text of a page: change tabs, copy code, see a picture large, play a film of another host.
// Without this script, all of it can be read.
(() => {
  const words = document.currentScript.dataset;
  const toast = document.querySelector("[data-toast]");
  const say = (text) => {
    toast.textContent = text;
    setTimeout(() => { toast.textContent = ""; }, 2500);
  };
  const made = (name, attributes) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };

  // The labels that were chosen last, on any page: who has an Android phone need not say so twice.
  const KEY = "helpcentre-tabs";
  const chosen = () => {
    try {
      const found = JSON.parse(localStorage.getItem(KEY));
      return Array.isArray(found) ? found : [];
    } catch { return []; }
  };
  const remember = (label) => {
    const labels = [label, ...chosen().filter((other) => other !== label)].slice(0, 8);
    try { localStorage.setItem(KEY, JSON.stringify(labels)); } catch { /* lasts for this page only */ }
  };

  const groups = [...document.querySelectorAll(".hc-tabs")].map((box, number) => {
    const list = made("div", { class: "hc-tab-list", role: "tablist" });
    const tabs = [...box.children].map((panel, place) => {
      const label = panel.querySelector(".hc-tab-label");
      const tab = made("button", { type: "button", role: "tab", id: `tab-${number}-${place}`, "aria-controls": `panel-${number}-${place}` });
      tab.append(...label.cloneNode(true).childNodes);
      Object.assign(panel, { id: `panel-${number}-${place}`, tabIndex: 0 });
      panel.setAttribute("role", "tabpanel");
      panel.setAttribute("aria-labelledby", tab.id);
      return { tab, panel, label: label.textContent.trim() };
    });
    list.append(...tabs.map(({ tab }) => tab));
    const select = (wanted) => {
      for (const { tab, panel } of tabs) {
        const isWanted = tab === wanted.tab;
        tab.setAttribute("aria-selected", isWanted);
        tab.tabIndex = isWanted ? 0 : -1;
        if (isWanted) panel.removeAttribute("hidden");
        else panel.setAttribute("hidden", "until-found"); // the browser's own search opens it
      }
    };
    const labels = chosen();
    const known = tabs.filter(({ label }) => labels.includes(label));
    known.sort((one, other) => labels.indexOf(one.label) - labels.indexOf(other.label));
    select(known[0] ?? tabs.find(({ panel }) => "chosen" in panel.dataset) ?? tabs[0]);
    box.prepend(list);
    box.dataset.ready = "";
    return { box, list, tabs, select };
  });

  // All groups of the page that have the label follow; what the reader looks at stays where it is.
  const choose = (group, wanted) => {
    const before = group.list.getBoundingClientRect().top;
    remember(wanted.label);
    for (const other of groups) {
      const same = other === group ? wanted : other.tabs.find(({ label }) => label === wanted.label);
      if (same) other.select(same);
    }
    scrollBy({ top: group.list.getBoundingClientRect().top - before, behavior: "instant" });
  };
  const reveal = (element) => {
    for (const group of groups) {
      const around = group.tabs.find(({ panel }) => panel.contains(element));
      if (around) group.select(around);
    }
  };
  for (const group of groups) {
    const { list, tabs } = group;
    const isMirrored = getComputedStyle(list).direction === "rtl";
    const steps = { ArrowRight: isMirrored ? -1 : 1, ArrowLeft: isMirrored ? 1 : -1 };
    list.addEventListener("click", (event) => {
      const wanted = tabs.find(({ tab }) => tab.contains(event.target));
      if (wanted) choose(group, wanted);
    });
    list.addEventListener("keydown", (event) => {
      const place = tabs.findIndex(({ tab }) => tab === document.activeElement);
      const next = { Home: 0, End: tabs.length - 1 }[event.key] ?? place + (steps[event.key] ?? NaN);
      const wanted = tabs[(next + tabs.length) % tabs.length];
      if (!wanted) return;
      event.preventDefault();
      choose(group, wanted);
      wanted.tab.focus();
    });
    for (const { panel } of tabs) panel.addEventListener("beforematch", () => reveal(panel));
  }
  const follow = () => {
    let target;
    try { target = document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch { /* made up */ }
    if (!target?.closest(".hc-tab[hidden]")) return;
    reveal(target);
    target.scrollIntoView();
  };
  addEventListener("hashchange", follow);
  follow();

  for (const code of document.querySelectorAll("article pre > code")) {
    const pre = code.parentNode;
    let box = pre.closest(".highlight");
    if (!box) {
      box = made("div", { class: "highlight" });
      pre.replaceWith(box);
      box.append(pre);
    }
    const button = made("button", { type: "button", class: "hc-copy", "aria-label": words.copy, title: words.copy });
    button.addEventListener("click", async () => {
      const copy = code.cloneNode(true);
      for (const mark of copy.querySelectorAll(".hc-note-mark")) {
        const before = mark.previousSibling;
        if (before) before.textContent = before.textContent.trimEnd();
        mark.remove();
      }
      try {
        await navigator.clipboard.writeText(copy.textContent.replace(/\n+$/, ""));
        say(words.copied);
      } catch {
        getSelection().selectAllChildren(code); // to be copied by hand
      }
    });
    box.append(button);
  }

  // What can be scrolled sideways can be reached with the keyboard, as long as there is something to scroll to.
  const watch = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
    }
  });
  for (const box of document.querySelectorAll(".hc-table, article pre")) watch.observe(box);

  for (const short of document.querySelectorAll("abbr[title]")) {
    short.addEventListener("click", () => say(`${short.textContent}: ${short.title}`));
  }

  // A picture is shown as large as the window, and after a click on it as large as it is.
  const large = made("dialog", { class: "hc-large" });
  const show = (link) => {
    const small = link.querySelector("img");
    const picture = made("img", { src: link.href, alt: small.alt });
    const close = made("button", { type: "button", class: "hc-button" });
    close.textContent = words.close;
    close.addEventListener("click", () => large.close());
    picture.addEventListener("click", () => large.toggleAttribute("data-full"));
    large.removeAttribute("data-full");
    large.replaceChildren(picture, close);
    document.body.append(large);
    large.showModal();
    close.focus();
  };
  for (const link of document.querySelectorAll(".hc-zoom")) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      show(link);
    });
  }

  // Another host is asked for its film only now; see the page's security policy.
  for (const box of document.querySelectorAll(".hc-embed[data-frame]")) {
    const button = made("button", { type: "button", class: "hc-button" });
    button.textContent = words.play;
    button.addEventListener("click", () => {
      const title = box.querySelector("figcaption, .hc-figcaption")?.textContent ?? words.play;
      const frame = made("iframe", { src: box.dataset.frame, title, allow: "autoplay; fullscreen; picture-in-picture", allowfullscreen: "" });
      button.replaceWith(frame);
      frame.focus();
    });
    box.append(button);
  }
})();
