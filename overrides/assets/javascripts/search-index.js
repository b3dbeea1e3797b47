// Answers queries from the index of a language, which the build wrote in parts (hooks/helpcentre/search/files.py): the list of
// its words, their postings in ranges of words, and the texts of each page. A part is loaded when a query needs it.
(() => {
  let search;
  const FOLDER = "assets/search/", FINE_PRINT = "fine-print/", WORDS = 28, SIGNS = 90, BEFORE = 5, NEAR = 0.45, SPELT = 3, WEAK = 0.5, FAR = 0.4, AHEAD = 0.2, BETTER = 0.3;
  const load = (name, isAnew) => helpcentre.load(`${FOLDER}${name}`, isAnew);
  const once = (make) => {
    const known = new Map();
    return (key) => {
      if (!known.has(key)) known.set(key, make(key).catch((error) => { known.delete(key); throw error; }));
      return known.get(key);
    };
  };

  // Each word of the list is written as the number of letters that it has in common with the one before, and the rest.
  const readWords = (text) => {
    let last = "";
    return text ? text.split("\n").map((line) => { last = last.slice(0, parseInt(line[0], 36)) + line.slice(1); return last; }) : [];
  };

  const open = async (language, loading) => {
    const entry = await loading;
    const words = readWords(entry.words), pageOf = [], lengths = [], firsts = [];
    entry.pages.forEach(({ lengths: own }, page) => {
      firsts.push(pageOf.length);
      own.forEach((length) => { pageOf.push(page); lengths.push(length); });
    });
    const asides = new Set(entry.pages.flatMap(({ aside }, page) => (aside ? [page] : [])));
    const names = entry.pages.map(({ named }) => named);
    const ranking = await search.ranking({ ...entry, words, pageOf, lengths, names, asides });
    const starts = entry.parts.map(([start]) => start);
    const partOf = (number) => { let at = starts.length - 1; while (starts[at] > number) at -= 1; return at; };
    const part = once(async (at) => { const [, name, inline] = entry.parts[at]; return inline ?? load(`parts/${name}`); });
    const page = once((number) => load(`parts/${entry.pages[number].name}`));

    // Returns { hits, matched }: matched has the tokens that were looked for with their weight, for excerpts.
    const find = async (query) => {
      const terms = ranking.terms(query), matched = new Map();
      const needed = new Set(terms.flatMap(({ words: all }) => all.flatMap(({ like }) => like.map(([number]) => partOf(number)))));
      const parts = new Map(await Promise.all([...needed].map(async (at) => [at, await part(at)])));
      const postings = (number) => { const at = partOf(number); return parts.get(at)[number - starts[at]]; };
      const asked = terms.flatMap(({ words: all, weight }) => all.map((each) => ({ ...each, weight: all.length === 1 ? weight : weight * each.weight / all.length })));
      for (const { word: typed, weight, like } of asked) {
        const signs = typed + ranking.relettered(typed);
        for (const [number, likeness] of like) {
          const word = ranking.word(number), isPart = likeness < 1 && search.isUnspaced(word);
          // Of a pair of signs that is not what was typed, those count that were, in the spelling of the texts too.
          for (const token of isPart ? [...word].filter((sign) => signs.includes(sign)) : [word]) {
            matched.set(token, Math.max(matched.get(token) ?? 0, weight * likeness));
          }
        }
      }
      const hits = ranking.rank(terms, postings).map((hit) => ({ ...hit, page: pageOf[hit.passage] }));
      return { hits: hits.map((hit) => ({ ...hit, section: hit.passage - firsts[hit.page], source })), matched };
    };
    const begin = (root) => entry.starts.map(([url, name, title]) => (
      { title, language: null, sections: [{ name, url: new URL(url || "./", root).href }] }
    ));
    const byPath = new Map(entry.pages.map(({ path }, number) => [path, number]));
    const source = {
      find, page, corrected: ranking.corrected, begin, pathOf: (number) => entry.pages[number].path, byPath, hasFinePrint: Boolean(entry.finePrint),
      tagOf: (code) => entry.tags?.[code] ?? code,
    };
    return source;
  };
  const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

  // Returns a text in pieces, { text, weight }: those that were looked for have one.
  const pieces = (text, matched) => text.split(/([\p{L}\p{M}\p{N}]+)/u).flatMap((piece, at) => {
    if (at % 2 === 0) return [{ text: piece, weight: 0 }];
    const signs = [...piece];
    if (!signs.some((sign) => search.isUnspaced(search.fold(sign)))) {
      return [{ text: piece, isWord: true, weight: Math.max(...search.cut(piece).map((token) => matched.get(token) ?? 0)) }];
    }
    const weights = signs.map(() => 0), folded = signs.map(search.fold);
    for (let size = 1; size <= 3; size++) {
      for (let start = 0; start + size <= signs.length; start++) {
        const weight = matched.get(folded.slice(start, start + size).join("")) ?? 0;
        for (let place = start; place < start + size; place++) weights[place] = Math.max(weights[place], weight);
      }
    }
    return signs.map((sign, place) => ({ text: sign, isWord: true, weight: weights[place] }));
  });

  // Returns pieces as escaped text with <mark> around what counts at least half of the most that was found.
  const marked = (list, least) => list
    .map(({ text, weight }) => (weight > 0 && weight >= least ? `<mark>${escaped(text)}</mark>` : escaped(text)))
    .join("").replaceAll("</mark><mark>", "");

  // Whether a piece is the first word of a sentence: what ends before it is no abbreviation.
  const begins = (list, at) => {
    const [last = "", gap = "", word = ""] = [at - 2, at - 1, at].map((each) => list[each]?.text);
    return /[。！？]/u.test(gap) || /[.!?؟]["'”“»)]*\s/u.test(gap) && last.length >= SPELT && !/^\p{Ll}/u.test(word);
  };

  // Returns the stretch of a text with most of what was looked for, from the beginning of a sentence if one is near.
  const excerpt = (text, matched, least) => {
    const list = pieces(text, matched), places = list.flatMap(({ isWord }, at) => (isWord ? [at] : []));
    const isUnspaced = places.length > text.length / 3, size = isUnspaced ? SIGNS : WORDS;
    let best = 0, most = 0;
    places.forEach((place, start) => {
      if (!list[place].weight) return;
      const found = new Map();
      for (const other of places.slice(start, start + size - BEFORE)) {
        const { text: word, weight } = list[other];
        if (weight) found.set(search.fold(word), weight);
      }
      const sum = [...found.values()].reduce((all, weight) => all + weight, 0);
      if (sum > most) [best, most] = [start, sum];
    });
    const usual = Math.max(0, Math.min(best - BEFORE, places.length - size)), first = Math.min(usual, Math.max(0, best - size * NEAR));
    const starts = [...places.keys()].filter((place) => place >= first && place <= best && (!place || begins(list, places[place])));
    const from = starts.find((place) => place >= usual) ?? starts[starts.length - 1] ?? usual;
    const to = Math.min(places.length, Math.max(from, usual) + size);
    if (!places.length) return escaped(text);
    const start = from ? places[from] : 0, end = to < places.length ? places[to - 1] + 1 : list.length;
    return `${starts.length ? "" : "… "}${marked(list.slice(start, end), least)}${end < list.length ? " …" : ""}`;
  };

  // Pages with their sections, each once; texts in another language than the index come last.
  const shown = async (hits, matched, root) => {
    const least = Math.max(0, ...matched.values()) / 4, pages = new Map();
    const texts = await Promise.all(hits.map(({ source, page }) => source.page(page)));
    hits.forEach(({ source, page: number, section }, at) => {
      const page = texts[at], path = source.pathOf(number), [anchor, title, text] = page.sections[section];
      if (!pages.has(path)) pages.set(path, { title: page.title, language: page.language ?? null, sections: new Map() });
      const { sections } = pages.get(path), address = anchor ? `${page.url}#${anchor}` : page.url || "./";
      if (sections.has(address)) return;
      // To mark and to cut takes long: that is done for what is shown.
      sections.set(address, {
        url: new URL(address, root).href,
        get title() { return marked(pieces(title || page.title, matched), least); },
        get excerpt() { return excerpt(text, matched, least); },
      });
    });
    const found = [...pages.values()].map((page) => ({ ...page, sections: [...page.sections.values()] }));
    return found.sort((a, b) => Boolean(a.language) - Boolean(b.language));
  };

  // Hits in the index of another language, as hits in the own one: a page has one path in all languages, a section one id.
  const translated = async (own, other, hits, isByPage) => {
    const found = [];
    for (const hit of hits) {
      const number = own.byPath.get(other.pathOf(hit.page));
      if (number === undefined) continue;
      const sectionOf = async () => {
        const [from, to] = await Promise.all([other.page(hit.page), own.page(number)]);
        return Math.max(0, to.sections.findIndex(([anchor]) => anchor === from.sections[hit.section][0]));
      };
      found.push({ ...hit, page: number, section: isByPage ? 0 : await sectionOf(), source: own });
    }
    return found;
  };
  // The hits of the first pages alone.
  const ofPages = (hits, most) => {
    const first = [...new Set(hits.map(({ source, page }) => source.pathOf(page)))].slice(0, most);
    return hits.filter(({ source, page }) => first.includes(source.pathOf(page)));
  };
  const best = (hits) => Math.max(0, ...hits.map(({ coverage }) => coverage));

  // Whether a query has letters of the script that a language is written in.
  const SCRIPTS = { Hans: ["Hani"], Hant: ["Hani"], Jpan: ["Hani", "Hira", "Kana"], Kore: ["Hang", "Hani"] };
  const isWrittenAs = (tag, query) => {
    const { script } = new Intl.Locale(tag.replaceAll("_", "-")).maximize();
    return (SCRIPTS[script] ?? [script]).some((each) => new RegExp(`\\p{Script=${each}}`, "u").test(query));
  };

  // search is what search-ranking.js delivers, others are the languages beside the reader's, entry what the index begins with.
  const client = ({ search: ranking, root, language, others, entry }) => {
    search = ranking;
    const opened = (isAnew) => once((code) => open(code, code === language && !isAnew ? entry : load(code, isAnew)));
    let index = opened(false);
    index(language).catch(() => {});

    // Returns the pages with their sections, whose titles and excerpts are escaped text with <mark> around the matches; whether
    // all of them have so little of the query that they hardly answer it; what is offered where nothing is typed; what was
    // found in addition instead of words with typing errors; where nothing was found, a query that might be meant; whether fine
    // print or other languages may know more, which wide looks into, all or some of them; and the language that knew it, if
    // that is another. Where a limit is given, no more pages are loaded, and those that another language knew are whole pages.
    const answer = async (query, wide = false, most = Infinity) => {
      const own = await index(language);
      const { hits: known, matched } = await own.find(query);
      let hits = known, other = null;
      const coverage = best(hits), isWeak = Boolean(query.trim()) && coverage < WEAK;
      if (isWeak && wide && own.hasFinePrint) {
        const fine = await (await index(`${FINE_PRINT}${language}`)).find(query);
        hits = best(fine.hits) >= coverage + AHEAD ? [...fine.hits, ...hits] : [...hits, ...fine.hits];
        for (const [word, weight] of fine.matched) matched.set(word, Math.max(matched.get(word) ?? 0, weight));
      }
      if (isWeak && wide) {
        const foreign = await elsewhere(query, own, coverage, wide, most);
        if (foreign) ({ hits, other } = { hits: [...foreign.hits, ...hits], other: foreign.code });
      }
      const meant = other ? null : own.corrected(query); // what another language knows has no error
      return {
        pages: await shown(ofPages(hits, most), matched, root),
        isFar: hits.length > 0 && best(hits) < FAR,
        starts: own.begin(root),
        isWhole: !isWeak || Boolean(wide),
        other,
        meant: hits.length ? meant : null,
        suggestion: isWeak && !other && !(hits.length && meant) ? own.corrected(query, 1) : null,
      };
    };

    const elsewhere = async (query, own, coverage, wide, most) => {
      const found = await Promise.all(others.filter((code) => (wide.includes?.(code) ?? true) && isWrittenAs(own.tagOf(code), query)).sort().map(async (code) => {
        const other = await index(code);
        return { code, other, hits: (await other.find(query)).hits };
      }));
      const [first] = found.sort((a, b) => best(b.hits) - best(a.hits));
      if (!first || best(first.hits) < coverage + BETTER) return null;
      return { code: first.code, hits: await translated(own, first.other, ofPages(first.hits, most), most < Infinity) };
    };

    // A site that was published anew since the index was opened has other parts.
    return async (...asked) => {
      try { return await answer(...asked); } catch {
        index = opened(true);
        return answer(...asked);
      }
    };
  };

  helpcentre.deliver("assets/javascripts/search-index", client);
})();
