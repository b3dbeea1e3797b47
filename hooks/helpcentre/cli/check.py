"""Both editions built into a scratch folder, and all that is wrong with them."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from helpcentre.build.run import build_site
from helpcentre.content.places import CACHE_DIR, agents_file
from helpcentre.diagnostics.problem import Problem, Severity
from helpcentre.linkcheck.external import check_external
from helpcentre.linkcheck.rewrite import rewrite_findings
from helpcentre.mkdocs_adapter.config import load_config


@dataclass(frozen=True)
class CheckReport:
    """What is to be told, by place, how many warnings MkDocs itself has printed, and the files that were rewritten."""

    problems: list[Problem]
    other_warnings: int
    files: list[str]

    @property
    def is_bad(self) -> bool:
        """Whether something has to be done before this can be published."""
        return bool(self.other_warnings) or any(problem.severity is Severity.ERROR for problem in self.problems)


def check_project(config_file: Path, *, external: bool, fix: bool) -> CheckReport:
    """Build both editions, the project's own site left as it is, and return what is wrong.

    With ``external`` LinkChecker is asked about other hosts. Only then is all known that an exception can be for, and
    one that excuses nothing is told. With ``fix`` links to addresses that moved are rewritten, and no problem any
    more. Raises HelpcentreError where a build or LinkChecker fails, or a page cannot be written.
    """
    with tempfile.TemporaryDirectory() as scratch:
        files = (config_file, agents_file(config_file))
        builds = [build_site(file, strict=False, site_dir=str(Path(scratch, file.stem))) for file in files]
    public, agents = builds
    # One fault has other words in the bundle, so what is wrong at a place is told as the website has it.
    places = set(map(_place, public.all_findings))
    told = {_message(each) for each in public.all_findings if each.file == config_file.name}
    of_agents = [each for each in agents.all_findings if _place(each) not in places]
    of_agents = [each for each in of_agents if each.file != files[1].name or _message(each) not in told]
    problems = [*public.all_findings, *of_agents]
    levels = public.policy
    written: list[str] = []
    if external:
        found = check_external(
            [*public.external_references, *agents.external_references],
            settings=public.project.settings.external,
            memory_file=public.project.root / CACHE_DIR / "external.json",
            config_file=config_file.name,
            site_url=load_config(config_file).site_url or "",
        )
        unused = levels.unused_suppressions([*problems, *found.problems])
        written, left = rewrite_findings(found, public.project.documents) if fix else ([], found.problems)
        problems += [*left, *unused]
    return CheckReport(levels.apply(problems), sum(build.other_warnings for build in builds), written)


def _message(found: Problem) -> tuple[str, str]:
    """Return what settings of either edition may be told, of which those of the bundle take over most."""
    return found.code, found.message


def _place(found: Problem) -> tuple[str, int | str]:
    return found.file, found.line or found.code
