// Reads a page of the help centre for a page of another host: only elements and attributes that are known to be harmless are
// taken over, and made anew; nothing of it is run.
(() => {
  const { root } = helpcentre;
  const SVG = "http://www.w3.org/2000/svg", HTML = "http://www.w3.org/1999/xhtml";
  const words = (text) => new Set(text.split(" "));
  const ELEMENTS = words("a abbr article aside audio b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em "
    + "figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark nav ol p pre q rp rt ruby s samp section small source span strong sub "
    + "summary sup table tbody td tfoot th thead time tr track u ul var video wbr");
  const SHAPES = words("svg g path circle rect line polyline polygon ellipse");
  const GONE = words("script style template noscript iframe object embed form input select textarea button link meta base dialog");
  const ATTRIBUTES = words("class id lang dir title role alt width height colspan rowspan scope headers start type value reversed open datetime "
    + "controls kind srclang label default preload hreflang viewBox d fill cx cy r x y x1 x2 y1 y2 rx ry points data-linenos data-notice");
  // What a page is made of besides its text: notices, and the ways on from a home page, a topic or a guide.
  const PARTS = "[data-notice], article, .hc-cards, .hc-home-topic, .hc-most-asked, .hc-guide-link, .hc-guide-name, .hc-guide-number, "
    + ".hc-guide-navigation, .hc-articles";
  const LEFT_OUT = ".hc-link, .hc-contents, [hidden], [data-search-open]";

  const isOurs = (address) => address.startsWith(root);
  const isLink = (address) => /^(?:https?|mailto|tel):/.test(address);

  const copy = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return [node.data];
    const name = node.localName;
    if (node.nodeType !== Node.ELEMENT_NODE || GONE.has(name) || node.matches(LEFT_OUT)) return [];
    const inside = [...node.childNodes].flatMap(copy);
    const isShape = node.namespaceURI === SVG && SHAPES.has(name);
    if (!isShape && !(node.namespaceURI === HTML && ELEMENTS.has(name))) return node.namespaceURI === SVG ? [] : inside;
    const element = document.createElementNS(node.namespaceURI, name);
    for (const { name: key, value } of node.attributes) {
      if (ATTRIBUTES.has(key) || key.startsWith("aria-")) element.setAttribute(key, value);
    }
    if (!fill(element, node)) return [];
    element.append(...inside);
    return [element];
  };

  // Gives an element its addresses; returns whether it may stay.
  const fill = (element, node) => {
    if (element.localName === "a" && node.hasAttribute("href")) {
      if (!isLink(node.href)) return true; // its text stays
      element.href = node.href;
      if (!isOurs(node.href)) Object.assign(element, { target: "_blank", rel: "noopener noreferrer" });
    }
    if (["img", "video", "audio"].includes(element.localName)) element.crossOrigin = "anonymous";
    if (element.localName === "img") element.loading = "lazy";
    if (isOurs(node.poster ?? "")) element.poster = node.poster;
    if (!node.hasAttribute("src")) return true;
    if (!isOurs(node.src)) return false;
    element.src = node.src;
    return true;
  };

  // Without fetch and its text, as only a browser's own reader needs no trust (Trusted Types) and runs nothing.
  const read = (address) => new Promise((resolve, reject) => {
    const request = new XMLHttpRequest(), fail = () => reject(new Error(`${address} is not there`));
    request.open("GET", address);
    request.responseType = "document";
    request.onload = () => (request.status === 200 && request.response && isOurs(request.responseURL) ? resolve(request.response) : fail());
    request.onerror = fail;
    request.send();
  });

  const urlIn = (document) => document.querySelector("meta[http-equiv=refresh]")?.content.split(/url=/i)[1];

  // Returns the whole address of a page of the help centre, and its root for what is none.
  helpcentre.within = (address) => {
    try {
      const { href } = new URL(address, root);
      return isOurs(href) ? href : root;
    } catch { return root; }
  };

  // Returns a page, given by its address below the root in any language, in the language code: { url, language, direction, title, nodes }.
  helpcentre.readPage = async (address, code) => {
    const { href, hash } = new URL(address, root);
    if (!isOurs(href)) throw new Error(`${href} is not of the help centre`);
    let page = await read(href);
    const moved = urlIn(page);
    if (moved) page = await read(new URL(moved, page.URL).href);
    if (page.documentElement.dataset.language !== code) {
      const link = page.querySelector(`[data-language-link="${CSS.escape(code)}"]`);
      if (link) page = await read(link.href);
    }
    const main = page.querySelector("main"), parts = [...main.querySelectorAll(PARTS)];
    const outer = parts.filter((part) => !part.parentElement.closest(PARTS));
    const { lang: language, dir: direction } = page.documentElement;
    const nodes = (outer.length ? outer : [main]).flatMap(copy);
    return { url: page.URL.split("#")[0] + hash, hash, language, direction, title: page.title, nodes };
  };
})();
