// Reads files of the bundle. A page opened from disk may not fetch its neighbours, nor run them as workers; scripts it may
// load. So the bundle has such a file as a script that calls helpcentre.deliver(name, value): name is the script's address
// below the root, without .js.
(() => {
  const root = new URL(document.documentElement.dataset.root, location.href).href;
  const requests = new Map();

  const request = (name) => {
    const own = {};
    own.value = new Promise((resolve, reject) => Object.assign(own, { resolve, reject }));
    const script = document.createElement("script");
    const end = (message) => {
      script.remove();
      requests.delete(name);
      own.reject(new Error(message)); // which counts only where no value has come
    };
    script.src = `${root}${name}.js`;
    script.onload = () => end(`${name} delivers nothing`);
    script.onerror = () => end(`${name} is not in the bundle`);
    document.head.append(script);
    return own;
  };

  helpcentre.deliver = (name, value) => requests.get(name)?.resolve(value);
  helpcentre.load = (name) => {
    if (!requests.has(name)) requests.set(name, request(name));
    return requests.get(name).value;
  };

  // The search worker is made of scripts of the bundle, and asks for further files. All are in base64.
  helpcentre.startWorker = async () => {
    const load = (name) => helpcentre.load(`pagefind/${name}`);
    const parts = await Promise.all(["bundle-worker.js", "query.js", "search-worker.js"].map(load));
    const texts = parts.map((base64) => Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0)));
    const worker = new Worker(URL.createObjectURL(new Blob(texts, { type: "text/javascript" })));
    worker.addEventListener("message", async ({ data: { file } }) => {
      if (file) worker.postMessage({ file, base64: await load(file).catch(() => null) });
    });
    return worker;
  };
})();
