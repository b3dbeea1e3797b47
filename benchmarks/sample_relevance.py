"""What search finds on the built sample, by language with 95 % intervals, and for queries in other languages.

    make site && .venv/bin/python benchmarks/sample_relevance.py

It asks the index as ``helpcentre search`` does. The
queries and what is right are in ``tests/search``. A query in another language is right on page@1 as well if the first
result is on a target's page, in the site's language.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml

from helpcentre.content.addresses import Addresses
from helpcentre.content.documents import Documents
from helpcentre.content.language import Language
from helpcentre.search.built_index import BuiltSearch
from relevance import interval

ROOT = Path(__file__).parent.parent
TOPIC = "whatsapp-account-blocked/"
HALVES = ("tuning", "held_out")


def read_targets(codes: Sequence[str]) -> dict[str, dict[str, str]]:
    """Return the addresses of pages in each language, by the names that queries give them."""
    languages = [Language(code, code, is_source=code == "de") for code in ["de", *codes]]
    documents = Documents(ROOT, ROOT / "docs", tuple(languages))
    addresses = Addresses(documents, as_folders=True, chains={language.code: () for language in languages})
    paths = {path.removeprefix(TOPIC).removesuffix(".md"): path for path in documents.paths("de") if path != "index.md"}
    paths["/contact"] = paths.pop("contact")
    return {
        language.code: {name: addresses.url(language, path) for name, path in paths.items()} for language in languages
    }


def judge(found: Sequence[str], targets: Sequence[str], urls: Mapping[str, str]) -> Counter[str]:
    """Return which scores the addresses that were found get."""
    wanted = [(urls[page], anchor) for page, _, anchor in (target.partition("#") for target in targets)]
    split = [(page, anchor) for page, _, anchor in (address.partition("#") for address in found)]
    pages = list(dict.fromkeys(page for page, _ in split))
    is_section = [(page, anchor) in wanted or (page, "") in wanted for page, anchor in split]
    targets_pages = {page for page, _ in wanted}
    return Counter(
        {
            "page@1": int(bool(targets_pages.intersection(pages[:1]))),
            "page@3": int(bool(targets_pages.intersection(pages[:3]))),
            "section@1": int(any(is_section[:1])),
            "section@3": int(any(is_section[:3])),
            "nothing": int(not found),
            "asked": 1,
        }
    )


def main() -> None:
    """Print a row for each language, and how many queries of the others lead to its pages."""
    search = BuiltSearch(ROOT / "site")
    files = {code: ROOT / "tests" / "search" / f"queries.{code}.yml" for code in search.languages}
    queries = {code: yaml.safe_load(file.read_text(encoding="utf-8")) for code, file in files.items()}
    targets = read_targets(search.languages)
    names = ("page@1", "page@3", "section@1", "section@3", "nothing")
    print(f"| queries | {' | '.join(names)} |\n|{'---|' * (len(names) + 1)}")
    totals: dict[str, Counter[str]] = {}
    for code in search.languages:
        for half in HALVES:
            asked = queries[code][half]
            scores = [_score(search, code, query, targets) for query in asked]
            own = sum(scores, Counter[str]())
            totals.setdefault(half, Counter()).update(own)
            _print(f"{code}, {half}", own, names)
    for other in search.languages:
        asked = [query for code in search.languages if code != other for query in queries[code]["held_out"]]
        foreign = sum((_score(search, other, query, targets) for query in asked), Counter[str]())
        totals.setdefault("of other languages", Counter()).update(foreign)
        _print(f"of other languages on {other}", foreign, names)
    for name, score in totals.items():
        _print(f"all, {name}", score, names)


def _score(
    search: BuiltSearch, code: str, query: Mapping[str, object], targets: Mapping[str, Mapping[str, str]]
) -> Counter[str]:
    found = [result.url for result in search.find(str(query["query"]), code).results]
    return judge(found, [str(target) for target in query["targets"]], targets[code])  # type: ignore[attr-defined]


def _print(name: str, score: Counter[str], columns: Sequence[str]) -> None:
    print(f"| {name} | {' | '.join(interval(score[each], score['asked']) for each in columns)} |", flush=True)


if __name__ == "__main__":
    main()
