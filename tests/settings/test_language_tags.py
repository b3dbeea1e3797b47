"""Which tags a language may have."""

import pytest

from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.settings.language_tags import require_tags_fit

CODES = ("de", "pt", "pt-PT", "zh", "zh-TW", "es", "sr", "en")


def place(name: str) -> tuple[str, int]:
    """The place of a setting, in place of that in a file."""
    assert name.startswith("extra.helpcentre.language_tags.")
    return "mkdocs.yml", 7


@pytest.mark.parametrize(
    "tags",
    [
        {},
        {"pt": "pt-BR", "zh": "zh-Hans"},
        {"zh-TW": "zh-Hant-TW"},
        {"es": "es-419"},
        {"sr": "sr-Latn-RS"},
        {"de": "de-CH-1996"},
        {"de": "de-1996", "en": "en-GB-oxendict"},
        {"pt": "pt-br"},
        {"de": "de"},
    ],
)
def test_good_tags(tags: dict[str, str]) -> None:
    require_tags_fit(tags, CODES, place=place)


@pytest.mark.parametrize(
    ("tags", "message"),
    [
        ({"zh-TV": "zh-TW"}, "zh-TV: 'zh-TV' is no language of the site (did you mean zh-TW?)"),
        ({"xyz": "xyz"}, "xyz: 'xyz' is no language of the site (use one of de, pt, pt-PT, zh, zh-TW, es, sr, en)"),
        ({"pt": "pt_BR"}, "pt: 'pt_BR' is no language tag (write one as in pt-BR or zh-Hans)"),
        ({"pt": ""}, "pt: '' is no language tag (write one as in pt-BR or zh-Hans)"),
        ({"pt": "pt-"}, "pt: 'pt-' is no language tag (write one as in pt-BR or zh-Hans)"),
        ({"pt": "pt-BR-BR-x"}, "pt: 'pt-BR-BR-x' is no language tag (write one as in pt-BR or zh-Hans)"),
        ({"zh": "zh-Hans\n"}, "zh: 'zh-Hans\\n' is no language tag (write one as in pt-BR or zh-Hans)"),
        ({"en": "en-u-hc-h12"}, "en: 'en-u-hc-h12' is no language tag (write one as in pt-BR or zh-Hans)"),
        ({"en": "en-x-plain"}, "en: 'en-x-plain' is no language tag (write one as in pt-BR or zh-Hans)"),
        ({"pt": "es-MX"}, "pt: 'es-MX' is no variant of 'pt' (write the tag of a text in pt, or remove it)"),
        (
            {"pt-PT": "pt-BR"},
            "pt-PT: 'pt-BR' is no variant of 'pt-PT' (write the tag of a text in pt-PT, or remove it)",
        ),
        ({"pt": "pt-PT"}, "pt: 'pt-PT' is the tag of 'pt-PT', too (give one of them the variant that its text is in)"),
        ({"zh": "ZH-tw"}, "zh: 'ZH-tw' is the tag of 'zh-TW', too (give one of them the variant that its text is in)"),
    ],
)
def test_wrong_tag_is_refused(tags: dict[str, str], message: str) -> None:
    with pytest.raises(HelpcentreError) as caught:
        require_tags_fit(tags, CODES, place=place)
    assert str(caught.value) == f"mkdocs.yml:7: extra.helpcentre.language_tags.{message}"
