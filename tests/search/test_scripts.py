"""The script of what is typed tells in which languages it may be found."""

import pytest

from helpcentre.search.scripts import is_written_as


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de-AT", "Jänner 2027"),
        ("pt-BR", "olá"),
        ("sr", "налог"),
        ("sr-Latn", "nalog"),
        ("uk", "пошта"),
        ("ar", "حساب"),
        ("he", "הזמנה"),
        ("hi", "ऑर्डर"),
        ("bn", "বাংলা"),
        ("th", "บัตร"),
        ("zh", "账号"),
        ("zh-TW", "帳號"),
        ("ja", "ベル"),
        ("ja", "鈴"),
        ("ko", "주문"),
        ("zh", "WhatsApp 账号"),
    ],
)
def test_text_is_in_the_script_of_its_language(code: str, text: str) -> None:
    assert is_written_as(code, text)


@pytest.mark.parametrize(
    ("code", "text"),
    [("de", "حساب"), ("ar", "hesap"), ("zh", "ベル"), ("sr", "nalog"), ("sr-Latn", "налог"), ("uk", "12"), ("ko", "")],
)
def test_text_in_another_script_or_without_letters_is_not(code: str, text: str) -> None:
    assert not is_written_as(code, text)
