"""LinkChecker: addresses of other sites, and a crawl of the website as a second opinion."""
