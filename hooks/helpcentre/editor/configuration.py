"""The editor's configuration: what of a project can be edited, where it is stored, and who may be asked for it.

The format is that of https://sveltiacms.app/en/docs; what it does not name, such as ``translates``, the editor keeps.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from helpcentre.content.documents import Documents
from helpcentre.content.frontmatter_schema import KEYS
from helpcentre.content.titles import INDEXES
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.settings.options import EditorSettings, Settings
from helpcentre.util.addresses import split_address
from helpcentre.util.text import slugify

TOP = "pages"
"""The collection of the pages that are in no topic."""

PICTURES = "pictures"
"""The folder of pictures that authors upload, below that of the source language; translations find them there, too."""

_API = {
    "github": ("https://api.github.com",),
    "gitlab": ("https://gitlab.com",),
    "gitea": ("https://gitea.com",),
}
"""The hosts that each back end talks to, unless the project has its own."""

_DATE = {"widget": "datetime", "type": "date", "format": "YYYY-MM-DD", "time_format": False, "required": False}
_TEXT = {"label": "Text", "widget": "richtext", "modes": ["raw"], "buttons": [], "editor_components": [], "i18n": True}
"""Raw, since Markdown has more here than the visual editor would leave as it is."""
_FIELDS: Mapping[str, Mapping[str, object]] = {
    "title": {"label": "Title", "widget": "string", "i18n": True},
    "description": {"label": "Description", "widget": "text", "i18n": True},
    "body": _TEXT,
    "slug": {
        "label": "Address",
        "widget": "string",
        "i18n": True,
        "required": False,
        "pattern": ["^[a-z0-9]+(-[a-z0-9]+)*$", "small letters, digits and hyphens"],
    },
    "order": {"label": "Order", "widget": "number", "value_type": "float", "required": False},
    "labels": {"label": "Labels", "widget": "list", "required": False},
    "draft": {"label": "Draft", "widget": "boolean", "required": False},
    "internal": {"label": "Internal", "widget": "boolean", "required": False},
    "publish_on": {"label": "Publish on", **_DATE},
    "expires_on": {"label": "Expires on", **_DATE},
    "updated": {"label": "Updated", "i18n": True, **_DATE},
}


def configure_editor(documents: Documents, settings: EditorSettings, *, docs: str) -> dict[str, Any]:
    """Return the configuration of the editor; ``docs`` is the folder of the pages below the repository.

    Raises HelpcentreError where the settings name no repository.
    """
    if not (settings.backend and settings.repo):
        message = "the editor needs the repository that it writes to"
        fix = "write editor: { backend: github, repo: owner/name } below extra: helpcentre in mkdocs.yml"
        raise HelpcentreError(message, fix=fix)
    codes = [language.code for language in documents.languages]
    return {
        "backend": _backend(settings),
        "publish_mode": "editorial_workflow" if settings.review else "simple",
        "media_folder": f"{docs}/{codes[0]}/{PICTURES}",
        "public_folder": f"/{PICTURES}",
        "i18n": {
            "structure": "multiple_folders",
            "locales": codes,
            "default_locale": codes[0],
            "initial_locales": "default",
        },
        "slug": {"encoding": "ascii", "clean_accents": True},
        "output": {"omit_empty_optional_fields": True},
        "collections": [_collection(documents, topic, docs) for topic in _topics(documents)],
    }


def allowed_hosts(settings: EditorSettings) -> list[str]:
    """Return the hosts that the editor may talk to, as a security policy names them."""
    own = filter(None, map(_origin, (settings.api_root, settings.sign_in_url)))
    return list(dict.fromkeys([*own, *(() if settings.api_root else _API.get(settings.backend, ()))]))


def edit_address(settings: Settings, path: str) -> str:
    """Return where a page is edited, for the bundle alone: readers of the website are not led to the editor."""
    is_linked = settings.edition == "agents" and settings.editor.url
    return f"{settings.editor.url.rstrip('/')}/{entry_address(path)}" if is_linked else ""


def entry_address(path: str) -> str:
    """Return where in the editor a page is edited, below the editor's address."""
    folder, _, name = path.removesuffix(".md").rpartition("/")
    return f"#/collections/{collection_name(folder)}/entries/{name}"


def collection_name(topic: str) -> str:
    """Return what the editor calls the collection of a topic's pages."""
    return f"topic-{slugify(topic.replace('/', ' '), default='pages')}" if topic else TOP


def _backend(settings: EditorSettings) -> dict[str, object]:
    has_page = bool(settings.sign_in_url if settings.backend == "github" else settings.app_id)
    given = {
        "name": settings.backend,
        "repo": settings.repo,
        "branch": settings.branch,
        "api_root": settings.api_root,
        "base_url": settings.sign_in_url or ("" if settings.backend == "github" else _origin(settings.api_root)),
        "app_id": settings.app_id,
        "auth_type": "pkce" if settings.backend == "gitlab" and settings.app_id else "",
        "auth_methods": [] if has_page else ["token"],  # otherwise, others are offered at a host that is not the team's
    }
    return {key: value for key, value in given.items() if value}


def _origin(address: str) -> str:
    parts = split_address(address)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


def _topics(documents: Documents) -> list[str]:
    paths = documents.paths(documents.source.code)
    return sorted({"" if (folder := str(PurePosixPath(path).parent)) == "." else folder for path in paths})


def _collection(documents: Documents, topic: str, docs: str) -> dict[str, Any]:
    code = documents.source.code
    index = next((f"{topic}/{name}" for name in INDEXES if f"{topic}/{name}" in documents.paths(code)), "")
    label = documents.title(code, index) if index else topic.rpartition("/")[2] or "Pages outside of topics"
    return {
        "name": collection_name(topic),
        "label": label,
        "folder": "/".join(filter(None, (docs, "{{locale}}", topic))),
        "create": True,
        "extension": "md",
        "format": "yaml-frontmatter",
        "slug": "{{title}}",
        "media_folder": f"/{docs}/{code}/{PICTURES}",
        "public_folder": "/".join([*[".."] * len(list(filter(None, topic.split("/")))), PICTURES]),
        "i18n": True,
        "index_file": {"name": "index", "label": "First page"},
        "fields": [{"name": key, "hint": _hint(key), **field} for key, field in _FIELDS.items()],
    }


def _hint(key: str) -> str:
    return KEYS[key].meaning.replace("`", "") if key in KEYS else "Markdown."
