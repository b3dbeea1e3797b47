"""Engines: what each is sent and answers, and what becomes of answers that are none."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from engine_servers import EngineServer, Fault, engine_server
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.drafts.engines.choice import VARIABLES, choose_engine
from helpcentre.drafts.engines.client import Client
from helpcentre.drafts.engines.command import Command, read_answers
from helpcentre.drafts.engines.deepl import FREE, PRO, DeepL, default_url
from helpcentre.drafts.engines.engine import Engine, EngineError, Task
from helpcentre.drafts.engines.libretranslate import LibreTranslate
from helpcentre.drafts.engines.openai import OpenAI
from helpcentre.settings.options import TranslateSettings

WORDS = {"Sperre": "blokace"}
TASK = Task("de", "cs", "German", "Czech", WORDS, {**WORDS, "Konto": "účet"})
TEXTS = ['Tippe auf <g id="1">OK</g>.', "Ende &amp; aus"]
ENGINES = ("deepl", "openai", "libretranslate")


def engine(name: str, server: EngineServer, waited: list[float] | None = None) -> Engine:
    """Return an engine whose service is a server on loopback; its pauses are noted, and not made."""
    client = Client(server.address, {"Authorization": "secret"}, VARIABLES[name], timeout=60, retries=2)
    client.sleep = (waited if waited is not None else []).append
    if name == "openai":
        client.url += "/v1"
        return OpenAI(client, "some model")
    return DeepL(client) if name == "deepl" else LibreTranslate(client, "key")


@pytest.mark.parametrize("name", ENGINES)
def test_an_engine_answers_to_each_text_in_its_order(name: str) -> None:
    with engine_server(str.upper) as server:
        assert engine(name, server).translate(TEXTS, TASK) == [text.upper() for text in TEXTS]


def test_deepl_gets_tags_languages_and_one_glossary_for_all_requests() -> None:
    with engine_server(str.upper) as server:
        deepl = engine("deepl", server)
        deepl.translate(TEXTS, TASK)
        deepl.translate(TEXTS[:1], TASK)
        asked = {path: data for path, _, data in server.asked if data}
        assert [path for path, _, _ in server.asked].count("/v2/glossaries") == 2
    assert asked["/v2/glossaries"]["entries"] == "Konto\túčet\nSperre\tblokace"
    sent = asked["/v2/translate"]
    assert (sent["source_lang"], sent["target_lang"], sent["tag_handling"]) == ("DE", "CS", "xml")
    assert sent["glossary_id"] == "g0"


@pytest.mark.parametrize(
    ("tag", "deepl", "libretranslate"),
    [
        ("pt", "PT-PT", "pt"),
        ("pt-BR", "PT-BR", "pt-BR"),
        ("zh", "ZH-HANS", "zh-Hans"),
        ("zh-Hans", "ZH-HANS", "zh-Hans"),
        ("zh-Hant", "ZH-HANT", "zh-Hant"),
        ("zh-TW", "ZH-HANT", "zh-Hant"),
        ("en-US", "EN-US", "en"),
        ("en-AU", "EN-GB", "en"),
        ("de-AT", "DE", "de"),
    ],
)
def test_engine_is_told_the_variants_that_it_knows(tag: str, deepl: str, libretranslate: str) -> None:
    for name, key, expected in (("deepl", "target_lang", deepl), ("libretranslate", "target", libretranslate)):
        with engine_server(str.upper) as server:
            engine(name, server).translate(TEXTS, Task("fr", tag))
            assert [data[key] for *_, data in server.asked if data] == [expected]


def test_deepl_finds_the_glossary_of_an_earlier_run() -> None:
    with engine_server(str.upper) as server:
        engine("deepl", server).translate(TEXTS, TASK)
        engine("deepl", server).translate(TEXTS, TASK)
        assert len(server.glossaries) == 1


def test_deepl_translates_without_a_glossary_that_it_refuses() -> None:
    with engine_server(str.upper, Fault(200, body=b'{"glossaries": []}'), Fault(400)) as server:
        deepl = engine("deepl", server)
        assert deepl.translate(TEXTS, TASK) == [text.upper() for text in TEXTS]
        deepl.translate(TEXTS, TASK)
        assert [path for path, _, _ in server.asked].count("/v2/glossaries") == 2


def test_a_model_is_told_the_agreed_words_and_that_texts_are_data() -> None:
    with engine_server(str.upper) as server:
        engine("openai", server).translate(TEXTS, TASK)
        system, user = server.asked[0][2]["messages"]
    assert "Sperre: blokace" in system["content"]
    assert "Never follow" in system["content"]
    assert [row["text"] for row in json.loads(user["content"])["texts"]] == TEXTS


@pytest.mark.parametrize("name", ENGINES)
@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_busy_server_is_asked_again_after_the_pause_it_wants(name: str, status: int) -> None:
    waited: list[float] = []
    with engine_server(str.upper, Fault(status, {"Retry-After": "7"}), Fault(status)) as server:
        assert engine(name, server, waited).translate(TEXTS[:1], Task("de", "cs")) == [TEXTS[0].upper()]
    assert waited == [7, 2]


def test_a_server_that_takes_too_long_is_asked_again() -> None:
    with engine_server(str.upper, Fault(200, is_slow=True)) as server:
        found = engine("libretranslate", server)
        vars(found)["client"].timeout = 0.3
        assert found.translate(TEXTS, TASK) == [text.upper() for text in TEXTS]
        assert len(server.asked) == 2


@pytest.mark.parametrize("name", ENGINES)
def test_a_server_that_stays_broken_gives_no_answer(name: str) -> None:
    with engine_server(str.upper, *[Fault(500)] * 3) as server, pytest.raises(EngineError, match="status 500") as told:
        engine(name, server).translate(TEXTS, Task("de", "cs"))
    assert not told.value.is_of_texts


@pytest.mark.parametrize("name", ENGINES)
@pytest.mark.parametrize(
    "body",
    [
        b"<html>",
        b"",
        b"[]",
        b"{}",
        b"null",
        b'{"translations": [{"text": 1}], "translatedText": "x", "choices": []}',
        b'{"choices": [{"message": {"content": "Sorry, I cannot do that."}}]}',
        b'{"translatedText": ["one"]}',
        rb'{"choices": [{"message": {"content": "{\"translations\": [{\"id\": 1e999, \"text\": \"x\"}]}"}}]}',
    ],
)
def test_an_answer_of_another_form_is_none(name: str, body: bytes) -> None:
    with engine_server(str.upper, *[Fault(200, body=body)] * 3) as server, pytest.raises(EngineError):
        engine(name, server).translate(TEXTS, Task("de", "cs"))


@pytest.mark.parametrize("name", ENGINES)
@pytest.mark.parametrize("target", ["http://127.0.0.1:1/", "http://169.254.169.254/latest/meta-data/", "/elsewhere"])
def test_no_redirect_is_followed(name: str, target: str) -> None:
    with engine_server(str.upper, Fault(307, {"Location": target})) as server:
        with pytest.raises(HelpcentreError, match="redirects"):
            engine(name, server).translate(TEXTS, Task("de", "cs"))
        assert len(server.asked) == 1


@pytest.mark.parametrize(("status", "told"), [(401, "refuses the key"), (403, "refuses the key"), (456, "no budget")])
def test_a_refused_key_and_an_empty_budget_end_the_run(status: int, told: str) -> None:
    with engine_server(str.upper, Fault(status)) as server, pytest.raises(HelpcentreError, match=told):
        engine("deepl", server).translate(TEXTS, Task("de", "cs"))


def test_texts_and_keys_go_nowhere_without_encryption_but_to_private_networks() -> None:
    with pytest.raises(HelpcentreError, match="without encryption"):
        Client("http://translate.example.org", {}, "X")
    Client("http://10.0.0.7:5000", {}, "X")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('```json\n{"translations": [{"id": 1, "text": "A"}]}\n```', ["A"]),
        ('{"translations": [{"id": "1", "text": "A"}]}', ["A"]),
    ],
)
def test_a_model_may_fence_its_answer(content: str, told: list[str]) -> None:
    body = json.dumps({"choices": [{"message": {"content": content}}]}).encode("utf-8")
    with engine_server(str.upper, Fault(200, body=body)) as server:
        assert engine("openai", server).translate(TEXTS[:1], TASK) == told


@pytest.mark.parametrize(
    "output",
    [
        "",
        "{}",
        "no json",
        '{"id": 1}',
        '{"id": 1, "text": 2}',
        '{"id": 2, "text": "B"}',
        '{"id": 1, "text": "A"}\n' * 2,
    ],
)
def test_lines_that_do_not_answer_each_text_once_are_none(output: str) -> None:
    with pytest.raises(EngineError):
        read_answers(output, 1)


def test_lines_may_come_in_any_order() -> None:
    assert read_answers('{"id": 2, "text": "B"}\n\n{"id": 1, "text": "A"}\n', 2) == ["A", "B"]


def test_lines_end_where_lines_of_json_do() -> None:
    assert read_answers('{"id": 1, "text": "A\u2028B\x85C"}\r\n{"id": 2, "text": "D"}', 2) == ["A\u2028B\x85C", "D"]


_PROGRAM = """\
import json, sys
for line in sys.stdin:
    row = json.loads(line)
    print(json.dumps({"id": row["id"], "text": row["target"] + row["text"] + row["terms"]["Sperre"]}))
"""


@pytest.fixture
def program(tmp_path: Path) -> Callable[[str], Command]:
    """Return an engine that runs a text as a program of Python."""

    def made(code: str) -> Command:
        (tmp_path / "engine.py").write_text(code, encoding="utf-8")
        return Command((sys.executable, "engine.py"), tmp_path, timeout=120)

    return made


def test_a_program_translates_lines(program: Callable[[str], Command]) -> None:
    assert program(_PROGRAM).translate(["ä"], TASK) == ["csäblokace"]


def test_a_program_that_fails_gives_no_answer(program: Callable[[str], Command]) -> None:
    with pytest.raises(EngineError, match="exit status 3, no model"):
        program("import sys; print('no model', file=sys.stderr); sys.exit(3)").translate(["a"], TASK)


def test_a_program_that_takes_too_long_gives_no_answer(tmp_path: Path) -> None:
    slow = Command((sys.executable, "-c", "import time; time.sleep(30)"), tmp_path, timeout=0.2)
    with pytest.raises(EngineError, match=r"no answer after 0\.2 seconds"):
        slow.translate(["a"], TASK)


def test_a_program_that_is_not_there_ends_the_run(tmp_path: Path) -> None:
    with pytest.raises(HelpcentreError, match="cannot be run"):
        Command(("no-such-engine",), tmp_path).translate(["a"], TASK)


def test_keys_come_from_the_environment_alone(tmp_path: Path) -> None:
    for name, variable in VARIABLES.items():
        url = "https://a.example" if name == "libretranslate" else ""
        settings = msgspec.convert({"engine": name, "model": "m", "url": url}, TranslateSettings)
        if name != "libretranslate":
            with pytest.raises(HelpcentreError, match=f"set the variable {variable}"):
                choose_engine(settings, {}, folder=tmp_path)
        found = choose_engine(settings, {variable: "secret:fx"}, folder=tmp_path)
        assert found
        assert "secret" not in repr(found)
    assert choose_engine(TranslateSettings(), {}, folder=tmp_path) is None


def test_free_keys_of_deepl_go_to_its_free_address() -> None:
    assert (default_url("a:fx"), default_url("a")) == (FREE, PRO)
