"""What axe-core finds on a page, in each look that a reader may have."""

from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")

_OPTIONS = {"rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]}


def violations(page: Page, within: str | None = None) -> list[str]:
    """Return what axe-core finds on the page as it is now, or in one part of it, the size of targets included.

    A target that is half under the header, or under what has opened, is too small for it: such pages are at their top,
    and what has opened is looked at alone.
    """
    found: dict[str, Any] = Axe().run(page, context=within, options=_OPTIONS).response
    return [f"{rule['id']}: {node['html']}" for rule in found["violations"] for node in rule["nodes"]]


def look(page: Page, width: int, scheme: Scheme) -> None:
    """Let a page be as wide and as bright as that."""
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
