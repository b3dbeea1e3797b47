// Single keys for the agents' tools, and where the cursor is when a page opens. Both can be switched off.
addEventListener("DOMContentLoaded", () => {
  const { agents } = helpcentre, { store } = agents;
  const KEYS = { c: "answer", l: "link", r: "replies", s: "language", b: "sides", v: "recent", n: "next", "?": "help" };
  const SHIFTED = { c: "short" };
  const TYPING = "input, textarea, select, [contenteditable]";

  // On keyboards of other scripts, the key in the place of the letter.
  const letter = (event) => (/^[\x20-\x7e]$/.test(event.key) ? event.key.toLowerCase() : event.code.replace(/^Key/, "").toLowerCase());
  const named = (event) => {
    const key = letter(event), isLetter = /^[a-z]$/.test(key);
    if (key === "j" || key === "k") return key;
    return event.shiftKey && isLetter ? SHIFTED[key] : KEYS[key];
  };

  const step = (by) => {
    const { headings } = agents, at = headings.findIndex((heading) => heading.id === agents.current());
    const heading = headings[Math.min(Math.max(at + by, 0), headings.length - 1)];
    if (heading) location.hash = heading.id;
  };

  document.addEventListener("keydown", (event) => {
    const isField = event.target.matches?.("[data-search-field] input");
    if (event.key === "Escape" && isField) return event.target.blur();
    // Whoever has not seen that the cursor is there already.
    if (event.key === "/" && isField && !event.target.value) {
      event.preventDefault();
      return document.querySelector("[data-search-open]").click();
    }
    const isOurs = !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing;
    // Firefox leaves the cursor in a dialog that has just closed for a moment.
    const isTyping = event.target.closest?.(TYPING) && !event.target.closest("dialog:not([open])");
    if (!isOurs || isTyping || document.querySelector("dialog[open]")) return undefined;
    if (store.get("keys") === false) return event.key === "/" ? event.stopImmediatePropagation() : undefined;
    const name = named(event);
    if (!name) return undefined;
    event.preventDefault();
    return name === "j" || name === "k" ? step(name === "j" ? 1 : -1) : agents.act(name);
  }, true);

  for (const box of agents.panel("help").querySelectorAll("[data-setting]")) {
    box.checked = store.get(box.dataset.setting) !== false;
    box.addEventListener("change", () => store.set(box.dataset.setting, box.checked));
  }

  // Where agents come to search they can type at once; on any other page, single keys are what they want. A phone would show
  // its keyboard.
  const field = document.querySelector("main [data-search-field] input");
  const isArrived = location.hash || document.querySelector("dialog[open]");
  const isPhone = matchMedia("(pointer: coarse)").matches;
  if (field && !isArrived && !isPhone && store.get("focus") !== false) field.focus({ preventScroll: true });
});
