"""Languages whose text is a variant that their code does not name: readers are told the tag, files have the code."""

import json
import re
from pathlib import Path

import pytest

from assistant import Ask, ask_server
from helpcentre.agents.retrieval import Retrieval
from helpcentre.pages.corpus import read_articles
from support import Project
from tagged_site import CODES, TAGS, tagged_project

SITE = "https://example.org/"
FIRST = {"de": "topic/first/", "pt": "pt/topic/first/", "zh": "zh/topic/first/"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Both editions of the site. Not to be changed."""
    project = tagged_project(tmp_path_factory.mktemp("tagged") / "small")
    for arguments in (("build",), ("build", "-f", "agents.yml")):
        done = project.mkdocs(*arguments)
        assert done.status == 0, done.output
        for rule in ("metadata-differs", "fallback-unlabelled", "link-leaves-language"):
            assert rule not in done.output
    return project


@pytest.mark.parametrize("code", CODES)
def test_page_says_its_tag_to_readers_and_its_code_to_scripts(built: Project, code: str) -> None:
    page = built.page(f"site/{'' if code == 'de' else f'{code}/'}topic/first/index.html")
    text = "pt" if code == "pt-PT" else code
    assert (page.attribute("html", "lang"), page.attribute("html", "data-language")) == (TAGS[code], code)
    assert (page.attribute("article", "lang"), page.attribute("article", "data-language")) == (TAGS[text], text)
    assert page.attributes("[data-language-link]", "data-language-link") == list(CODES)
    assert page.attributes("[data-language-link] [lang]", "lang") == list(TAGS.values())
    assert page.attributes("[data-language-link]", "hreflang") == ["de", "pt-BR", "pt-BR", "zh-Hans"]


def test_search_engines_are_told_the_tags(built: Project) -> None:
    expected = {TAGS[code]: SITE + url for code, url in FIRST.items()} | {"x-default": SITE + FIRST["de"]}
    for url in FIRST.values():
        page = built.page(f"site/{url}index.html")
        names, links = (page.attributes("link[hreflang]", name) for name in ("hreflang", "href"))
        assert dict(zip(names, links, strict=True)) == expected
    entry = re.search(r"<loc>https://example.org/zh/topic/first/.*?</url>", built.read("site/sitemap.xml"), re.DOTALL)
    assert entry is not None
    assert dict(re.findall(r'hreflang="([^"]+)" href="([^"]+)"', entry[0])) == expected
    data = json.loads(built.page("site/pt/topic/first/index.html").first('[type="application/ld+json"]').text())
    work = data["@graph"][0]
    assert (work["inLanguage"], work["translationOfWork"]["inLanguage"]) == ("pt-BR", "de")
    assert built.page("site/zh/topic/first/index.html").attribute("meta[property='og:locale']", "content") == "zh_CN"


def test_searches_have_files_by_code_and_results_in_their_own_language(built: Project) -> None:
    for code in CODES:
        assert (built.folder / "site" / "assets" / "search" / f"{code}.js").is_file()
    parts = sorted((built.folder / "site" / "assets" / "search").rglob("*.js"))
    told = "".join(file.read_text(encoding="utf-8") for file in parts)
    assert set(re.findall(r'"language":"([^"]+)"', told)) <= {"de"}  # of pages that only the source has
    assert "pt-BR" not in told


def test_bundle_has_texts_by_code_and_says_the_tag(built: Project) -> None:
    folder = "dist/helpcentre-agents"
    start = built.page(f"{folder}/START.html")
    assert start.attributes("[data-start] [data-language-link]", "data-language-link") == list(CODES)
    assert start.attributes("[data-start] li[lang]", "lang") == list(TAGS.values())
    words = built.read(f"{folder}/assets/agents/words.pt.js")
    assert '"zh": {"direction": "ltr", "name": "chinês", "tag": "zh-Hans"}' in words
    assert '"language":"zh"' in built.read(f"{folder}/zh/topic/first.answers.js")
    manifest = json.loads(built.read(f"{folder}/manifest.json"))
    assert [each["code"] for each in manifest["languages"]] == list(CODES)


@pytest.mark.parametrize("folder", ["site", "dist/helpcentre-agents"])
def test_other_programs_get_the_code_and_the_tag_of_each_text(built: Project, folder: str) -> None:
    rows = [json.loads(line) for line in built.read(f"{folder}/articles.jsonl").splitlines()]
    assert {row["language"]: row["tag"] for row in rows} == {code: TAGS[code] for code in ("de", "pt", "zh")}


def test_assistants_are_told_the_tag(built: Project) -> None:
    async def conversation(call: Ask) -> None:
        listed = await call("list_languages")
        assert [(row["code"], row["tag"]) for row in listed] == [("de", "de"), ("pt", "pt-BR"), ("zh", "zh-Hans")]
        found = await call("search", query="geleia de ameixa", language="pt", limit=1)
        assert (found[0]["language"], found[0]["tag"]) == ("pt", "pt-BR")

    ask_server(built.folder / "site", conversation)


def test_a_site_of_an_earlier_version_says_codes_for_tags(built: Project, tmp_path: Path) -> None:
    rows = [json.loads(line) for line in built.read("site/articles.jsonl").splitlines()]
    older = [json.dumps({name: value for name, value in row.items() if name != "tag"}) for row in rows]
    (tmp_path / "articles.jsonl").write_text("\n".join(older) + "\n", encoding="utf-8")
    knowledge = Retrieval(read_articles(tmp_path), {})
    assert [knowledge.tag(code) for code in knowledge.languages()] == ["de", "pt", "zh"]


@pytest.mark.parametrize(("name", "header"), [("pt.po", "Language: pt_BR"), ("pt.xlf", 'trgLang="pt-BR"')])
def test_translators_are_told_the_tag_and_their_file_comes_back(built: Project, name: str, header: str) -> None:
    assert built.helpcentre("export", "--lang", "pt", "-o", name).status == 0
    assert header in built.read(name)
    assert built.helpcentre("import-translation", name).output.startswith("no page changed\n")
    file = built.folder / name
    file.write_text(built.read(name).replace(header, header.replace("pt_BR", "pt").replace("pt-BR", "pt")), "utf-8")
    assert built.helpcentre("import-translation", name).output.startswith(
        "no page changed\n"
    )  # as it was written before


def test_wrong_tag_is_told_with_its_line_and_a_fix(tmp_path_factory: pytest.TempPathFactory) -> None:
    project = tagged_project(tmp_path_factory.mktemp("wrong") / "small")
    project.edit("base.yml", "pt: pt-BR", "pt: pt_BR")
    line = 1 + project.read("base.yml").splitlines().index("    language_tags: { pt: pt_BR, zh: zh-Hans }")
    for run in (project.mkdocs("build"), project.helpcentre("status")):
        assert run.status == 1
        told = [each for each in run.output.splitlines() if "language_tags" in each]
        assert len(told) == 1, run.output
        assert f"base.yml:{line}: extra.helpcentre.language_tags.pt: 'pt_BR' is no language tag" in told[0]
        assert told[0].endswith("(write one as in pt-BR or zh-Hans)")


def test_indexes_say_which_languages_are_declared_to_have_another_script(tmp_path: Path) -> None:
    project = tagged_project(tmp_path / "small")
    project.edit("base.yml", "zh: zh-Hans", "zh: zh-Latn-pinyin")
    assert project.mkdocs("build").status == 0
    for code in CODES:
        assert '"tags":{"zh":"zh-Latn-pinyin"}' in project.read(f"site/assets/search/{code}.js")
