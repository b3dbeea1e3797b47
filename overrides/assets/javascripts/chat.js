// A chat of another company: nothing is loaded before the reader asks for it.
(() => {
  const { src } = document.currentScript.dataset;
  const box = document.querySelector("[data-chat]");
  box.hidden = false;
  box.querySelector("button").addEventListener("click", () => {
    const script = document.createElement("script");
    Object.assign(script, { src, async: true });
    document.head.append(script);
    box.hidden = true;
  });
})();
