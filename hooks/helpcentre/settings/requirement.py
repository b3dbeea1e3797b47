"""What the options need, and the error for one that lacks it."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Annotated, Any, get_args, get_origin

from msgspec import Meta

from helpcentre.diagnostics.problem import HelpcentreError


def require(holds: bool, file: str, option: str, expected: str, received: object, *, fix: str = "") -> None:
    """Raise HelpcentreError for an option, as in ``.budget``, unless what it needs ``holds``."""
    if not holds:
        message = f"extra.helpcentre{option}: expected {expected}, received {received!r}"
        raise HelpcentreError(message, fix=fix or "correct the option", file=file)


def require_site_url(address: str | None, *, file: str) -> None:
    """Raise HelpcentreError unless the site's public address is set: canonical and hreflang need it."""
    if not address:
        fix = "set it, or the variable SITE_URL, as in https://help.example.org/"
        raise HelpcentreError("site_url is empty", fix=fix, file=file)


def require_folders(is_set: bool, *, edition: str, file: str) -> None:
    """Raise HelpcentreError where pages of the website would be files, as ``a.html``: its addresses are folders."""
    if edition == "public" and not is_set:
        fix = "remove the line: only agents.yml has it, as a bundle is opened from disk"
        raise HelpcentreError("use_directory_urls: false is not for the website", fix=fix, file=file)


def describe_type(hint: Any) -> str:
    """Return what the type of an option says is expected."""
    if is_dataclass(hint):
        return f"a mapping of {', '.join(each.name for each in fields(hint))}"
    described = [part for part in (hint, *get_args(hint)) if get_origin(part) is Annotated]
    return next(str(meta.description) for meta in described[0].__metadata__ if isinstance(meta, Meta))
