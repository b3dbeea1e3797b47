"""A site built in shards: some languages on each machine, put together on one of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from helpcentre.build import languages
from helpcentre.build.lifecycle import abandon
from helpcentre.build.run import begin_build
from helpcentre.build.session import Session, current_session
from helpcentre.content.language import Language
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.shards import archive
from helpcentre.shards.archive import FORMAT, About
from helpcentre.shards.provenance import Origin, differences, read_origin
from helpcentre.util import processes


def build_shard(config_file: Path, codes: Sequence[str], target: Path | None) -> Path:
    """Build these languages and write them to the file ``target``, which is returned, or to one named after them.

    Nothing is checked that needs the other languages. Raises HelpcentreError where a language is none of the site's,
    or its build fails; the reasons have been logged by then.
    """
    with begin_build(config_file, strict=False) as config:
        session = current_session()
        chosen = [language.code for language in _chosen(session, codes, config_file)]
        file = (
            target or config_file.parent / "dist" / f"shard-{session.project.settings.edition}-{'-'.join(chosen)}.zip"
        )
        origin = read_origin(session, config)
        parts = languages.build_apart(session, config, chosen)
        processes.replay(parts[code] for code in chosen if code in parts)
        failed = [code for code in chosen if code not in parts or parts[code].value is None]
        if failed:
            fix = "see the lines above"
            raise HelpcentreError(f"{', '.join(failed)}: the build failed", fix=fix, file=str(config_file))
        archive.write(file, About(FORMAT, tuple(chosen), origin), parts, folder=session.output.languages_dir)
        session.cache.prune()
        abandon()
    return file


def join_shards(config_file: Path, files: Iterable[Path], *, strict: bool) -> Session:
    """Put the site together and in place, as ``mkdocs build`` does, and return what is known of it.

    Raises HelpcentreError where a language is missing or there twice, where a shard is damaged or was not built from
    what is here, and where the build is refused for its faults.
    """
    with begin_build(config_file, strict=strict) as config:
        session = current_session()
        session.mode = replace(session.mode, is_joining=True)
        places = _places(session, read_origin(session, config), files)
        parts = {
            code: archive.unpack(file, code, session.output.language_dir(code), former=session.output.target_dir)
            for code, file in places.items()
        }
        languages.join(session, parts, session.project.languages)
        config.plugins.on_post_build(config=config)
        if strict and session.warnings.get_counts():
            raise HelpcentreError("the site was refused", fix="see the lines above", file=str(config_file))
    return session


def _chosen(session: Session, codes: Sequence[str], config_file: Path) -> list[Language]:
    """Return the languages with these codes in the order of the site."""
    known = [language.code for language in session.project.languages]
    for code in codes:
        if code not in known or codes.count(code) > 1:
            fix = f"name some of {', '.join(known)}, each once"
            raise HelpcentreError(f"--shard: {code!r} is no language, or there twice", fix=fix, file=str(config_file))
    return [language for language in session.project.languages if language.code in codes]


def _places(session: Session, ours: Origin, files: Iterable[Path]) -> Mapping[str, Path]:
    """Return for each language of the site the shard that it is in."""
    found: dict[str, Path] = {}
    for file in files:
        about = archive.read_about(file)
        for difference in differences(about.origin, ours):
            fix = "build all shards and join them from one commit with the same settings and packages"
            raise HelpcentreError(f"does not belong to this site: {difference}", fix=fix, file=str(file))
        for code in about.languages:
            if code in found:
                fix = "give each language once"
                raise HelpcentreError(f"{code} is also in {found[code]}", fix=fix, file=str(file))
            found[code] = file
    missing = [language.code for language in session.project.languages if language.code not in found]
    if missing:
        fix = f"build a shard of them: helpcentre build --shard {','.join(missing)}"
        raise HelpcentreError(f"no shard has {', '.join(missing)}", fix=fix)
    return found
