"""Insights as text for a terminal, and as a page of HTML that needs no other file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from helpcentre.insights.analysis import Insights
from helpcentre.insights.proposals import Proposal, Unsolved
from helpcentre.insights.reports import ReportedPage

_MOST = 50
"""So many rows of each table are shown."""
_TEXTS = 5
"""So many texts of a page are shown, the newest ones."""
_STYLE = """\
:root { color-scheme: light dark; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: 0.4rem 0.6rem; border-bottom: 1px solid #8888; }
th, td { text-align: start; vertical-align: top; overflow-wrap: anywhere; }
pre { padding: 0.6rem; overflow: auto; background: #8882; }
"""


def as_text(insights: Insights) -> str:
    """Return insights as lines for a terminal."""
    parts = [
        ["Missed most", *(f"  {row}" for row in _queries(insights))],
        ["Pages that did not help", *(line for page in insights.pages[:_MOST] for line in _page_lines(page))],
        ["Proposals, each with its test", *(f"  {line}" for each in insights.proposals for line in _proposal(each))],
        ["Without a proposal", *(f"  {row}" for row in _unsolved(insights))],
    ]
    return "\n\n".join("\n".join(part if len(part) > 1 else [*part, "  none"]) for part in parts)


def as_html(insights: Insights) -> str:
    """Return insights as a page; nothing in it is run, and nothing is loaded."""
    queries = _table(
        ("Language", "Query", "Readers", "Agents", "First result now"),
        (
            (each.reported.language, each.reported.query, each.reported.by_readers, each.reported.by_agents, each.first)
            for each in insights.queries[:_MOST]
        ),
    )
    pages = _table(
        ("Page", "Did not help", "Helped", "Reasons", "In readers’ words"),
        (
            (page.source, page.failed, page.helped, _reasons(page), "\n\n".join(page.texts[: -_TEXTS - 1 : -1]))
            for page in insights.pages[:_MOST]
        ),
    )
    proposals = "".join(f"<pre>{escape(chr(10).join(_proposal(each)))}</pre>" for each in insights.proposals)
    unsolved = "".join(f"<li><bdi>{escape(row)}</bdi></li>" for row in _unsolved(insights))
    return (
        '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width">\n<title>Insights</title>\n'
        f"<style>\n{_STYLE}</style>\n<h1>Insights</h1>\n<h2>Missed most</h2>\n{queries}\n"
        f"<h2>Pages that did not help</h2>\n{pages}\n<h2>Proposals, each with its test</h2>\n"
        f"{proposals or '<p>None.</p>'}\n"
        f"<h2>Without a proposal</h2>\n{f'<ul>{unsolved}</ul>' if unsolved else '<p>None.</p>'}\n</html>\n"
    )


def _queries(insights: Insights) -> Iterator[str]:
    for each in insights.queries[:_MOST]:
        asked = each.reported
        yield f"{asked.missed:>4} {asked.language:<5} {asked.query}  (first now: {each.first or 'nothing'})"


def _page_lines(page: ReportedPage) -> Iterator[str]:
    said = f": {_reasons(page)}" if page.reasons else ""
    yield f"  {page.failed:>4} of {page.failed + page.helped:<4} {page.source}{said}"
    for text in page.texts[: -_TEXTS - 1 : -1]:
        yield f"       “{' '.join(text.split())}”"


def _reasons(page: ReportedPage) -> str:
    return ", ".join(f"{reason} {times}" for reason, times in page.reasons.most_common())


def _proposal(proposal: Proposal) -> list[str]:
    wanted = proposal.wanted
    why = f"seen {wanted.times} times" if wanted.times else "a failing test"
    return [
        f"{wanted.language}: “{wanted.query}” to {wanted.target} ({why})",
        f"  synonyms.yml  {proposal.word}: [{proposal.typed}]",
        f"  queries.yml   {wanted.query}: [{wanted.target}]",
    ]


def _unsolved(insights: Insights) -> list[str]:
    solved: list[Proposal | Unsolved] = [*insights.proposals, *insights.unsolved]
    shown = {(each.wanted.language, each.wanted.query) for each in solved}
    asked = [each.reported for each in insights.queries if (each.reported.language, each.reported.query) not in shown]
    return [
        *(
            f"{each.wanted.language}: “{each.wanted.query}” to {each.wanted.target}: {each.why}"
            for each in insights.unsolved
        ),
        *(f"{each.language}: “{each.query}”: if a page answers it, write that into queries.yml" for each in asked),
    ][:_MOST]


def _table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    written = ["".join(f"<td><bdi>{_cell(value)}</bdi></td>" for value in row) for row in rows]
    if not written:
        return "<p>None.</p>"
    head = "".join(f"<th>{escape(name)}</th>" for name in heads)
    return (
        f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(f'<tr>{row}</tr>' for row in written)}</tbody></table>"
    )


def _cell(value: object) -> str:
    return escape(str(value)).replace("\n", "<br>")
