"""Where a build writes: staging folders beside the places that the finished files go to."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from helpcentre.build import staging


@dataclass
class Output:
    """The folders of one build, and the finished files that go beside its site."""

    target_dir: Path
    """Where the finished site goes."""
    site_dir: Path
    """The staging folder of the site, beside ``target_dir``."""
    languages_dir: Path
    """The staging folder of further languages, each in a folder of its own, before they are moved to ``site_dir``."""
    artifacts: list[tuple[Path, Path]] = field(default_factory=list)
    """Finished files outside the site, each with the place it goes to when the site does."""

    def write(self, name: str, content: str | bytes) -> None:
        """Write a file of the site; where the site before has the same, it stays that file."""
        data = content.encode("utf-8") if isinstance(content, str) else content
        staging.write_files({name: data}, self.site_dir, former=self.target_dir)

    def language_dir(self, code: str) -> Path:
        """Return the staging folder of a further language."""
        return self.languages_dir / code

    @property
    def staged(self) -> list[Path]:
        """Everything that is removed where the build does not put it in place."""
        return [self.languages_dir, self.site_dir, *(staged for staged, _ in self.artifacts)]

    @property
    def targets(self) -> list[Path]:
        """What the finished build puts in place: the site's folder, then single files."""
        return [self.target_dir, *(target for _, target in self.artifacts)]
