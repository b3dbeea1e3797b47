// Reads data that the build wrote as scripts: a page opened from disk may load scripts beside it, but not fetch anything. Such
// a file calls helpcentre.deliver(name, value); name is its address below the root, without .js.
(() => {
  // A page of another host says where the root is, and how it lets scripts in (embed/host.js).
  const { root = new URL(document.documentElement.dataset.root, location.href).href, trusted = (url) => url } = helpcentre;
  // The version of a build's scripts.
  const version = helpcentre.root ? "" : new URL(document.currentScript.src).search;
  const requests = new Map();

  const request = (name, isAnew) => {
    const own = {};
    own.value = new Promise((resolve, reject) => Object.assign(own, { resolve, reject }));
    const script = document.createElement("script");
    const end = (message) => {
      script.remove();
      requests.delete(name);
      // This counts only where no value has come.
      own.reject(new Error(message));
    };
    // The page may have another encoding.
    if (helpcentre.root) Object.assign(script, { crossOrigin: "anonymous", charset: "utf-8" });
    const search = isAnew ? `?${Date.now()}` : name.startsWith("assets/javascripts/") ? version : "";
    script.src = trusted(`${root}${name}.js${search}`);
    script.onload = () => end(`${name} delivers nothing`);
    script.onerror = () => end(`${name} is not there`);
    document.head.append(script);
    return own;
  };

  helpcentre.deliver = (name, value) => requests.get(name)?.resolve(value);
  // Asked for anew, it comes from the server, whatever the browser has kept.
  helpcentre.load = (name, isAnew = false) => {
    if (!requests.has(name)) requests.set(name, request(name, isAnew));
    return requests.get(name).value;
  };
})();
