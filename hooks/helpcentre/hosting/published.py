"""The addresses and ids that are published for good: what is added to their list, and those that lead nowhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

from helpcentre.content.addresses import FORMER_KEY, Addresses, file_of, url_of
from helpcentre.content.anchors import Anchors
from helpcentre.content.frontmatter import Document
from helpcentre.content.language import Language
from helpcentre.content.losses import LossKind, find_losses
from helpcentre.content.places import PUBLISHED
from helpcentre.content.published import Published, PublishedSection, as_text, read_published
from helpcentre.content.published_sections import published_section, sections_by_id
from helpcentre.content.steps import StepReader
from helpcentre.content.translation_record import recorded_fingerprints
from helpcentre.content.units import TOP, short
from helpcentre.content.visibility import AUTHORS, Reason
from helpcentre.diagnostics.problem import Problem, Rule, problem
from helpcentre.diagnostics.suggest import nearest
from helpcentre.hosting.redirects import read_redirects
from helpcentre.util.files import write_texts

Former: TypeAlias = Callable[[str, str, str], Document | None]
"""Returns the source page at a path as it was when a unit had a fingerprint, or None where nobody knows."""


def read_anchors(addresses: Addresses, published: Published, reader: StepReader) -> Anchors:
    """Return the ids of all pages, beside those that were published; in the agents' edition as the website has them."""
    on_the_web = replace(addresses, as_folders=True) if addresses.documents.has_asides else addresses
    addresses.reads.add(addresses)  # those are what pages ask for
    redirects = read_redirects(on_the_web, published.addresses).redirects if published.sections else {}
    return Anchors(on_the_web, published, {former: each.dest for former, each in redirects.items()}, reader)


def check_lost_addresses(
    published: Mapping[str, int], files: Collection[str], pages: Iterable[str], *, prefixes: Collection[str] = ()
) -> Iterator[Problem]:
    """Yield a problem for each published address that shows none of the site's ``files``.

    ``pages`` are the addresses of today's pages, relative to the site; ``prefixes`` are what those of a language
    begin with.
    """
    known: dict[str, set[str]] = defaultdict(set)
    for page in pages:
        known[_prefix(page, prefixes)].add(page)
    for address, line in published.items():
        if file_of(address) not in files:
            close = nearest(address, frozenset(known[_prefix(address, prefixes)]))
            page = f"the page that replaces it, perhaps that at /{close}," if close else "the page that replaces it,"
            fix = f"list it under {FORMER_KEY} in {page} or delete this line if none does"
            message = f"/{address} was published, and now neither a page nor a redirect is there"
            yield problem(Rule.PUBLISHED_GONE, file=PUBLISHED, line=line, message=message, fix=fix)


def expired_files(addresses: Addresses) -> frozenset[str]:
    """Return the files of the pages that are past their last day: they were published, and are gone on purpose."""
    documents = addresses.documents
    marked = {path: documents.marks(code, path) for code, path in documents.hidden()}
    paths = [path for path, marks in marked.items() if any(mark.reason is Reason.EXPIRED for mark in marks)]
    every = replace(addresses, documents=replace(documents, audience=AUTHORS)) if paths else addresses
    return frozenset(every.dest(language, path) for language in documents.languages for path in paths)


def _know_nothing(_path: str, _unit: str, _fingerprint: str) -> None:
    """Know of no former text."""


def publish(file: Path, anchors: Anchors, *, former: Former = _know_nothing) -> tuple[int, int, int]:
    """Add all pages, sections and steps to the list in ``file``.

    Returns how many addresses are new, how many there are, and how many sections were added. Nothing is taken off that
    somebody may have kept. ``former`` finds the text that a translation was made from, if the list does not have it.
    """
    before, as_folders = anchors.published, anchors.addresses.as_folders
    now = {url_of(dest, as_folders=as_folders).removeprefix("./"): 0 for dest in anchors.addresses.urls()}
    after = _with_translations(replace(anchors, published=_with_sources(anchors, former)))
    write_published(file, replace(after, addresses={**now, **before.addresses}))
    added = len(set(after.sections) - set(before.sections))
    return len(now.keys() - before.addresses.keys()), len({**now, **before.addresses}), added


def remember_texts(file: Path, anchors: Anchors, paths: Iterable[str]) -> None:
    """Note the steps of published sections as they are now in the source: translations have been made from them."""
    found = dict.fromkeys(anchors.published.sections)
    for path in paths:
        now = (each for each in sections_now(anchors, path) if each.steps and anchors.is_published(path, each.id))
        found.update(dict.fromkeys(now if anchors.sections_of(path) else ()))
    if len(found) > len(anchors.published.sections):
        write_published(file, replace(anchors.published, sections=tuple(found)))


def step_ids(anchors: Anchors) -> dict[str, dict[str, list[str]]]:
    """Return the ids of the steps of each page of the source, by its path and their section."""
    found: dict[str, dict[str, list[str]]] = {}
    for path in anchors.documents.paths(anchors.documents.source.code):
        for step, name in anchors.source(path).steps:
            found.setdefault(path, {}).setdefault(step.section, []).append(name)
    return found


def keep_step_ids(file: Path, anchors: Anchors, before: Mapping[str, Mapping[str, Sequence[str]]]) -> None:
    """Note what the steps of published sections say now, below the ids that they had ``before`` their words changed."""
    found = dict.fromkeys(anchors.published.sections)
    for path, sections in before.items():
        source = anchors.source(path)
        address = anchors.addresses.url(anchors.documents.source, path).removeprefix("./")
        for each, names in sections.items():
            steps = [step for step, _ in source.steps if step.section == each]
            if len(steps) == len(names) and anchors.is_published(path, each):
                pairs = zip(steps, names, strict=True)
                found[published_section(address, each, source.sections.get(each), pairs)] = None
    if len(found) > len(anchors.published.sections):
        write_published(file, replace(anchors.published, sections=tuple(found)))


def write_published(file: Path, published: Published) -> None:
    """Write the list, unless it says the same already."""
    text = as_text(published)
    if not file.exists() or as_text(read_published(file)) != text:
        write_texts({file: text}, folder=file.parent)


def _with_sources(anchors: Anchors, former: Former) -> Published:
    """Return what was published with the sections and steps that the source has now, and those translated once.

    A section whose id stood above another text is left as it was. Texts are left out that neither readers nor
    translators have any more, if their ids are elsewhere.
    """
    before = anchors.published
    reused = {(loss.path, loss.id) for loss in find_losses(anchors) if loss.kind is LossKind.REUSED}
    found, gone = dict.fromkeys(before.sections), dict(before.gone)
    for path in anchors.documents.paths(anchors.documents.source.code):
        now = [each for each in sections_now(anchors, path) if (path, each.id) not in reused]
        present = {each for section in now for each in section.ids}
        for section in _outdated(anchors, path, now):
            del found[section]
        found.update(dict.fromkeys(now))
        found.update(dict.fromkeys(_translated_once(anchors, path, now, former)))
        gone = {key: line for key, line in gone.items() if not (key[1] in present and anchors.path_of(key[0]) == path)}
    return Published(before.addresses, tuple(found), gone)


def _translated_once(
    anchors: Anchors, path: str, now: Sequence[PublishedSection], former: Former
) -> Iterator[PublishedSection]:
    """Yield the sections with steps as they were when translations were made that are not up to date."""
    known = {(section.id, section.fingerprint) for section in (*now, *anchors.sections_of(path))}
    for each, fingerprint in sorted(_translated_from(anchors, path) - known):
        has_steps = anchors.source(path).steps_of(anchors.source(path).named(each))
        document = former(path, each or TOP, fingerprint) if has_steps else None
        steps = [step for step in anchors.reader.read(document) if step.section == each] if document else []
        if document and steps:
            unit, address = sections_by_id(document).get(each), now[0].address
            yield published_section(address, each, unit, anchors.identify_former_steps(path, steps, each))


def sections_now(anchors: Anchors, path: str) -> Iterator[PublishedSection]:
    """Yield the sections of a page of the source, with their steps, as they would be published now."""
    source, language = anchors.source(path), anchors.documents.source
    address = anchors.addresses.url(language, path).removeprefix("./")
    known = {(section.address, section.id, section.fingerprint): section for section in anchors.sections_of(path)}
    places = dict.fromkeys([*source.sections, *(step.section for step, _ in source.steps)])
    for each in places:
        unit = source.sections.get(each)
        steps = [(step, name) for step, name in source.steps if step.section == each]
        if (unit and unit.has_explicit_id and each) or steps:
            before = known.get((address, each, short(unit.fingerprint))) if unit else None
            is_same = before and [name for name, _ in before.steps] == [name for _, name in steps]
            yield before if before and is_same else published_section(address, each, unit, steps)


def _with_translations(anchors: Anchors) -> Published:
    """Return what was published with sections of translations whose ids do not follow from what the source says."""
    published = anchors.published
    found = dict.fromkeys(published.sections)
    for path in anchors.documents.paths(anchors.documents.source.code):
        known = {each for section in anchors.sections_of(path) for each in section.ids}
        texts = {(section.id, section.fingerprint) for section in anchors.sections_of(path)}
        for language in anchors.documents.languages[1:]:
            document = anchors.documents.get(language.code, path)
            if document is None:
                continue
            for section in anchors.own_sections_of(language.code, path):
                if known.issuperset(section.ids):
                    del found[section]
            recorded = recorded_fingerprints(document.meta)
            for section in _translated_sections(anchors, language, path, document):
                name = anchors.source(path).named(section.id)
                made_from = recorded.get(section.id or TOP, "")
                unit = anchors.source(path).sections.get(name)
                is_known = any((each, short(made_from)) in texts for each in (section.id, name))
                is_known = is_known or (unit is not None and unit.has_fingerprint(made_from))
                if not (is_known and known.issuperset(section.ids)):
                    found[section] = None
    return replace(published, sections=tuple(found))


def _translated_sections(
    anchors: Anchors, language: Language, path: str, document: Document
) -> Iterator[PublishedSection]:
    """Yield the sections of a translation, with their steps, as readers have them now."""
    address = anchors.addresses.url(language, path).removeprefix("./")
    shown, sections = anchors.page(language.code, path), sections_by_id(document)
    steps = [(step, shown.steps[step.section, step.place]) for step in anchors.reader.read(document)]
    for each in dict.fromkeys([*sections, *(step.section for step, _ in steps)]):
        own = [(step, name) for step, name in steps if step.section == each]
        if each or own:
            yield published_section(address, each, sections.get(each), own)


def _outdated(anchors: Anchors, path: str, now: Iterable[PublishedSection]) -> Iterator[PublishedSection]:
    """Yield the former texts of present sections that no translation was made from, and whose ids others have."""
    present = {(section.address, section.id): section for section in now}
    ids = {each for section in now for each in section.ids} | anchors.gone_of(path).keys()
    used = _translated_from(anchors, path)
    for section in anchors.sections_of(path):
        newest = present.get((section.address, section.id))
        if newest is None or newest == section or not ids.issuperset(section.ids):
            continue
        if newest.fingerprint == section.fingerprint or (section.id, section.fingerprint) not in used:
            yield section


def _translated_from(anchors: Anchors, path: str) -> set[tuple[str, str]]:
    """Return the section and fingerprint of each text of a source page that a translation was made from."""
    found = set()
    for language in anchors.documents.languages[1:]:
        if document := anchors.documents.get(language.code, path):
            recorded = recorded_fingerprints(document.meta)
            found |= {("" if each == TOP else each, short(fingerprint)) for each, fingerprint in recorded.items()}
    return found


def _prefix(address: str, prefixes: Collection[str]) -> str:
    first = address.partition("/")[0] + "/"
    return first if first in prefixes else ""
