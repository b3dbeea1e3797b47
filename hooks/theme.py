"""What every template reads: the language, its words, and which build this is."""

import os
from functools import cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment
from jinja2.utils import htmlsafe_json_dumps
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from helpcentre.build.session import current_language, current_session
from helpcentre.build.static_pages import is_offline
from helpcentre.content.language import Language
from helpcentre.mkdocs_adapter.errors import clear_errors
from helpcentre.mkdocs_adapter.i18n import is_nested, text_code
from helpcentre.mkdocs_adapter.navigation import label_groups, label_id, labels_of
from helpcentre.mkdocs_adapter.theme import SharedTheme, icon
from helpcentre.output import static_pages
from helpcentre.pages import contact_box
from helpcentre.pages.assets import is_part, style_sheet
from helpcentre.pages.borrowed_words import TemplateWords
from helpcentre.pages.offline import OFFLINE, is_worker, version_of
from helpcentre.pages.visitor_services import chat_hosts, counter
from helpcentre.settings.languages import in_language
from helpcentre.settings.options import FooterLink

# Written after the last language instead, from all languages at once.
_NOT_OURS = "sitemap.xml"
_CONTACT = "contact.md"
_SAID_BY_SEARCH = (
    *("most_asked", "search_busy", "search_closest", "search_count", "search_failed", "search_meant", "search_none"),
    *("search_offline", "search_recent", "search_suggestion"),
)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Keep MkDocs from writing a sitemap of one language, and let all languages share the theme's templates."""
    if not is_nested(config):
        config.theme = SharedTheme(config.theme, current_session().program)
    config.theme.static_templates.discard(_NOT_OURS)
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Publish the project's own part of the theme, whose style sheets are joined to one, and nothing of Material's."""
    project = current_session().project
    docs_dir = f"{project.documents.docs_dir}{os.sep}"
    for file in [file for file in files if not (file.abs_src_path or "").startswith(docs_dir)]:
        source = Path(file.abs_src_path or "")
        is_own = any(source.is_relative_to(folder) for folder in project.theme_dirs)
        path = file.src_uri
        is_off = path.startswith(OFFLINE) and (is_worker(path) or not is_offline(current_session()))
        if not is_own or is_part(path) or is_off:
            files.remove(file)
    return files


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Give the templates their language; an unknown word in a template is an error."""
    session = current_session()
    language = current_language(config)
    with clear_errors():
        sheet, _ = style_sheet(session.project.theme_dirs, session.brand.css)
    env.globals.update(
        language=language,
        languages=session.project.languages,
        source_language=session.project.source,
        settings=session.project.settings,
        t=TemplateWords(session.project.strings[language.code]),
        strings={code: TemplateWords(words) for code, words in session.project.strings.items()},
        articles_url=static_pages.address(language, static_pages.ARTICLES),
        search_data=search_data(language),
        text_language=text_language,
        lang_of=partial(lang_of, around=language),
        label_groups=label_groups,
        label_id=label_id,
        labels_of=labels_of,
        page_at=cache(partial(page_at, files, language=language)),
        icon=partial(icon, tuple(config.theme.dirs)),
        contact_info=contact_info(language),
        contact_url=partial(contact_box.contact_url, language=language),
        style_sheet=sheet,
        brand=session.brand,
        announcement=announcement(language),
        counter=counter(session.project.settings.analytics) if session.project.is_public else None,
        chat_host=chat_host() if session.project.is_public else "",
        footer_links=footer_links(language),
        version=version_of(session.project.theme_dirs, session.project.documents.docs_dir, session.brand)
        if is_offline(session)
        else "",
    )
    if not session.project.is_public:  # a page of the website is the same in every release
        env.globals["release"] = session.project.release
    return env


def search_data(language: Language) -> str:
    """Return what the search dialog reads, as JSON for HTML: its words, and how it labels texts of other languages."""
    session = current_session()
    t = session.project.strings[language.code]
    labels = {
        other.code: {
            "label": t("text_language", language=language.name_of(other)),
            "tag": other.tag,
            "direction": other.direction,
        }
        for other in session.project.languages
    }
    words = {name: t.for_script(name) for name in _SAID_BY_SEARCH}
    given = {"strings": words, "languages": labels}
    return htmlsafe_json_dumps(given, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def contact_info(language: Language) -> dict[str, Any]:
    """Return what the contact box shows of contact.yml."""
    session = current_session()
    documents = session.project.documents
    page = documents.get(language.code, _CONTACT) or documents.get(documents.source.code, _CONTACT)
    email = session.project.settings.contact_email
    with clear_errors():
        options = contact_box.contact_options(session.project.contact, language, email=email, page=page)
    return {
        "options": options,
        "hours": contact_box.opening_hours(session.project.contact, language),
        "zone": session.project.contact.zone,
        "zone_name": contact_box.zone_name(session.project.contact, language),
        "timetable": contact_box.timetable(session.project.contact),
        "spoken": contact_box.spoken(session.project.contact, language, session.project.languages),
        "blanks": session.project.contact.blanks,
    }


def announcement(language: Language) -> tuple[str, Language, str] | None:
    """Return the line above the header, its language and where it leads, or None where there is none today."""
    project = current_session().project
    given = project.settings.announcement
    if not project.is_announcing():
        return None
    text, code = in_language(given.text, reading_order(language))
    return (text, project.documents.language(code), given.url) if text else None


def chat_host() -> str:
    """Return the host of the chat, without its scheme; empty where there is none."""
    hosts = chat_hosts(current_session().project.settings.chat)
    return hosts[0].partition("://")[2] if hosts else ""


def footer_links(language: Language) -> list[tuple[str, Language, FooterLink]]:
    """Return the links at the bottom of each page: the words, their language, and the link."""
    project = current_session().project
    found = [(*in_language(link.title, reading_order(language)), link) for link in project.settings.footer_links]
    return [(text, project.documents.language(code), link) for text, code, link in found if text]


def reading_order(language: Language) -> list[str]:
    """Return the languages in which a text of the settings is shown to readers of a language, the best first."""
    project = current_session().project
    return list(dict.fromkeys([language.code, *project.addresses.chains[language.code], project.source.code]))


def text_language(page: Page) -> Language:
    """Return the language that a page's text is in, for templates that link to it."""
    return current_session().project.documents.language(text_code(page.file))


def lang_of(page: Page, *, around: Language) -> str:
    """Return the attributes that name the language of a page's title, where it is not the language ``around`` it."""
    written_in = text_language(page)
    return "" if written_in == around else f' lang="{written_in.tag}" dir="{written_in.direction}"'


def page_at(files: Files, path: str, *, language: Language) -> Page | None:
    """Return the page that stands in a language at ``path``, which is the same in every language, or None."""
    file = files.get_file_from_path(f"{language.code}/{path}")
    return file.page if file else None
