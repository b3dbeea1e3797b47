// Which language of the site serves best who asks for one, as browsers and pages of other hosts name it.
(() => {
  const known = (tag) => { try { return new Intl.Locale(tag.replace(/_/g, "-")); } catch { return null; } };
  const isSame = (one, other) => one.toLowerCase() === other.toLowerCase();

  // Of equal worth is what stands first: one script counts more than one region, and a region more than none.
  const worth = (wanted, tag) => {
    const found = known(tag), { script, region } = found.maximize();
    return 4 * (script === wanted.script) + 2 * (region === wanted.region) + !found.region;
  };

  // tags: of each language, by its code. Returns a code, or nothing where no language is what is asked for.
  helpcentre.nearest = (asked, tags) => {
    const wanted = known(asked ?? "");
    if (!wanted) return undefined;
    const exact = [...tags].find(([, tag]) => isSame(tag, asked)) ?? [...tags].find(([code]) => isSame(code, asked));
    if (exact) return exact[0];
    const found = [...tags].filter(([, tag]) => known(tag)?.language === wanted.language);
    // For the usual scripts and regions a browser reads a table, which takes longer than all else that it does here.
    if (found.length < 2) return found[0]?.[0];
    const whole = wanted.maximize();
    return found.map(([code, tag]) => [code, worth(whole, tag)]).sort(([, a], [, b]) => b - a)[0][0];
  };

  // The tags of the languages that links lead to.
  helpcentre.tagsOf = (links) => new Map([...links].map((link) => (
    [link.dataset.languageLink, (link.querySelector("[lang]") ?? link.closest("[lang]")).lang]
  )));
})();
