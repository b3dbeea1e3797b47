"""Everything a web server is told: redirects, headers, security policy, published addresses."""
