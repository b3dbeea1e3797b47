// Single keys for the agents' tools, and where the cursor is when a page opens. Both can be switched off.
addEventListener("DOMContentLoaded", () => {
  const { agents } = helpcentre, { store } = agents;
  const KEYS = { c: "answer", l: "link", r: "replies", b: "sides", v: "recent", n: "next", "?": "help" };
  const TYPING = "input, textarea, select, [contenteditable]";
  const field = document.querySelector("main [data-search-field] input") ?? document.querySelector("[data-agents] input");

  // On keyboards of other scripts, the key in the place of the letter.
  const letter = (event) => (/^[\x20-\x7e]$/.test(event.key) ? event.key.toLowerCase() : event.code.replace(/^Key/, "").toLowerCase());

  const step = (by) => {
    const { headings } = agents, at = headings.findIndex((heading) => heading.id === agents.current());
    const heading = headings[Math.min(Math.max(at + by, 0), headings.length - 1)];
    if (heading) location.hash = heading.id;
  };

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target === field) return field.blur();
    // Whoever has not seen that the cursor is there already.
    if (event.key === "/" && event.target === field && !field.value) {
      event.preventDefault();
      return document.querySelector("[data-search-open]").click();
    }
    const isOurs = !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing;
    // Firefox leaves the cursor in a dialog that has just closed for a moment.
    const isTyping = event.target.closest?.(TYPING) && !event.target.closest("dialog:not([open])");
    if (!isOurs || store.get("keys") === false || isTyping || document.querySelector("dialog[open]")) return undefined;
    const key = letter(event), name = KEYS[key];
    if (!name && key !== "j" && key !== "k") return undefined;
    event.preventDefault();
    return name ? agents.act(name) : step(key === "j" ? 1 : -1);
  });

  for (const box of agents.panel("help").querySelectorAll("[data-setting]")) {
    box.checked = store.get(box.dataset.setting) !== false;
    box.addEventListener("change", () => store.set(box.dataset.setting, box.checked));
  }

  // Who comes from a search result or a link to a heading wants to read there; a phone would show its keyboard.
  const isArrived = location.hash || document.querySelector("article mark:not([data-placeholder])") || document.querySelector("dialog[open]");
  const isPhone = matchMedia("(pointer: coarse)").matches;
  if (field && !isArrived && !isPhone && store.get("focus") !== false) field.focus({ preventScroll: true });
});
