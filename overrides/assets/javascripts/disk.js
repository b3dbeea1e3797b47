// A page opened from disk may not fetch its neighbours, nor run them as workers. The bundle keeps each file of the
// search index as a script that calls helpcentreFile(name, base64); the worker is made of such files and asks for others.
(() => {
  if (location.protocol !== "file:") return;
  const base = new URL(document.documentElement.dataset.root + "pagefind/", location.href).href;
  const waiting = new Map();

  window.helpcentreFile = (name, base64) => waiting.get(name).resolve(base64);

  const load = (name) => {
    if (!waiting.has(name)) {
      const entry = {};
      entry.content = new Promise((resolve, reject) => Object.assign(entry, { resolve, reject }));
      waiting.set(name, entry);
      const script = document.createElement("script");
      script.src = `${base}${name}.js`;
      script.onload = () => { script.remove(); waiting.delete(name); };
      script.onerror = () => { waiting.delete(name); entry.reject(new Error(`${name} is not in the bundle`)); };
      document.head.append(script);
    }
    return waiting.get(name).content;
  };

  window.helpcentreWorker = async () => {
    const parts = await Promise.all(["disk.js", "query.js", "finder.js"].map(load));
    const texts = parts.map((base64) => Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0)));
    const worker = new Worker(URL.createObjectURL(new Blob(texts, { type: "text/javascript" })));
    worker.addEventListener("message", async ({ data: { file } }) => {
      if (file) worker.postMessage({ file, base64: await load(file).catch(() => null) });
    });
    return worker;
  };
})();
