"""The languages of a site, shared out to processes, built, and put together again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TypeAlias

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import Files

from helpcentre.build import carry, indexes, reuse, staging
from helpcentre.build.session import current
from helpcentre.checks.site import HOME
from helpcentre.content.language import Language
from helpcentre.diagnostics.problem import Problem
from helpcentre.mkdocs_adapter.i18n import select
from helpcentre.output.page import BuiltPage
from helpcentre.search import files as search_files
from helpcentre.util import processes


@dataclass(frozen=True)
class Part:
    """What building one language gave: pages, problems, and the keys of what it had from the cache or put there.

    ``carried`` are its files that are still in the site before, each with its digest.
    """

    pages: dict[str, BuiltPage]
    problems: list[Problem]
    used: set[str]
    carried: dict[str, str] = field(default_factory=dict)


Parts: TypeAlias = "dict[str, processes.Done[Part]]"
"""How the build of each language ended, by its code."""


def share_out(config: MkDocsConfig) -> None:
    """Share the further languages out to this process and, where processors are free, to copies of it."""
    here = current()
    found = {language.code: reuse.find(here, language.code) for language in here.languages}
    here.kept = {code: known for code, known in found.items() if known}
    changed = [code for code in found if code not in here.kept]
    # The source is what MkDocs builds by itself, as the first of this process's share.
    here.share = [code for code in _shared_out(config, changed) if code != here.source.code]
    here.told_before = len(here.problems)


def join(config: MkDocsConfig) -> None:
    """Wait for all languages and put them together; raises Abort, the reasons being logged, where one failed."""
    here = current()
    is_clean = not here.warnings.get_counts()
    here.cache.settle(is_clean=is_clean)
    if is_clean and not here.is_kept(here.source.code):
        problems = here.problems[here.told_before :]
        here.made[here.source.code] = reuse.made(here.site_dir, here.built, problems, here.cache.used)
    put_together(_collected(config), here.languages[1:])


def leave_out_source(files: Files, config: MkDocsConfig) -> None:
    """Let MkDocs write nothing of a source language that is kept but the files that it copies.

    Its home page stays, for static-i18n warns where there is none, and counts as written.
    """
    here = current()
    if here.is_kept(here.source.code):
        for file in list(files.documentation_pages()):
            if file.src_uri != f"{here.source.code}/{HOME}":
                files.remove(file)
        here.templates, config.theme.static_templates = config.theme.static_templates, set()


def restore_source(config: MkDocsConfig) -> None:
    """Put what is kept of the source language into the site."""
    here = current()
    if known := here.kept.get(here.source.code):
        config.theme.static_templates = here.templates
        reuse.restore(here, known, here.site_dir)
        here.built |= known.pages
        here.problems += known.problems


def build_parts(config: MkDocsConfig, codes: list[str]) -> Parts:
    """Build these languages, each as a part for itself, and return them; the source may be one of them."""
    current().share = _shared_out(config, codes)
    return _with_indexes(_collected(config))


def put_together(parts: Parts, languages: Iterable[Language]) -> None:
    """Let the site have these languages, whose files are each in a folder of its own.

    Raises Abort where one failed or is not there; what each logged is logged first.
    """
    here, languages = current(), list(languages)
    found = {language: parts[language.code].replay() for language in languages if language.code in parts}
    whole = {language: part for language, part in found.items() if part}
    if len(whole) < len(languages):  # what a failed one wrote is not to be read
        raise Abort("Aborted with an error in another language!")
    for language, part in whole.items():
        folder = here.parts_dir / language.code
        if not parts[language.code].records and not here.is_kept(language.code):
            here.made[language.code] = reuse.made(folder, part.pages, part.problems, part.used)
        here.built |= part.pages
        here.problems += part.problems
        here.cache.used |= part.used
        here.carried |= part.carried
        if not language.is_source:
            search_files.join_entry(folder, here.site_dir)
        staging.merge_in(folder, here.site_dir)
    carry.bring(here)
    here.problems += (problem for page in here.built.values() for problem in page.problems)


def _shared_out(config: MkDocsConfig, codes: list[str]) -> list[str]:
    """Let other processes begin with their share of these languages and return that of this one."""
    here = current()
    count = max(1, min(processes.processes(here.settings.processes), len(codes)))
    shares = [codes[start::count] for start in range(count)]
    here.tasks = [
        processes.Task(partial(_build_share, config, share), then=partial(indexes.finish_own, here))
        for share in shares[1:]
    ]
    return shares[0]


def _collected(config: MkDocsConfig) -> Parts:
    """Build this process's share and return it with those of the others."""
    here = current()
    parts = dict(_build_share(config, here.share))
    for task in here.tasks:
        parts.update(task.result(meanwhile=here.progress.show) or [])
    here.progress.show()
    return parts | {code: processes.run(partial(_restored, code)) for code in here.kept if code != here.source.code}


def _restored(code: str) -> Part:
    here = current()
    known = here.kept[code]
    reuse.restore(here, known, here.parts_dir / code)
    return Part(known.pages, known.problems, known.used)


def _build_share(config: MkDocsConfig, codes: list[str]) -> list[tuple[str, processes.Done[Part]]]:
    """Build languages one after the other; what they log is kept until it is their turn."""
    parts = []
    for code in codes:
        current().progress.show()
        parts.append((code, processes.run(partial(_build_language, config, code))))
        current().cache.settle(is_clean=not parts[-1][1].records)
    return parts


def _with_indexes(parts: Parts) -> Parts:
    """Return the parts with their indexes, which are still being made in this process and the others."""
    here, found = current(), dict(parts)
    for code, done in indexes.finish_each(here).items():
        part, finished = parts[code].value, done.value
        if part and finished:
            carry.bring_into(here.parts_dir / code, here, part.carried)
            indexes.add_to(here.parts_dir / code, here, code)
            part = replace(part, problems=part.problems + finished.problems)
        found[code] = processes.Done(part if finished else None, parts[code].records + done.records)
    return found


def _build_language(config: MkDocsConfig, code: str) -> Part | None:
    """Build one language into its own folder and return its pages, None where it failed with a reason it logged."""
    here = current()
    before = here.built, here.problems, here.carried
    here.built, here.problems, here.carried = {}, [], {}
    settings = config.site_dir, config.strict
    config.site_dir, config.strict = str(here.parts_dir / code), False
    here.is_nested = True
    select(config, code, is_nested=True)
    try:
        mkdocs_build(config)
        return Part(here.built, here.problems, here.cache.used, here.carried)
    except Abort:
        return None
    finally:
        here.built, here.problems, here.carried = before
        config.site_dir, config.strict = settings
        here.is_nested = False
        select(config, here.source.code)
