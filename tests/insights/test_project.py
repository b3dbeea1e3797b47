"""The search that insights judge by is the one that readers get: the indexes of the built site."""

from helpcentre.insights.project import read_project_search
from support import Project

LEGAL = (
    "---\ntitle: Impressum\ndescription: Wir.\ntemplate: legal.html\n---\n\n# Wir {#us}\n\n## Wo {#where}\n\nAm Kai.\n"
)


def test_queries_are_judged_by_what_the_dialog_finds(small: Project) -> None:
    small.write({"de/imprint.md": LEGAL, "de/synonyms.yml": "Seite: [blatt]\n"})
    assert small.build().status == 0
    finder = read_project_search(small.folder / "site", small.folder / "docs", ["de", "en", "ar"]).finders["de"]
    for query in ("Kai", "zweite Seite", "second page", "blatt"):
        (first, *_) = small.helpcentre("search", query).output.splitlines()[1].split()
        row = next(row for row in finder.rows if f"{row.path}#{row.unit}" == finder.find(query)[0])
        assert row.file.replace("index.html", "").startswith(first.removesuffix("#where")), query
    assert finder.find("Kai")[0] == "imprint.md#where"
    assert finder.find("schnipsel") == []
    assert finder.with_synonym("Seite", "schnipsel").find("schnipsel") == finder.find("Seite")
    assert finder.find("schnipsel") == []
