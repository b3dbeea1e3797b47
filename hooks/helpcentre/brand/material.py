"""The settings of MkDocs and Material that have no effect here, each with what does the same or why nothing does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from helpcentre.diagnostics.problem import Problem, Rule, problem


@dataclass(frozen=True)
class GivenSettings:
    """What mkdocs.yml and the files it inherits say, by names as ``theme.logo``, each with its file and line."""

    values: Mapping[str, Any]
    places: Mapping[str, tuple[str, int]]

    def place(self, name: str) -> tuple[str, int]:
        """Return the file and line of a setting, or of the one around it."""
        while name and name not in self.places:
            name = name.rpartition(".")[0]
        return self.places.get(name, ("mkdocs.yml", 0))


_IGNORED = {
    "theme.language": "remove it: the languages are those of the plugin i18n",
    "theme.direction": "remove it: the direction follows from the language",
    "theme.locale": "remove it: the languages are those of the plugin i18n",
    "theme.admonition": "remove it: boxes have icons of their own",
    "extra.alternate": "remove it: the languages are those of the plugin i18n",
    "extra.analytics": "use extra: helpcentre: analytics",
    "extra.consent": "remove it: readers are asked where extra: helpcentre: analytics counts visits",
    "extra.version": "remove it: the site has one version, the bundle that of bundle: version",
    "extra.status": "remove it",
    "extra.tags": "remove it: use labels in the front matter of pages",
    "extra.annotate": "remove it",
    "extra.scope": "remove it",
    "extra.generator": "remove it: nothing names the generator",
    "site_author": "remove it",
    "site_description": "write a description into the front matter of each home page",
    "repo_url": "use extra: social, or extra: helpcentre: footer_links",
    "repo_name": "remove it",
    "edit_uri": "remove it",
    "edit_uri_template": "remove it",
}
_HERE = frozenset(
    {"content.code.copy", "header.autohide", "navigation.footer", "navigation.indexes", "navigation.path",
     "navigation.prune", "search.highlight", "search.suggest", "toc.follow"}
)  # fmt: skip
"""Features of Material that this theme has in its own way, or that change nothing that a reader would miss."""


def check_ignored(given: GivenSettings) -> Iterator[Problem]:
    """Yield a problem for each setting of MkDocs or Material that has no effect on the site."""
    for name, fix in _IGNORED.items():
        if given.values.get(name):
            yield _ignored(given, name, f"{name} has no effect", fix)
    if given.values.get("nav"):
        message = "nav does not sort pages, and what it leaves out is in no topic"
        fix = "remove it: folders are topics, and order in the front matter sorts pages"
        yield _ignored(given, "nav", message, fix)
    plugins = given.values.get("plugins")
    names = [next(iter(each), "") if isinstance(each, Mapping) else each for each in addresses(plugins)]
    if "search" in names or (isinstance(plugins, Mapping) and "search" in plugins):
        yield _ignored(given, "plugins", "the plugin search is not asked", "remove it: the site has its own search")
    features = given.values.get("theme.features")
    others = [str(each) for each in features if each not in _HERE] if isinstance(features, list) else []
    if others:
        yield _ignored(given, "theme.features", f"theme.features: {', '.join(others)} have no effect", "remove them")
    icons = given.values.get("theme.icon")
    others = [str(each) for each in icons if each != "logo"] if isinstance(icons, Mapping) else []
    if others:
        yield _ignored(given, "theme.icon", f"theme.icon: {', '.join(others)} have no effect", "remove them")
    yield from _fonts(given)
    yield from _foreign(given, "extra_css")
    yield from _foreign(given, "extra_javascript")


def is_foreign(address: object) -> bool:
    """Whether an address is that of another host."""
    return str(address).startswith(("http:", "https:", "//"))


def addresses(value: object) -> Sequence[Any]:
    """Return the entries of a list of files, each a path or a mapping with one."""
    return value if isinstance(value, list) else []


def _fonts(given: GivenSettings) -> Iterator[Problem]:
    fonts = given.values.get("theme.font")
    for use, value in fonts.items() if isinstance(fonts, Mapping) else ():
        if isinstance(value, str) and "." not in value:
            message = f"theme.font: {use}: {value} is not loaded: readers' browsers are sent to no font host"
            fix = f"put its files below docs and name them, as in {use}: assets/fonts/{value.lower()}.woff2"
            yield _ignored(given, "theme.font", message, fix)


def _foreign(given: GivenSettings, name: str) -> Iterator[Problem]:
    for entry in addresses(given.values.get(name)):
        address = entry.get("path", "") if isinstance(entry, Mapping) else entry
        if is_foreign(address):
            message = f"{name}: {address} is not loaded: pages load nothing from other hosts"
            yield _ignored(given, name, message, "put the file below docs and name it there")


def _ignored(given: GivenSettings, name: str, message: str, fix: str) -> Problem:
    file, line = given.place(name)
    return problem(Rule.SETTING_IGNORED, file=file, line=line, message=message, fix=fix)
