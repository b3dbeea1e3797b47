// Says when the bundle is past its last day: amber at first, red once it is past it for as long again.
(() => {
  const box = document.querySelector(".hc-trust");
  const now = new Date();
  const pad = (number) => String(number).padStart(2, "0");
  const today = `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
  const { validUntil, usableUntil } = box.dataset;
  const level = today > usableUntil ? "too-old" : today > validUntil ? "expired" : "";
  for (const notice of box.children) notice.hidden = notice.dataset.trust !== level;
})();
