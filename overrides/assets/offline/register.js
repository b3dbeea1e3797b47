// Lets the browser keep the pages that are read here for times without a network: worker.js at the top of the site. A page
// that was loaded without it says where it is, and is kept, too.
{
  const { serviceWorker } = navigator;
  serviceWorker?.register(new URL(`${document.documentElement.dataset.root}worker.js`, location.href)).catch(() => {});
  if (serviceWorker && !serviceWorker.controller) serviceWorker.ready.then(({ active }) => active.postMessage(location.href));
}
