// What the scripts of the site use and browsers of 2021 lack; theme.js loads this only where something is missing.
(() => {
  const add = (owner, name, value) => {
    if (!owner[name]) Object.defineProperty(owner, name, { value, configurable: true, writable: true });
  };
  function at(place) { return this[place < 0 ? this.length + place : place]; }
  add(Array.prototype, "at", at);
  add(String.prototype, "at", at);
  add(Array.prototype, "findLast", function findLast(test) { return this.slice().reverse().find((each) => test(each)); });
  add(Object, "hasOwn", (owner, name) => Object.prototype.hasOwnProperty.call(owner, name));
  add(AbortSignal, "timeout", (milliseconds) => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), milliseconds);
    return controller.signal;
  });

  // The button that a form is sent with.
  if (!("submitter" in (window.SubmitEvent ?? Event).prototype)) {
    let pressed = null;
    document.addEventListener("click", ({ target }) => { pressed = target.closest("button"); }, true);
    document.addEventListener("submit", (event) => {
      Object.defineProperty(event, "submitter", { value: pressed?.form === event.target ? pressed : null });
    }, true);
  }

  // Dialogs: open, above all else, left by Escape, with the keyboard inside.
  const { prototype } = window.HTMLDialogElement ?? HTMLUnknownElement;
  if (prototype.showModal) return;
  const openers = new WeakMap();
  const top = () => [...document.querySelectorAll("dialog[data-older][open]")].pop();
  const enter = (dialog) => (dialog.querySelector("[autofocus], input, button, a[href]") ?? dialog).focus();
  if (!("open" in prototype)) {
    Object.defineProperty(prototype, "open", { get() { return this.hasAttribute("open"); } });
  }
  prototype.showModal = function showModal() {
    openers.set(this, document.activeElement);
    this.dataset.older = "";
    this.setAttribute("role", "dialog");
    this.setAttribute("aria-modal", "true");
    this.setAttribute("open", "");
    enter(this);
  };
  prototype.close = function close() {
    if (!this.hasAttribute("open")) return;
    this.removeAttribute("open");
    openers.get(this)?.focus();
    this.dispatchEvent(new Event("close"));
  };
  document.addEventListener("keydown", (event) => {
    const dialog = top();
    if (event.key === "Escape" && !event.defaultPrevented) dialog?.close();
    if (event.key === "Tab" && dialog) setTimeout(() => dialog.contains(document.activeElement) || enter(dialog));
  });
  document.addEventListener("submit", (event) => {
    if (event.target.getAttribute("method") !== "dialog") return;
    event.preventDefault();
    event.target.closest("dialog").close();
  });
})();
