"""Texts cut into what they are compared by, in scripts with and without spaces."""

import pytest

from helpcentre.search.tokens import fold, tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L’API, s’il vous plaît!", "l api s il vous plait"),
        ("İzinsiz API_Kullanımı", "izinsiz api kullanimi"),
        ("IŞIK Işık ışık", "isik isik isik"),
        ("Cafe\u0301 24/7", "cafe 24 7"),
        ("Straße, Verstöße", "strasse verstosse"),
        ("zablokovaného účtu", "zablokovaneho uctu"),
        ("необов'язковий їжак", "необов язковии іжак"),
        ("необовʼязковий", "необов язковии"),
        ("الأسبابُ ة", "الاسباب ه"),
        ("שָׁלוֹם", "שלום"),
        ("ｇｂ　ＷｈａｔｓＡｐｐ", "gb whatsapp"),
        ("账号被封 (WhatsApp)", "账号 号被 被封 whatsapp"),
        ("群", "群"),
        ("メールの設定", "メー ール ルの の設 設定"),
        ("ﾒｰﾙ", "メー ール"),
        ("계정이 차단", "계정이 차단"),
        ("हिन्दी में क्या", "हिन्दी में क्या"),
        ("บัญชี", "บัญ ัญช ญชี"),
        ("tài khoản bị khóa", "tai khoan bi khoa"),
        ("…", ""),
    ],
)
def test_words_are_small_without_accents_and_runs_without_spaces_are_cut(text: str, expected: str) -> None:
    assert " ".join(tokens(text)) == expected


def test_folding_again_changes_nothing() -> None:
    for text in ("İSTANBUL", "Größe", "ﬁn", "가나다", "が", "ё", "ﷺ"):
        assert fold(fold(text)) == fold(text)
