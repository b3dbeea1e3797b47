// Counts visits, without cookies: nothing is sent before the reader agrees, where the site asks, or against their wish.
(() => {
  const { provider, target, site, asks, searches } = document.currentScript.dataset;
  const KEY = "helpcentre-consent";
  const box = document.querySelector("[data-consent]");
  const choice = () => { try { return localStorage.getItem(KEY); } catch { return null; } };
  const isUnwanted = navigator.globalPrivacyControl || navigator.doNotTrack === "1";
  const mayCount = () => !isUnwanted && (asks === "false" || choice() === "yes");

  // Address and title as they are written, without what a reader typed or marked.
  const page = `${location.origin}${location.pathname}`, { language } = document.documentElement.dataset;
  const referrer = document.referrer.split(/[?#]/)[0];
  const messages = {
    matomo: (search) => [`${target}?${new URLSearchParams({
      idsite: site, rec: "1", apiv: "1", send_image: "0", rand: String(Math.random()).slice(2), url: page,
      ...(search ? { search: search.query, search_count: search.count } : { action_name: document.title, urlref: referrer }),
    })}`, ""],
    plausible: (search) => [target, JSON.stringify({
      domain: site, url: page,
      ...(search ? { name: "Search", props: { query: search.query, results: search.count } } : { name: "pageview", referrer }),
    })],
    log: (search) => [target, JSON.stringify(
      search ? { event: "search", page, language, query: search.query, results: search.count } : { event: "view", page, language, referrer },
    )],
  };
  const send = (search) => {
    if (!mayCount()) return;
    const [address, body] = messages[provider](search);
    fetch(address, { method: "POST", body, mode: "no-cors", credentials: "omit", referrerPolicy: "no-referrer", keepalive: true })
      .catch(() => {}); // a visit that is not counted is nobody's trouble
  };

  if (searches === "true") document.addEventListener("helpcentre:search", (event) => send(event.detail));
  send();
  if (!box) return;
  const opener = document.querySelector("[data-consent-open]");
  const show = () => { box.hidden = false; };
  for (const button of box.querySelectorAll("button")) {
    button.addEventListener("click", () => {
      const before = choice();
      try { localStorage.setItem(KEY, button.value); } catch { /* it is asked again on the next page */ }
      box.hidden = true;
      if (button.value === "yes" && before !== "yes") send();
      opener.focus();
    });
  }
  opener.hidden = false;
  opener.addEventListener("click", () => { show(); box.querySelector("button").focus(); });
  if (choice() === null && !isUnwanted) show();
})();
