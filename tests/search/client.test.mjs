// What a browser finds in the index of a site (overrides/assets/javascripts/search-index.js); run by test_built_index.py, which
// writes the site that SITE names, with what is asked and what the command line finds in asked.json.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { runInThisContext } from "node:vm";

const scripts = new URL("../../overrides/assets/javascripts/", import.meta.url), site = process.env.SITE, delivered = new Map();
const read = (file) => runInThisContext(readFileSync(file, "utf8"));
globalThis.helpcentre = {
  deliver: (name, value) => delivered.set(name, value),
  load: async (name) => { read(`${site}/${name}.js`); return delivered.get(name); },
};
for (const name of ["search-ranking", "search-index"]) read(new URL(`${name}.js`, scripts));
const [search, open] = ["search-ranking", "search-index"].map((name) => delivered.get(`assets/javascripts/${name}`));

for (const { query, language, others, found } of JSON.parse(readFileSync(`${site}/asked.json`, "utf8"))) {
  test(`${language}: ${query}`, async () => {
    const root = "https://example.org/", entry = await helpcentre.load(`assets/search/${language}`);
    const { pages, other, meant, suggestion } = await open({ search, root, language, others, entry })(query, true);
    if (other) assert.deepEqual([meant, suggestion], [null, null], "what another language knows has no error");
    assert.deepEqual(pages.flatMap(({ sections }) => sections.map(({ url }) => url.slice(root.length))), found);
  });
}
