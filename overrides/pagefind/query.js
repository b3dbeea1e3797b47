// Reads a query with the list of the site's words in one language: {words, typed, function, stems, letters, elides,
// common}, which the build prepares (hooks/helpcentre/search/vocabulary.py and champions.py).
helpcentre.queryReader = (list, language) => {
  const LONGEST_PHRASE = 5, SAME = 0.6;
  const han = language.startsWith("zh") && Intl.Segmenter ? new Intl.Segmenter(language, { granularity: "word" }) : null;

  // As Pagefind compares words: small letters without marks.
  const plain = (word) => word.toLowerCase().normalize("NFD").replace(/[^\p{L}\p{N}]/gu, "");

  // What readers type are keys: none of them is to be found in what every object has.
  Object.setPrototypeOf(list.typed, null);

  // The site's words by their plain form, frequent ones first.
  const written = new Map();
  for (const word of list.words) if (!written.has(plain(word))) written.set(plain(word), word);
  const sites = [...written.keys()], typed = Object.keys(list.typed).filter((phrase) => !phrase.includes(" "));
  const phrases = Object.keys(list.typed).map((phrase) => phrase.split(" ")).filter((words) => words.length > 1);
  const functional = new Set(list.function);

  const split = (query) => {
    const text = [...query.normalize("NFKC")].map((sign) => list.letters[sign] ?? sign).join("");
    // Firefox does not call every word one (isWordLike), so what has a letter or digit is.
    if (han) return [...han.segment(text)].map((part) => part.segment).filter(plain);
    return text.split(list.elides ? /[\s'’]+/ : /\s+/).filter(plain);
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

  // Of the words at the least distance the most frequent one; a wrong first letter is rare.
  const nearest = (word, limit) => {
    let best = null, least = limit + 1;
    for (const other of [...sites, ...typed]) {
      if (other.length < 4 || Math.abs(other.length - word.length) > limit) continue;
      const found = distance(word, other, limit) + (word[0] === other[0] ? 0 : 0.5);
      if (found < least) [best, least] = [other, found];
    }
    return best;
  };

  // The longest of the beginnings that a word may be an inflected form of.
  const beginning = (word, beginnings) => beginnings
    .filter((other) => other.length > 3 && word.startsWith(other) && word.length - other.length < 5)
    .reduce((longest, other) => (other.length > longest.length ? other : longest), "");

  const isKnown = (word) => written.has(word) || sites.some((other) => other.startsWith(word));

  // A compound of two words of the site, which the site does not write as one.
  const parts = (word) => {
    for (let at = word.length - 3; at >= 2; at--) {
      const [head, tail] = [word.slice(0, at), word.slice(at)];
      if (written.has(head) && isKnown(tail)) return `${head} ${tail}`;
    }
    return "";
  };

  const corrected = (word, slack) => {
    const limit = word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
    return limit ? nearest(word, 1) ?? nearest(word, limit + slack) : null;
  };

  // One or two letters begin very many words. As the last of several they are left out until a third is typed.
  const isBegun = (word) => !han && word.length < 3 && !written.has(word) && !list.typed[word];

  // Alone they are most likely the most frequent of these.
  const completed = (word, at, words) => {
    if (words.length > 1 || !isBegun(plain(word))) return word;
    return written.get(sites.find((other) => other.startsWith(plain(word)))) ?? word;
  };

  const asWritten = (word) => list.typed[word] ?? written.get(word);

  // What stands on the site for a word that does not; isMistyped tells an error from another word for the same.
  const foreign = (word, slack) => {
    const known = list.typed[word] ?? list.typed[beginning(word, typed)] ?? (beginning(word, list.stems) || parts(word));
    const near = known ? null : corrected(word, slack);
    return { text: known || (near && asWritten(near)), isMistyped: near !== null };
  };

  // Whether words are forms of one, as far as their beginnings tell: enough in phrases, where other words say the same.
  const isAlike = (word, other) => {
    let same = 0;
    while (same < word.length && word[same] === other[same]) same++;
    return word === other || (same > 3 && same >= Math.max(word.length, other.length) * SAME);
  };

  // How many of the words from a place on make up a phrase, none if they do not. Function words may stand between them,
  // and those of the phrase may be missing where it has two others.
  const extent = (flat, from, phrase) => {
    const isFirm = phrase.filter((word) => !functional.has(word)).length < 2;
    let at = from;
    for (const word of phrase) {
      while (at > from && at < flat.length && functional.has(flat[at]) && !isAlike(flat[at], word)) at++;
      if (at < flat.length && isAlike(flat[at], word)) at++;
      else if (isFirm || at === from || !functional.has(word)) return 0;
    }
    return at - from;
  };

  // How many words each phrase takes up that may stand at a place, with what it stands for on the site. Chinese ones are
  // compared as they are written, then without function words: a browser may part them anywhere.
  const candidates = (flat, at) => {
    if (!han) return phrases.map((phrase) => ({ size: extent(flat, at, phrase), text: list.typed[phrase.join(" ")] }));
    const ends = flat.slice(at + 1, at + LONGEST_PHRASE).map((_, end) => flat.slice(at, at + end + 2));
    const meant = (words) => list.typed[words.join("")] ?? list.typed[words.filter((word) => !functional.has(word)).join("")];
    return ends.map((words) => ({ size: words.length, text: meant(words) }));
  };

  // The longest phrase that stands at a place, if any.
  const phraseAt = (flat, at) => candidates(flat, at)
    .filter(({ size, text }) => size > 1 && text)
    .reduce((longest, each) => (each.size > (longest?.size ?? 0) ? each : longest), null);

  // Returns the query's words, the same in words of the site, whether some of them are not on the site, whether some
  // were mistyped, and whether the site has nothing like any of them; slack is how many more errors a word may have than
  // usual. Function words and the beginning of a last one are left out, unless there are no others.
  const understand = (query, slack = 0) => {
    const words = split(query).map(completed), flat = words.map(plain), meant = [], unknown = [];
    const isLittle = flat.map((word, at) => functional.has(word) || (at > 0 && at === flat.length - 1 && isBegun(word)));
    const isEmpty = (at) => isLittle[at] && !isLittle.every(Boolean);
    let isForeign = false, isMistyped = false, isPhrase = false;
    for (let at = 0, size; at < words.length; at += size) {
      const word = flat[at], phrase = phraseAt(flat, at);
      size = phrase?.size ?? 1;
      if (phrase) {
        meant.push(phrase.text);
        isForeign = isPhrase = true;
      } else if (isEmpty(at)) {
        continue;
      } else if (at + 1 < words.length && word.length > 3 && written.has(word + flat[at + 1])) {
        meant.push(word + flat[at + 1]);
        size = 2;
      } else if (isKnown(word)) {
        const stem = beginning(word, list.stems);
        meant.push(list.typed[word] ?? (stem || words[at]));
        isForeign ||= Boolean(stem);
      } else {
        const found = foreign(word, slack);
        if (!found.text) unknown.push(words[at]);
        meant.push(found.text || words[at]);
        isForeign = true;
        isMistyped ||= found.isMistyped;
      }
    }
    // Where a phrase says what is meant, words that the site has nothing like say no more.
    const known = isPhrase ? meant.filter((word) => !unknown.includes(word)) : meant;
    const asked = words.filter((_, at) => !isEmpty(at));
    return { words: asked, meant: known, isForeign, isMistyped, isUnknown: unknown.length === asked.length };
  };

  // The words that very many passages have, of those that a query's words begin or inflect; none if one of these is rarer.
  const leading = (words) => {
    const isForm = (word, other) => other.startsWith(word) || (word.startsWith(other) && word.length - other.length < 4);
    const each = words.map(plain).map((word) => list.common.filter((other) => isForm(word, other)));
    return each.every((found) => found.length) ? each.flat() : [];
  };

  // Returns escaped text with <mark> around the words that a query's words begin like.
  const marked = (text, words) => {
    const beginnings = words.map(plain).filter(Boolean).map((word) => word.slice(0, Math.max(4, word.length - 2)));
    const pieces = han ? [...han.segment(text)].map((part) => part.segment) : text.split(/([^\p{L}\p{M}\p{N}]+)/u);
    return pieces.map((piece) => {
      const escaped = piece.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
      return beginnings.some((word) => plain(piece).startsWith(word)) ? `<mark>${escaped}</mark>` : escaped;
    }).join("");
  };

  return { understand, leading, marked };
};
