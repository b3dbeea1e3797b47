// "I couldn't find it": a query is reported because the reader pressed the button, with the page's language and nothing else.
// The search loads this before it shows what it has found.
(() => {
  const dialog = document.querySelector("body > [data-search]"), box = dialog.querySelector("[data-search-missed]");
  const [report, copy, note, said] = ["report", "copy", "note", "said"].map((name) => box.querySelector(`[data-missed-${name}]`));
  const { searchMissed: channel, language, target, title, about } = box.dataset;
  const LONGEST = 500, done = new Set();
  let query = "";

  const say = (message) => { said.textContent = message ? box.dataset[message] : ""; };
  const show = () => {
    box.hidden = !query;
    report.hidden = done.has(query);
    if (note) note.hidden = done.has(query);
    if (copy) copy.hidden = true;
    say("");
  };
  dialog.addEventListener("helpcentre:shown", ({ detail }) => {
    const shown = detail.query.slice(0, LONGEST);
    if (shown === query) return;
    query = shown;
    show();
  });

  const post = async () => {
    const told = query;
    report.disabled = true;
    try {
      const answer = await fetch(target, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ query: told, language }),
        credentials: "omit",
        referrerPolicy: "no-referrer",
        signal: AbortSignal.timeout(15000),
      });
      if (!answer.ok) throw new Error(answer.status);
      done.add(told);
      if (told !== query) return;
      show();
      say("thanks");
      said.focus(); // the button that had the focus goes
    } catch {
      if (told === query) say("failed");
    } finally {
      report.disabled = false;
    }
  };

  const filled = () => ({ title: title.replace("{query}", () => query), body: `${query}\r\n\r\n-- \r\n${about}` });
  const open = () => {
    const parts = filled();
    say("opened");
    copy.hidden = false;
    location.assign(target.replace(/\{(title|body)\}/g, (_, slot) => encodeURIComponent(parts[slot])));
  };
  // For who has no mail program here: where the browser does not let it be copied, the text is shown, selected.
  const copyText = async () => {
    const { title: subject, body } = filled(), whole = `${subject}\r\n\r\n${body}`;
    try {
      await navigator.clipboard.writeText(whole);
      say("copied");
    } catch {
      const shown = Object.assign(document.createElement("span"), { textContent: whole });
      say("byHand");
      said.append("\n\n", shown);
      getSelection().selectAllChildren(shown);
    }
  };
  report.addEventListener("click", channel === "endpoint" ? post : open);
  copy?.addEventListener("click", copyText);
  helpcentre.deliver("assets/javascripts/missed", box);
})();
