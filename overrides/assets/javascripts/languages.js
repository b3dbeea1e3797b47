// Which language of the site serves best who asks for one, as browsers and pages of other hosts name it.
(() => {
  const known = (tag) => { try { return new Intl.Locale(tag.replace(/_/g, "-")).maximize(); } catch { return null; } };
  const isSame = (one, other) => one.toLowerCase() === other.toLowerCase();

  // Of equal worth is what stands first: one script counts more than one region, and a region more than none.
  const worth = (wanted, tag) => {
    const found = known(tag);
    if (!found || found.language !== wanted.language) return -1;
    const isGeneral = !new Intl.Locale(tag).region;
    return 4 * (found.script === wanted.script) + 2 * (found.region === wanted.region) + isGeneral;
  };

  // tags: of each language, by its code. Returns a code, or nothing where no language is what is asked for.
  helpcentre.nearest = (asked, tags) => {
    const wanted = known(asked ?? "");
    if (!wanted) return undefined;
    const exact = [...tags].find(([code, tag]) => isSame(tag, asked)) ?? [...tags].find(([code]) => isSame(code, asked));
    if (exact) return exact[0];
    const ranked = [...tags].map(([code, tag]) => [code, worth(wanted, tag)]).filter(([, each]) => each >= 0);
    return ranked.sort(([, a], [, b]) => b - a)[0]?.[0];
  };

  // The tags of the languages that links lead to.
  helpcentre.tagsOf = (links) => new Map([...links].map((link) => (
    [link.dataset.languageLink, (link.querySelector("[lang]") ?? link.closest("[lang]")).lang]
  )));
})();
