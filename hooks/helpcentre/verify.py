"""Compares a bundle with its list of checksums: names each file that is missing, changed, or not on the list.

A copy of this file goes into every bundle; run it there: python verify.py
It needs Python 3.8 or newer and nothing else.
"""

from __future__ import annotations

import hashlib
import os
import sys

SUMS = "SHA256SUMS"


def checksum(path: str) -> str:
    """Return the SHA-256 of a file, in hexadecimal digits."""
    digest = hashlib.sha256()
    with open(path, "rb") as file:  # noqa: PTH123  # for Windows' longest paths as they come from os.walk
        for chunk in iter(lambda: file.read(1 << 20), b""):
            digest.update(chunk)
    return digest.hexdigest()


def files_below(folder: str) -> list[str]:
    """Return the files below ``folder`` but the list itself, relative to it, with forward slashes, sorted."""
    found = []
    for where, _, names in os.walk(folder):
        for name in names:
            found.append(os.path.relpath(os.path.join(where, name), folder).replace(os.sep, "/"))  # noqa: PTH118
    return sorted(set(found) - {SUMS})


def read_sums(folder: str) -> dict[str, str]:
    """Return the checksum of each file that should be there; raises OSError or ValueError if the list is no good."""
    sums = {}
    with open(os.path.join(folder, SUMS), encoding="utf-8") as file:  # noqa: PTH118, PTH123
        for line in file.read().splitlines():
            digest, separator, name = line.partition("  ")
            if len(digest) != 64 or not separator or not name:
                raise ValueError("not a list of checksums: " + line[:80])
            sums[name] = digest
    return sums


def differences(folder: str) -> list[str]:
    """Return a line for each missing, changed or extra file, sorted by its name."""
    sums, there = read_sums(folder), files_below(folder)
    found = [(name, "missing") for name in sums if name not in set(there)]
    for name in there:
        if name not in sums:
            found.append((name, "extra"))
        elif checksum(os.path.join(folder, name)) != sums[name]:  # noqa: PTH118
            found.append((name, "changed"))
    return [word + ": " + name for name, word in sorted(found)]


def main() -> int:
    """Print what differs and return 0 if nothing does, else 1."""
    folder = os.path.dirname(os.path.abspath(__file__))  # noqa: PTH100, PTH120
    if hasattr(sys.stdout, "reconfigure"):  # a console may lack the letters of an extra file's name
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        found = differences(folder)
        count = len(read_sums(folder))
        own = checksum(os.path.join(folder, SUMS))  # noqa: PTH118
    except (OSError, ValueError) as error:
        print("cannot verify: " + str(error))
        return 1
    for line in found:
        print(line)
    print(str(count) + " files listed, " + (str(len(found)) + " differ" if found else "all as they should be"))
    print("SHA-256 of the list itself: " + own)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
