// Replies among the results of a search: they have an index of their own, which is loaded with the first query.
(() => {
  const { agents } = helpcentre;
  const MOST = 4;
  const root = new URL(document.documentElement.dataset.root, location.href).href;
  const clients = new Map();

  const start = async (code) => {
    const parts = ["javascripts/search-ranking", "javascripts/search-index", `search/replies/${code}`];
    const [search, open, entry] = await Promise.all(parts.map((name) => helpcentre.load(`assets/${name}`)));
    return entry.pages.length ? open({ search, root, language: code, others: [], entry }) : async () => ({ pages: [] });
  };
  const client = (code) => {
    if (!clients.has(code)) clients.set(code, start(code).catch((error) => { clients.delete(code); throw error; }));
    return clients.get(code);
  };

  const find = async (query, code) => {
    const { pages } = await (await client(code))(query);
    const sections = pages.flatMap((page) => page.sections).slice(0, MOST).map((section) => {
      const [file, id = ""] = section.url.slice(root.length).split("#");
      return { ...section, data: { reply: `${file.replace(/\.html$/, "")}#${id}` } };
    });
    return sections.length ? [{ title: agents.words.replies, language: null, sections }] : [];
  };
  helpcentre.finders = [find]; // for search.js

  // Such a result leads to no other page: the replies open where the agent is.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("[data-search] [data-reply]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    link.closest("dialog").close();
    const [page, id] = link.dataset.reply.split("#");
    agents.openReplies(id, agents.elsewhere(page)).catch(() => agents.say(agents.words.failed));
  }, true);
})();
