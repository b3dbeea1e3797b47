"""What a build spends its time on: the ten modules that take most of it, for each page.

Everything is built in one process and from nothing. The profiler makes Python code look costlier than it is.
"""

from __future__ import annotations

import argparse
import cProfile
import os
import pstats
import tempfile
from collections import Counter
from pathlib import Path

from corpus import write_corpus
from helpcentre.build.run import build_site

LANGUAGES = ("de", "en", "fr", "ar")


def costs(profile: cProfile.Profile) -> Counter[str]:
    """Return the seconds spent in each module, without those in other modules that it called."""
    found: Counter[str] = Counter()
    for (file, _, function), (_, _, own, _, _) in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
        found[_module(file, function)] += own
    return found


def _module(file: str, function: str) -> str:
    parts = Path(file).with_suffix("").parts
    if file == "~":  # built into Python
        return function.strip("<>").partition(" at ")[0]
    for above in ("site-packages", "hooks", "overrides"):
        if above in parts:
            return ".".join(parts[len(parts) - parts[::-1].index(above) :])
    return parts[-1]


def main() -> None:
    """Profile the build of a corpus and print the ten costliest modules."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=40)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder, "corpus")
        pages = write_corpus(project, articles=options.articles, languages=LANGUAGES)
        os.environ["HELPCENTRE_PROCESSES"] = "1"
        profile = cProfile.Profile()
        profile.runcall(build_site, project / "mkdocs.yml", strict=True)
    found = costs(profile)
    print(f"{pages} pages, {1000 * found.total() / pages:.2f} ms each")
    for module, seconds in found.most_common(10):
        print(f"{1000 * seconds / pages:8.3f} ms  {module}")


if __name__ == "__main__":
    main()
