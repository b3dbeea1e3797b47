"""The languages of a site, shared out to processes, built, and put together again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from helpcentre import parallel, search, staging
from helpcentre.build import current
from helpcentre.languages import Language, select
from helpcentre.pages import BuiltPage
from helpcentre.problems import Problem


@dataclass(frozen=True)
class Part:
    """What building one language gave: pages, problems, and the keys of what it had from the cache or put there."""

    pages: dict[str, BuiltPage]
    problems: list[Problem]
    used: set[str]


Parts: TypeAlias = "dict[str, parallel.Done[Part]]"
"""How the build of each language ended, by its code."""


def share_out(config: MkDocsConfig) -> None:
    """Share the further languages out to this process and, where processors are free, to copies of it."""
    here = current()
    own = _shared_out(config, [language.code for language in here.languages])
    here.share = own[1:]  # the source is what MkDocs builds by itself


def join(config: MkDocsConfig) -> None:
    """Wait for all languages and put them together; raises Abort, the reasons being logged, where one failed."""
    here = current()
    here.cache.settle(is_clean=not here.warnings.get_counts())
    put_together(_collected(config), here.languages[1:])


def build_parts(config: MkDocsConfig, codes: list[str]) -> Parts:
    """Build these languages, each as a part for itself, and return them; the source may be one of them."""
    current().share = _shared_out(config, codes)
    return _collected(config)


def put_together(parts: Parts, languages: Iterable[Language]) -> None:
    """Let the site have these languages, whose files are each in a folder of its own.

    Raises Abort where one failed or is not there; what each logged is logged first.
    """
    here = current()
    failed = False
    for language in languages:
        part = parts[language.code].replay() if language.code in parts else None
        if part:
            here.built |= part.pages
            here.problems += part.problems
            here.cache.used |= part.used
        failed = failed or not part
        if not language.is_source:
            search.join_entry(here.parts_dir / language.code, here.site_dir)
        staging.merge_in(here.parts_dir / language.code, here.site_dir)
    if failed:
        raise Abort("Aborted with an error in another language!")
    here.problems += (problem for page in here.built.values() for problem in page.problems)


def _shared_out(config: MkDocsConfig, codes: list[str]) -> list[str]:
    """Let other processes begin with their share of these languages and return that of this one."""
    here = current()
    count = min(parallel.processes(here.settings.processes), len(codes))
    shares = [codes[start::count] for start in range(count)]
    here.tasks = [parallel.Task(partial(_build_share, config, share)) for share in shares[1:]]
    return shares[0]


def _collected(config: MkDocsConfig) -> Parts:
    """Build this process's share and return it with those of the others."""
    here = current()
    parts = dict(_build_share(config, here.share))
    for task in here.tasks:
        parts.update(task.result(meanwhile=here.progress.show) or [])
    here.tasks.clear()
    here.progress.show()
    return parts


def _build_share(config: MkDocsConfig, codes: list[str]) -> list[tuple[str, parallel.Done[Part]]]:
    """Build languages one after the other; what they log is kept until it is their turn."""
    parts = []
    for code in codes:
        current().progress.show()
        parts.append((code, parallel.run(partial(_build_language, config, code))))
        current().cache.settle(is_clean=not parts[-1][1].records)
    return parts


def _build_language(config: MkDocsConfig, code: str) -> Part | None:
    """Build one language into its own folder and return its pages, None where it failed with a reason it logged."""
    here = current()
    before = here.built, here.problems, config.site_dir, config.strict
    here.built, here.problems, config.site_dir, config.strict = {}, [], str(here.parts_dir / code), False
    here.is_nested = True
    select(config, code, is_nested=True)
    try:
        mkdocs_build(config)
        return Part(here.built, here.problems, here.cache.used)
    except Abort:
        return None
    finally:
        here.built, here.problems, config.site_dir, config.strict = before
        here.is_nested = False
        select(config, here.source.code)
