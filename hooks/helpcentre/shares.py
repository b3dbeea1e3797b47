"""The languages of a site, shared out to processes, built, and put together again."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from helpcentre import parallel, search, staging
from helpcentre.build import current
from helpcentre.languages import select
from helpcentre.pages import BuiltPage
from helpcentre.problems import Problem


@dataclass(frozen=True)
class Part:
    """What building one language gave: pages, problems, and the keys of what it had from the cache or put there."""

    pages: dict[str, BuiltPage]
    problems: list[Problem]
    used: set[str]


_Parts: TypeAlias = "list[tuple[str, parallel.Done[Part]]]"


def share_out(config: MkDocsConfig) -> None:
    """Share the further languages out to this process and, where processors are free, to copies of it."""
    here = current()
    codes = [language.code for language in here.languages]
    count = min(parallel.processes(here.settings.processes), len(codes))
    shares = [codes[start::count] for start in range(count)]
    here.share = shares[0][1:]
    here.tasks = [parallel.Task(partial(_build_share, config, share)) for share in shares[1:]]


def join(config: MkDocsConfig) -> None:
    """Wait for all languages and put them together; raises Abort, the reasons being logged, where one failed."""
    here = current()
    here.cache.settle(is_clean=not here.warnings.get_counts())
    parts = dict(_build_share(config, here.share))
    for task in here.tasks:
        parts.update(task.result() or [])
    here.tasks.clear()
    failed = False
    for language in here.languages[1:]:
        part = parts[language.code].replay() if language.code in parts else None
        if part:
            here.built |= part.pages
            here.problems += part.problems
            here.cache.used |= part.used
        failed = failed or not part
        search.join_entry(here.parts_dir / language.code, here.site_dir)
        staging.merge_in(here.parts_dir / language.code, here.site_dir)
    if failed:
        raise Abort("Aborted with an error in another language!")
    here.problems += (problem for page in here.built.values() for problem in page.problems)


def _build_share(config: MkDocsConfig, codes: list[str]) -> _Parts:
    """Build languages one after the other; what they log is kept until it is their turn."""
    parts = []
    for code in codes:
        parts.append((code, parallel.run(partial(_build_language, config, code))))
        current().cache.settle(is_clean=not parts[-1][1].records)
    return parts


def _build_language(config: MkDocsConfig, code: str) -> Part | None:
    """Build one language into its own folder and return its pages, None where it failed with a reason it logged."""
    here = current()
    before = here.built, here.problems, config.site_dir, config.strict
    here.built, here.problems, config.site_dir, config.strict = {}, [], str(here.parts_dir / code), False
    here.is_nested = True
    select(config, code)
    try:
        mkdocs_build(config)
        return Part(here.built, here.problems, here.cache.used)
    except Abort:
        return None
    finally:
        here.built, here.problems, config.site_dir, config.strict = before
        here.is_nested = False
        select(config, here.source.code)
