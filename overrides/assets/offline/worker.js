// Keeps pages that were read, and their topics, for readers without a network. The build writes the constants before this:
// BUILD, the digest of the site; VERSION, that of its scripts and style sheets; ASSETS, what every page loads; PREFIXES, the
// folders of languages. All that a build's pages need is in one cache, which is named after it, so no two builds meet in one.
// What a page is served from is the network; the cache is for when there is none.
const SCOPE = self.registration.scope, OURS = `helpcentre ${SCOPE} `, CACHE = OURS + BUILD;
const MOST_PAGES = 150, MOST_OF_TOPIC = 40, BRIEF = { ignoreSearch: true, ignoreVary: true }, SAME = { ignoreVary: true };

const at = (path) => new URL(path, SCOPE).href;
const assets = new Set(ASSETS.map(at));
const bare = (address) => address.split(/[?#]/)[0];
const isPage = (address) => /(?:\/|\.html)$/.test(bare(address));
const isOfflinePage = (address) => address.endsWith("/offline.html");
const offlinePage = (address) => at(`${PREFIXES.find((prefix) => address.startsWith(at(prefix))) ?? ""}offline.html`);
const fresh = (address) => fetch(address, { cache: "no-cache" });
const ownCaches = async () => (await caches.keys()).filter((name) => name.startsWith(OURS));

// Whether the server still has the build of this worker, which its script names.
const isCurrent = async () => {
  const answer = await fetch(at("worker.js"), { cache: "no-store" });
  return answer.ok && (await answer.text()).includes(BUILD);
};

// What is in the first cache, this build's before others, that has a page, or null: it and what belongs to it are of
// one build.
const cacheOf = async (address) => {
  const names = await ownCaches();
  for (const name of [CACHE, ...names].filter((each) => names.includes(each))) {
    const cache = await caches.open(name);
    if (await cache.match(bare(address), BRIEF)) return cache;
  }
  return null;
};

// Opens no cache: one that was removed for good would be there again, and empty.
const ownMatch = (request) => caches.match(request, { ...SAME, cacheName: CACHE });

const picturesIn = (html, address) => [...html.matchAll(/<img\b[^>]*?\ssrc="([^"]+)"/g)]
  .map(([, src]) => new URL(src.replaceAll("&amp;", "&"), address).href)
  .filter((src) => src.startsWith(SCOPE) && !assets.has(src));

const topicIn = (html, address) => [...(html.match(/<nav class="hc-topic"[^]*?<\/nav>/)?.[0] ?? "").matchAll(/href="([^"]+)"/g)]
  .map(([, href]) => bare(new URL(href.replaceAll("&amp;", "&"), address).href))
  .filter((href) => href.startsWith(SCOPE) && isPage(href)).slice(0, MOST_OF_TOPIC);

// Returns a page, its pictures and the page that stands in for others, each as [address, answer].
const collect = async (address, answer) => {
  if (!answer.ok || answer.redirected || !/^text\/html/.test(answer.headers.get("content-type") ?? "")) return { found: [], html: "" };
  const html = await answer.clone().text();
  const wanted = [...picturesIn(html, address), offlinePage(address)];
  const others = await Promise.all([...new Set(wanted)].map(async (each) => [each, await fresh(each)]));
  return { found: [[address, answer], ...others.filter(([, each]) => each.ok)], html };
};

// All is fetched before it is asked which build the server has, and kept only if that is still this one.
const keep = async (address, given) => {
  const { found, html } = await collect(address, given ?? await fresh(address));
  if (!found.length) return;
  const isThrifty = self.navigator.connection?.saveData;
  const topic = isThrifty ? [] : topicIn(html, address).filter((each) => each !== address);
  const missing = await Promise.all(topic.map(async (each) => ((await ownMatch(each)) ? [] : [each])));
  const below = await Promise.all(missing.flat().map(async (each) => (await collect(each, await fresh(each))).found));
  if (await isCurrent()) {
    const cache = await caches.open(CACHE);
    for (const [each, answer] of [...below.flat(), ...found]) await cache.put(each, answer);
    await trim(cache);
    return;
  }
  await self.registration.update();
  (self.registration.waiting ?? self.registration.installing)?.postMessage(address);
};

const trim = async (cache) => {
  const pages = (await cache.keys()).map(({ url }) => url).filter((url) => isPage(url) && !isOfflinePage(url));
  for (const url of pages.slice(0, Math.max(0, pages.length - MOST_PAGES))) await cache.delete(url);
};

// What former builds have kept is fetched again: pages of two builds are in no cache. Pages that are gone are left out.
const install = async () => {
  const cache = await caches.open(CACHE);
  try {
    await Promise.all([...assets].map(async (address) => {
      const known = address.endsWith(VERSION) && await caches.match(address, SAME);
      await (known ? cache.put(address, known) : cache.add(new Request(address, { cache: "no-cache" })));
    }));
    await cache.put(at("offline.html"), await fresh(at("offline.html"))); // in some language, from the first
    const former = await Promise.all((await ownCaches()).filter((name) => name !== CACHE).map(async (name) => (await caches.open(name)).keys()));
    const kept = [...new Set(former.flat().map(({ url }) => url))].filter((url) => !assets.has(url) && !url.includes("?"));
    for (const address of kept) {
      const answer = await fresh(address);
      if (answer.ok && !answer.redirected) await cache.put(address, answer);
    }
    if (!await isCurrent()) throw new Error("the server has another build by now");
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
};

// Runs once no page is open that was loaded with the build before. It fetches nothing: until it has ended, no page opens.
const activate = async () => {
  const former = (await ownCaches()).filter((name) => name !== CACHE);
  await Promise.all(former.map((name) => caches.delete(name)));
  if (!former.length) await self.clients.claim();
};

const answerPage = async (event) => {
  const address = bare(event.request.url);
  try {
    const answer = await fetch(event.request);
    if (answer.ok) event.waitUntil(keep(address, answer.clone()).catch(() => {}));
    return answer;
  } catch (error) {
    const [cache, standIn] = [await cacheOf(address), await cacheOf(offlinePage(address))];
    const found = await cache?.match(address, SAME) ?? await standIn?.match(offlinePage(address), SAME) ?? await ownMatch(at("offline.html"));
    if (found) return found;
    throw error;
  }
};

const answerAsset = async (request) => await ownMatch(request) ?? await caches.match(request, SAME) ?? fetch(request);

const answerOther = async ({ request, clientId }) => {
  try { return await fetch(request); } catch (error) {
    const page = await self.clients.get(clientId), cache = await cacheOf(page?.url ?? SCOPE);
    const found = cache && (await cache.match(request, SAME) ?? await cache.match(request, BRIEF) ?? await inAnotherWidth(cache, request.url));
    if (found) return found;
    throw error;
  }
};

// A picture is kept in the width that stands under src; a browser may want another.
const inAnotherWidth = async (cache, address) => {
  const [, begin] = address.match(/^(.*\/assets\/pictures\/.*-)\d+\.\w+$/) ?? [];
  const known = begin && (await cache.keys()).find(({ url }) => url.startsWith(begin));
  return known && cache.match(known, SAME);
};

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", (event) => event.waitUntil(keep(bare(event.data)).catch(() => {})));
self.addEventListener("fetch", (event) => {
  const { request } = event, { url, destination } = request;
  if (request.method !== "GET" || !url.startsWith(SCOPE)) return;
  if (request.mode === "navigate") event.respondWith(answerPage(event));
  else if (assets.has(url) || /[?]v=\w+$/.test(url)) event.respondWith(answerAsset(request));
  else if (["image", "font", "style", "script"].includes(destination) && !url.startsWith(at("assets/search/"))) event.respondWith(answerOther(event));
});
