"""The live preview while the project cannot be built: each page is the reason, and then the site again."""

import logging
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands import serve as serve_module
from mkdocs.exceptions import Abort, PluginError
from mkdocs.livereload import LiveReloadServer

from helpcentre.mkdocs_adapter.failed_builds import begin_anyway, show_failures

serve: Any = serve_module
_log = logging.getLogger("mkdocs.plugins.helpcentre")


class _Preview:
    """A server without a port, whose builds do what ``next_build`` says."""

    def __init__(self, folder: Path, reasons: Sequence[str] = ()) -> None:
        self.next_build: Any = lambda: None
        self.config_file = folder / "mkdocs.yml"
        (folder / "index.html").write_text("<body>The site</body>", encoding="utf-8")
        (folder / "plain.css").write_text("a {}", encoding="utf-8")
        self.server = LiveReloadServer(self._build, host="127.0.0.1", port=0, root=str(folder))
        show_failures(self.server, self.config_file, reasons)

    def _build(self) -> None:
        self.next_build()

    def build(self, how: Any) -> None:
        self.next_build = how
        self.server.builder()

    def get(self, path: str) -> tuple[str, str]:
        """Return status and body of what stands at an address."""
        seen = []
        application: Any = self.server.get_app()
        parts = application({"PATH_INFO": path}, lambda status, _: seen.append(status))
        body = b"".join(parts).decode()
        getattr(parts, "close", lambda: None)()
        return seen[0], body


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[_Preview]:
    """A preview of a site with one page."""
    made = _Preview(tmp_path)
    yield made
    made.server.server_close()


def _refused() -> None:
    _log.info("not a reason")
    _log.warning("a warning beside it")
    _log.error("\x1b[31mdocs/a.md:3: <b> & more\x1b[0m (mend it)")
    _log.error("docs/b.md:1: another")
    raise Abort("Aborted with a BuildError!")


def _refused_when_strict() -> None:
    _log.warning("docs/a.md:3: link-target-missing: x")
    raise Abort("Aborted with 1 warnings in strict mode!")


def _fails(error: Exception) -> Any:
    def build() -> None:
        raise error

    return build


@pytest.mark.parametrize(
    ("build", "shown"),
    [
        (_refused, "<li>docs/a.md:3: &lt;b&gt; &amp; more (mend it)</li><li>docs/b.md:1: another</li>"),
        (_refused_when_strict, "<li>docs/a.md:3: link-target-missing: x</li>"),
        (_fails(PluginError("mkdocs.yml: no such option")), "<li>mkdocs.yml: no such option</li>"),
        (
            _fails(OSError(13, "Permission denied", "site/x")),
            "<li>site/x: Permission denied (give your account the right to read and write it)</li>",
        ),
        (_fails(RuntimeError("a fault of the program")), "<li>a fault of the program</li>"),
    ],
)
def test_page_is_the_reason_until_a_build_succeeds(preview: _Preview, build: Any, shown: str) -> None:
    preview.build(build)
    for path in ("/", "/en/topic/", "/en/topic.html", "/en/not-there"):
        status, body = preview.get(path)
        assert (status.partition(" ")[0], shown in body, "livereload(" in body) == ("503", True, True), path
    assert preview.get("/plain.css") == ("200 OK", "a {}")
    preview.build(lambda: None)
    status, body = preview.get("/")
    assert (status, "The site" in body) == ("200 OK", True)


def test_broken_settings_are_told_in_one_line_with_their_place(preview: _Preview) -> None:
    preview.config_file.write_text("site_name: x\nnav: [\n", encoding="utf-8")
    preview.build(_fails(AssertionError("it is not even tried")))
    assert "<li>mkdocs.yml:3: not a YAML file: " in preview.get("/")[1]


def test_setting_that_mkdocs_refuses_is_told_with_its_line(preview: _Preview) -> None:
    """MkDocs says what it expected, by a name of Python's, and in no line."""
    (preview.config_file.parent / "docs").mkdir()
    preview.config_file.write_text("site_name: x\nextra_css: own.css\n", encoding="utf-8")

    def build() -> None:
        _log.error("Config value 'extra_css': Expected type: <class 'list'> but received: <class 'str'>")
        raise Abort("Aborted with a configuration error!")

    preview.build(build)
    body = preview.get("/")[1]
    assert "<li>mkdocs.yml:2: extra_css: " in body
    assert "Config value" not in body


def test_fault_of_the_program_is_logged_with_all_that_is_known(
    preview: _Preview, caplog: pytest.LogCaptureFixture
) -> None:
    preview.build(_fails(RuntimeError("a fault")))
    assert all(text in caplog.text for text in ("Traceback", "RuntimeError: a fault"))
    caplog.clear()
    preview.build(_fails(PluginError("docs/a.md: x")))
    assert "Traceback" not in caplog.text
    assert "docs/a.md: x" in caplog.text


def test_a_preview_of_a_project_that_cannot_be_built_yet_begins_with_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def build(config: object, **options: object) -> None:
        _refused()

    monkeypatch.setattr(serve, "build", build)
    reasons: list[str] = []
    begin_anyway(reasons)
    serve.build({}, dirty=False)
    assert serve.build is build  # from the second one on
    preview = _Preview(tmp_path, reasons)
    status, body = preview.get("/")
    assert (status.partition(" ")[0], "docs/b.md:1: another" in body) == ("503", True)
    preview.build(lambda: None)
    assert "The site" in preview.get("/")[1]
    preview.server.server_close()


def test_a_fault_of_the_program_ends_the_preview_before_it_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    def build(config: object, **options: object) -> None:
        raise ZeroDivisionError("x")

    monkeypatch.setattr(serve, "build", build)
    begin_anyway([])
    with pytest.raises(ZeroDivisionError):
        serve.build({}, dirty=False)
