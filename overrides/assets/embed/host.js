// Where the help centre is, for a page of another host: everything comes from there, and nothing from elsewhere.
// The build writes helpcentre.languages before this, and files.js, page.js and element.js after it.
(() => {
  const root = new URL("../", document.currentScript.src).href;
  // Pages that demand Trusted Types let in what has their policy: https://www.w3.org/TR/trusted-types/
  let policy = null;
  try {
    policy = window.trustedTypes?.createPolicy("helpcentre", {
      createScriptURL: (url) => { if (url.startsWith(root)) return url; throw new TypeError(`${url} is not of the help centre`); },
    });
  } catch { /* the page has not named it: it may do without */ }
  Object.assign(helpcentre, { root, trusted: (url) => (policy ? policy.createScriptURL(url) : url) });
})();
