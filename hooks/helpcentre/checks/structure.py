"""A translation's build beside its source's: the same headings and links, as many steps, items, tables and boxes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from itertools import zip_longest

from helpcentre.checks.counterparts import paired_units
from helpcentre.checks.footnotes import check_footnotes
from helpcentre.checks.link_parity import check_link_parity
from helpcentre.content.frontmatter import Document
from helpcentre.content.language import Language
from helpcentre.content.markdown.line_kinds import MARKER
from helpcentre.content.prose import HEADINGS, ITEMS, PARAGRAPHS, ROWS, STEPS, TABLES, blocks, quoted_code
from helpcentre.content.translation_record import recorded_fingerprints
from helpcentre.content.units import Unit, units
from helpcentre.diagnostics.problem import Problem, Rule, Severity, problem
from helpcentre.util.line_count import LineCount

_CODE = "blocks of code"
_JOINED = 3
"""How many paragraphs a translator may make one of, at most."""
_LINE_END = re.compile(r"[.!?:。！？：؟۔।][ \t]*\n(?=.)")
"""The end of a sentence, and of a line that another one follows."""
_TASK = re.compile(r"^[ \t>]*(?:[-*+]|\d+[.)])[ ]+\[(?P<sign>[ xX])\](?=[ ])", re.MULTILINE)
_SENTENCE = re.compile(r"[^.!?。！？؟۔।\s][.!?。！？؟۔।]+(?=\s|$|[^\W\d_a-z])")
_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL | re.IGNORECASE)
_ROW = re.compile(r"<tr\b", re.IGNORECASE)
_SHOWN = 3  # headings in a message
_REMOVE = "remove the heading, or give it to both"


def check_structure(
    source: Document, translation: Document, *, source_language: Language, current: Collection[str], file: str
) -> Iterator[Problem]:
    """Yield a problem for each heading, count of blocks and link of ``translation`` that is not as in ``source``.

    Only units whose ids are in ``current`` are compared, and headings only where that is all of them.
    """
    language = source_language.english_name
    # A section that is gone from the source makes the page outdated; that is no fault of the translation.
    removed = set(recorded_fingerprints(translation.meta)) - set(units(source))
    if set(units(source)) <= set(current) and not removed:
        yield from _check_headings(source, translation, language, file)
        yield from check_footnotes(source, translation, language=source_language, file=file)
    for source_unit, own in paired_units(source, translation, current):
        yield from _check_blocks(source_unit, own, language, file)
        yield from check_link_parity(source_unit, own, language=source_language, file=file)


def _check_headings(source: Document, translation: Document, language: str, file: str) -> Iterator[Problem]:
    sources, owns = _headed(source), _headed(translation)
    if any("{#" in unit.heading for unit in (*sources.values(), *owns.values())):  # told as markup that nothing reads
        return
    yield from _check_ids(sources, owns, language, file)
    shared = [unit_id for unit_id in sources if unit_id in owns]
    for unit_id in shared:
        wanted, has = _level(source, sources[unit_id]), _level(translation, owns[unit_id])
        if wanted != has:
            message = f"heading {{#{unit_id}}} has {has} '#', in the {language} page {wanted}"
            yield _heading_problem(owns[unit_id].line, message, f"write it with {wanted} '#'", file)
    for wanted_id, has_id in zip(shared, (unit_id for unit_id in owns if unit_id in sources), strict=True):
        if wanted_id != has_id:
            message = f"heading {{#{has_id}}} stands where the {language} page has {{#{wanted_id}}}"
            yield _heading_problem(owns[has_id].line, message, f"put the parts in the {language} order", file)
            break


def _check_ids(sources: dict[str, Unit], owns: dict[str, Unit], language: str, file: str) -> Iterator[Problem]:
    """Yield a problem for each id that one page lacks, or one for several where it is not clear which means which."""
    for before, (missing, surplus) in _gaps(sources, owns).items():
        if missing and surplus and len(missing) != len(surplus):
            message = f"here are the headings {_listed(surplus)}, in the {language} page {_listed(missing)}"
            fix = "give each heading the id of its counterpart, and write or remove the others"
            yield _heading_problem(owns[surplus[0]].line, message, fix, file)
            continue
        for has_id, wanted_id in zip_longest(surplus, missing):
            if has_id is None:
                line = owns[before].line if before else 1
                message = f"heading {{#{wanted_id}}} of the {language} page is missing, {sources[wanted_id].heading!r}"
                yield _heading_problem(line, message, "translate that part", file)
            else:
                instead = f", but {{#{wanted_id}}}" if wanted_id else ""
                message = f"the {language} page has no heading {{#{has_id}}}{instead}"
                fix = f"write {{#{wanted_id}}}, if it is that part" if wanted_id else _REMOVE
                yield _heading_problem(owns[has_id].line, message, fix, file)


def _gaps(sources: dict[str, Unit], owns: dict[str, Unit]) -> dict[str, tuple[list[str], list[str]]]:
    """Return the ids that only one of the pages has, by the last one before that both have; empty before the first."""
    gaps: dict[str, tuple[list[str], list[str]]] = {}
    for side, (ids, others) in enumerate(((sources, owns), (owns, sources))):
        before = ""
        for unit_id in ids:
            if unit_id in others:
                before = unit_id
            else:
                gaps.setdefault(before, ([], []))[side].append(unit_id)
    return gaps


def _listed(ids: list[str]) -> str:
    more = [f"{len(ids) - _SHOWN} more"] if len(ids) > _SHOWN else []
    return " and ".join([", ".join(f"{{#{unit_id}}}" for unit_id in ids[:_SHOWN]), *more])


def _headed(document: Document) -> dict[str, Unit]:
    return {unit_id: unit for unit_id, unit in units(document).items() if unit.section == unit_id}


def _level(document: Document, unit: Unit) -> int:
    """Return the level of the heading of a unit, however it is written: one may be underlined."""
    line = unit.line - document.body_line
    return next(heading.level for heading in document.scan.headings if heading.start == line)


def _heading_problem(line: int, message: str, fix: str, file: str) -> Problem:
    return problem(Rule.HEADING_DIFFERS, file=file, line=line, message=message, fix=fix)


def _check_blocks(source: Unit, own: Unit, language: str, file: str) -> Iterator[Problem]:
    wanted, has = _counts(source), _counts(own)
    wanted[PARAGRAPHS], has[PARAGRAPHS] = _paragraphs(source, own)
    wanted, has = wanted + _tasks(source), has + _tasks(own)
    theirs, ours = _code_blocks(source, own)
    if ours < theirs:
        wanted[_CODE], has[_CODE] = theirs, ours
    if wanted[TABLES] != has[TABLES]:  # a translator may write in Markdown what is HTML in the source
        wanted, has = wanted + _html_tables(source), has + _html_tables(own)
    for kind, count in run_on_items(source).items():  # a translator may part what the source has run together
        if has[kind] == wanted[kind] + count:
            del wanted[kind], has[kind]
    if not wanted[ITEMS]:  # a translator may write as a list what the source says in sentences
        del has[ITEMS]
    differing = [kind for kind in {**wanted, **has} if wanted[kind] != has[kind]]
    if differing:
        found = ", ".join(f"{has[kind]} {kind} ({language}: {wanted[kind]})" for kind in differing)
        message, fix = f"{own.reported_name} has {found}", f"write as many as the {language} text has"
        told = problem(Rule.STRUCTURE_DIFFERS, file=file, line=own.line, message=message, fix=fix)
        # A translator may list what is there for readers, and say in one item what the source says in two.
        is_doubtful = differing == [ITEMS] and (has[ITEMS] > wanted[ITEMS] or _are_items_joined(source, own))
        yield replace(told, severity=Severity.WARN) if is_doubtful else told


def _are_items_joined(source: Unit, own: Unit) -> bool:
    """Whether a translation has each sentence of the source's list items, in fewer of them."""
    theirs, ours = ([block.text for block in blocks(unit) if block.kind == ITEMS] for unit in (source, own))
    return bool(ours) and _sentences(ours) >= _sentences(theirs)


def _sentences(texts: Iterable[str]) -> int:
    """Return how many sentences texts have; one that nothing ends is a sentence, too."""
    return sum(max(1, len(_SENTENCE.findall(text.strip()))) for text in texts)


def _counts(unit: Unit) -> Counter[str]:
    # A translator may join or part sentences and paragraphs; what is counted here is what readers count on.
    return Counter(block.kind for block in blocks(unit) if block.kind not in (HEADINGS, PARAGRAPHS))


def _html_tables(unit: Unit) -> Counter[str]:
    """Return how many tables and rows a unit has in HTML."""
    found = _TABLE.findall(unit.scan.without_code) if "</table" in unit.text.lower() else []
    return Counter({TABLES: len(found), ROWS: sum(len(_ROW.findall(table)) for table in found)})


def _tasks(unit: Unit) -> Counter[str]:
    """Return how many open and done tasks a unit has."""
    signs = (match["sign"] for match in _TASK.finditer(unit.scan.without_code)) if "[" in unit.text else ()
    return Counter("open tasks" if sign == " " else "done tasks" for sign in signs)


def _code_blocks(*both: Unit) -> list[int]:
    """Return how many blocks of code each unit has; where one indents them, those that follow each other are one."""
    if not any(unit.scan.indented_code or quoted_code(unit) for unit in both):
        return [len(unit.scan.code_blocks) for unit in both]
    return [_code_runs(unit) + quoted_code(unit) for unit in both]


def _code_runs(unit: Unit) -> int:
    lines, ends, count = unit.scan.lines, 0, 0
    for block in unit.scan.code_blocks:
        count += not count or any(map(str.strip, lines[ends : block.start]))
        ends = block.end
    return count


def run_on_items(unit: Unit) -> Counter[str]:
    """Return how many lines of paragraphs begin as steps and list items do, for want of an empty line before them."""
    lines = (line for block in blocks(unit) if block.kind == PARAGRAPHS for line in block.text.split("\n")[1:])
    found = (MARKER.match(line) for line in lines)
    return Counter(STEPS if marker["number"] else ITEMS for marker in found if marker)


def has_lost_most(source: Unit, own: Unit) -> bool:
    """Whether a translation has so few of the source's paragraphs that it is told as another structure."""
    wanted, has = _paragraphs(source, own)
    return wanted > has


def _paragraphs(source: Unit, own: Unit) -> tuple[int, int]:
    """Return how many paragraphs a unit has in both languages, and nothing where a translator may have joined them."""
    theirs, ours = (_texts(unit) for unit in (source, own))
    wanted, has = len(theirs), len(ours)
    return (wanted, has) if (has + joined_paragraphs(theirs, ours)) * _JOINED <= wanted else (0, 0)


def _texts(unit: Unit) -> list[str]:
    """Return the paragraphs of a unit; the cells of a table in HTML are none."""
    found = [block for block in blocks(unit) if block.kind == PARAGRAPHS]
    if "<table" in unit.text:
        last = unit.text.lower().rfind("</table>") + len("</table>")  # no table that is never closed is looked for
        lines, above = set[int](), LineCount(unit.text).above
        for match in _TABLE.finditer(unit.text, 0, last):
            lines.update(range(unit.line + above(match.start()), unit.line + above(match.end()) + 1))
        found = [block for block in found if block.line not in lines]
    return [block.text for block in found]


def joined_paragraphs(theirs: Iterable[str], ours: Iterable[str]) -> int:
    """Return how many paragraphs more may stand in a translation, as sentences on lines of their own."""
    return max(
        0, sum(len(_LINE_END.findall(text)) for text in ours) - sum(len(_LINE_END.findall(text)) for text in theirs)
    )
