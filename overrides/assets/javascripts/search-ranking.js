// Ranks passages for a query as hooks/helpcentre/search/ranking.py does, where it is explained; tokens.py beside it tells how
// texts are cut. No language has rules or words of its own here.
(() => {
  const W = {
    heading: 3, pageHeading: 2, title: 10, topic: 2, page: 1, length: 0.7, pageLength: 0.2, saturation: 4, pageSaturation: 4,
    coverage: 0.4, plain: 0.7, own: 0.7, name: 3, nameAsked: 0.7, nameSaid: 0.5, synonym: 1.3, phrase: 1, partly: 0.35, together: 4,
    togetherLeast: 0.2, aside: 0.45, alike: 0.5, alikePower: 1.5, alikeWeight: 0.85, prefix: 1, part: 0.6, inner: 0.5, mistyped: 0.6, first: 0.5, sign: 0.3, unknownPair: 0.5, consonants: 0.4, clumping: 0.5, short: 4, shortest: 0.2,
    kana: 0.4, section: 0.85,
  };
  const SLICE = 1000, PAGES = 6, SECTIONS = 3, LIKE = 30, GAP = 4, LEAST = 0.12, NEAR = 0.35, FORM = 0.6, PART = 4, PART_SYLLABLES = 2, CONSONANTS = 3;
  const IN_TITLE = 1, IN_HEADING = 2, IN_TOPIC = 4; // the rest is how often a word is in the text, times 8

  const ACCENTS = /[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]/gu;
  const SAME = {
    ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ł: "l", ı: "i", ґ: "г", ة: "ه", ى: "ي", ς: "σ", ک: "ك", ی: "ي",
  };
  const SIGNS = new RegExp(`[${Object.keys(SAME).join("")}]`, "gu");
  const WORD = /[\p{L}\p{M}\p{N}]+/gu;
  const IDEOGRAPHS = "\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
  const PAIRED = `\\u3040-\\u30ff\\u31f0-\\u31ff${IDEOGRAPHS}`;
  const TRIPLED = "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff";
  const RUNS = new RegExp(`([${PAIRED}]+)|([${TRIPLED}]+)|[^${PAIRED}${TRIPLED}]+`, "gu");
  const IDEOGRAPH = new RegExp(`[${IDEOGRAPHS}]`, "u");
  const UNSPACED = new RegExp(`^[${PAIRED}${TRIPLED}]`, "u");

  // Most words of most languages need no more than to be small.
  const fold = (text) => (/^[a-z\d]*$/.test(text) ? text : text.toLowerCase().normalize("NFKD").replace(ACCENTS, "").replace(SIGNS, (sign) => SAME[sign]).normalize("NFC"));
  const writtenWords = (text) => text.replaceAll("\u02bc", " ").match(WORD) ?? [];
  const cut = (word) => [...fold(word).matchAll(RUNS)].flatMap(([run, paired, tripled]) => {
    const size = paired ? 2 : tripled ? 3 : 0, signs = [...run];
    if (!size || signs.length <= size) return [run];
    return signs.slice(size - 1).map((_, at) => signs.slice(at, at + size).join(""));
  });
  const tokens = (text) => writtenWords(text).flatMap(cut);
  const isUnspaced = (token) => token >= "\u0e00" && UNSPACED.test(token);
  const sizeOf = (word) => [...word].length;
  const isAbbreviation = (written) => written !== written.toLowerCase(); // all other words are listed in small letters

  const grams = (word) => {
    const marked = `^${word}`, found = [];
    for (let at = 0; at === 0 || at + 3 <= marked.length; at++) {
      const gram = marked.slice(at, at + 3);
      if (!found.includes(gram)) found.push(gram);
    }
    return found;
  };

  // The consonants of a word in Arabic or Hebrew letters, or nothing if they are too few to tell it.
  const consonants = (word) => {
    const found = /^[\u05d0-\u05ea\u0621-\u064a]+$/.test(word) ? word.replace(/[\u05d5\u05d9\u0621\u0627\u0648\u064a]/g, "") : "";
    return found.length >= CONSONANTS ? found : "";
  };

  // How near two words are if they are forms of one, as far as their beginnings tell, else 0.
  const formNearness = (word, other) => {
    if (word[0] !== other[0]) return 0; // most words, which are compared with each of all phrases
    const [one, two] = [[...word], [...other]], end = one.findIndex((sign, at) => sign !== two[at]);
    const same = end < 0 ? one.length : end, share = same / Math.max(one.length, two.length);
    return word === other || (same >= 4 && share >= FORM) ? share : 0;
  };

  const inOrder = (typed, phrase) => typed.slice(0, Math.max(0, typed.length - phrase.length + 1)).flatMap((_, start) => {
    const places = [];
    let nearness = 0;
    for (const word of phrase) {
      const first = places.length ? places.at(-1) + 1 : start, end = Math.min(typed.length, first + (places.length ? GAP + 1 : 1));
      let place = first;
      while (place < end && !formNearness(typed[place], word)) place += 1;
      if (place >= end) return [];
      nearness += formNearness(typed[place], word);
      places.push(place);
    }
    return [{ nearness, places }];
  });

  const inAnyOrder = (typed, phrase) => {
    const places = [];
    let nearness = 0;
    for (const word of phrase.length > 1 ? phrase : []) {
      const near = typed.map((each, at) => (places.includes(at) ? 0 : formNearness(each, word))), best = Math.max(0, ...near);
      if (!best) return [];
      nearness += best;
      places.push(near.indexOf(best));
    }
    const isNear = places.length && Math.max(...places) - Math.min(...places) < phrase.length + GAP;
    return isNear ? [{ nearness, places: places.sort((a, b) => a - b) }] : [];
  };

  // Where the words of a phrase stand with few others between them, and how near they are; their own order is looked for first.
  const matchesOf = (typed, phrase) => {
    if (!phrase.every((word) => typed.some((each) => formNearness(each, word)))) return []; // as of most phrases
    const found = inOrder(typed, phrase);
    return found.length ? found : inAnyOrder(typed, phrase);
  };

  // The optimal string alignment distance (Damerau 1964), or more than limit as soon as that is certain.
  const distance = (a, b, limit) => {
    if (Math.abs(a.length - b.length) > limit) return limit + 1;
    let before = [], last = Array.from({ length: b.length + 1 }, (_, j) => j);
    for (let i = 1; i <= a.length; i++) {
      const row = [i];
      for (let j = 1; j <= b.length; j++) {
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] !== b[j - 1]));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
      }
      if (Math.min(...row) > limit) return limit + 1;
      [before, last] = [last, row];
    }
    return last[b.length];
  };

  // How many errors a word may have.
  const errors = (word) => (word.length < 4 ? 0 : word.length < 8 ? 1 : 2);
  const isMistyped = (word, other) => distance(word, other, errors(word)) <= errors(word);

  const rarity = (count, among) => Math.log(1 + Math.max(0, among - count + 0.5) / (count + 0.5));
  const clumping = (times, holders, among) => (holders ? Math.min(1.5, among * -Math.expm1(-times / among) / holders) : 1);
  const norms = (lengths, weight) => {
    const written = lengths.filter((length) => length);
    const average = Math.max(1, written.reduce((sum, length) => sum + length, 0) / Math.max(1, written.length));
    return lengths.map((length) => 1 - weight + weight * length / average);
  };
  const raise = (map, key, value) => { if (value > (map.get(key) ?? 0)) map.set(key, value); };
  const add = (map, key, value) => map.set(key, (map.get(key) ?? 0) + value);

  // Lets the page do what waits, such as to show what is typed.
  const rest = () => new Promise((resolve) => { setTimeout(resolve); });

  // What ranks by an index: { words as they are written, lengths of passages, pageOf them, names: how many
  // words the name of each page has, asides, synonyms, letters }. There may be very many words.
  const ranking = async ({ words, lengths, pageOf, names, asides, synonyms, letters }) => {
    const folded = [], numbers = new Map(), spaced = [], signs = [], sizes = [], byGram = new Map(), byConsonants = new Map();
    for (const [number, written] of words.entries()) {
      if (number % SLICE === 0) await rest();
      const word = fold(written);
      folded.push(word);
      numbers.set(word, number);
      if (isUnspaced(word)) { signs.push(number); continue; }
      const own = grams(word);
      spaced.push(number);
      sizes[number] = own.length;
      for (const gram of own) if (byGram.has(gram)) byGram.get(gram).push(number); else byGram.set(gram, [number]);
      const told = consonants(word);
      if (told && byConsonants.has(told)) byConsonants.get(told).push(number); else if (told) byConsonants.set(told, [number]);
    }
    await rest(); // what was asked meanwhile comes next
    const pageLengths = [];
    pageOf.forEach((page, passage) => { pageLengths[page] = (pageLengths[page] ?? 0) + lengths[passage]; });
    const passageNorms = norms(lengths, W.length), pageNorms = norms(pageLengths, W.pageLength);
    const phrases = synonyms.map(([typed, meant]) => [typed.split(" "), meant]);
    const typedForOthers = new Set(phrases.flatMap(([phrase]) => phrase));
    const ownPhrases = [...new Set(phrases.map(([, meant]) => meant))].filter((meant) => meant.includes(" "));

    const inOne = new Map(phrases.filter(([phrase]) => phrase.length > 1).reverse().map(([phrase]) => [phrase.join(""), phrase]));
    const hasWord = (word) => numbers.has(word) || typedForOthers.has(word); // a page has it, or it is typed for one

    const relettered = (word) => Object.entries(letters).reduce((form, [typed, letter]) => form.replaceAll(typed, letter), word);

    const likeForm = (typed, found) => {
      const size = sizeOf(typed), exact = numbers.get(typed);
      if (exact !== undefined) found.set(exact, 1);
      if (isUnspaced(typed)) {
        const meant = [...typed].filter((sign) => IDEOGRAPH.test(sign)), own = new Set(meant.length ? meant : typed); // which say more than kana
        if (size === 1) signs.forEach((number) => { if (number !== exact && folded[number].includes(typed)) raise(found, number, W.alikeWeight); });
        else if (exact === undefined && size === 2) signs.forEach((number) => { if ([...folded[number]].some((sign) => own.has(sign))) raise(found, number, W.sign); });
        return;
      }
      if (size < 3) {
        if (exact === undefined) spaced.forEach((number) => { if (folded[number].startsWith(typed)) raise(found, number, W.prefix * size / folded[number].length); });
        return;
      }
      const own = grams(typed), common = new Map(), least = /^[\uac00-\ud7a3]/.test(typed) ? PART_SYLLABLES : PART;
      for (const gram of own) for (const number of byGram.get(gram) ?? []) add(common, number, 1);
      for (const [number, count] of common) {
        const word = folded[number], other = word.length, short = Math.min(size, other), long = Math.max(size, other);
        const isKnown = exact !== undefined, isPart = short >= least && (word.includes(typed) || typed.includes(word));
        if (number === exact || (other < FORM * size && (isKnown || !isPart))) continue;
        let likeness = count / Math.sqrt(own.length * sizes[number]);
        if (word.startsWith(typed)) likeness = Math.max(likeness, W.prefix * Math.sqrt(short / long));
        else if (isPart) likeness = Math.max(likeness, W.part * Math.sqrt(short / long));
        else if (!isKnown && isMistyped(typed, word)) likeness = Math.max(likeness, W.mistyped);
        const inner = isKnown && word.slice(0, 3) !== typed.slice(0, 3) ? W.inner : 1;
        const first = word[0] !== typed[0] && !word.includes(typed) && !typed.includes(word) ? W.first : 1;
        if (likeness >= W.alike) raise(found, number, first * inner * likeness ** W.alikePower * W.alikeWeight);
      }
      for (const number of byConsonants.get(consonants(typed)) ?? []) raise(found, number, W.consonants);
    };

    const known = new Map();
    const like = (typed) => {
      if (!known.has(typed)) {
        const found = new Map();
        for (const form of new Set([typed, relettered(typed)])) likeForm(form, found);
        known.set(typed, [...found].sort(([a, x], [b, y]) => y - x || a - b).slice(0, LIKE));
      }
      return known.get(typed);
    };

    const weight = (word) => {
      const exact = numbers.get(word);
      if (isUnspaced(word)) return (/^[\u3040-\u309f]+$/.test(word) ? W.kana : 1) * (exact === undefined && sizeOf(word) === 2 ? W.unknownPair : 1);
      const isWhole = /^\p{Nd}+$/u.test(word) || (exact !== undefined && isAbbreviation(words[exact]));
      return isWhole ? 1 : Math.min(1, Math.max(W.shortest, (sizeOf(word) - 1) / W.short));
    };

    const withoutBegun = (typed) => {
      const last = typed.at(-1) ?? "";
      const isBegun = typed.length > 1 && sizeOf(last) < 3 && !isUnspaced(last) && !hasWord(last);
      return isBegun ? typed.slice(0, -1) : typed;
    };

    // Words with the spaces that pages and synonyms have: two that nothing has both are one that something has, and one is
    // those of a synonym that is written apart.
    const respaced = (typed) => {
      const found = [];
      for (const word of typed) {
        const last = found.at(-1), isHalf = last !== undefined && !(hasWord(last) && hasWord(word));
        if (isHalf && !isUnspaced(word) && hasWord(last + word)) found[found.length - 1] += word; else found.push(word);
      }
      return found.flatMap((word) => (hasWord(word) ? [word] : inOne.get(word) ?? [word]));
    };

    // What synonyms add, each with its weight, and all words typed for some. Of several synonyms for the same words the
    // longest count, and of these the nearest. A phrase of the pages that has synonyms is looked for where it is typed itself,
    // too, and takes no word from them. A word that nothing else has adds what it is a part of.
    const added = (typed) => {
      const found = new Map(), said = new Set();
      const other = typed.map((word) => (hasWord(word) && !isUnspaced(word) ? word : relettered(word)));
      const forms = other.some((word, at) => word !== typed[at]) ? [typed, other] : [typed];
      const matches = phrases.flatMap(([phrase, meant]) => forms.flatMap((form) => matchesOf(form, phrase).map((match) => ({ ...match, meant }))));
      const note = (meant, { nearness, places }) => raise(found, meant, (1 + W.phrase * (places.length - 1)) * nearness / places.length);
      matches.sort((a, b) => b.places.length - a.places.length || b.nearness - a.nearness);
      let last = null, taken = new Set();
      for (const match of matches) {
        const { nearness, places, meant } = match;
        if (last?.nearness !== nearness || last.places.length !== places.length) [last, taken] = [match, new Set(said)];
        if (places.some((place) => taken.has(place))) continue;
        places.forEach((place) => said.add(place));
        note(meant, match);
      }
      for (const meant of ownPhrases) for (const form of forms) matchesOf(form, meant.split(" ")).forEach((match) => note(meant, match));
      const saidWords = new Set([...said].map((place) => typed[place])), unknown = typed.filter((word) => !saidWords.has(word) && !like(word).length);
      for (const word of unknown) {
        for (const [phrase, meant] of phrases) {
          if (phrase.length < 2 || !phrase.some((each) => formNearness(word, each))) continue;
          const nearest = phrase.map((each) => Math.max(...typed.map((other) => formNearness(other, each))));
          raise(found, meant, W.partly * (nearest.reduce((sum, each) => sum + each, 0) / phrase.length) ** 2);
          saidWords.add(word);
        }
      }
      return { found, said: saidWords };
    };

    // Returns what a query asks for: for each of its words, and for those that synonyms add, its weight and the numbers of the
    // words of the index that it stands for, each with its likeness. A term of several words is looked for where they stand
    // together.
    const terms = (query) => {
      const typed = respaced(withoutBegun(tokens(query))), { found, said } = added(typed);
      const isOnlyTyped = (word) => said.has(word) && typedForOthers.has(word) && !numbers.has(word);
      const term = (names, factor) => {
        const all = [...new Set(names)].map((word) => ({ word, weight: weight(word), like: like(word) }));
        return { words: all, weight: factor * (names.length === 1 ? all[0].weight : 1) };
      };
      const own = [...new Set(typed)].filter((word) => !isOnlyTyped(word))
        .map((word) => term([word], 1)).filter(({ words: [{ word, like: found }] }) => found.length || !said.has(word));
      const more = [...found].map(([meant, factor]) => [meant.split(" "), factor])
        .filter(([names]) => names[0] && (names.length > 1 || !typed.includes(names[0])))
        .map(([names, factor]) => term(names, W.synonym * factor));
      return [...own, ...more];
    };

    // A number for each passage or page, and which have one, in their order.
    const tally = (length) => {
      const values = new Float64Array(length), order = [];
      const note = (key) => { if (!values[key]) order.push(key); };
      return {
        order,
        get: (key) => values[key],
        raise: (key, value) => { if (value > values[key]) { note(key); values[key] = value; } },
        add: (key, value) => { if (value) { note(key); values[key] += value; } },
        sum: () => order.reduce((all, key) => all + values[key], 0),
        clear: () => { for (const key of order) values[key] = 0; order.length = 0; },
      };
    };
    const pages = tally(pageNorms.length); // of a single word

    // What was found of a term: the passages and pages that have it, and the pages with it in their names.
    const made = [];
    const cleared = (at) => {
      const found = made[at] ??= {
        passages: tally(lengths.length), near: tally(lengths.length),
        pages: tally(pageNorms.length), nearPages: tally(pageNorms.length), names: tally(pageNorms.length),
      };
      Object.values(found).forEach((each) => each.clear?.());
      return Object.assign(found, { times: 0, holders: 0 }); // how often the words come, and on how many pages
    };

    // Notes in found what has one of the words which a typed one stands for.
    const match = (found, like, postings) => {
      for (const [number, likeness] of like) {
        const flat = postings(number);
        pages.clear();
        for (let at = 0; at < flat.length; at += 2) {
          const passage = flat[at], said = flat[at + 1], page = pageOf[passage], count = said >> 3;
          found.passages.raise(passage, likeness * (count / passageNorms[passage] + (said & (IN_HEADING | IN_TITLE) ? W.heading : 0)));
          found.near.raise(passage, likeness);
          found.times += likeness * (count + (said & 7 ? 1 : 0));
          pages.add(page, count / pageNorms[page] + (said & IN_HEADING ? W.pageHeading : 0));
          pages.add(page, (said & IN_TITLE ? W.title : 0) + (said & IN_TOPIC ? W.topic : 0));
          if (said & IN_TITLE) found.names.raise(page, likeness);
        }
        found.holders += likeness * pages.order.length;
        for (const page of pages.order) {
          found.pages.raise(page, likeness * pages.get(page));
          found.nearPages.raise(page, likeness);
        }
      }
      return found;
    };

    // Notes in found the passages that have most of several words, by what these say, and their pages.
    const together = (found, words, postings) => {
      const each = words.map(({ like }, at) => match(cleared(at + 1), like, postings));
      const says = words.map(({ weight }, at) => weight * rarity(each[at].nearPages.sum(), pageNorms.length));
      const whole = says.reduce((all, one) => all + one, 0);
      const mean = (name, key) => says.reduce((all, one, at) => all + one * each[at][name].get(key), 0) / whole;
      for (const passage of new Set(each.flatMap(({ near }) => near.order))) {
        const near = mean("near", passage) ** W.together;
        if (near < W.togetherLeast) continue;
        found.near.raise(passage, near);
        found.times += near;
        found.nearPages.raise(pageOf[passage], near);
        found.passages.raise(passage, near * mean("passages", passage));
      }
      for (const page of found.nearPages.order) {
        found.holders += found.nearPages.get(page);
        found.pages.raise(page, found.nearPages.get(page) * mean("pages", page));
        found.names.raise(page, mean("names", page) ** W.together);
      }
      return found;
    };

    // Adds what a term says for passages and pages to sums, and returns how much it says at most.
    const sum = (sums, term, postings) => {
      const found = cleared(0), { words } = term;
      const { passages, near, pages, nearPages, names, times, holders } = words.length === 1 ? match(found, words[0].like, postings) : together(found, words, postings);
      for (const page of nearPages.order) sums.plain.add(page, term.weight * nearPages.get(page));
      const weight = term.weight * clumping(times, holders, pageNorms.length) ** W.clumping;
      const rare = weight * rarity(near.sum(), lengths.length);
      const rarePage = weight * rarity(nearPages.sum(), pageNorms.length);
      for (const passage of passages.order) {
        const value = passages.get(passage);
        sums.passages.add(passage, rare * value / (W.saturation + value));
        sums.own.add(passage, rarePage * near.get(passage));
      }
      for (const page of pages.order) {
        const value = pages.get(page);
        sums.pages.add(page, rarePage * value / (W.pageSaturation + value));
        sums.coverage.add(page, rarePage * nearPages.get(page));
      }
      for (const page of names.order) {
        sums.asked.add(page, rarePage * names.get(page));
        sums.said.add(page, names.get(page));
      }
      return rarePage;
    };

    // Returns the best passages, { passage, score, coverage }, page by page; postings returns those of a word's number.
    const rank = (asked, postings) => {
      const [ofPassages, ofPages] = [["passages", "own"], ["pages", "coverage", "plain", "asked", "said"]];
      const sums = Object.fromEntries([...ofPassages.map((name) => [name, tally(lengths.length)]), ...ofPages.map((name) => [name, tally(pageNorms.length)])]);
      const total = asked.reduce((all, term) => all + sum(sums, term, postings), 0), plain = asked.reduce((all, { weight }) => all + weight, 0);
      const hits = [];
      for (const passage of sums.passages.order) {
        const score = sums.passages.get(passage);
        const page = pageOf[passage], share = (value) => Math.min(1, value / total);
        const coverage = Math.max(share(sums.coverage.get(page)), W.plain * Math.min(1, sums.plain.get(page) / plain)), own = share(sums.own.get(passage));
        const asked = share(sums.asked.get(page)), said = Math.min(1, sums.said.get(page) / Math.max(1, names[page]));
        const named = asides.has(page) ? W.aside * (1 + W.name * (asked * said) ** 2) : 1 + W.name * asked ** W.nameAsked * said ** W.nameSaid;
        const whole = (score + W.page * sums.pages.get(page)) * named;
        hits.push({ passage, score: whole * ((1 - W.own) * coverage + W.own * own) ** W.coverage, coverage });
      }
      const least = Math.max(LEAST, NEAR * hits.reduce((most, { coverage }) => Math.max(most, coverage), 0));
      const found = new Map();
      for (const hit of hits.filter(({ coverage }) => coverage >= least).sort((a, b) => b.score - a.score || a.passage - b.passage)) {
        const page = pageOf[hit.passage];
        if (!found.has(page)) found.set(page, []);
        const ofPage = found.get(page);
        if (ofPage.length < SECTIONS && (!ofPage.length || hit.score >= W.section * ofPage[0].score)) ofPage.push(hit);
      }
      return [...found.values()].slice(0, PAGES).flat();
    };

    // Returns the query with words that the index has nothing like, or nothing but by an error, as it has them: a correction to
    // be offered. slack is how many more errors a word may have than usual.
    const corrected = (query, slack = 0) => {
      const said = added(tokens(query)).said;
      let isOther = false;
      const others = writtenWords(query).map((written) => {
        const [word, ...rest] = cut(written), size = sizeOf(word);
        if (rest.length || isUnspaced(word) || said.has(word) || size < 4 || numbers.has(word) || numbers.has(relettered(word))) return written;
        const limit = errors(word) + slack;
        const near = new Set(grams(word).flatMap((gram) => byGram.get(gram) ?? []));
        let best = null, least = limit + 1;
        for (const number of near) {
          const other = folded[number];
          if (other.startsWith(word)) return written;
          if (other.length < 4 || Math.abs(other.length - word.length) > limit) continue;
          const far = distance(word, other, limit) + (word[0] === other[0] ? 0 : 0.5);
          if (far < least || (far === least && number < best)) [best, least] = [number, far];
        }
        if (best === null || formNearness(word, folded[best])) return written;
        isOther = true;
        return words[best];
      });
      return isOther ? others.join(" ") : null;
    };

    return { terms, rank, corrected, relettered, word: (number) => folded[number] };
  };

  helpcentre.deliver("assets/javascripts/search-ranking", { ranking, fold, cut, tokens, isUnspaced });
})();
