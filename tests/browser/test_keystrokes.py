"""What an answer costs an agent in keys, typed in the bundle from disk: in the sample, and in another team's."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from agent_desk import CLIPBOARD, TODAY, Chromium, Desk
from support import DAY, small_project

REPLIES = {
    "en": ("Hi {name}, descale it: {link}", "Kind regards"),
    "fr": ("Bonjour {name}, détartrez-la : {link}", "Cordialement"),
}
ASIDES = """

/// reply | chat
{0}
///

/// reply | email
{0}

{1}
{{agent}}
///
"""


@dataclass(frozen=True)
class Case:
    """A customer of a site: what the agent types for the question, the customer's name and language."""

    page: str
    question: str
    name: str
    language: str
    code: str
    dates_from: str
    """When the bundle was built, in seconds."""
    greetings: tuple[str, str]
    """How a reply begins in the agent's and in the customer's language."""


SAMPLE = Case(
    page="kontakt.html",
    question="sperre",
    name="Lina",
    language="tr",
    code="tr",
    dates_from=DAY,
    greetings=("Hallo Lina", "Merhaba Lina"),
)
KETTLE = Case(
    page="index.html",
    question="desca",
    name="Lina",
    language="fr",
    code="fr",
    dates_from=TODAY,
    greetings=("Hi Lina", "Bonjour Lina"),
)


@dataclass
class Typist:
    """An agent who types; a key that is held counts as well."""

    desk: Desk
    keys: int = 0
    typed: list[str] = field(default_factory=list)

    def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        self.desk.press(*keys)
        self.typed += keys
        self.keys += sum(len(key.split("+")) if len(key) > 1 else 1 for key in keys)

    def search(self, question: str) -> None:
        """Type a question and look until its results are there."""
        self.press("/", *question)
        self.desk.browser.wait_for(f"document.querySelector('[data-query={question}] [data-reply]')")

    def open_reply(self, question: str) -> None:
        """Open the best reply to a question."""
        self.search(question)
        self.press("PageDown", "Enter")
        self.desk.panel("replies")


@pytest.fixture(scope="module")
def kettle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundle of a help centre in English, French and German, with replies in the former two."""
    project = small_project(tmp_path_factory.mktemp("kettle") / "project", "kettle", ("en", "fr", "de"))
    for code, words in REPLIES.items():
        with (project.folder / "docs" / code / "kettle" / "index.md").open("a", encoding="utf-8") as file:
            file.write(ASIDES.format(*words))
    assert project.helpcentre("accept", "kettle/index.md", "--lang", "fr").status == 0
    built = project.mkdocs("build", "-f", "agents.yml", SOURCE_DATE_EPOCH=TODAY)
    assert built.status == 0, built.output
    return project.folder / "dist" / "helpcentre-agents"


@pytest.fixture(params=["sample", "kettle"])
def case(request: pytest.FixtureRequest) -> tuple[Case, Path]:
    """A customer, and the folder of the bundle."""
    if request.param == "kettle":
        return KETTLE, request.getfixturevalue("kettle")
    return SAMPLE, request.getfixturevalue("unpacked")


@pytest.fixture
def typist(case: tuple[Case, Path], chromium: Browser) -> Iterator[Typist]:
    """An agent in the middle of a shift, on any page."""
    customer, folder = case
    context = chromium.new_context(offline=True, locale="de-DE", permissions=CLIPBOARD)
    page = context.new_page()
    page.clock.set_fixed_time(int(customer.dates_from) + 86_400)
    browser = Chromium(page)
    desk = Desk(browser, folder.as_uri() + "/")
    desk.go(customer.page)
    desk.browser.evaluate("helpcentre.agents.store.fillIn('agent', 'Anna')")
    yield Typist(desk)
    context.close()
    assert browser.complaints == []


def test_chat_reply_takes_at_most_fifteen_keys(case: tuple[Case, Path], typist: Typist) -> None:
    customer, _ = case
    typist.open_reply(customer.question)
    typist.press(*customer.name, "Enter")
    assert typist.desk.pasted()[1].startswith(customer.greetings[0])
    assert typist.keys <= 15, typist.typed


def test_translated_email_takes_at_most_twenty_two_keys(case: tuple[Case, Path], typist: Typist) -> None:
    customer, _ = case
    typist.press("n")
    typist.desk.panel("language")
    typist.press(*customer.language, "Enter")
    typist.desk.said()
    assert typist.desk.browser.evaluate("helpcentre.agents.customer()") == customer.code
    typist.open_reply(customer.question)
    typist.press("ArrowDown", *customer.name, "Enter")
    html, text = typist.desk.pasted()
    assert text.startswith(customer.greetings[1])
    assert f'lang="{customer.code}"' in html
    assert typist.desk.browser.evaluate("helpcentre.agents.store.channel()") == "email"
    assert typist.keys <= 22, typist.typed


def test_text_of_a_section_takes_at_most_ten_keys(case: tuple[Case, Path], typist: Typist) -> None:
    customer, _ = case
    typist.search(customer.question)
    address = typist.desk.browser.evaluate("location.href")
    title = typist.desk.text("[data-search] [aria-selected=true] strong")
    typist.press("Enter")
    typist.desk.browser.wait_for(
        f"location.href !== {address!r} && document.readyState === 'complete' && window.helpcentre?.agents?.act"
    )
    typist.press("c")
    assert typist.desk.pasted()[1].startswith(title)
    assert typist.keys <= 10, typist.typed


def test_last_reply_and_favourite_take_fewer(case: tuple[Case, Path], typist: Typist) -> None:
    customer, _ = case
    typist.open_reply(customer.question)
    typist.desk.browser.evaluate("document.querySelector('[data-favourite]').click()")
    typist.press(*customer.name, "Enter")
    typist.desk.said()
    typist.desk.go("START.html" if customer.dates_from == DAY else "de/START.html")
    typist.keys = 0
    typist.press("1")
    typist.desk.panel("replies")
    assert typist.desk.browser.evaluate("document.querySelector('[data-favourite]').ariaPressed") == "true"
    typist.press("Enter")
    assert customer.name in typist.desk.pasted()[1]
    assert typist.keys <= 2, typist.typed
