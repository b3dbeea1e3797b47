"""Indexes with filters: Pagefind's own order of them changes, what is published does not."""

import gzip
import json

import cbor2

from helpcentre.search.pagefind import Record, index_files
from helpcentre.search.reproducible import sort_index

WORDS = ["apfel", "birne", "pflaume", "quitte", "zwetschge"]
RECORDS = [
    Record(f"topic/#{number}", "Obst", meta={}, filters={"lead": [word], f"by-{word}": ["yes"]})
    for number, word in enumerate(reversed(WORDS))
]


def test_equal_records_give_equal_files_whatever_they_are_filtered_by() -> None:
    found = [index_files("de", RECORDS) for _ in range(3)]
    assert sort_index(found[0]) == sort_index(found[1]) == sort_index(found[2])
    assert found[0] != found[1] or found[1] != found[2], "with so many filters their order changes nearly always"


def test_index_files_are_named_where_they_are_looked_for() -> None:
    files = sort_index(index_files("de", RECORDS))
    (language,) = json.loads(files["pagefind-entry.json"])["languages"].values()
    content = gzip.decompress(files[f"pagefind.{language['hash']}.pf_meta"])
    filters = {name: values for name, *values in cbor2.loads(content.removeprefix(b"pagefind_dcd"))[3]}
    assert list(filters) == sorted(["lead", *(f"by-{word}" for word in WORDS)])
    assert {name for name in files if name.startswith("filter/")} == {
        f"filter/{file}.pf_filter" for [file] in filters.values()
    }
    leads = cbor2.loads(gzip.decompress(files[f"filter/{filters['lead'][0]}.pf_filter"]).removeprefix(b"pagefind_dcd"))
    assert leads == ["lead", [[word, [4 - number]] for number, word in enumerate(WORDS)]]
    assert sum(name.endswith(".pf_meta") for name in files) == 1


def test_an_index_without_filters_stays_as_it_is() -> None:
    files = index_files("de", [Record("a/", "Obst", meta={}, filters={})])
    assert sort_index(files) == files
