"""Compares a bundle with its list of checksums: names each file that is missing, changed, or not on the list.

A copy of this file goes into every bundle; run it there: python verify.py
With --signers FILE it also checks who signed the list, with ssh-keygen of OpenSSH; FILE names those you trust, as in
ssh-keygen(1), ALLOWED SIGNERS. Keep it, and the copy of verify.py that you run, outside the bundle: name the bundle's
folder after the options then.
It needs Python 3.8 or newer and nothing else, and nothing that lies beside it is run.
"""

# No import from __future__ either: that one would be looked for beside this file too.
import sys

if __name__ == "__main__":
    if not (sys.flags.isolated or getattr(sys.flags, "safe_path", False)):
        del sys.path[0]  # the folder of this file
    # What else was put there, as by PYTHONPATH, is not needed: only what belongs to Python itself.
    sys.path[:] = [each for each in sys.path if each.startswith((sys.base_prefix, sys.base_exec_prefix))] or sys.path

import hashlib
import os
import stat
import subprocess

SUMS = "SHA256SUMS"
SIGNATURE = SUMS + ".sig"
NAMESPACE = "helpcentre-bundle"
"""What the signature is for: one that the same key made for something else is none."""

_SIGNATURE_END = b"-----END SSH SIGNATURE-----"
_LONGEST_SIGNATURE = 100_000
"""Bytes: more are read as if the signature ended there."""

_USAGE = "usage: python -I verify.py [--signers FILE] [FOLDER]"
_JUNCTION = 0xA0000003  # how Windows marks a folder that stands elsewhere
_PROOF = (
    "This shows that the files are those of the list. It does not show who made the list, or that verify.py is ours:\n"
    "compare the SHA-256 above with the one that whoever sent you the bundle has published elsewhere."
)
_PROGRAMS = (
    r"%SystemRoot%\System32\OpenSSH\ssh-keygen.exe",
    r"%ProgramFiles%\Git\usr\bin\ssh-keygen.exe",
    "/usr/bin/ssh-keygen",
    "/usr/local/bin/ssh-keygen",
    "/opt/homebrew/bin/ssh-keygen",
)


def checksum(path: str) -> str:
    """Return the SHA-256 of a file, in hexadecimal digits."""
    digest = hashlib.sha256()
    with open(path, "rb") as file:  # noqa: PTH123  # for Windows' longest paths as they come from os.scandir
        for chunk in iter(lambda: file.read(1 << 20), b""):
            digest.update(chunk)
    return digest.hexdigest()


def what_is(path: str) -> str:
    """Return what stands at a path itself, not where it leads; raises OSError where nothing does."""
    status = os.lstat(path)
    if stat.S_ISLNK(status.st_mode) or getattr(status, "st_reparse_tag", 0) == _JUNCTION:
        return "a link"
    if stat.S_ISDIR(status.st_mode):
        return "a folder"
    return "a file" if stat.S_ISREG(status.st_mode) else "neither a file nor a folder"


def entries_below(folder: str, prefix: str = "") -> "dict[str, str]":
    """Return what stands below ``folder``, by its path from there with forward slashes: all but the list's own files.

    Links are not followed. Raises OSError for a folder that cannot be read.
    """
    found = {}
    with os.scandir(folder) as entries:
        for entry in entries:
            name = prefix + entry.name
            found[name] = what_is(entry.path)
            if found[name] == "a folder":
                found.update(entries_below(entry.path, name + "/"))
    for own in (SUMS, SIGNATURE):
        if found.get(own) == "a file":
            del found[own]
    return found


def read_sums(folder: str) -> "tuple[dict[str, str], str]":
    """Return the checksum of each file that should be there, and that of the list itself.

    Raises OSError or ValueError if the list is no good.
    """
    path = os.path.join(folder, SUMS)  # noqa: PTH118
    if what_is(path) != "a file":
        raise ValueError(SUMS + " is " + what_is(path))
    with open(path, "rb") as file:  # noqa: PTH123
        data = file.read()
    sums = {}
    for line in data.decode("utf-8").splitlines():
        digest, separator, name = line.partition("  ")
        if len(digest) != 64 or not separator or not name:
            raise ValueError("not a list of checksums: " + shown(line[:80]))
        if name in sums:
            raise ValueError("the list has a file twice: " + shown(name))
        sums[name] = digest
    return sums, hashlib.sha256(data).hexdigest()


def differences(folder: str, sums: "dict[str, str]") -> "list[str]":
    """Return a line for each missing, changed or extra entry, sorted by its name; raises OSError."""
    there = entries_below(folder)
    parents = {name[:end] for name in sums for end in range(len(name)) if name[end] == "/"}
    found = [(name, "missing", "") for name in sums if name not in there]
    for name, kind in there.items():
        if name in sums:
            if kind != "a file":
                found.append((name, "changed", " (" + kind + " instead of a file)"))
            elif checksum(os.path.join(folder, name)) != sums[name]:  # noqa: PTH118
                found.append((name, "changed", ""))
        elif name not in parents:
            found.append((name, "extra", "" if kind == "a file" else " (" + kind + ")"))
        elif kind != "a folder":
            found.append((name, "changed", " (" + kind + " instead of a folder)"))
    return [word + ": " + shown(name) + more for name, word, more in sorted(found)]


def shown(name: str) -> str:
    """Return a name without signs that could hide it, or change what else is printed."""
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode("ascii") for sign in name)


def signer(folder: str, signers: str) -> str:
    """Return who of the file ``signers`` signed the list; raises OSError or ValueError where nobody there did."""
    signature = os.path.join(folder, SIGNATURE)  # noqa: PTH118
    if not os.path.lexists(signature):
        raise ValueError("the bundle is not signed: there is no " + SIGNATURE)
    if what_is(signature) != "a file":
        raise ValueError(SIGNATURE + " is " + what_is(signature))
    with open(signature, "rb") as file:  # noqa: PTH123
        if not file.read(_LONGEST_SIGNATURE).rstrip().endswith(_SIGNATURE_END):
            raise ValueError(SIGNATURE + " is no signature, or has more than one in it")
    if os.path.commonpath([os.path.realpath(folder), os.path.realpath(signers)]) == os.path.realpath(folder):
        raise ValueError("the list of signers lies in the bundle: use your own")
    if os.path.exists(signers) and not os.path.isfile(signers):  # noqa: PTH110, PTH113
        raise ValueError("the list of signers is no file")  # to read a pipe or device may never end
    with open(signers, "rb"):  # noqa: PTH123
        pass
    program = next((each for each in map(os.path.expandvars, _PROGRAMS) if os.path.isfile(each)), None)  # noqa: PTH113
    if not program:
        raise ValueError("there is no ssh-keygen here to check the signature with")
    about = ["-f", signers, "-s", signature]
    names = _output([program, "-Y", "find-principals", *about], b"").splitlines()
    if not names:
        raise ValueError("the list was signed with a key of nobody among the signers")
    with open(os.path.join(folder, SUMS), "rb") as file:  # noqa: PTH118, PTH123
        data = file.read()
    if not _output([program, "-Y", "verify", "-n", NAMESPACE, "-I", names[0], *about], data):
        raise ValueError("the signature is not that of this list, or is not valid for a bundle, now and by this signer")
    return names[0]


def _output(command: "list[str]", data: bytes) -> str:
    """Return what a program printed if it succeeded, else nothing."""
    done = subprocess.run(command, input=data, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""


def main(arguments: "list[str]") -> int:
    """Print what differs and return 0 if nothing does, else 1."""
    signers = ""
    if arguments[:1] == ["--signers"]:
        signers, arguments = "".join(arguments[1:2]), arguments[2:]
        if not signers:
            arguments = ["", ""]
    if len(arguments) > 1 or (arguments[:1] and arguments[0].startswith("-")):
        print(_USAGE)
        return 1
    folder = os.path.abspath(arguments[0] if arguments else os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120
    if hasattr(sys.stdout, "reconfigure"):  # a console may lack the letters of an extra file's name
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        sums, own = read_sums(folder)
        found = differences(folder, sums)
        by = signer(folder, signers) if signers else ""
    except (OSError, ValueError, RecursionError) as error:
        print("cannot verify: " + shown(str(error)))
        return 1
    for line in found:
        print(line)
    print(str(len(sums)) + " files listed, " + (str(len(found)) + " differ" if found else "all as they should be"))
    print("SHA-256 of the list itself: " + own)
    print("The list was signed by " + shown(by) + "." if by else _PROOF)
    if not by and os.path.lexists(os.path.join(folder, SIGNATURE)):  # noqa: PTH118
        print("The list is signed; to see by whom, name the signers that you trust: " + _USAGE[len("usage: ") :])
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
