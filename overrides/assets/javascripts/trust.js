// Says when the bundle is past its last day: amber at first, red once it is past it for as long again.
(() => {
  const box = document.querySelector(".hc-trust");
  const pad = (number) => String(number).padStart(2, "0");
  const level = () => {
    const now = new Date(), { validUntil, usableUntil } = box.dataset;
    const today = `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
    return today > usableUntil ? "too-old" : today > validUntil ? "expired" : "";
  };
  const show = () => {
    for (const notice of box.children) notice.hidden = notice.dataset.trust !== level();
  };
  // Why nobody should be sent a text of this bundle any more; empty while it is fit for use. A page may be open for days.
  helpcentre.whyTooOld = () => {
    show();
    return level() === "too-old" ? box.querySelector("[data-trust=too-old]").textContent : "";
  };
  show();
})();
