"""The signature of a bundle: made with an SSH key, and checked by verify.py and by ssh-keygen alone."""

import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from helpcentre.agents.bundle import write_bundle
from helpcentre.agents.manifest import Manifest
from helpcentre.diagnostics.problem import HelpcentreError
from ssh_keys import new_key

pytestmark = pytest.mark.skipif(not shutil.which("ssh-keygen"), reason="OpenSSH is not installed")

MANIFEST = Manifest(version="1", commit="", built="2026-02-03", valid_until="2026-03-05", languages=(), pages={})


@pytest.fixture
def key(tmp_path: Path) -> Path:
    """A new private key, whose public half is trusted as ``support@example.org`` in ``signers`` beside it."""
    return new_key(tmp_path / "key", name="support@example.org")


def bundle(folder: Path, key: Path | None) -> Path:
    """Return a small bundle's folder, packed as ``folder``.zip."""
    (folder / "en").mkdir(parents=True)
    (folder / "START.html").write_text("<p>Start", encoding="utf-8")
    (folder / "en" / "index.html").write_text("<p>Help", encoding="utf-8")
    write_bundle(folder, folder.with_suffix(".zip"), MANIFEST, name="help", day=date(2026, 2, 3), key=key)
    return folder


def verified(folder: Path, *arguments: str) -> tuple[int, str]:
    """Run the bundle's verify.py and return its status and all that it says."""
    command = [sys.executable, "-I", str(folder / "verify.py"), *arguments]
    done = subprocess.run(command, check=False, capture_output=True, encoding="utf-8", cwd="/")
    assert done.stderr == ""
    return done.returncode, done.stdout


def test_signature_names_who_signed_the_bundle(key: Path, tmp_path: Path) -> None:
    folder = bundle(tmp_path / "a b", key)
    status, said = verified(folder, "--signers", str(tmp_path / "signers"))
    assert status == 0, said
    assert said.endswith("The list was signed by support@example.org.\n")
    status, said = verified(folder)
    assert status == 0
    assert "The list is signed; to see by whom, name the signers that you trust" in said


def test_signature_is_in_the_zip_and_the_same_each_time(key: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        bundle(tmp_path / name, key)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        assert archive.namelist()[-2:] == ["help/SHA256SUMS", "help/SHA256SUMS.sig"]


def test_signature_is_one_that_openssh_checks_alone(key: Path, tmp_path: Path) -> None:
    folder = bundle(tmp_path / "bundle", key)
    command = ["ssh-keygen", "-Y", "verify", "-f", str(tmp_path / "signers"), "-I", "support@example.org"]
    command += ["-n", "helpcentre-bundle", "-s", str(folder / "SHA256SUMS.sig")]
    data = (folder / "SHA256SUMS").read_bytes()
    assert subprocess.run(command, input=data, capture_output=True, check=False).returncode == 0
    assert subprocess.run(command, input=data + b"\n", capture_output=True, check=False).returncode != 0


def test_bundle_without_a_signature_is_not_taken_for_signed(key: Path, tmp_path: Path) -> None:
    folder = bundle(tmp_path / "bundle", None)
    status, said = verified(folder, "--signers", str(tmp_path / "signers"))
    assert (status, said) == (1, "cannot verify: the bundle is not signed: there is no SHA256SUMS.sig\n")


def _another_key(folder: Path, signers: Path) -> None:
    stranger = new_key(folder.parent / "stranger", name="x@example.org")
    signers.write_text(signers.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    rewritten = folder.parent / "rewritten"
    bundle(rewritten, stranger)
    shutil.copy(rewritten / "SHA256SUMS.sig", folder)


def _another_purpose(folder: Path, signers: Path) -> None:
    command = ["ssh-keygen", "-q", "-Y", "sign", "-n", "git", "-f", str(signers.parent / "key")]
    (folder / "SHA256SUMS.sig").unlink()
    subprocess.run([*command, str(folder / "SHA256SUMS")], check=True, capture_output=True)


def _another_list(folder: Path, signers: Path) -> None:
    del signers
    (folder / "START.html").unlink()
    sums = folder / "SHA256SUMS"
    lines = sums.read_text(encoding="utf-8").splitlines(keepends=True)
    sums.write_text("".join(line for line in lines if "START" not in line), encoding="utf-8")


def _no_longer_valid(folder: Path, signers: Path) -> None:
    del folder
    name, rest = signers.read_text(encoding="utf-8").split(" ", 1)
    signers.write_text(f'{name} valid-before="20200101" {rest}', encoding="utf-8")


def _damaged(folder: Path, signers: Path) -> None:
    del signers
    (folder / "SHA256SUMS.sig").write_text("-----BEGIN SSH SIGNATURE-----\nAAAA\n", encoding="utf-8")


def _with_more_below(folder: Path, signers: Path) -> None:
    del signers
    with (folder / "SHA256SUMS.sig").open("a", encoding="utf-8") as file:
        file.write("<script>x()</script>\n")


def _a_link(folder: Path, signers: Path) -> None:
    del signers
    (folder / "SHA256SUMS.sig").rename(folder.parent / "elsewhere")
    (folder / "SHA256SUMS.sig").symlink_to(folder.parent / "elsewhere")


@pytest.mark.parametrize(
    "tamper", [_another_key, _another_purpose, _another_list, _no_longer_valid, _damaged, _with_more_below, _a_link]
)
def test_bundle_that_the_signer_did_not_sign_so_is_refused(
    tamper: Callable[[Path, Path], None], key: Path, tmp_path: Path
) -> None:
    folder = bundle(tmp_path / "bundle", key)
    tamper(folder, tmp_path / "signers")
    status, said = verified(folder, "--signers", str(tmp_path / "signers"))
    assert status == 1
    assert said.startswith("cannot verify: ")


def test_signers_that_lie_in_the_bundle_prove_nothing(key: Path, tmp_path: Path) -> None:
    folder = bundle(tmp_path / "bundle", key)
    shutil.copy(tmp_path / "signers", folder / "signers")
    status, said = verified(folder, "--signers", str(folder / "signers"))
    assert (status, said) == (1, "cannot verify: the list of signers lies in the bundle: use your own\n")


def test_own_copy_of_verify_checks_the_folder_that_is_named(key: Path, tmp_path: Path) -> None:
    folder = bundle(tmp_path / "bundle", key)
    shutil.copy(folder / "verify.py", tmp_path)
    (folder / "verify.py").write_text("print('all as they should be')", encoding="utf-8")
    status, said = verified(tmp_path, "--signers", str(tmp_path / "signers"), str(folder))
    assert status == 1
    assert said.startswith("changed: verify.py\n")


@pytest.mark.parametrize("arguments", [["--signers"], ["--sign", "x"], ["a", "b"], ["--signers", "x", "a", "b"]])
def test_arguments_that_are_none_are_answered_with_the_usage(arguments: list[str], key: Path, tmp_path: Path) -> None:
    del key
    status, said = verified(bundle(tmp_path / "bundle", None), *arguments)
    assert (status, said) == (1, "usage: python -I verify.py [--signers FILE] [FOLDER]\n")


@pytest.mark.parametrize("name", ["missing", "signers"])
def test_key_that_signs_nothing_is_an_error_and_leaves_no_zip(name: str, key: Path, tmp_path: Path) -> None:
    del key
    with pytest.raises(HelpcentreError, match=r"the bundle cannot be signed: .*\(name a private SSH key, or a public"):
        bundle(tmp_path / "bundle", tmp_path / name)
    assert not (tmp_path / "bundle.zip").exists()


def test_key_or_signers_that_are_a_device_are_refused_as_they_have_no_end(key: Path, tmp_path: Path) -> None:
    with pytest.raises(HelpcentreError, match=r"^/dev/zero: is a pipe or device"):
        bundle(tmp_path / "bundle", Path("/dev/zero"))
    made = bundle(tmp_path / "signed", key)
    assert verified(made, "--signers", "/dev/zero") == (1, "cannot verify: the list of signers is no file\n")
