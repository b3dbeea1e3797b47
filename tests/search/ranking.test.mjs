// How a query is answered in browsers (overrides/assets/javascripts/search-ranking.js); run by test_ranking.py, which writes
// the file that RANKED names: indexes, queries, and what the ranking for assistants finds.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { runInThisContext } from "node:vm";

let search;
globalThis.helpcentre = { deliver: (_, value) => { search = value; } };
runInThisContext(readFileSync(new URL("../../overrides/assets/javascripts/search-ranking.js", import.meta.url), "utf8"));

const cases = JSON.parse(readFileSync(process.env.RANKED, "utf8"));

for (const { name, text, tokens } of cases.texts) {
  test(`tokens: ${name}`, () => assert.deepEqual(search.tokens(text), tokens));
}

for (const { name, index, postings, queries } of cases.indexes) {
  const ranking = await search.ranking({ ...index, asides: new Set(index.asides) });
  for (const { query, found } of queries) {
    test(`find: ${name}: ${query}`, () => {
      const hits = ranking.rank(ranking.terms(query), (number) => postings[number]);
      assert.deepEqual(hits.map(({ passage }) => passage), found.map(([passage]) => passage));
      hits.forEach(({ score }, at) => assert.ok(Math.abs(score - found[at][1]) < 1e-9, `${score} is not ${found[at][1]}`));
    });
  }
}

const WORDS = ["account", "businessmanager", "entsperrung", "konto", "nachricht", "über"];
const reader = await search.ranking({
  words: WORDS, lengths: [1], pageOf: [0], names: [1], asides: new Set(), synonyms: [["gebannt", "konto"]], letters: { ue: "u" },
});

for (const [query, expected, slack, why] of [
  ["konto", null, 0, "a word of the site is right"],
  ["kont", null, 0, "so is its beginning"],
  ["Nachrichten", null, 0, "and an inflected form"],
  ["gebannt", null, 0, "and what stands for another word"],
  ["ueber", null, 0, "and what is typed without a letter"],
  ["kotno", "konto", 0, "two letters in the wrong order are one error"],
  ["mein Kotno", "mein konto", 0, "other words stay"],
  ["enstperung", "entsperrung", 0, "a long word may have two errors"],
  ["naxxrixht", null, 0, "not more"],
  ["naxxrixht", "nachricht", 1, "unless more are allowed"],
  ["xyz", null, 1, "a short word is not corrected"],
  ["账号", null, 0, "nor are signs"],
  ["", null, 0, "nothing is right"],
  ["constructor __proto__", null, 0, "what every object has is no word of the site"],
]) {
  test(`corrected: ${query || "an empty query"}: ${why}`, () => assert.equal(reader.corrected(query, slack), expected));
}
