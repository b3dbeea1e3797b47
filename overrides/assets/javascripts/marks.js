// On the page that a search result leads to: mark the words that were found.
(() => {
  const address = new URL(location.href);
  const words = address.searchParams.getAll("mark").filter((word) => word && word.length < 100).slice(0, 8);
  const article = document.querySelector("[data-search-text]");
  if (!words.length || !article) return;

  // The address stays fit to be passed on.
  address.searchParams.delete("mark");
  history.replaceState(null, "", address.href);

  const patterns = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const whole = new RegExp(`(^|[^\\p{L}\\p{N}])(${patterns.join("|")})(?![\\p{L}\\p{N}])`, "giu");
  const han = new RegExp(`()(${patterns.join("|")})`, "gu");
  const pattern = /\p{Script=Han}/u.test(words.join("")) ? han : whole;
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  for (const text of texts) {
    const places = [...text.data.matchAll(pattern)].reverse();
    for (const { index, 1: before, 2: found } of places) {
      const rest = text.splitText(index + before.length);
      rest.splitText(found.length);
      const mark = document.createElement("mark");
      rest.replaceWith(mark);
      mark.append(rest);
    }
  }
})();
