"""The passages that are ranked where a query has no rare word."""

from helpcentre.search.champions import COMMON, champion_words


def test_passage_leads_for_common_words_of_its_heading_or_text() -> None:
    texts = [["grün", f"wort{number}", "rest"] for number in range(COMMON - 1)] + [["grün"]]
    texts += [["grün", "grün", "stiel"], ["grün", "baum", "ast"], ["stamm"]]
    headings = [["titel"]] * COMMON + [["titel"], ["grün", "baum"], ["stamm"]]
    found = champion_words(texts, headings)
    assert found[-1] == []
    assert found[-2] == found[-3] == ["grun"], "in a heading; twice in a short text; folded as browsers fold words"
    leading = [each for each in found if each]
    assert 2 < len(leading) < COMMON / 2
    assert all(each == ["grun"] for each in leading), "no other word stands in that many passages"


def test_passage_leads_for_no_word_where_there_are_few() -> None:
    assert champion_words([["grün"]] * COMMON, [["grün"]] * COMMON) == [[]] * COMMON
