"""What search finds in documentation of others, for questions that were written before any result was seen.

    .venv/bin/python benchmarks/relevance.py mailcow=~/mailcow-dockerized-docs --minisearch ~/node_modules

``questions/<name>.yml`` says where the pages of a corpus are and what is asked. Nothing of it is in this repository, so
name the folder where you have it. A result is right on page@1 if the first one is on a page that answers, and on
section@1 if it is a section that does, where the questions name one. @3 looks at the first three pages or sections.
*Constant* is what the one page would get that answers most questions of a language. With each share stands its 95 %
interval (Wilson 1927). The search was made with ``seen``; of ``unseen`` nothing but the figures is ever printed.
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

from corpora import Questions, Section, read_questions, read_sections
from helpcentre.search.index import SearchPage, make_index
from helpcentre.search.passages import Passage
from helpcentre.search.ranking import Ranking
from helpcentre.search.synonyms import Synonyms

Place: TypeAlias = "tuple[str, str]"
"""A page and a section's id."""

Find: TypeAlias = "Callable[[str], list[Place]]"

_QUESTIONS = Path(__file__).with_name("questions")
_SCORES = ("page@1", "page@3", "section@1", "section@3", "nothing")

_MINISEARCH = """
import { readFileSync } from "node:fs";
const { default: MiniSearch } = await import(process.argv[2]);
const { language, sections, queries } = JSON.parse(readFileSync(process.argv[3], "utf8"));
const words = new Intl.Segmenter(language, { granularity: "word" });
const tokenize = (text) => [...words.segment(text)].filter((part) => part.isWordLike).map((part) => part.segment);
const search = new MiniSearch({ fields: ["page", "title", "text"], tokenize,
  searchOptions: { boost: { page: 2, title: 3 }, prefix: true, fuzzy: 0.2 } });
search.addAll(sections.map((section, id) => ({ id, ...section })));
console.log(JSON.stringify(queries.map((query) => search.search(query).slice(0, 20).map(({ id }) => id))));
"""


def find_ours(language: str, sections: Sequence[Section]) -> Find:
    """Return our search in these sections."""
    pages: dict[str, list[Passage]] = {}
    for section in sections:
        pages.setdefault(section.page, []).append(section.passage)
    searched = [SearchPage(name, f"{name}.md", tuple(own)) for name, own in pages.items()]
    places = [(name, passage.anchor) for name, own in pages.items() for passage in own]
    ranking = Ranking(make_index(language, searched, Synonyms("")))
    return lambda query: [places[hit.passage] for hit in ranking.find(query)]


def find_minisearch(modules: Path, language: str, sections: Sequence[Section], queries: Sequence[str]) -> Find:
    """Return MiniSearch's answers to these queries: any word, beginnings, typing errors, and Intl.Segmenter."""
    with TemporaryDirectory() as folder:
        data, script = Path(folder, "data.json"), Path(folder, "ask.mjs")
        texts = [
            {
                "page": each.passage.page,
                "title": each.passage.title,
                "text": f"{each.passage.summary} {each.passage.text}",
            }
            for each in sections
        ]
        data.write_text(json.dumps({"language": language, "sections": texts, "queries": queries}), encoding="utf-8")
        script.write_text(_MINISEARCH, encoding="utf-8")
        module = modules.expanduser().resolve() / "minisearch" / "dist" / "es" / "index.js"
        said = subprocess.run(["node", script, module, data], check=True, capture_output=True, encoding="utf-8").stdout
    answers = dict(zip(queries, json.loads(said), strict=True))
    return lambda query: [(sections[at].page, sections[at].passage.anchor) for at in answers[query]]


def judge(found: Sequence[Place], targets: Sequence[str]) -> Counter[str]:
    """Return which scores a list of results gets."""
    wanted = [target.partition("#") for target in targets]
    pages = list(dict.fromkeys(page for page, _ in found))
    is_page = [any(_is_page(page, name) for name, _, _ in wanted) for page in pages]
    is_section = [
        any(_is_page(page, name) and anchor in ("", own) for name, _, anchor in wanted) for page, own in found
    ]
    right = {"page@1": is_page[:1], "page@3": is_page[:3], "section@1": is_section[:1], "section@3": is_section[:3]}
    return Counter({name: int(any(each)) for name, each in right.items()} | {"nothing": int(not found), "asked": 1})


def constant(questions: Mapping[str, list[str]]) -> Counter[str]:
    """Return the score of the page that answers most of a language's questions, for all of them."""
    pages = Counter(page for targets in questions.values() for page in {target.partition("#")[0] for target in targets})
    return Counter({"page@1": max(pages.values(), default=0), "asked": len(questions)})


def interval(right: int, asked: int) -> str:
    """Return a share with its 95 % interval, in per cent."""
    if not asked:
        return "–"
    z, share = 1.96, right / asked
    middle = (share + z * z / (2 * asked)) / (1 + z * z / asked)
    half = z / (1 + z * z / asked) * math.sqrt(share * (1 - share) / asked + z * z / (4 * asked * asked))
    low, high = max(0.0, middle - half), min(1.0, middle + half)
    return f"{right}/{asked} ({100 * share:.0f}, {100 * low:.0f}–{100 * high:.0f} %)"


def measure(folder: Path, questions: Questions, modules: Path | None, *, show: bool) -> dict[str, Counter[str]]:
    """Return the scores of each search in a corpus, by its name, half and language."""
    scores: dict[str, Counter[str]] = {}
    for language in questions.languages:
        sections = read_sections(folder, questions, language)
        asked = {half: own.get(language, {}) for half, own in questions.halves.items()}
        code = language.partition("_")[0]
        searches: dict[str, Find] = {"ours": find_ours(code, sections)}
        if modules:
            queries = [query for own in asked.values() for query in own]
            searches["MiniSearch"] = find_minisearch(modules, code, sections, queries)
        for half, own in asked.items():
            scores[f"constant|{half}|{language}"] = constant(own)
            for name, find in searches.items():
                for query, targets in own.items():
                    score = judge(found := find(query), targets)
                    scores.setdefault(f"{name}|{half}|{language}", Counter()).update(score)
                    if show and half == "seen" and name == "ours" and not score["page@1"]:
                        print(f"{language}: {query} → {', '.join(dict.fromkeys(page for page, _ in found))}")
    return scores


def _is_page(page: str, name: str) -> bool:
    return page == name or page.endswith(f"/{name}")


def main() -> None:
    """Print a table for each corpus, and one of all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="+", metavar="NAME=FOLDER")
    parser.add_argument(
        "--minisearch", type=Path, metavar="FOLDER", help="measure MiniSearch from these node modules too"
    )
    parser.add_argument("--show", action="store_true", help="print what the half that was seen does not find first")
    options = parser.parse_args()
    everything: dict[str, Counter[str]] = {}
    for name, _, folder in (each.partition("=") for each in options.corpora):
        questions = read_questions(_QUESTIONS / f"{name}.yml")
        scores = measure(Path(folder).expanduser(), questions, options.minisearch, show=options.show)
        _print(name, scores)
        for key, score in scores.items():
            search, half, _ = key.split("|")
            everything.setdefault(f"{search}|{half}|all", Counter()).update(score)
    _print("all corpora", everything)


def _print(name: str, scores: dict[str, Counter[str]]) -> None:
    print(f"\n| {name} | {' | '.join(_SCORES)} |\n|{'---|' * (len(_SCORES) + 1)}")
    for key, score in sorted(scores.items()):
        shown = [interval(score[each], score["asked"]) if each in score else "" for each in _SCORES]
        print(f"| {key.replace('|', ', ')} | {' | '.join(shown)} |")


if __name__ == "__main__":
    main()
