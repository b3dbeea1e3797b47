"""The editor's configuration: the folders, languages and keys of a project, and the hosts that it may talk to."""

from pathlib import Path

import pytest

from helpcentre.content.documents import Documents
from helpcentre.content.frontmatter_schema import KEYS
from helpcentre.content.language import Language
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.editor.configuration import allowed_hosts, configure_editor, entry_address
from helpcentre.settings.options import EditorSettings

GITHUB = EditorSettings(backend="github", repo="owner/name")


@pytest.fixture
def documents(tmp_path: Path) -> Documents:
    pages = {"index": "Hilfe", "app/index": "Die App", "app/pair": "Koppeln", "app/old/first": "Alt", "no-index/a": "A"}
    for name, title in pages.items():
        file = tmp_path / "docs" / "de" / f"{name}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"# {title} {{#a}}\n", encoding="utf-8")
    languages = (Language("de", "Deutsch", is_source=True), Language("pt-BR", "Português", is_source=False))
    return Documents(tmp_path, tmp_path / "docs", languages)


def test_each_topic_is_a_collection_in_the_folders_of_all_languages(documents: Documents) -> None:
    made = configure_editor(documents, GITHUB, docs="help/docs")
    assert (made["i18n"]["locales"], made["i18n"]["default_locale"]) == (["de", "pt-BR"], "de")
    assert [(each["name"], each["label"], each["folder"]) for each in made["collections"]] == [
        ("pages", "Pages outside of topics", "help/docs/{{locale}}"),
        ("topic-app", "Die App", "help/docs/{{locale}}/app"),
        ("topic-app-old", "old", "help/docs/{{locale}}/app/old"),
        ("topic-no-index", "no-index", "help/docs/{{locale}}/no-index"),
    ]
    assert [each["public_folder"] for each in made["collections"]] == [
        "pictures", "../pictures", "../../pictures", "../pictures",
    ]  # fmt: skip


def test_fields_are_keys_of_front_matter_and_the_text(documents: Documents) -> None:
    fields = configure_editor(documents, GITHUB, docs="docs")["collections"][0]["fields"]
    names = [field["name"] for field in fields]
    assert set(names) - {"body"} <= set(KEYS)
    assert [field["name"] for field in fields if field.get("required", True)] == ["title", "description", "body"]
    assert next(field for field in fields if field["name"] == "body")["modes"] == ["raw"]


def test_a_page_has_an_address_in_the_editor() -> None:
    assert entry_address("app/old/first.md") == "#/collections/topic-app-old/entries/first"
    assert entry_address("contact.md") == "#/collections/pages/entries/contact"


@pytest.mark.parametrize(
    ("given", "hosts"),
    [
        ({}, ["https://api.github.com"]),
        ({"backend": "gitlab"}, ["https://gitlab.com"]),
        ({"backend": "gitea", "api_root": "https://git.example.org/api/v1"}, ["https://git.example.org"]),
        ({"sign_in_url": "https://auth.example.org/x"}, ["https://auth.example.org", "https://api.github.com"]),
    ],
)
def test_the_editor_may_talk_to_its_back_end_only(given: dict[str, str], hosts: list[str]) -> None:
    assert allowed_hosts(EditorSettings(**{"backend": "github", "repo": "a/b", **given})) == hosts  # type: ignore[arg-type]


SERVER = "https://git.example.org"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"backend": "github"}, {"auth_methods": ["token"]}),
        ({"backend": "github", "app_id": "x", "api_root": f"{SERVER}/api/v3"}, {"auth_methods": ["token"]}),
        ({"backend": "github", "sign_in_url": "https://auth.example.org"}, {"base_url": "https://auth.example.org"}),
        ({"backend": "gitlab"}, {"auth_methods": ["token"]}),
        ({"backend": "gitlab", "app_id": "x"}, {"auth_type": "pkce"}),
        ({"backend": "gitea", "api_root": f"{SERVER}/api/v1"}, {"base_url": SERVER, "auth_methods": ["token"]}),
        ({"backend": "gitea", "app_id": "x", "api_root": f"{SERVER}/api/v1"}, {"base_url": SERVER}),
    ],
)
def test_authors_sign_in_at_their_own_host_or_by_token(
    documents: Documents, given: dict[str, str], expected: dict[str, object]
) -> None:
    made = configure_editor(documents, EditorSettings(**{"repo": "a/b", **given}), docs="docs")  # type: ignore[arg-type]
    found = {
        key: made["backend"].get(key) for key in ("base_url", "auth_type", "auth_methods") if key in made["backend"]
    }
    assert found == expected


@pytest.mark.parametrize("settings", [EditorSettings(), EditorSettings(backend="gitea")])
def test_settings_without_a_repository_are_refused(documents: Documents, settings: EditorSettings) -> None:
    with pytest.raises(HelpcentreError, match="needs the repository"):
        configure_editor(documents, settings, docs="docs")
