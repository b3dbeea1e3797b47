"""A folder as a zip that has the same bytes each time, however many processes pack it; what they cost is flat memory.

Each file is read once, for the zip and for the lists of checksums. The standard library's writer would keep an object
for each of them and deflate on one processor.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import BinaryIO

from helpcentre.agents import zipformat
from helpcentre.agents.zipformat import Packed
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.util.files import names_below
from helpcentre.util.processes import Task

LEVEL = 4
"""How hard zlib tries: 6 takes a third longer for a zip that is 2 % smaller, 9 longer still for none smaller."""

_CHUNK = 1 << 20


@dataclass(frozen=True)
class Archive:
    """Files that are packed, below one ``folder`` of the zip to be and dated ``day``.

    ``data`` is that zip without its directory, ``rows`` a line for each file; both are beside the place it goes to.
    """

    data: Path
    rows: Path
    folder: str
    day: date

    def files(self) -> Iterator[Packed]:
        """Yield what is packed, in its order."""
        with self.rows.open(encoding="utf-8", newline="\n") as rows:
            for row in rows:
                size, sha256, crc, packed, name = row.removesuffix("\n").split(" ", maxsplit=4)
                yield Packed(name, int(size), sha256, int(crc), int(packed))

    def add(self, source: Path, names: Sequence[str], *, light: tuple[str, ...] = ()) -> None:
        """Pack files below the folder ``source``, given by their path there.

        Those whose path starts with one of ``light`` are known to be packed already: they get little effort.
        """
        with self.data.open("r+b") as data, self.rows.open("a", encoding="utf-8", newline="\n") as rows:
            data.seek(0, os.SEEK_END)
            for name in names:
                effort = zlib.Z_HUFFMAN_ONLY if name.startswith(light) else zlib.Z_DEFAULT_STRATEGY
                with open(f"{source}/{name}", "rb", buffering=0) as file:  # noqa: PTH123  # a hundred thousand times
                    made = self._write(file, name, data, effort)
                rows.write(f"{made.size} {made.sha256} {made.crc} {made.packed} {name}\n")

    def join(self, other: Archive) -> None:
        """Take over what another one has packed."""
        for ours, theirs in ((self.data, other.data), (self.rows, other.rows)):
            with theirs.open("rb") as source, ours.open("ab") as target:
                shutil.copyfileobj(source, target, _CHUNK)

    def finish(self, target: Path) -> None:
        """Write the directory, and move the zip to ``target``; raises HelpcentreError where it is too large for one."""
        offset = count = 0
        with self.data.open("ab") as data:
            start = data.tell()
            for file in self.files():
                data.write(zipformat.entry(file, min(offset, zipformat.MOST_BYTES), folder=self.folder, day=self.day))
                offset += len(zipformat.local_header(file, folder=self.folder, day=self.day)) + file.packed
                count += 1
            if data.tell() > zipformat.MOST_BYTES:
                raise HelpcentreError("the zip has more than 4 GB", fix="make pictures smaller", file=target.name)
            data.write(zipformat.end(count, start, data.tell() - start))
        self.data.replace(target)

    def discard(self) -> None:
        """Remove what is left of it."""
        for file in (self.data, self.rows):
            file.unlink(missing_ok=True)

    def _write(self, file: BinaryIO, name: str, data: BinaryIO, strategy: int) -> Packed:
        head = partial(zipformat.local_header, folder=self.folder, day=self.day)
        packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS, strategy=strategy)
        chunk = file.read(_CHUNK)
        if len(chunk) < _CHUNK:  # nearly all files
            body = packer.compress(chunk) + packer.flush()
            made = Packed(name, len(chunk), hashlib.sha256(chunk).hexdigest(), zlib.crc32(chunk), len(body))
            data.write(head(made) + body)
            return made
        place = data.tell()
        data.write(head(Packed(name, 0, "", 0, 0)))
        digest, crc, size, packed = hashlib.sha256(), 0, 0, 0
        while chunk:
            digest.update(chunk)
            crc, size = zlib.crc32(chunk, crc), size + len(chunk)
            packed += data.write(packer.compress(chunk))
            chunk = file.read(_CHUNK)
        packed += data.write(packer.flush())
        made = Packed(name, size, digest.hexdigest(), crc, packed)
        data.seek(place)
        data.write(head(made))
        data.seek(0, os.SEEK_END)
        return made


def pack(
    source: Path, target: Path, *, name: str, day: date, processes: int = 1, light: tuple[str, ...] = ()
) -> Archive:
    """Return all files below ``source`` as an archive that becomes ``target``, packed by so many processes at once.

    Raises HelpcentreError where one of them fails. See :class:`Archive` for the rest.
    """
    names = names_below(source)
    share = -(-len(names) // processes) or 1
    shares = [names[start : start + share] for start in range(0, len(names), share)] or [[]]
    parts = [_empty(target, number, name, day) for number in range(len(shares))]
    tasks = [Task(partial(_packed, part, source, own, light)) for part, own in zip(parts[1:], shares[1:], strict=True)]
    try:
        parts[0].add(source, shares[0], light=light)
        results = [task.result() for task in tasks]  # of all of them, before one that failed is told
        if not all(results):
            raise HelpcentreError("the bundle could not be packed", fix="see the error above", file=target.name)
        for part in parts[1:]:
            parts[0].join(part)
    except BaseException:
        parts[0].discard()
        raise
    finally:
        for part in parts[1:]:
            part.discard()
    return parts[0]


def _empty(target: Path, number: int, folder: str, day: date) -> Archive:
    data, rows = (target.with_name(f"{target.name}.{kind}-{number}") for kind in ("data", "rows"))
    data.write_bytes(b"")
    rows.write_bytes(b"")
    return Archive(data, rows, folder, day)


def _packed(part: Archive, source: Path, names: Sequence[str], light: tuple[str, ...]) -> bool:
    part.add(source, names, light=light)
    return True
