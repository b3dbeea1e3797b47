"""The engine that the settings choose, with its key from the environment."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.drafts.engines import deepl, openai
from helpcentre.drafts.engines.client import Client
from helpcentre.drafts.engines.command import Command
from helpcentre.drafts.engines.deepl import DeepL
from helpcentre.drafts.engines.engine import Engine
from helpcentre.drafts.engines.libretranslate import LibreTranslate
from helpcentre.drafts.engines.openai import OpenAI
from helpcentre.settings.options import TranslateSettings

VARIABLES = {
    "deepl": "DEEPL_AUTH_KEY",
    "libretranslate": "LIBRETRANSLATE_API_KEY",
    "openai": "OPENAI_API_KEY",
}
"""The variables of the environment that keys are in, by engine."""


def choose_engine(settings: TranslateSettings, environment: Mapping[str, str], *, folder: Path) -> Engine | None:
    """Return the engine of a project in ``folder``, or None where its settings name none.

    Raises HelpcentreError where the engine needs a key and the environment has none.
    """
    if not settings.engine:
        return None
    if settings.engine == "command":
        return Command(settings.command, folder, float(settings.timeout), settings.batch)
    variable = VARIABLES[settings.engine]
    key = environment.get(variable, "")
    if settings.engine == "libretranslate":
        return LibreTranslate(_client(settings, settings.url, {}, variable), key, settings.batch)
    if not key and not (settings.engine == "openai" and settings.url):  # a server of one's own may want none
        raise HelpcentreError(f"{settings.engine} needs a key", fix=f"set the variable {variable}")
    if settings.engine == "deepl":
        headers = {"Authorization": f"DeepL-Auth-Key {key}"}
        return DeepL(_client(settings, settings.url or deepl.default_url(key), headers, variable), settings.batch)
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    client = _client(settings, settings.url or openai.DEFAULT_URL, headers, variable)
    return OpenAI(client, settings.model, settings.batch)


def _client(settings: TranslateSettings, url: str, headers: Mapping[str, str], variable: str) -> Client:
    return Client(url, headers, variable, float(settings.timeout), settings.retries)
