// Finds passages in one language's index: a worker, so that no page waits for it. Pagefind matches and ranks; query.js
// says what else the reader may mean. It answers messages { id, query, isWhole } with { id, results }.
self.helpcentre ??= {}; // from disk, bundle-worker.js has made it
const module = helpcentre.importPagefind?.() ?? import(new URL("pagefind.js", location.href));
if (!helpcentre.queryReader) importScripts("query.js");

const searcher = ({ root, language }) => {
  const FEW = 3, PAGES = 6, SECTIONS = 3, FIRST = 5, LOADED = 14, REMEMBERED = 50;
  const base = new URL("pagefind/", root).href;
  const joint = language.startsWith("zh") ? "" : " ";
  // Between an elided article and its word; see vocabulary.py.
  const elision = /\u2060 /g;
  // A word counts most in headings (pairs are what a Chinese one is made of), as a part of a compound least.
  const metaWeights = { title: 5, name: 5, pairs: 3, page: 2, summary: 2, aside: 0.1, parts: 0.1 };
  const ranking = { metaWeights, pageLength: 0.3, termSimilarity: 2 };

  // To rank all passages that have a common word takes long, so only those are ranked that are most about it.
  const found = async (words, leading, pagefind) => {
    const filters = leading.length ? { lead: { any: leading } } : {};
    const { results, unfilteredResultCount } = await pagefind.search(words, { filters });
    if (results.length < LOADED && leading.length) return found(words, [], pagefind);
    return Object.assign(results, { total: unfilteredResultCount });
  };

  // While a reader types on, or deletes, the same is searched for again and again.
  const remembered = (search) => {
    const known = new Map();
    return (words) => {
      if (known.size > REMEMBERED) known.clear();
      if (!known.has(words)) known.set(words, search(words).catch((error) => { known.delete(words); throw error; }));
      return known.get(words);
    };
  };

  const load = async () => {
    const words = fetch(`${base}words.${language}.json`).then((answer) => answer.json());
    const { createInstance } = await module;
    // Pagefind takes the language from its page when an instance is made, and a worker has none.
    self.document = { querySelector: () => ({ getAttribute: () => language }) };
    const pagefind = createInstance({ basePath: base, baseUrl: "/", excerptLength: 24, ranking });
    const query = helpcentre.queryReader(await words, language);
    await pagefind.search("");
    const search = remembered((words) => found(words, query.leading(words.split(" ").filter(Boolean)), pagefind));
    return { search, ...query };
  };
  const ready = load();

  const ids = (results) => results.map((result) => result.id).join();
  const united = (first, second) => {
    const known = new Set(first.map((result) => result.id));
    return [...first, ...second.filter((result) => !known.has(result.id))];
  };

  // Passages with most of the words, and with the rarer ones, come first.
  const anyOf = async (words, search) => {
    const found = new Map();
    for (const word of new Set(words)) {
      for (const result of await search(word)) {
        const entry = found.get(result.id) ?? { result, score: 0, words: 0, best: 0 };
        entry.score += result.score;
        entry.words += 1;
        if (result.score > entry.best) Object.assign(entry, { result, best: result.score });
        found.set(result.id, entry);
      }
    }
    const total = (entry) => entry.score * entry.words ** 2;
    return [...found.values()].sort((a, b) => total(b) - total(a)).map((entry) => entry.result);
  };

  // Pages by their best passage; texts in another language than the index come last.
  const grouped = (passages, marked) => {
    const pages = new Map();
    for (const { url, meta, excerpt, filters } of passages) {
      const address = url.replace(/^\//, "").replace(/#$/, "");
      const key = address.split("#")[0];
      const page = (meta.page ?? meta.aside ?? meta.title ?? "").replace(elision, "");
      if (!pages.has(key)) pages.set(key, { title: page, language: filters.text?.[0] ?? null, sections: [] });
      const { sections } = pages.get(key);
      if (sections.length < SECTIONS) {
        const title = marked(meta.title?.replace(elision, "") ?? page);
        sections.push({ title, url: new URL(address || "./", root).href, excerpt: excerpt.replace(elision, "") });
      }
    }
    return [...pages.values()].sort((a, b) => Boolean(a.language) - Boolean(b.language)).slice(0, PAGES);
  };

  // Returns the pages with their sections, whose titles and excerpts are escaped text with <mark> around the matches;
  // whether these are all that it gives for the query, the few best at first, for each is a file to load; how many
  // passages there are; what was searched for instead of a query with typing errors; and, where there is
  // nothing or the site has none of the words, a query that might be meant.
  return async (query, isWhole) => {
    const { search, understand, marked } = await ready;
    const { words, meant, isForeign, isMistyped, isUnknown } = understand(query);
    const [typed, instead] = [words, meant].map((list) => list.join(" "));
    const asTyped = await search(typed), asMeant = instead === typed ? [] : await search(instead);
    // What the reader typed comes first, unless the site does not have such words at all.
    const found = isForeign ? united(asMeant, asTyped) : united(asTyped, asMeant);
    // Where hardly a passage has all words, those with some of them follow.
    const some = found.length < FEW && instead.includes(" ") ? await anyOf(instead.split(" "), search) : [];
    const results = united(found, some);
    const passages = await Promise.all(results.slice(0, isWhole ? LOADED : FIRST).map((result) => result.data()));
    // Of words that the site does not have, Pagefind finds what begins with their first letters.
    const guess = results.length && !isUnknown ? "" : understand(query, 1).meant.join(joint);
    return {
      pages: grouped(passages, (title) => marked(title, [...words, ...instead.split(" ")])),
      isWhole: isWhole || results.length <= FIRST,
      count: Math.max(results.length, asTyped.total, asMeant.total ?? 0),
      // An inflected form that the site does not have is no error: it finds the same.
      meant: isMistyped && results.length && ids(asTyped) !== ids(asMeant) ? meant.join(joint) : null,
      suggestion: guess && guess !== words.join(joint) ? guess : null,
    };
  };
};

let search = null;
self.addEventListener("message", async ({ data: { id, start, query, isWhole } }) => {
  if (start) search = searcher(start);
  if (id === undefined) return;
  postMessage(await search(query, isWhole).then((results) => ({ id, results }), (error) => ({ id, error: String(error) })));
});
