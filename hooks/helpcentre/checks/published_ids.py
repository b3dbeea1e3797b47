"""Published ids of headings and steps that readers would look for in vain, or find at another text."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from helpcentre.content.anchors import Anchors
from helpcentre.content.losses import Loss, LossKind, find_losses
from helpcentre.content.places import PUBLISHED
from helpcentre.diagnostics.problem import Problem, Rule, problem


def check_published_ids(anchors: Anchors) -> Iterator[Problem]:
    """Yield a problem for each published id of the source that leads nowhere, or to something else than it did."""
    for loss in find_losses(anchors):
        yield as_problem(anchors, loss)


def as_problem(anchors: Anchors, loss: Loss) -> Problem:
    """Return a loss as a problem, at the line of the source page that is to be changed, else at that of the record."""
    documents, code = anchors.documents, anchors.documents.source.code
    rule = Rule.PUBLISHED_ID_REUSED if loss.kind is LossKind.REUSED else Rule.PUBLISHED_ID_GONE
    message, fix = _words(anchors, loss)
    file, line = documents.name(documents.file(code, loss.path)), 1
    sections = anchors.source(loss.path).sections
    if loss.kind in (LossKind.RENAMED, LossKind.MOVED) and loss.now:
        file = documents.name(documents.file(code, loss.now.path))
        line = anchors.source(loss.now.path).sections[loss.now.id].line
    elif loss.kind is LossKind.GONE:
        file, line = PUBLISHED, loss.section.line
    elif place := sections.get(loss.step.section if loss.step else loss.section.id):
        line = place.line
    return problem(rule, file=file, line=line, message=message, fix=fix)


def _words(anchors: Anchors, loss: Loss) -> tuple[str, str]:
    former = f"former={loss.id}" if loss.kind is LossKind.RENAMED else f"former=/{loss.section.address}#{loss.id}"
    page = anchors.documents.name(anchors.documents.file(anchors.documents.source.code, loss.path))
    name = shlex.quote(loss.path) + loss.name.removeprefix(loss.path)
    gone = f"helpcentre keep --gone {name}"
    if loss.kind is LossKind.RENAMED and loss.now:
        fix = f"run: helpcentre keep, or write {{#{loss.now.id} {former}}}"
        return f"{{#{loss.id}}} was published, and the heading has the id {{#{loss.now.id}}} now", fix
    if loss.kind is LossKind.MOVED and loss.now:
        fix = f"run: helpcentre keep, or write {{#{loss.now.id} {former}}}"
        return f"{{#{loss.id}}} was published in {page}, and stands here now", fix
    if loss.kind is LossKind.GONE:
        fix = f"write {former} after the id of the heading that replaces it, or run: {gone}"
        return f"{{#{loss.id}}} was published, and {page} does not have it any more", fix
    if loss.kind is LossKind.REUSED:
        other = f"its text has {{#{loss.now.id}}} now" if loss.now else "and the text below it is another one"
        same = f"helpcentre keep --same {name}"
        fix = f"give this text an id of its own, or if it is the same in other words, run: {same}"
        return f"{{#{loss.id}}} was published, {other}", fix
    if loss.step:
        fix = f"run: {gone}, or if it is the same in other words: helpcentre keep --same {name}"
        return f"{{#{loss.id}}} was published, and step {loss.step.place} in its place says something else", fix
    return f"{{#{loss.id}}} was published, and the step is gone", f"run: {gone}"
