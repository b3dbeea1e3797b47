"""Commands that build: build, serve, join, bundle."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from helpcentre.agents.verify import SUMS, checksum
from helpcentre.build.run import build_if_changed, serve_preview
from helpcentre.cli.commands import Commands, print_warnings
from helpcentre.content.places import agents_file
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.mkdocs_adapter.quiet import print_log


def add_build_commands(commands: Commands) -> None:
    """Declare the commands; each one's ``run`` takes the options and returns the exit status."""
    command = commands.add_parser("build", help="build the website, or some languages as a shard")
    _add_strict(command)
    command.add_argument("-q", "--quiet", action="store_true", help="print only what is wrong")
    command.add_argument("--shard", metavar="CODES", help="only these languages, to be joined with others, as in de,en")
    command.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help="of a shard; default: dist/shard-EDITION-CODES.zip"
    )
    command.set_defaults(run=_build)

    command = commands.add_parser("serve", help="show the website, and follow every saved change")
    command.add_argument(
        "-a", "--dev-addr", metavar="IP:PORT", help="default: 127.0.0.1:8000, or dev_addr in mkdocs.yml"
    )
    command.set_defaults(run=_serve)

    command = commands.add_parser("join", help="put the site together from the shards of all its languages")
    command.add_argument("shards", nargs="+", type=Path, metavar="SHARD", help="a file that build --shard wrote")
    _add_strict(command)
    command.set_defaults(run=_join)

    command = commands.add_parser("bundle", help="build the agents' offline bundle")
    command.add_argument(
        "--since",
        type=Path,
        metavar="OLD",
        help="an earlier bundle, as a zip or its manifest.json: add a page on the changes since then",
    )
    command.add_argument(
        "--sign",
        type=Path,
        metavar="KEY",
        help="sign the bundle with an SSH key: a private one, or a public one that an SSH agent has the other half of",
    )
    command.set_defaults(run=_bundle)


def _add_strict(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--strict", action=argparse.BooleanOptionalAction, default=True, help="refuse a site with faults (the default)"
    )


def _build(options: argparse.Namespace) -> int:
    if options.shard is None:
        if options.output:
            raise HelpcentreError("-o: only a shard is one file", fix="say --shard too, or set site_dir in mkdocs.yml")
        print_log(quiet=options.quiet)
        build_if_changed(options.config_file, strict=options.strict)
        return 0
    from helpcentre.shards.assembly import build_shard  # noqa: PLC0415  # a whole build may end with little loaded

    print_warnings()
    codes = [code.strip() for code in options.shard.split(",")]
    print(f"wrote {build_shard(options.config_file, codes, options.output)}")
    return 0


def _serve(options: argparse.Namespace) -> int:
    print_log()
    serve_preview(options.config_file, dev_addr=options.dev_addr)
    return 0


def _join(options: argparse.Namespace) -> int:
    from helpcentre.shards.assembly import join_shards  # noqa: PLC0415  # as above

    print_warnings()
    session = join_shards(options.config_file, options.shards, strict=options.strict)
    print("\n".join(f"wrote {session.project.relative(path)}" for path in session.output.targets))
    return 0


def _bundle(options: argparse.Namespace) -> int:
    print_warnings()
    named = {"since": options.since, "sign": options.sign}
    given = {name: str(file.resolve()) for name, file in named.items() if file}
    written = build_if_changed(agents_file(options.config_file), strict=True, options=given)
    names = [os.path.relpath(path, options.config_file.parent) for path in written]
    print("\n".join(f"wrote {name}" for name in names))
    print(f"SHA-256 of {names[0]}/{SUMS}, to be published: {checksum(str(written[0] / SUMS))}")
    return 0
