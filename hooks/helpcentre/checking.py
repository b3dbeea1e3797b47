"""Both editions built into a scratch folder, and all that is wrong with them."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from helpcentre.build import run
from helpcentre.external import check_external
from helpcentre.problems import Level, Problem


@dataclass(frozen=True)
class Checked:
    """What is to be told, by place, and how many warnings MkDocs itself has printed."""

    told: list[Problem]
    other_warnings: int

    @property
    def is_bad(self) -> bool:
        """Whether something has to be done before this can be published."""
        return bool(self.other_warnings) or any(problem.level is Level.ERROR for problem in self.told)


def agents_file(config_file: Path) -> Path:
    """Return the configuration of the agents' edition, which stands beside that of the website."""
    return config_file.with_name("agents.yml")


def check_project(config_file: Path, *, external: bool) -> Checked:
    """Build both editions, the project's own site left as it is, and return what is wrong.

    With ``external`` LinkChecker is asked about other hosts. Only then is all known that an exception can be for, and
    one that excuses nothing is told. Raises HelpcentreError where a build or LinkChecker fails.
    """
    with tempfile.TemporaryDirectory() as scratch:
        files = (config_file, agents_file(config_file))
        builds = [run(file, strict=False, site_dir=str(Path(scratch, file.stem))) for file in files]
    public, agents = builds
    # One fault has other words in the bundle, so what is wrong at a place is told as the website has it.
    places = set(map(_place, public.problems))
    problems = [*public.problems, *(each for each in agents.problems if _place(each) not in places)]
    levels = public.levels
    if external:
        problems += check_external([*public.external, *agents.external])
        problems += levels.unused(problems)
    return Checked(levels.judge(problems), sum(build.other_warnings for build in builds))


def _place(found: Problem) -> tuple[str, int | str]:
    return found.file, found.line or found.code
