"""SSH keys of tests."""

import subprocess
from pathlib import Path


def new_key(file: Path, *, name: str, options: str = "") -> Path:
    """Return a new private key, whose public half is trusted as ``name`` in ``signers`` beside it."""
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(file)], check=True)
    public = file.with_suffix(".pub").read_text(encoding="utf-8")
    with (file.parent / "signers").open("a", encoding="utf-8") as signers:
        signers.write(f"{name} {options}{public}")
    return file
