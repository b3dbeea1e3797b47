// What a page knows of pagefind/finder.js, the worker that finds passages: returns a function that asks it, and starts
// and loads it.
window.helpcentreFinder = (root, language) => {
  const asked = [];
  const start = async () => {
    const worker = await window.helpcentreWorker?.() ?? new Worker(new URL("pagefind/finder.js", root));
    worker.addEventListener("message", ({ data: { id, found, error } }) => {
      if (id === undefined) return;
      if (error) asked[id].reject(new Error(error)); else asked[id].resolve(found);
      delete asked[id];
    });
    worker.addEventListener("error", ({ message }) => asked.forEach(({ reject }) => reject(new Error(message))));
    worker.postMessage({ start: { root, language } });
    return worker;
  };
  const starting = start();
  starting.catch(() => {});

  return async (query, isWhole = false) => {
    const worker = await starting;
    return new Promise((resolve, reject) => {
      const id = asked.push({ resolve, reject }) - 1;
      worker.postMessage({ id, query, isWhole });
    });
  };
};
