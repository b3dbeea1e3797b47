// A page opened from disk may not fetch its neighbours. The bundle keeps each file of the search index as a script
// that calls helpcentreFile(name, base64); fetch() for such a file is answered from there.
(() => {
  if (location.protocol !== "file:") return;
  const base = new URL(document.documentElement.dataset.root + "pagefind/", location.href).href;
  const waiting = new Map();

  window.helpcentreFile = (name, base64) => {
    const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
    waiting.get(name).resolve(bytes);
  };

  const load = (name) => {
    if (!waiting.has(name)) {
      const entry = {};
      entry.bytes = new Promise((resolve, reject) => Object.assign(entry, { resolve, reject }));
      waiting.set(name, entry);
      const script = document.createElement("script");
      script.src = `${base}${name}.js`;
      script.onload = () => script.remove();
      script.onerror = () => { waiting.delete(name); entry.reject(new Error(`${name} is not in the bundle`)); };
      document.head.append(script);
    }
    return waiting.get(name).bytes;
  };

  const fetchOverNetwork = window.fetch.bind(window);
  window.fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input, location.href).href.split(/[?#]/)[0];
    return url.startsWith(base) ? new Response(await load(url.slice(base.length))) : fetchOverNetwork(input, init);
  };

  window.helpcentrePagefind = async () => {
    const script = new Blob([await load("pagefind.js")], { type: "text/javascript" });
    return import(URL.createObjectURL(script));
  };
})();
