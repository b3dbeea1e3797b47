"""A help centre of any size to measure with: a whole project, fully translated, the same bytes for the same seed.

Words are invented, in each language's own script and as unequally frequent as real ones. Every page has what real ones
have: headings with ids, steps, a nested list, a notice, a table here and there, links within and between articles.
"""

from __future__ import annotations

import argparse
import inspect
import shutil
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from random import Random

from babel import Locale

from helpcentre.content.frontmatter import dump, parse
from helpcentre.content.translation_record import RECORD_KEY
from helpcentre.translation.state import fingerprints

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("index", "reasons", "steps", "prevention", "questions")
"""The pages of an article of five sections: its index, and one for each further section."""

_SCRIPTS = {"ar": "بتجدرسعفقكلمنه", "uk": "бвгджзклмнпрст", "zh": "天地人山水火木金土日月年工作学生"}
_VOWELS = {"ar": "اوي", "uk": "аеиоу", "zh": "大小中上下开关新"}
_SENTENCE = {"zh": ("", "。")}
_CONSONANTS, _LATIN_VOWELS = "bdfgklmnprstvw", "aeiou"
_VOCABULARY = 3000


_CODE = [
    inspect.getsource(function).strip()
    for module in (argparse, shutil)
    for _, function in inspect.getmembers(module, inspect.isfunction)
    if function.__module__ == module.__name__
]
"""What stands in technical pages: functions of Python's own library."""


def write_corpus(
    folder: Path, *, articles: int, languages: Sequence[str], seed: int = 1, is_technical: bool = False
) -> int:
    """Write a project that ``mkdocs build --strict`` builds without a problem; return its number of pages.

    ``is_technical`` makes pages like those of a program's documentation: eight times as long, a third of it code, which
    is that of Python's own library, and called by their first heading, not by a title in the front matter.

    ``languages`` are codes that the product has words for (``hooks/helpcentre/strings/``), the source ``de`` first.
    Each language gets a home page and five pages for each article.
    """
    for name in ("hooks", "overrides"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    lines = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").splitlines(keepends=True)
    own = ("    language_tags:", "    levels:")  # of the sample's languages and texts
    (folder / "base.yml").write_text("".join(line for line in lines if not line.startswith(own)), encoding="utf-8")
    shutil.copy(ROOT / "agents.yml", folder / "agents.yml")
    (folder / "mkdocs.yml").write_text(_config(languages), encoding="utf-8")
    originals: dict[str, str] = {}
    for code in languages:
        target = folder / "docs" / code
        target.mkdir(parents=True)
        words = _Words(code, seed)
        texts = _texts(words, articles=articles, is_source=code == languages[0], is_technical=is_technical)
        for path, text in texts.items():
            file = target / path
            file.parent.mkdir(exist_ok=True)
            record = {RECORD_KEY: fingerprints(parse(originals[path]))} if path in originals else {}
            document = parse(text)
            file.write_text(dump({**document.meta, **record}) + document.body, encoding="utf-8")
        originals = originals or texts
    return len(originals) * len(languages)


def _config(languages: Sequence[str]) -> str:
    entries = "".join(
        f"        - {{ locale: {code}, name: {Locale.parse(code).display_name}{', default: true' * (number == 0)} }}\n"
        for number, code in enumerate(languages)
    )
    return (
        "INHERIT: base.yml\nplugins:\n  - i18n:\n      docs_structure: folder\n      fallback_to_default: true\n"
        f"      reconfigure_material: false\n      languages:\n{entries}"
        "extra:\n  helpcentre:\n    budget: { elements: 20000 }  # the home page shows every article\n"
    )


class _Words:
    """Sentences of one language."""

    def __init__(self, code: str, seed: int) -> None:
        self.random = Random(f"{seed}/{code}")
        self.space, self.stop = _SENTENCE.get(code, (" ", "."))
        ends, vowels = _SCRIPTS.get(code, _CONSONANTS), _VOWELS.get(code, _LATIN_VOWELS)
        longest = 1 if code == "zh" else 4

        def word() -> str:
            syllables = range(self.random.randint(min(2, longest), longest))
            return "".join(self.random.choice(ends) + self.random.choice(vowels) for _ in syllables)

        self.known = list(dict.fromkeys(word() for _ in range(_VOCABULARY)))
        self.weights = list(accumulate(1 / (rank + 10) for rank in range(1, len(self.known) + 1)))

    def phrase(self, count: int) -> str:
        """Return so many words, the first with a capital letter."""
        words = self.space.join(self.random.choices(self.known, cum_weights=self.weights, k=count))
        return words[0].upper() + words[1:]

    def text(self, sentences: int) -> str:
        """Return so many sentences."""
        return (self.space or "").join(self.phrase(self.random.randint(6, 16)) + self.stop for _ in range(sentences))


def _texts(words: _Words, *, articles: int, is_source: bool, is_technical: bool) -> dict[str, str]:
    """Return the pages of a language by their path."""
    home = {"title": words.phrase(2), "description": words.text(1)}
    texts = {"index.md": dump({**home, "template": "home.html", "order": 0} if is_source else home)}
    texts["index.md"] += f"\n# {words.phrase(3)} {{#home}}\n\n{words.text(2)}\n"
    for article in range(articles):
        neighbour = (article * 7 + 3) % articles
        for number, page in enumerate(PAGES):
            meta: dict[str, object] = {"title": words.phrase(3), "description": words.text(1), "updated": "2026-11-02"}
            if is_source:
                meta["order"] = article + 1 if number == 0 else number
            elsewhere = f"../article-{neighbour:04}/{PAGES[-1]}.md#causes"
            if is_technical:
                del meta["title"]
            body = _section(words, number, elsewhere) if number else _overview(words)
            if is_technical and number:
                body += "".join(_code_section(words, article, part) for part in range(7))
            texts[f"article-{article:04}/{page}.md"] = f"{dump(meta)}\n# {words.phrase(5)} {{#top-{page}}}\n\n{body}"
    return texts


def _overview(words: _Words) -> str:
    points = "".join(f"- [{words.phrase(2)}]({page}.md)\n" for page in PAGES[1:])
    return f"{words.text(4)}\n\n{_notice(words)}\n{points}"


def _section(words: _Words, number: int, elsewhere: str) -> str:
    before = PAGES[number - 1]
    steps = "".join(f"1. {words.text(2)}\n" for _ in range(4))
    below = f"    - {words.phrase(4)}\n    - {words.phrase(6)}\n"
    points = f"- {words.phrase(6)}\n- {words.phrase(5)}\n{below}- {words.phrase(5)}\n"
    rows = "".join(f"| {words.phrase(2)} | {words.phrase(4)} |\n" for _ in range(3))
    table = f"| {words.phrase(1)} | {words.phrase(1)} |\n| --- | --- |\n{rows}\n" if number == 3 else ""
    return (
        f"{words.text(3)} [{words.phrase(2)}]({before}.md#top-{before})\n\n"
        f"## {words.phrase(3)} {{#causes}}\n\n{words.text(4)} **{words.phrase(2)}**\n\n{points}\n{table}"
        f"## {words.phrase(4)} {{#what-to-do}}\n\n{words.text(2)}\n\n{steps}\n{_notice(words)}\n"
        f"## {words.phrase(3)} {{#afterwards}}\n\n{words.text(4)} [{words.phrase(3)}]({elsewhere})\n"
    )


def _code_section(words: _Words, article: int, number: int) -> str:
    code = _CODE[(7 * article + number) % len(_CODE)]
    return (
        f"\n## {words.phrase(3)} {{#part-{number}}}\n\n{words.text(6)}\n\n```python\n{code}\n```\n\n{words.text(4)}\n"
    )


def _notice(words: _Words) -> str:
    return f'!!! tip "{words.phrase(3)}"\n\n    {words.text(2)}\n'


def main() -> None:
    """Write a corpus where the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=40)
    parser.add_argument("--languages", default="de,en,fr,ar")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--technical", action="store_true", help="long pages with code and no title")
    options = parser.parse_args()
    codes = options.languages.split(",")
    pages = write_corpus(
        options.folder,
        articles=options.articles,
        languages=codes,
        seed=options.seed,
        is_technical=options.technical,
    )
    print(pages, "pages")


if __name__ == "__main__":
    main()
