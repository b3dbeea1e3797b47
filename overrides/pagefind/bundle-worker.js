// Stands before the worker's other scripts where the site is opened from disk: there only the page gets at files, and
// fetch() asks it for them. See assets/javascripts/bundle-files.js.
self.helpcentre = {};
(() => {
  const requests = new Map();
  self.addEventListener("message", ({ data: { file, base64 } }) => {
    if (!file) return;
    requests.get(file)(base64);
    requests.delete(file);
  });

  const load = async (name) => {
    const base64 = await new Promise((resolve) => { requests.set(name, resolve); postMessage({ file: name }); });
    if (base64 === null) throw new Error(`${name} is not in the bundle`);
    return Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
  };

  self.fetch = async (url) => new Response(await load(url.split(/[?#]/)[0].split("/pagefind/").pop()));
  helpcentre.importPagefind = async () => {
    const script = new Blob([await load("pagefind.js")], { type: "text/javascript" });
    return import(URL.createObjectURL(script));
  };
})();
