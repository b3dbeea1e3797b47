"""What search finds on the built sample, by language with 95 % intervals, and for queries in other languages.

    make site && .venv/bin/python benchmarks/sample_relevance.py

It asks the index as ``helpcentre search`` does. The queries and what is right are in ``tests/search`` and in
``questions/sample.yml``. *Constant* is what the one page would get that answers most of a language's unseen queries. A
query in another language is right on page@1 as well if the first result is on a target's page, in the site's language.
The last rows are languages that nobody prepared the search for: the small help centre of ``tests/search/library`` has
no sections to tell apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from helpcentre.content.addresses import Addresses
from helpcentre.content.documents import Documents
from helpcentre.content.language import Language
from helpcentre.search.built_index import BuiltSearch
from helpcentre.search.index import SearchPage, make_index
from helpcentre.search.passages import Passage
from helpcentre.search.ranking import Ranking
from helpcentre.search.synonyms import Synonyms
from relevance import constant, interval

ROOT = Path(__file__).parent.parent
TOPIC = "whatsapp-account-blocked/"
COLUMNS = {
    "tuning, page@1": ("tuning", "page@1"),
    "held out, page@1": ("held_out", "page@1"),
    "held out, section@1": ("held_out", "section@1"),
    "seen, page@1": ("seen", "page@1"),
    "seen, section@1": ("seen", "section@1"),
    "unseen, page@1": ("unseen", "page@1"),
    "unseen, page@3": ("unseen", "page@3"),
    "unseen, section@1": ("unseen", "section@1"),
    "constant, unseen": ("constant", "page@1"),
    "in other languages, page@1": ("foreign", "page@1"),
    "nothing found": ("all", "nothing"),
}

Queries: TypeAlias = "Mapping[str, list[str]]"
"""What is typed, with its targets."""

Scores: TypeAlias = "dict[str, Counter[str]]"
"""The scores of each set of queries by its name."""


def read_targets(codes: Sequence[str]) -> dict[str, dict[str, str]]:
    """Return the addresses of pages in each language, by the names that queries give them."""
    languages = [Language(code, code, is_source=code == "de") for code in ["de", *codes]]
    documents = Documents(ROOT, ROOT / "docs", tuple(languages))
    addresses = Addresses(documents, as_folders=True, chains={language.code: () for language in languages})
    paths = {_name(path): path for path in documents.paths("de") if path != "index.md"}
    return {
        language.code: {name: addresses.url(language, path) for name, path in paths.items()} for language in languages
    }


def read_queries(code: str) -> dict[str, Queries]:
    """Return the queries of a language by the name of their set."""
    tests = yaml.safe_load((ROOT / "tests" / "search" / f"queries.{code}.yml").read_text(encoding="utf-8"))
    typed = yaml.safe_load((ROOT / "benchmarks" / "questions" / "sample.yml").read_text(encoding="utf-8"))
    sets = {name: {each["query"]: each["targets"] for each in tests[name]} for name in ("tuning", "held_out")}
    return sets | {name: typed[name][code] for name in ("seen", "unseen")}


def judge(found: Sequence[str], targets: Sequence[str], urls: Mapping[str, str]) -> Counter[str]:
    """Return which scores the addresses that were found get."""
    split = [target.partition("#") for target in targets]
    pages = list(dict.fromkeys(address.partition("#")[0] for address in found))
    wanted = {urls[page] for page, _, _ in split}
    sections = {f"{urls[page]}#{anchor}".removesuffix("#") for page, mark, anchor in split if mark}
    whole = {urls[page] for page, mark, _ in split if not mark}
    is_right = [address in sections or address.partition("#")[0] in whole for address in found]
    return Counter(
        {
            "page@1": int(bool(wanted.intersection(pages[:1]))),
            "page@3": int(bool(wanted.intersection(pages[:3]))),
            "section@1": int(any(is_right[:1])),
            "section@3": int(any(is_right[:3])),
            "nothing": int(not found),
            "asked": 1,
        }
    )


def measure(search: BuiltSearch, code: str, targets: Mapping[str, str]) -> Scores:
    """Return the scores of a language: those of its own queries, and of those held out of all other languages."""
    scores = {name: _sum(search, code, own, targets) for name, own in read_queries(code).items()}
    others = [read_queries(other)["held_out"] for other in search.languages if other != code]
    foreign = sum((_sum(search, code, own, targets) for own in others), Counter[str]())
    everything = sum((*scores.values(), foreign), Counter[str]())
    return scores | {"foreign": foreign, "all": everything, "constant": constant(read_queries(code)["unseen"])}


def measure_library(file: Path) -> Scores:
    """Return the scores of the small help centre in a language that nobody prepared the search for."""
    library: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    pages = [
        SearchPage(name, name, (Passage("", title, title, "", text, ""), Passage("more", title, heading, "", more, "")))
        for name, (title, text, heading, more) in library["pages"].items()
    ]
    places = [f"{page.url}#{passage.anchor}" for page in pages for passage in page.passages]
    ranking = Ranking(make_index(file.stem, pages, Synonyms("")))
    urls = {page.url: page.url for page in pages}
    scores = {}
    for name in ("tuning", "held_out"):
        judged = (
            judge([places[hit.passage] for hit in ranking.find(query)], [target], urls)
            for query, target in library[name].items()
        )
        scores[name] = sum(judged, Counter[str]())
    return scores | {"all": sum(scores.values(), Counter[str]())}


def main() -> None:
    """Print a table with a row for each language."""
    search = BuiltSearch(ROOT / "site")
    targets = read_targets(search.languages)
    print(f"| language | {' | '.join(COLUMNS)} |\n|{'---|' * (len(COLUMNS) + 1)}")
    _print_rows({code: measure(search, code, targets[code]) for code in search.languages}, "all twelve")
    files = sorted((ROOT / "tests" / "search" / "library").glob("*.yml"))
    further = {file.stem: measure_library(file) for file in files if file.stem not in search.languages}
    _print_rows(further, f"all {len(further)}")


def _name(path: str) -> str:
    name = path.removesuffix(".md")
    return name.removeprefix(TOPIC) if name.startswith(TOPIC) else f"/{name}"


def _sum(search: BuiltSearch, code: str, queries: Queries, targets: Mapping[str, str]) -> Counter[str]:
    results = ((search.find(query, code).results, wanted) for query, wanted in queries.items())
    judged = (judge([result.url for result in found], wanted, targets) for found, wanted in results)
    return sum(judged, Counter[str]())


def _print_rows(scores: Mapping[str, Scores], name: str) -> None:
    sets = dict.fromkeys(each for own in scores.values() for each in own)
    totals = {each: sum((own[each] for own in scores.values()), Counter[str]()) for each in sets}
    for code, own in [*scores.items(), (name, totals)]:
        print(f"| {code} | {' | '.join(_cells(own))} |", flush=True)


def _cells(scores: Scores) -> Iterable[str]:
    for name, column in COLUMNS.values():
        own = scores.get(name, Counter())
        yield f"{own[column]}/{own['asked']}" if column == "nothing" else interval(own[column], own["asked"])


if __name__ == "__main__":
    main()
