"""Who made a bundle: an SSH signature of its list of checksums.

OpenSSH makes and checks it (``ssh-keygen -Y``, https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.sshsig):
it is on the computers of most agents already, and the keys are those that people sign Git commits with.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from helpcentre.agents.verify import NAMESPACE, SIGNATURE, SUMS
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.util.files import require_plain


def sign_list(folder: Path, *, key: Path) -> None:
    """Write the signature of the finished list of checksums in ``folder`` beside it.

    ``key`` is a private key, or a public key whose private key an SSH agent holds. Keys of the kinds Ed25519 and RSA
    give the same signature each time. Raises HelpcentreError where it cannot be signed.
    """
    require_plain(key, str(key))
    program = shutil.which("ssh-keygen")
    if not program:
        raise HelpcentreError("the bundle cannot be signed without ssh-keygen", fix="install OpenSSH")
    command = [program, "-Y", "sign", "-q", "-n", NAMESPACE, "-f", str(key)]
    with (folder / SUMS).open("rb") as data:
        done = subprocess.run(command, stdin=data, capture_output=True, check=False)
    if done.returncode:
        reason = " ".join(done.stderr.decode("utf-8", "replace").split())
        fix = "name a private SSH key, or a public one whose private key an SSH agent holds"
        raise HelpcentreError(f"the bundle cannot be signed: {reason}", fix=fix, file=str(key))
    (folder / SIGNATURE).write_bytes(done.stdout)
