// Light and dark, the language switch, menus that close, links to copy, and whether people can be reached just now.
// All of it works without this script, but less well.
(() => {
  const root = document.documentElement;

  const keep = (name, value) => {
    try {
      if (value) localStorage.setItem(name, value);
      else localStorage.removeItem(name);
    } catch { /* lasts for this page only */ }
  };

  // Light, dark, or as the device has it.
  const theme = document.querySelector("[data-theme-switch]"), choice = theme?.querySelector("select");
  if (choice) {
    theme.hidden = false;
    choice.value = root.dataset.theme ?? "";
    choice.addEventListener("change", () => {
      if (choice.value) root.dataset.theme = choice.value;
      else delete root.dataset.theme;
      keep("helpcentre-theme", choice.value);
    });
  }

  // A single key can be switched off, for who speaks to the computer: https://www.w3.org/TR/WCAG22/#character-key-shortcuts
  const keys = document.querySelector("[data-keys-switch]"), isOn = keys?.querySelector("input");
  if (keys) {
    keys.hidden = false;
    isOn.checked = root.dataset.keys !== "off";
    isOn.addEventListener("change", () => {
      root.dataset.keys = isOn.checked ? "on" : "off";
      keep("helpcentre-keys", isOn.checked ? "" : "off");
    });
  }

  const menu = document.querySelector("[data-menu]");
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });

  // The page in the language that the browser prefers, unless the reader has said no before. Where an address leads to
  // nothing, the language that it names comes first.
  const box = document.querySelector("[data-offer-box]");
  const links = document.querySelectorAll("[data-offer]"), own = root.dataset.language;
  const offers = new Map([...links].map((link) => [link.dataset.languageLink, link]));
  const tags = helpcentre.tagsOf(links).set(own, root.lang);
  const asked = "missing" in root.dataset ? location.pathname.split("/").filter((part) => tags.has(part)) : [];
  const wanted = [...asked, ...navigator.languages.map((tag) => helpcentre.nearest(tag, tags))].find(Boolean);
  const declined = () => { try { return localStorage.getItem("helpcentre-offer"); } catch { return null; } };
  if (offers.has(wanted) && declined() !== wanted) {
    const link = box.querySelector("a"), offer = offers.get(wanted);
    Object.assign(link, { href: offer.href, hreflang: offer.hreflang, lang: tags.get(wanted), textContent: offer.dataset.offer });
    link.dir = offer.querySelector("[dir]").dir;
    box.hidden = false;
    root.dataset.offered = "";
    box.querySelector("button").addEventListener("click", () => {
      box.hidden = true;
      delete root.dataset.offered;
      try { localStorage.setItem("helpcentre-offer", wanted); } catch { /* it comes back on the next page */ }
    });
  }

  // Who comes from a search sees its words marked.
  if (new URLSearchParams(location.search).has("mark")) {
    const src = document.currentScript.src.replace("site.js", "marks.js");
    document.head.append(Object.assign(document.createElement("script"), { src }));
  }

  // The link beside a step or heading. Pages on a disk have an address on the web, which is the one to pass on.
  const toast = document.querySelector("[data-toast]");
  const say = (text) => {
    toast.textContent = text;
    setTimeout(() => { toast.textContent = ""; }, 2500);
  };
  document.addEventListener("click", async (event) => {
    const link = event.target.closest?.(".hc-link");
    if (!link || !navigator.clipboard || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const address = new URL(link.closest("[data-address]")?.dataset.address ?? location.href);
    Object.assign(address, { hash: link.hash, search: "" });
    try { await navigator.clipboard.writeText(address.href); } catch { location.hash = link.hash; return; }
    say(toast.dataset.toast);
  });

  // An e-mail address or number: where it cannot be copied, it is selected.
  for (const button of document.querySelectorAll(".hc-copy-text")) {
    button.hidden = !navigator.clipboard;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(button.dataset.copy);
        say(button.dataset.copied);
      } catch { getSelection().selectAllChildren(button.previousElementSibling); }
    });
  }

  // The element that the address names, or nothing.
  const aim = () => {
    try { return document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch { return null; }
  };
  // Who comes for a part that is on another page now goes on to it, if that page has it in this language.
  const follow = () => {
    const link = aim()?.matches(".hc-moved") && aim().querySelector("a");
    if (link?.hash) location.replace(Object.assign(new URL(link.href), { search: location.search }));
  };
  addEventListener("hashchange", follow);
  follow();
  // What became of a part since somebody was sent here: ?seen= has its fingerprint of that time.
  const seen = new URLSearchParams(location.search).get("seen") ?? "", note = document.querySelector("[data-seen]");
  const cited = location.hash ? aim()?.closest(":is(h1, h2, h3, h4, h5, h6, li)[data-fingerprint]")
    : document.querySelector("article[data-fingerprint]");
  if (note && cited && /^[0-9a-f]{12}$/.test(seen)) {
    const isSame = cited.dataset.fingerprint === seen, heading = cited.matches("article") ? cited.querySelector("h1") : cited;
    note.dataset.seen = isSame ? "same" : "changed";
    Object.assign(note, { textContent: note.dataset[note.dataset.seen], hidden: false });
    if (!cited.matches("article")) cited.toggleAttribute("data-is-changed", !isSame);
    if (cited.matches("li")) cited.append(note);
    else if (heading) (heading.nextElementSibling?.matches(".hc-link") ? heading.nextElementSibling : heading).after(note);
    else cited.prepend(note);
  }

  // What stands far below gets its script when it is near: whether somebody is there just now, for which a browser has to learn
  // of time zones, and the form for feedback. Both are of use before that. A form that a single button sends is ready at once.
  const serve = (box, name) => helpcentre.load(`assets/javascripts/${name}`).then((start) => start(box)).catch(() => {});
  const inView = new IntersectionObserver((entries) => {
    for (const { target } of entries.filter((entry) => entry.isIntersecting)) {
      inView.unobserve(target);
      serve(target, "timetable" in target.dataset ? "opening-hours" : "feedback");
    }
  }, { rootMargin: "100%" });
  for (const box of document.querySelectorAll("[data-timetable]")) inView.observe(box);
  // A page's text comes before it.
  const form = [...document.querySelectorAll("[data-feedback]")].pop();
  if (form?.dataset.feedback === "endpoint") serve(form, "feedback");
  else if (form) inView.observe(form);

  // Ids are equal in every language, so the switch can lead to the heading that is being read, or to a step.
  const headingInView = () => {
    const headings = [...document.querySelectorAll("article :is(h2, h3, .hc-steps > li)[id]")];
    const top = (heading) => heading.getBoundingClientRect().top;
    const named = aim()?.closest("h2, h3, li"), wanted = headings.find((heading) => heading === named);
    if (wanted && top(wanted) >= 0 && top(wanted) < innerHeight) return location.hash;
    const passed = headings.filter((heading) => top(heading) < innerHeight / 3);
    // The menu may be out of sight there: who came for a heading and went up to it has not left the heading.
    return passed.length ? `#${passed.at(-1).id}` : wanted ? location.hash : "";
  };
  // The contents of a page say which part of it is being read.
  const contents = [...document.querySelectorAll(".hc-contents a")];
  // Long ones are folded, unless they stand beside the text.
  const fold = document.querySelector(".hc-contents > details");
  if (fold && getComputedStyle(fold.parentElement).position === "absolute") fold.open = true;
  const parts = contents.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  const mark = () => {
    const passed = parts.filter((part) => part?.getBoundingClientRect().top < innerHeight / 3).pop();
    contents.forEach((link, place) => {
      if (passed && parts[place] === passed) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
    });
  };
  let isMarking = false;
  const markSoon = () => {
    if (isMarking) return;
    isMarking = true;
    setTimeout(() => { isMarking = false; mark(); }, 150);
  };
  if (contents.length) {
    addEventListener("scroll", markSoon, { passive: true });
    markSoon(); // to measure takes long while the page is still laid out
  }

  for (const link of document.querySelectorAll("[data-language-link], [data-offer-box] a")) {
    link.addEventListener("click", () => { link.hash = headingInView(); });
  }
})();
