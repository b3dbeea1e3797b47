// How a query is read (overrides/pagefind/query.js); run by test_query.py, or by node --test.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { runInThisContext } from "node:vm";

globalThis.helpcentre = {};
runInThisContext(readFileSync(new URL("../../overrides/pagefind/query.js", import.meta.url), "utf8"));

const LIST = {
  words: ["konto", "sperre", "nachricht", "Nachrichten", "business", "app", "entsperrung", "straße"],
  typed: { account: "konto", "gelbe karte": "warnung", "nicht mehr": "nie" },
  function: ["mein", "ist", "warum", "der", "die"],
  stems: ["sperre"],
  letters: { ı: "i" },
  elides: false,
  common: ["konto"],
};
const reader = (changes = {}, language = "de") => helpcentre.queryReader({ ...structuredClone(LIST), ...changes }, language);
const meant = (query, slack) => reader().understand(query, slack).meant.join(" ");

for (const [query, expected, why] of [
  ["konto", "konto", "a word of the site stays"],
  ["Account", "konto", "another word becomes the site's"],
  ["kotno", "konto", "two letters in the wrong order are one error"],
  ["knto", "konto", "a letter is missing"],
  ["kontoo", "konto", "a letter is too many"],
  ["entsperung", "entsperrung", "a long word may have two errors"],
  ["xyz", "xyz", "a short word is not corrected"],
  ["businessapp", "business app", "a compound of two words of the site is taken apart"],
  ["kontosperre", "konto sperre", "so is one of any two"],
  ["gelbe Karte", "warnung", "a phrase becomes what it stands for"],
  ["gelben Karten", "warnung", "a phrase is known in other forms"],
  ["warum ist mein konto", "konto", "function words are left out"],
  ["warum", "warum", "unless there are no others"],
  ["konto na", "konto", "the beginning of a last word is left out"],
  ["sperren", "sperre", "an inflected form becomes its beginning"],
  ["", "", "nothing is nothing"],
  ["constructor", "constructor", "what every object has is no word of the site"],
  ["__proto__", "__proto__", "nor is this"],
]) {
  test(`understand: ${query || "an empty query"}: ${why}`, () => assert.equal(meant(query), expected));
}

test("understand: a mistyped word is told from another word for the same", () => {
  assert.deepEqual(
    ["kotno", "account", "konto"].map((query) => {
      const { isForeign, isMistyped } = reader().understand(query);
      return [isForeign, isMistyped];
    }),
    [[true, true], [true, false], [false, false]],
  );
});

test("understand: words that the site has nothing like are told", () => {
  assert.deepEqual(
    ["xyz", "xyz konto", "kontxxo", "kon", "kotno"].map((query) => reader().understand(query).isUnknown),
    [true, false, true, false, false],
  );
});

test("understand: words are returned as they were typed", () => {
  assert.deepEqual(reader().understand("Mein Kotno ist").words, ["Kotno"]);
});

test("understand: slack allows for more errors", () => {
  assert.equal(meant("naxxricht"), "nachricht");
  assert.equal(meant("naxxrixht"), "naxxrixht");
  assert.equal(meant("naxxrixht", 1), "nachricht");
});

test("understand: letters that Pagefind takes apart are one", () => {
  assert.deepEqual(reader().understand("busıness").words, ["business"]);
});

test("understand: an apostrophe parts words only where articles are elided", () => {
  assert.deepEqual(reader({ elides: true }, "fr").understand("l'app").words, ["l", "app"]);
  assert.deepEqual(reader({}, "en").understand("l'app").words, ["l'app"]);
});

test("understand: a Chinese phrase is known wherever words are parted", () => {
  const chinese = reader({ words: ["封禁"], typed: { 账号被封: "封禁" }, function: ["的"], stems: [] }, "zh");
  assert.deepEqual(chinese.understand("账号被封").meant, ["封禁"]);
});

test("leading: common words count only where no rarer one is typed", () => {
  assert.deepEqual(reader().leading(["konto"]), ["konto"]);
  assert.deepEqual(reader().leading(["kon"]), ["konto"]);
  assert.deepEqual(reader().leading(["konto", "straße"]), []);
});

test("marked: words that begin alike are marked, and the text is escaped", () => {
  assert.equal(
    reader().marked('Kontos & <b>"Apps"</b>', ["konto", "app"]),
    '<mark>Kontos</mark> &#38; &#60;b&#62;"<mark>Apps</mark>"&#60;/b&#62;',
  );
});

test("marked: without words nothing is marked", () => {
  assert.equal(reader().marked("Konto", ["", "!"]), "Konto");
});
