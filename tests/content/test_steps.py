"""The steps that are read from Markdown are those that pages show."""

import pytest
from hypothesis import example, given
from markdown import Markdown

from addressed_pages import GERMAN
from helpcentre.content.frontmatter import parse
from helpcentre.content.steps import BASIC_EXTENSIONS, StepReader
from helpcentre.content.ui_strings import Strings
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.pages.anchors import DeepLinks
from markdown_texts import TEXTS
from support import BuiltPage

WORDS = Strings({"copy_link": "{title}", "copy_step": "{number}"})


def shown(text: str) -> list[str]:
    markdown = Markdown(extensions=[*BASIC_EXTENSIONS, DeepLinks(WORDS, GERMAN)])
    return BuiltPage(markdown.convert(text)).attributes(".hc-steps > li", "id")


def read(text: str) -> list[str]:
    return [step.own_id or step.number_id for step in StepReader().read(parse(text))]


@pytest.mark.parametrize(
    "text",
    [
        "1. a\n2. b\n",
        "# A {#a}\n\n1. b\n\n![picture](x.png)\n\n2. c\n",
        "# A {#a}\n\n1. b\n    1. c\n2. d\n\n!!! tip\n\n    1. e\n",
        '## A {#a}\n\n<div markdown="block">\n\n1. b\n\n</div>\n\n> 1. c\n',
        "## A {#a}\n\n```\n1. code\n```\n\n    1. code\n\n1. b `1.`\n{: #mine }\n2. c\n",
        "<ol><li>x</li></ol>\n\n1. a\n\n### B\n\n3. b\n4. c\n",
        "A\n-\n\n1. a\n\n- b\n\n    1. c\n\n1. d\n",
    ],
)
def test_steps_are_read_as_they_are_shown(text: str) -> None:
    assert read(text) == shown(text) != []


def test_steps_go_on_after_a_picture_between_them() -> None:
    text = "# A {#a}\n\n1. b\n\n![picture](x.png)\n\n2. c\n"
    assert read(text) == ["a-step-1", "a-step-2"]
    html = Markdown(extensions=[*BASIC_EXTENSIONS, "sane_lists", DeepLinks(WORDS, GERMAN)]).convert(text)
    assert BuiltPage(html).attributes("ol:nth-of-type(2)", "start") == ["2"]


@given(TEXTS)
@example("# A {#a}\r1. eins")
def test_any_text_has_the_steps_that_it_shows(text: str) -> None:
    try:
        document = parse(text)
    except HelpcentreError:
        return
    if "///" not in text and "<!" not in text and "<?" not in text:
        assert len(StepReader().read(document)) == len(shown(document.body))


def test_a_step_says_what_stands_in_it_with_code() -> None:
    (step,) = StepReader().read(parse("1. a **b**\n\n    ```\n    code\n    ```\n"))
    assert "code" in step.text
    assert step.fingerprint != StepReader().read(parse("1. a **b**\n"))[0].fingerprint
    assert step.fingerprint == StepReader().read(parse("1. a  **b**\n\n    ```\n    code\n    ```\n"))[0].fingerprint
