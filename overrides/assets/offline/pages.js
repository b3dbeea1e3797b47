// Lists the pages that are on this device, those in the language of this page first.
(async () => {
  const { lang, dataset } = document.documentElement, root = new URL(dataset.root, location.href).href;
  const box = document.querySelector("[data-stored]"), found = new Map();
  for (const name of (await caches.keys()).filter((each) => each.startsWith(`helpcentre ${root} `))) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const { url } = request, answer = /(?:\/|\.html)$/.test(url) && !url.endsWith("/offline.html") && await cache.match(request);
      if (!answer) continue;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html"), article = page.querySelector("article h1");
      // By the name that links have; that of another language's text is its heading.
      const title = page.querySelector("meta[property='og:title']")?.content ?? article?.textContent;
      if (article) found.set(url, { title, language: page.documentElement.lang, direction: page.documentElement.dir });
    }
  }
  const pages = [...found].sort(([, a], [, b]) => (b.language === lang) - (a.language === lang));
  box.querySelector("ul").append(...pages.map(([href, { title, language, direction }]) => {
    const item = document.createElement("li");
    item.append(Object.assign(document.createElement("a"), { href, textContent: title, lang: language, dir: direction }));
    return item;
  }));
  box.querySelector(pages.length ? "[data-some]" : "[data-none]").hidden = false;
})();
