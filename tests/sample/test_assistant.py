"""An assistant asks the bundle of the sample."""

import pytest

from assistant import Ask, ask_server
from helpcentre.agents.retrieval import Retrieval
from helpcentre.pages.corpus import read_articles
from helpcentre.search.built_index import BuiltSearch
from helpcentre.search.files import built_synonyms
from support import Project

QUESTIONS = [
    ("de", "Warum ist mein Konto gesperrt?", "reasons"),
    ("de", "Wie lange dauert die Prüfung?", "contact-support"),
    ("de", "Welche Unterlagen will WhatsApp sehen?", "show-compliance"),
    ("de", "zu viele Leute haben mich als Spam gemeldet", "many-complaints"),
    ("de", "Brauche ich eine Einwilligung?", "relevant-messages"),
    ("ar", "لماذا تم حظر حسابي؟", "reasons"),
    ("ar", "كم تستغرق المراجعة؟", "contact-support"),
    ("ar", "كيف أتجنب الحظر مرة أخرى؟", "prevention"),
    ("ar", "ما المستندات المطلوبة؟", "show-compliance"),
    ("zh", "审核需要多长时间？", "contact-support"),
    ("zh", "如何申请解封", "request-unblocking"),
    ("tr", "hesabım neden engellendi?", "reasons"),
]


@pytest.mark.parametrize(("language", "question", "section"), QUESTIONS)
def test_mcp_search_finds_the_paragraph_of_a_question(
    language: str, question: str, section: str, project: Project
) -> None:
    bundle = project.folder / "dist" / "helpcentre-agents"
    knowledge = Retrieval(read_articles(bundle), built_synonyms(bundle), BuiltSearch(bundle))
    units = [row.unit for row in knowledge.search(question, language=language, limit=3)]
    assert units[0] == section
    noted = knowledge.search(question, language=language, limit=3, with_notes=True)  # the section, or a note on it
    assert section in [row.unit.partition(".")[0] for row in noted]
    # On the other languages' sites too: the same section, in the words of these.
    others = {"de": "ar", "ar": "zh", "zh": "tr", "tr": "de"}
    (first,) = knowledge.search(question, language=others[language], limit=1)
    assert (first.unit, first.language) == (section, others[language])


def test_an_assistant_quotes_the_right_paragraph_in_german_and_arabic(project: Project) -> None:
    async def conversation(call: Ask) -> None:
        languages = await call("list_languages")
        assert [row["code"] for row in languages][:2] == ["de", "en"]
        assert {row["pages"] for row in languages} == {20}

        found = await call("search", query="Wie lange dauert die Prüfung?", language="de")
        assert "WhatsApp nennt für die Prüfung keine feste Frist." in found[0]["text"]
        assert found[0]["address"].endswith("/whatsapp-konto-gesperrt/entsperrung-beantragen/#contact-support")
        assert found[0]["state"] == "current"

        found = await call("search", query="لماذا تم حظر حسابي؟", language="ar", limit=1)
        assert [row["heading"] for row in found] == ["أسباب الحظر المحتملة"]

        page = await call("get_article", path=found[0]["path"], language="ar")
        assert page["title"] == "أسباب الحظر"
        assert [row["section"] for row in page["sections"]][1:3] == ["policy-violation", "many-complaints"]
        assert page["replies"][:2] == ["reasons.chat", "reasons.email"]

    ask_server(project.folder / "dist" / "helpcentre-agents", conversation)


def test_mcp_reply_comes_filled_in_and_says_what_is_missing(project: Project) -> None:
    async def conversation(call: Ask) -> None:
        path = "whatsapp-account-blocked/request-unblocking.md"
        place = {"path": path, "language": "en", "channel": "email", "section": "contact-support"}
        reply = await call("get_reply", **place, values={"name": "Ada"})
        assert reply["text"].startswith("Hello Ada,")
        assert "https://example.org/en/whatsapp-account-blocked/request-unblocking/#contact-support" in reply["text"]
        assert (reply["placeholders"], reply["is_current"]) == (["agent"], True)
        elsewhere = {"name": "Ada", "link": "https://evil.example/"}
        assert "evil" not in str(await call("get_reply", **place, values=elsewhere))
        assert "contact-support.chat" in await call("get_reply", **{**place, "section": "nowhere"})
        assert "use one of de, en" in await call("search", query="x", language="sv")
        assert "no page 'x.md' in 'de'" in await call("get_article", path="x.md", language="de")
        assert await call("search", query="?!", language="de") == []
        assert "at most 1000" in await call("search", query="a " * 1000, language="de")
        assert "at most 5000" in await call("get_reply", **place, values={"name": "a" * 6000})

    ask_server(project.folder / "dist" / "helpcentre-agents", conversation)


def test_mcp_server_of_the_public_site_has_no_replies(project: Project) -> None:
    async def conversation(call: Ask) -> None:
        found = await call("search", query="PIN", language="de")
        assert found[0]["section"] == "code-sent"
        refused = await call("get_reply", path="contact.md", language="de", channel="chat")
        assert "this page has none" in refused

    ask_server(project.folder / "site", conversation)
