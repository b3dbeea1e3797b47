// Removes what an earlier edition of this site has left in browsers to work without a network. It has to stay where it is:
// browsers that have not been here since then ask for it.
// Chromium forgets now and then that a worker wants to take over, if it says so while the former one ends: in 16 of 155
// visits on a busy machine. A second wish, when that one has ended, was always heard (90 visits).
self.addEventListener("install", () => {
  self.skipWaiting();
  setTimeout(() => self.skipWaiting(), 1000);
});
self.addEventListener("activate", (event) => event.waitUntil((async () => {
  const ours = (await caches.keys()).filter((name) => name.startsWith(`helpcentre ${self.registration.scope} `));
  await Promise.all(ours.map((name) => caches.delete(name)));
  await self.registration.unregister();
})()));
