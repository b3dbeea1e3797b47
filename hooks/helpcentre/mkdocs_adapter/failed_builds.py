"""What the live preview shows while the project cannot be built: the reason, in place of a page that never comes."""

from __future__ import annotations

import logging
import re
import traceback
from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.commands import serve
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.livereload import LiveReloadServer

from helpcentre.diagnostics.problem import HelpcentreError, reason
from helpcentre.mkdocs_adapter.config import load_config
from helpcentre.settings.config_files import check_project_file

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

_logger = logging.getLogger("mkdocs")
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_FILE = re.compile(r"\.(?!html$)[A-Za-z0-9]+$")
_STATUS = "503 Service Unavailable"
_PAGE = """\
<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>Not built</title>
    <style>
      body {{ max-inline-size: 55rem; margin: 3rem auto; padding-inline: 1rem; font: 1rem/1.6 system-ui, sans-serif; }}
      li {{ margin-block: 1rem; padding: 0.6rem 1rem; border-inline-start: 0.3rem solid light-dark(#b3261e, #f4a49d);
        font-family: ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }}
      ul {{ padding: 0; list-style: none; }}
    </style>
  </head>
  <body>
    <h1>The preview cannot be built</h1>
    <ul role="alert">{reasons}</ul>
    <p>Mend it and save: this page then shows the site again.</p>
  </body>
</html>
"""


class _FailedBuild:
    """Why the last build of a live preview failed: ``reasons``, one a line of the log; none where it did not."""

    def __init__(self) -> None:
        """Begin with a build that did not fail."""
        self.reasons: list[str] = []


def begin_anyway(reasons: list[str]) -> None:
    """Let the live preview begin though its first build fails: MkDocs would end, and authors see nothing.

    Why it failed is added to ``reasons``.
    """
    module: Any = serve
    build = module.build

    def first_build(config: MkDocsConfig, **options: Any) -> None:
        module.build = build
        with _Records(_logger) as records:
            try:
                build(config, **options)
            except (Abort, MkDocsException, HelpcentreError) as error:
                reasons.extend(records.reasons or [reason(error)])
                _log(error)

    module.build = first_build


def show_failures(server: LiveReloadServer, config_file: Path, reasons: Iterable[str] = ()) -> None:
    """Let the server answer requests for pages with the reason while the project cannot be built.

    ``reasons`` are those of the first build, if it failed.

    MkDocs' own server answers nothing at all then, for as long as it lasts. Files other than pages are still those of
    the last site.
    """
    failed, build, application = _FailedBuild(), server.builder, server.get_app()
    failed.reasons = list(reasons)

    def builder() -> None:
        with _Records(_logger) as records:
            try:
                check_project_file(config_file)
                build()
            except Exception as error:  # whatever it is: the server goes on, and its next build may be better
                failed.reasons = _refused_settings(config_file) or records.reasons or [reason(error)]
                _log(error)
            else:
                failed.reasons = []

    server.builder = builder
    if application:
        server.set_app(_answering(application, server, failed))


class _Records(logging.Handler):
    """The errors that were logged, or else the warnings, which is what a strict preview is refused for."""

    def __init__(self, logger: logging.Logger) -> None:
        super().__init__(logging.WARNING)
        self._logger = logger
        self._found: list[tuple[int, str]] = []

    def __enter__(self) -> _Records:
        self._logger.addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        self._logger.removeHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        self._found.append((record.levelno, _COLOUR.sub("", record.getMessage())))

    @property
    def reasons(self) -> list[str]:
        gravest = max((level for level, _ in self._found), default=0)
        return list(dict.fromkeys(text for level, text in self._found if level == gravest))


def _refused_settings(config_file: Path) -> list[str]:
    """Return what MkDocs refuses in the settings, each with its line, which MkDocs itself does not name."""
    try:
        if config_file.is_file():
            load_config(config_file)
    except HelpcentreError as error:
        return str(error).splitlines()
    return []


def _log(error: Exception) -> None:
    """Log why a build failed, where that was not done yet; of a fault of the program itself, all that is known."""
    if isinstance(error, Abort):
        _logger.info(str(error))
    elif isinstance(error, (MkDocsException, HelpcentreError, OSError)):
        _logger.error(reason(error))
    else:
        _logger.error("".join(traceback.format_exception(error)))


def _answering(application: WSGIApplication, server: LiveReloadServer, failed: _FailedBuild) -> WSGIApplication:
    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path = str(environ.get("PATH_INFO", ""))
        if path.startswith("/livereload/") or _FILE.search(path):
            return application(environ, start_response)
        with server._epoch_cond:  # as MkDocs does: until the build that goes on has ended
            server._epoch_cond.wait_for(lambda: server._visible_epoch == server._wanted_epoch)
            epoch = server._visible_epoch
        if not failed.reasons:
            return application(environ, start_response)
        inject: Callable[[bytes, int], bytes] = server._inject_js_into_html
        body = inject(_failure_page(failed.reasons).encode(), epoch)
        start_response(_STATUS, [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-store")])
        return [body]

    return answer


def _failure_page(reasons: Iterable[str]) -> str:
    """Return the page that says why there is no other."""
    return _PAGE.format(reasons="".join(f"<li>{escape(each)}</li>" for each in reasons))
