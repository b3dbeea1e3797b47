// The page's side of the search: starts and loads the worker, pagefind/search-worker.js, and returns a function that asks
// it for the results of a query.
helpcentre.searchClient = (root, language) => {
  const requests = [];
  const start = async () => {
    const worker = await helpcentre.startWorker?.() ?? new Worker(new URL("pagefind/search-worker.js", root));
    worker.addEventListener("message", ({ data: { id, results, error } }) => {
      if (id === undefined) return;
      if (error) requests[id].reject(new Error(error)); else requests[id].resolve(results);
      delete requests[id];
    });
    worker.addEventListener("error", ({ message }) => requests.forEach(({ reject }) => reject(new Error(message))));
    worker.postMessage({ start: { root, language } });
    return worker;
  };
  const starting = start();
  starting.catch(() => {});

  return async (query, isWhole = false) => {
    const worker = await starting;
    return new Promise((resolve, reject) => {
      const id = requests.push({ resolve, reject }) - 1;
      worker.postMessage({ id, query, isWhole });
    });
  };
};
