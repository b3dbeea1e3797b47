// Lets the browser keep the pages that are read here for times without a network: worker.js at the top of the site.
navigator.serviceWorker?.register(new URL(`${document.documentElement.dataset.root}worker.js`, location.href)).catch(() => {});
