"""What readers and agents of the sample are given: every unit with its addresses, and no note in public."""

import gzip

from helpcentre.content.asides import find_notes
from helpcentre.content.ui_strings import (
    PRODUCT_FOLDER,
    product_strings,
    read_own_strings,
)
from helpcentre.pages.corpus import read_articles
from support import ROOT, BuiltPage, Project

OURS = sorted(file.stem for file in PRODUCT_FOLDER.iterdir())


def test_corpus_has_every_unit_with_addresses_that_exist(project: Project) -> None:
    folder = project.folder / "dist" / "helpcentre-agents"
    rows = list(read_articles(folder))
    assert len({(row.language, row.path, row.unit) for row in rows}) == len(rows) >= 12 * 50
    assert {row.language for row in rows} == {"de", "en", "fr", "es", "it", "pt", "nl", "pl", "tr", "uk", "ar", "zh"}
    pages: dict[str, BuiltPage] = {}
    for row in rows:
        file, _, anchor = row.file.partition("#")
        page = pages.setdefault(file, BuiltPage((folder / file).read_text(encoding="utf-8")))
        assert not anchor or page.tree.css_first(f"[id='{anchor}']"), row.file
    for row in rows:
        path, _, anchor = row.address.removeprefix("https://example.org/").partition("#")
        public = project.page(f"site/{path}index.html")
        assert not anchor or public.tree.css_first(f"[id='{anchor}']"), row.address


def test_reasons_lead_to_the_way_out_before_their_first_section() -> None:
    pages = list(ROOT.glob("docs/*/whatsapp-account-blocked/reasons.md"))
    openings = [page.read_text(encoding="utf-8").partition("\n## ")[0] for page in pages]
    assert len(pages) == 12
    assert [page for page, text in zip(pages, openings, strict=True) if "](request-unblocking.md)" not in text] == []


def test_corpus_reply_has_its_channel_and_placeholders(project: Project) -> None:
    rows = {(row.language, row.unit): row for row in read_articles(project.folder / "dist" / "helpcentre-agents")}
    reply = rows["fr", "contact-support.email"]
    assert (reply.kind, reply.state, reply.placeholders) == ("email", "current", ("name", "link", "agent"))
    assert reply.heading == "Étape 2\u00a0: contactez l’assistance WhatsApp"
    assert reply.text.startswith("Bonjour {name},")
    assert reply.address.endswith("/fr/compte-whatsapp-bloque/demander-deblocage/#contact-support")
    section = rows["fr", "contact-support"]
    assert section.kind == "section"
    assert section.text.startswith("Le plus rapide")


def test_corpus_of_the_public_site_has_no_asides(project: Project) -> None:
    rows = list(read_articles(project.folder / "site"))
    assert {row.kind for row in rows} == {"title", "description", "section", "question"}
    assert rows[0].file == "barrierefreiheit/index.html"


def test_no_sentence_of_the_real_asides_is_public(project: Project) -> None:
    site = project.folder / "site"
    everything = "".join(
        (gzip.decompress(content) if content.startswith(b"\x1f\x8b") else content).decode("utf-8", errors="ignore")
        for content in (file.read_bytes() for file in site.rglob("*") if file.is_file())
    )
    asides = [
        aside
        for file in (ROOT / "docs").rglob("*.md")
        for aside in find_notes(file.read_text(encoding="utf-8").partition("\n---\n")[2])
    ]
    assert len(asides) >= 12 * 15
    first_lines = {aside.text.strip().splitlines()[-3 if "{agent}" in aside.text else 0] for aside in asides}
    assert [line for line in first_lines if line and line != "{link}" and line in everything] == []
    assert "data-aside" not in everything


def test_product_names_no_site_and_the_sample_only_what_is_its_own() -> None:
    assert len(OURS) == 12
    for code in OURS:
        assert "site_name" not in product_strings(code)
        own = read_own_strings(ROOT / "docs", code)
        assert own.keys() == {"site_name", "search_placeholder", "placeholder_number"}
        assert "whatsapp" not in str(product_strings(code)).casefold()
