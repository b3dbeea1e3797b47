"""The start of a build: it ends at once where nothing has changed, else all the rest is loaded."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from helpcentre.build import records, staging
from helpcentre.build.inputs import Inputs
from helpcentre.diagnostics.problem import Severity
from helpcentre.mkdocs_adapter import quiet
from helpcentre.mkdocs_adapter.defaults import add_defaults
from helpcentre.mkdocs_adapter.errors import clear_errors, log
from helpcentre.mkdocs_adapter.handlers import HANDLERS, PACKAGE, load_handler
from helpcentre.mkdocs_adapter.phases import FIRST


class Start:
    """What MkDocs calls of ours until there is something to build.

    A build without a change takes six tenths of the processor time that it takes with all handlers loaded.
    """

    def __init__(self) -> None:
        """Begin with no command."""
        self._command = ""

    def on_startup(self, command: str, dirty: bool) -> None:  # noqa: ARG002  # what MkDocs calls
        """Note whether this is the live preview, which writes into a folder of the server's own."""
        self._command = command
        if command == "serve":
            from helpcentre.build.session import runtime  # noqa: PLC0415  # a build may end without
            from helpcentre.mkdocs_adapter import failed_builds  # noqa: PLC0415  # a build needs no server

            failed_builds.begin_anyway(runtime.first_failure)

    @event_priority(FIRST + 1)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Start a session, once for all languages, or end where nothing has changed."""
        add_defaults(config)
        quiet.count_all()
        quiet.hide_notes()
        with clear_errors():
            inputs = _changed_inputs(config) if self._command == "build" and not _has_handlers(config) else None
            add_handlers(config)
            from helpcentre.build import lifecycle  # noqa: PLC0415  # as above

            lifecycle.begin(config, inputs, is_serving=self._command == "serve")
        return config


def add_handlers(config: MkDocsConfig) -> None:
    """Let MkDocs call all handlers, in their place among plugins; then a build is made though nothing has changed."""
    if _has_handlers(config):
        return
    plugins, given = config.plugins, list(config.plugins.items())
    for handlers in plugins.events.values():
        handlers.clear()  # MkDocs may be going through them, and has called the first, which stays the first
    plugins.clear()
    for name, plugin in given:
        plugins[name] = plugin
        if isinstance(getattr(getattr(plugin, "on_config", None), "__self__", None), Start):
            for each in HANDLERS:
                plugins[f"{PACKAGE}.{each}"] = load_handler(each)  # type: ignore[assignment]  # as hooks are


def _has_handlers(config: MkDocsConfig) -> bool:
    return f"{PACKAGE}.{HANDLERS[0]}" in config.plugins


def _changed_inputs(config: MkDocsConfig) -> Inputs | None:
    """Return what a build is made of, or None where it cannot be read, which the build tells.

    Raises UnchangedError where the same was built before and is still there.
    """
    try:
        inputs = Inputs.read(config, is_serving=False)
        record = records.find_record(inputs.cache, inputs.key, inputs.hashes)
    except OSError:
        return None
    if record is None or (config.strict and any(finding.severity is Severity.ERROR for finding in record.report)):
        return inputs
    staging.remove_left(Path(config.site_dir))
    records.log_problems(record.report)
    log.info(f"Nothing has changed since the last build: {config.site_dir} stays as it is")
    raise records.UnchangedError(record)
