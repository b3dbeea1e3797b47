"""What every template reads: the language, its words, and which build this is."""

from functools import cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment
from jinja2.utils import htmlsafe_json_dumps
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from helpcentre.build import session
from helpcentre.content.language import Language
from helpcentre.mkdocs_adapter.i18n import is_nested, text_code
from helpcentre.mkdocs_adapter.theme import SharedTheme, icon
from helpcentre.output import static_pages
from helpcentre.pages import contact_box
from helpcentre.pages.assets import is_part, style_sheet

# Written by hooks/metadata.py instead, from all languages at once.
_NOT_OURS = "sitemap.xml"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Keep MkDocs from writing a sitemap of one language, and let all languages share the theme's templates."""
    if not is_nested(config):
        config.theme = SharedTheme(config.theme, key=session.current().key)
    config.theme.static_templates.discard(_NOT_OURS)
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Publish the project's own part of the theme, whose style sheets are joined to one, and nothing of Material's."""
    docs_dir, own = session.current().documents.docs_dir, _own(config)
    for file in list(files):
        source = Path(file.abs_src_path or "")
        if not source.is_relative_to(docs_dir) and (not source.is_relative_to(own) or is_part(file.src_uri)):
            files.remove(file)
    return files


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Give the templates their language; an unknown word in a template is an error."""
    here = session.current()
    language = session.language_now(config)
    env.globals.update(
        language=language,
        languages=here.languages,
        source_language=here.source,
        settings=here.settings,
        t=here.strings[language.code],
        strings=here.strings,
        articles_url=static_pages.address(language, static_pages.ARTICLES),
        search_data=search_data(language),
        text_language=text_language,
        lang_of=partial(lang_of, around=language),
        page_at=cache(partial(page_at, files, language=language)),
        icon=partial(icon, tuple(config.theme.dirs)),
        reach=contact_words(language),
        with_subject=partial(contact_box.with_subject, language=language),
        style_sheet=style_sheet(_own(config))[0],
    )
    if here.settings.edition == "agents":  # a page of the website is the same in every release
        env.globals["release"] = here.release
    return env


@event_priority(-220)  # after the last language, before the links are checked (-230)
def on_post_build(config: MkDocsConfig) -> None:
    """Write the style sheet."""
    if not is_nested(config):
        path, text = style_sheet(_own(config))
        file = session.current().site_dir / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")


def _own(config: MkDocsConfig) -> Path:
    return Path(config.theme.custom_dir or config.theme.dirs[0])


def search_data(language: Language) -> str:
    """Return what the search dialog reads, as JSON for HTML: its words, and how it labels texts of other languages."""
    here = session.current()
    t = here.strings[language.code]
    labels = {
        other.code: {"label": t("text_language", language=language.name_of(other)), "direction": other.direction}
        for other in here.languages
    }
    return htmlsafe_json_dumps({"strings": t.starting_with("search_"), "languages": labels}, sort_keys=True)


def contact_words(language: Language) -> dict[str, Any]:
    """Return what the contact box shows of contact.yml."""
    here = session.current()
    return {
        "ways": contact_box.ways(here.contact, language, email=here.settings.contact_email),
        "hours": contact_box.opening_hours(here.contact, language),
        "zone": here.contact.zone,
        "zone_name": contact_box.zone_name(here.contact, language),
        "timetable": contact_box.timetable(here.contact),
        "spoken": contact_box.spoken(here.contact, language, here.languages),
    }


def text_language(page: Page) -> Language:
    """Return the language that a page's text is in, for templates that link to it."""
    return session.current().language(text_code(page.file))


def lang_of(page: Page, *, around: Language) -> str:
    """Return the attributes that name the language of a page's title, where it is not the language ``around`` it."""
    written_in = text_language(page)
    return "" if written_in == around else f' lang="{written_in.code}" dir="{written_in.direction}"'


def page_at(files: Files, path: str, *, language: Language) -> Page | None:
    """Return the page that stands in a language at ``path``, which is the same in every language, or None."""
    file = files.get_file_from_path(f"{language.code}/{path}")
    return file.page if file else None
