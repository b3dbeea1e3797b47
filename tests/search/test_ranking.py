"""What is found for a query, in many languages with the same rules; and that browsers find the same."""

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

import playwright
import pytest

from helpcentre.search.index import Index, SearchPage, make_index
from helpcentre.search.likeness import Vocabulary, consonants
from helpcentre.search.passages import Passage
from helpcentre.search.ranking import Ranking
from helpcentre.search.synonyms import Synonym, Synonyms
from helpcentre.search.tokens import tokens
from helpcentre.search.weights import WEIGHTS

UNITS = Path(__file__).with_name("ranking.test.mjs")
OWN = Path(playwright.__file__).parent / "driver" / "node"
"""Playwright brings a node along on most systems."""

# Pages by their path, each with its name, and the heading and text of its sections by their ids. A shop for bicycles.
SHOPS: dict[str, dict[str, tuple[str, Mapping[str, tuple[str, str]]]]] = {
    "de": {
        "order.md": (
            "Bestellen",
            {"": ("Bestellen", "So kaufst du ein Rad."), "pay": ("Zahlung", "Wir nehmen Karten.")},
        ),
        "send.md": (
            "Versand",
            {"": ("Versand", "Die Lieferzeit beträgt drei Tage."), "back": ("Rückgabe", "Geld zurück.")},
        ),
        "bell.md": ("Klingel", {"": ("Klingel", "Die Fahrradklingel läutet."), "loose": ("Schraube", "Zieh sie an.")}),
    },
    "cs": {
        "order.md": ("Objednávka", {"": ("Objednávka", "Jak si koupit kolo."), "pay": ("Platba", "Bereme karty.")}),
        "send.md": (
            "Doručení",
            {"": ("Doručení", "Zásilku doručíme do tří dnů."), "back": ("Vrácení", "Peníze zpět.")},
        ),
        "bell.md": ("Zvonek", {"": ("Zvonek", "Zvonek je zablokovaný."), "loose": ("Šroub", "Utáhněte ho.")}),
    },
    "he": {
        "order.md": ("הזמנה", {"": ("הזמנה", "כך קונים אופניים."), "pay": ("תשלום", "אנחנו מקבלים כרטיסים.")}),
        "send.md": ("משלוח", {"": ("משלוח", "המשלוח מגיע תוך שלושה ימים."), "back": ("החזרה", "הכסף חוזר.")}),
        "bell.md": ("פעמון", {"": ("פעמון", "הפעמון לא מצלצל."), "loose": ("בורג", "הדקו אותו.")}),
    },
    "hi": {
        "order.md": ("ऑर्डर", {"": ("ऑर्डर", "साइकिल कैसे खरीदें।"), "pay": ("भुगतान", "हम कार्ड लेते हैं।")}),
        "send.md": ("डिलीवरी", {"": ("डिलीवरी", "तीन दिन में पहुँचती है।"), "back": ("वापसी", "पैसे वापस मिलते हैं।")}),
        "bell.md": ("घंटी", {"": ("घंटी", "घंटी नहीं बजती।"), "loose": ("पेंच", "इसे कसें।")}),
    },
    "ja": {
        "order.md": ("注文", {"": ("注文", "自転車の買い方です。"), "pay": ("支払い方法", "カードが使えます。")}),
        "send.md": ("配送", {"": ("配送", "三日で届きます。"), "back": ("返品", "返金します。")}),
        "bell.md": ("ベル", {"": ("ベル", "ベルが鳴りません。"), "loose": ("ネジ", "締めてください。")}),
    },
    "ko": {
        "order.md": ("주문", {"": ("주문", "자전거를 사는 방법입니다."), "pay": ("결제", "카드를 받습니다.")}),
        "send.md": ("배송", {"": ("배송", "사흘 안에 도착합니다."), "back": ("반품", "환불해 드립니다.")}),
        "bell.md": ("벨소리", {"": ("벨소리", "벨소리가 나지 않습니다."), "loose": ("나사", "조여 주세요.")}),
    },
    "th": {
        "order.md": ("สั่งซื้อ", {"": ("สั่งซื้อ", "วิธีซื้อจักรยาน"), "pay": ("การชำระเงิน", "เรารับบัตร")}),
        "send.md": ("จัดส่ง", {"": ("จัดส่ง", "ถึงภายในสามวัน"), "back": ("คืนสินค้า", "เราคืนเงิน")}),
        "bell.md": ("กระดิ่ง", {"": ("กระดิ่ง", "กระดิ่งไม่ดัง"), "loose": ("สกรู", "ขันให้แน่น")}),
    },
    "vi": {
        "order.md": ("Đặt hàng", {"": ("Đặt hàng", "Cách mua xe đạp."), "pay": ("Thanh toán", "Chúng tôi nhận thẻ.")}),
        "send.md": ("Giao hàng", {"": ("Giao hàng", "Hàng đến trong ba ngày."), "back": ("Trả hàng", "Hoàn tiền.")}),
        "bell.md": ("Chuông", {"": ("Chuông", "Chuông không kêu."), "loose": ("Ốc vít", "Siết chặt lại.")}),
    },
}

# What is typed, and the section that answers it: inflected, with a particle or prefix, in a question, with an error.
QUERIES = {
    "de": {"klingeln": "bell.md", "lieferzeiten": "send.md", "karte zahlen": "order.md#pay", "klnigel": "bell.md"},
    "cs": {"zablokovaného zvonku": "bell.md", "platbu kartou": "order.md#pay", "kdy dorucite": "send.md"},
    "he": {"לתשלום בכרטיס": "order.md#pay", "מתי המשלוח": "send.md", "פעמון": "bell.md"},
    "hi": {"घंटी क्यों नहीं बजती": "bell.md", "भुगतान कैसे": "order.md#pay", "पैसे वापस": "send.md#back"},
    "ja": {"ベルが鳴らない": "bell.md", "支払いはどうする": "order.md#pay", "返金": "send.md#back"},
    "ko": {"벨소리는": "bell.md", "카드로 결제": "order.md#pay", "반품하고 싶어요": "send.md#back"},
    "th": {"กระดิ่งไม่ดังทำไม": "bell.md", "ชำระเงินด้วยบัตร": "order.md#pay", "อยากคืนสินค้า": "send.md#back"},
    "vi": {"chuong khong keu": "bell.md", "thanh toán bằng thẻ": "order.md#pay", "hoàn tiền": "send.md#back"},
}
NOTHING = ("zzyzx", "@?!", "")


MORE = SearchPage(
    "gb.md", "gb.md", (Passage("", "", "", "", "", "de"), Passage("a", "", "", "", "GB, Karte, SMS.", "de"))
)


def shop(code: str, synonyms: Synonyms | None = None, *more: SearchPage) -> tuple[Index, list[str]]:
    """Return the index of a shop with ``more`` pages, and the places of its passages."""
    pages = [
        SearchPage(
            path, path, tuple(Passage(anchor, name, title, "", text, code) for anchor, (title, text) in parts.items())
        )
        for path, (name, parts) in SHOPS[code].items()
    ]
    pages += more
    places = [f"{page.path}#{passage.anchor}".rstrip("#") for page in pages for passage in page.passages]
    return make_index(code, pages, synonyms or Synonyms("")), places


def found(code: str, query: str, synonyms: Synonyms | None = None) -> list[str]:
    """Return the places that are found for a query."""
    index, places = shop(code, synonyms)
    return [places[hit.passage] for hit in Ranking(index).find(query)]


@pytest.mark.parametrize(("code", "query"), [(code, query) for code, queries in QUERIES.items() for query in queries])
def test_any_language_is_searched_by_the_same_rules(code: str, query: str) -> None:
    assert found(code, query)[:1] == [QUERIES[code][query]]


@pytest.mark.parametrize("query", NOTHING)
def test_nothing_is_found_for_nothing(query: str) -> None:
    assert [found(code, query) for code in SHOPS] == [[]] * len(SHOPS)


def test_words_come_together_that_are_spread_over_a_page() -> None:
    assert found("de", "klingel schraube")[0].startswith("bell.md")
    assert found("de", "versand geld")[0].startswith("send.md")


def test_a_word_that_few_pages_have_decides() -> None:
    assert found("de", "die die die schraube")[0] == "bell.md#loose"


def site(*pages: tuple[str, str], synonyms: Synonyms | None = None) -> Ranking:
    """Return the ranking of pages that have a name and a text."""
    return Ranking(index_of(*pages, synonyms=synonyms))


def index_of(*pages: tuple[str, str], synonyms: Synonyms | None = None) -> Index:
    """Return the index of pages that have a name and a text."""
    searched = [SearchPage(name, name, (Passage("", name, name, "", text, "xx"),)) for name, text in pages]
    return make_index("xx", searched, synonyms or Synonyms(""))


def like(typed: str, *pages: tuple[str, str]) -> Mapping[str, float]:
    """Return the words of pages that a typed one stands for."""
    return Vocabulary(index_of(*pages)).like(typed)


def pages_found(ranking: Ranking, query: str) -> list[int]:
    return [hit.passage for hit in ranking.find(query)]


def test_page_named_as_the_query_comes_before_those_with_its_words_more_often() -> None:
    often = "Static files, files and static files, all of them static. " * 2
    ranking = site(("Serving pages from static folders", often), ("Static files", "Here."), ("Other", "Nothing."))
    assert pages_found(ranking, "static files")[0] == 1


def test_name_that_the_query_has_wholly_comes_before_a_longer_one() -> None:
    ranking = site(("Return an item to a friend of a friend", "One."), ("Return an item", "One."), ("Pay", "Two."))
    assert pages_found(ranking, "how do i return an item")[0] == 1


def test_word_stands_for_no_much_shorter_one() -> None:
    pages = [("Ayuda", "que que que"), ("Quejas", "una queja"), ("Otra", "nada")]
    assert "que" not in like("quejan", *pages)
    assert pages_found(site(*pages), "quejan") == [1]


def test_korean_word_with_a_particle_stands_for_the_word_without() -> None:
    assert "반품" in like("반품하고", ("반품", "환불해 드립니다."))


def test_word_that_is_there_itself_stands_little_for_those_that_it_is_within() -> None:
    alike = like("nachrichten", ("Nachrichten", "Massennachrichten und Nachrichten, eine Nachricht"))
    assert alike["nachrichten"] == 1
    assert alike["massennachrichten"] < 0.5 * alike["nachricht"]


def test_error_in_the_first_letter_is_the_less_likely_one() -> None:
    alike = like("bota", ("Nota", "x"), ("Boty", "y"))
    assert alike["boty"] > 2 * alike["nota"]
    assert pages_found(site(("Nota", "x"), ("Boty", "y")), "bota") == [1, 0]


def test_word_that_clumps_on_few_pages_says_more_than_one_that_is_scattered() -> None:
    others = [(f"Page {number}", "something else that is said of it") for number in range(20)]
    ranking = site(("A", "gladly"), ("B", "gladly"), ("C", "engine"), ("D", "engine engine engine"), *others)
    assert pages_found(ranking, "gladly engine")[:2] == [3, 2]


def test_pair_of_signs_stands_for_those_with_its_ideograph_and_not_with_its_kana() -> None:
    assert set(like("索サ", ("検索", "探索さ 言葉サ"))) == {"検索", "探索", "索さ"}


@pytest.mark.parametrize(
    ("typed", "word"), [("سبب", "أسباب"), ("رقم", "أرقام"), ("رسائل", "رسالة"), ("תכנית", "תוכנית"), ("סיפור", "ספר")]
)
def test_words_are_alike_by_their_consonants_where_vowels_are_left_out(typed: str, word: str) -> None:
    alike = like(tokens(typed)[0], (word, typed))
    assert 0.2 < alike[tokens(word)[0]] < alike[tokens(typed)[0]]


@pytest.mark.parametrize(("typed", "word"), [("باب", "بيوت"), ("עיר", "ערי"), ("sabab", "asbab"), ("سببx", "أسبابx")])
def test_two_consonants_and_those_of_other_letters_tell_no_word(typed: str, word: str) -> None:
    assert consonants(tokens(typed)[0]) == consonants(tokens(word)[0]) == ""


def test_pair_of_signs_that_no_page_has_says_less_than_one_that_a_page_has() -> None:
    pages = [("甲", "可以退款"), ("乙", "了解了 怎样怎样 办理办法"), ("其他", "好"), ("别的", "坏")]
    assert pages_found(site(*pages), "退款了怎办") == [0, 1]


def test_guides_first_page_is_found_by_its_name_and_is_no_topic_of_its_results() -> None:
    start = SearchPage("g/", "g/index.md", (Passage("", "Welches Rad?", "Welches Rad?", "", "", "de", is_brief=True),))
    result = SearchPage("g/a", "g/a.md", (Passage("", "Ein Dreirad", "Ein Dreirad", "", "Es kippt nie.", "de"),))
    ranking = Ranking(make_index("de", [start, result], Synonyms("")))
    assert ranking.find("welches rad")[0].passage == 0
    assert [hit.passage for hit in ranking.find("welches")] == [0]


def test_word_that_no_page_has_says_what_it_is_a_synonym_of_and_nothing_else() -> None:
    synonyms = Synonyms("", (Synonym("bulk", ("mailing",), 1),))
    pages = [("Post", "mail mail"), ("Rules", "bulk"), ("More", "nothing")]
    assert pages_found(site(*pages), "mailing") == [0]
    assert pages_found(site(*pages, synonyms=synonyms), "mailing") == [1]


def test_passage_that_has_the_whole_query_comes_before_others_of_its_page() -> None:
    parts = [("a", "One", "red red red"), ("b", "Two", "red wine"), ("c", "Three", "wine wine wine")]
    page = SearchPage("p", "p", tuple(Passage(anchor, "P", title, "", text, "xx") for anchor, title, text in parts))
    assert Ranking(make_index("xx", [page], Synonyms(""))).find("red wine")[0].passage == 1


def test_synonyms_add_to_what_is_typed_and_replace_nothing() -> None:
    synonyms = Synonyms("", (Synonym("Rückgabe", ("umtausch", "rad zurück"), 1), Synonym("Versand", ("umtausch",), 2)))
    assert found("de", "umtausch", synonyms)[0].startswith("send.md")
    assert found("de", "das Rad nun zurück", synonyms)[0] == "send.md#back"
    assert {place.partition("#")[0] for place in found("de", "umtausch klingel", synonyms)} == {"send.md", "bell.md"}


def test_words_of_a_synonym_count_where_they_stand_together() -> None:
    synonyms = Synonyms("", (Synonym("ban is not lifted", ("refused",), 1),))
    pages = [
        ("Ban", "A ban. A ban is a ban, and this is not a ban."),
        ("End", "It is lifted."),
        ("No", "The ban is not lifted."),
    ]
    assert pages_found(site(*pages, synonyms=synonyms), "refused") == [2]


def test_phrase_of_the_pages_that_has_synonyms_counts_where_it_stands_together() -> None:
    synonyms = Synonyms("", (Synonym("new number", ("other sim",), 1),))
    pages = [("New ban", "Avoid a new ban."), ("Ask", "Get no new number before that."), ("More", "A number.")]
    assert pages_found(site(*pages), "take a new number")[0] == 0
    assert pages_found(site(*pages, synonyms=synonyms), "take a new number")[0] == 1


def test_phrase_of_the_pages_takes_no_word_from_a_synonym() -> None:
    synonyms = Synonyms("", (Synonym("why blocked", ("why banned",), 1), Synonym("Reason", ("why",), 2)))
    pages = [("Ask", "an account is blocked"), ("Reason", "for this"), ("More", "why not blocked")]
    assert 1 in pages_found(site(*pages, synonyms=synonyms), "why blocked")


def test_words_of_a_synonym_may_be_typed_in_any_order_with_few_others_between() -> None:
    synonyms = Synonyms("", (Synonym("recycled", ("bought number",), 1),))
    ranking = site(("A", "number here"), ("B", "recycled"), ("C", "said"), synonyms=synonyms)
    assert [pages_found(ranking, query)[0] for query in ("bought a number", "number that was bought")] == [1, 1]
    assert 1 not in pages_found(ranking, "number and here of what they said was bought")


def test_word_that_only_a_synonym_of_several_words_has_leads_to_its_page() -> None:
    synonyms = Synonyms("", (Synonym("code", ("otp missing",), 1), Synonym("letter", ("letter head",), 2)))
    ranking = site(("A", "code"), ("B", "letter"), ("C", "more"), synonyms=synonyms)
    assert pages_found(ranking, "otp") == [0]
    assert pages_found(ranking, "letter otp")[0] == 1


def test_words_are_known_with_more_or_fewer_spaces_than_they_are_written() -> None:
    typed = ("delivery day", "postman", "what now")
    synonyms = Synonyms("", tuple(Synonym("parcel", (each,), 1) for each in typed))
    ranking = site(("A", "mail"), ("B", "parcel"), ("C", "post"), synonyms=synonyms)
    assert [pages_found(ranking, query) for query in ("deliveryday", "post man", "whatnow")] == [[1]] * 3
    assert pages_found(ranking, "post mail") == pages_found(site(("A", "mail"), ("C", "x"), ("B", "post")), "post mail")


def test_short_last_word_that_is_typed_for_another_is_not_only_begun() -> None:
    synonyms = Synonyms("", (Synonym("refused", ("said no",), 1), Synonym("said", ("told",), 2)))
    ranking = site(("A", "said"), ("B", "refused"), ("C", "more"), synonyms=synonyms)
    assert pages_found(ranking, "they said no")[0] == pages_found(ranking, "they said no to me")[0] == 1


def test_synonyms_are_found_by_letters_that_keyboards_lack() -> None:
    """Fruehere is frühere, and neue stays neue."""
    synonyms = Synonyms("", (Synonym("Klingel", ("neue frühere nummer",), 1),))
    assert found("de", "neue fruehere nummer", synonyms) == found("de", "neue frühere nummer", synonyms) == ["bell.md"]


def test_synonyms_are_found_by_the_letters_that_readers_have() -> None:
    """帳號 is 帐号 in simplified letters, which is a synonym here: no text has either."""
    names = ("商店", "账号", "自行车")
    searched = [SearchPage(each, each, (Passage("", each, each, "", "x", "zh"),)) for each in names]
    index = make_index("zh", searched, Synonyms("", (Synonym("账号", ("帐号",), 1),)))
    assert pages_found(Ranking(index), "帐号") == pages_found(Ranking(index), "帳號") == [1]


def test_what_is_said_in_short_elsewhere_comes_after_articles() -> None:
    articles = SearchPage("b", "b.md", (Passage("", "Ofen", "Ofen", "", "Der Ofen heizt und heizt.", "de"),))
    aside = SearchPage("a", "a.md", (Passage("", "Ofen", "Ofen", "", "Ofen.", "de", is_aside=True),))
    index = make_index("de", [aside, articles], Synonyms(""))
    assert [hit.passage for hit in Ranking(index).find("Ofen")] == [1, 0]


def test_abbreviation_counts_as_much_as_a_long_word() -> None:
    def ranked(written: str) -> list[int]:
        others = [(f"Page {number}", "something else that is said of it") for number in range(4)]
        return pages_found(site(("A", f"{written} {written}"), ("B", "sending"), *others), "gb sending")

    assert ranked("GB")[0] == 0
    assert ranked("gb")[0] == 1
    index = make_index("xx", [SearchPage("a", "a", (Passage("", "A", "A", "", "GB and GB", "xx"),))], Synonyms(""))
    assert index.written == {"gb": "GB"}


def test_passages_without_a_text_do_not_make_others_long() -> None:
    long, short = "wine and wine again for all of us here tonight", "wine for us all"
    texts = {"a": long, "b": short, **dict.fromkeys("cdefghijklmn", "")}
    page = SearchPage("p", "p", tuple(Passage(anchor, "P", anchor, "", text, "xx") for anchor, text in texts.items()))
    assert Ranking(make_index("xx", [page], Synonyms(""))).find("wine")[0].passage == 0


def test_page_of_the_sites_subject_is_found_beside_rare_small_words() -> None:
    others = {
        "Grund": "Das Konto ist gesperrt, weil es Beschwerden gab.",
        "Frist": "Ein gesperrtes Konto bleibt drei Tage zu. Dein Konto wurde mehrfach gemeldet, meinst du?",
        "Chats": "Auch bei einem Konto, das gesperrt ist, bleiben sie.",
        "Brief": "Schreib: Mein Konto wurde gesperrt.",
    }
    texts = {"Konto gesperrt": "Das kannst du tun.", **others}
    pages = [SearchPage(name, name, (Passage("", name, name, "", text, "de"),)) for name, text in texts.items()]
    assert 0 in pages_found(Ranking(make_index("de", pages, Synonyms(""))), "mein Konto wurde gesperrt")[:3]


def test_a_topics_name_finds_its_pages() -> None:
    topic = SearchPage("t/", "t/index.md", (Passage("", "Werkstatt", "Werkstatt", "", "Hier.", "de"),))
    page = SearchPage("t/a", "t/a.md", (Passage("", "Bremse", "Bremse", "", "Sie quietscht.", "de"),))
    other = SearchPage("u", "u.md", (Passage("", "Bremse", "Bremse", "", "Sie quietscht.", "de"),))
    hits = Ranking(make_index("de", [topic, page, other], Synonyms(""))).find("werkstatt bremse")
    assert hits[0].passage == 1
    assert [hit.passage for hit in Ranking(make_index("de", [topic, page], Synonyms(""))).find("werkstatt")] == [0]


def test_browsers_cut_texts_and_rank_passages_alike(tmp_path: Path) -> None:
    node = shutil.which("node") or shutil.which(OWN)
    if node is None:
        pytest.skip("no node, which is no part of the set-up: install it to run the unit tests of search-ranking.js")
    cases = tmp_path / "cases.json"
    cases.write_text(json.dumps({"texts": _texts(), "indexes": [_ranked(code) for code in SHOPS]}), encoding="utf-8")
    done = subprocess.run(
        [node, "--test", "--test-reporter=tap", UNITS],
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={name: value for name, value in os.environ.items() if name != "NODE_OPTIONS"} | {"RANKED": str(cases)},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "# pass 0" not in done.stdout


def test_browsers_have_the_same_weights() -> None:
    script = UNITS.parents[2] / "overrides" / "assets" / "javascripts" / "search-ranking.js"
    text = script.read_text(encoding="utf-8").partition("const W = {")[2].partition("};")[0]
    theirs = {
        name.strip(): float(value) for name, _, value in (part.partition(":") for part in text.split(",")) if value
    }
    assert theirs == {_camel(name): value for name, value in asdict(WEIGHTS).items()}


def _camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(part.capitalize() for part in others)


def _texts() -> list[dict[str, object]]:
    texts = ["İzinsiz API_Kullanımı", "L’été, c'est ﬁn", "необовʼязковий", "ｇｂ ﾒｰﾙ が", "Ⅳ ½ 3²", "שָׁלוֹם וּ", "הַ"]
    texts += [
        part for pages in SHOPS.values() for _, parts in pages.values() for pair in parts.values() for part in pair
    ]
    return [{"name": text, "text": text, "tokens": tokens(text)} for text in texts]


def _ranked(code: str) -> dict[str, object]:
    index, _ = shop(
        code,
        Synonyms(
            "",
            (
                Synonym("Rückgabe", ("umtausch", "rad zurück"), 1),
                Synonym("zieh sie an", ("festdrehen",), 2),
                Synonym("买", ("帐户",), 3),
                Synonym("Karten", ("plastik gültig",), 4),
                Synonym("Karten", ("geht ec",), 5),
            ),
        ),
        MORE,
    )
    ranking, own = Ranking(index), asdict(index)
    fields = {"lengths": own["lengths"], "pageOf": own["page_of"], "names": own["names"], "asides": list(index.asides)}
    fields |= {"synonyms": own["synonyms"], "letters": dict(index.letters)}
    fields["words"] = [index.written.get(word, word) for word in index.postings]
    queries = [*QUERIES[code], *QUERIES["de"], *NOTHING, "kar", "k", "das rad zurück", "umtausch", "ベ", "买单"]
    queries += ["zurück das rad", "zurück mit dir und mir und dem Rad", "zieh sie nun an", "an sie zieh", "plastik"]
    queries += ["um tausch", "plastikgültig", "plastik gueltig", "umtausch geht ec", "rad tausch"]
    queries += ["festdrehen", "festdrehens", "umtauschen", "klingel versand", "fahrrad", "rad", "bestellungen"]
    queries += [name for name, _ in SHOPS[code].values()] + ["ネル", "買サ", "ersand", "帳戶", "gb karte", "sms"]
    queries += ["כרטסים", "כרטסים פעמונים", "卡买单退款"]
    hits = {query: [(hit.passage, hit.score) for hit in ranking.find(query)] for query in queries}
    asked = [{"query": query, "found": pairs} for query, pairs in hits.items()]
    return {"name": code, "index": fields, "postings": list(index.postings.values()), "queries": asked}


@pytest.mark.parametrize(
    ("code", "name", "query"),
    [
        ("de", "Büchelberg", "büchelberg"),
        ("de", "Büchelberg", "buechelberg"),
        ("de", "Fürth", "fuerth"),
        ("tr", "Aralığı otomatik sıraya sok", "Aralığı Otomatik"),
        ("tr", "Işık", "IŞIK"),
        ("tr", "Işık", "isik"),
        ("tr", "İstanbul", "ISTANBUL"),
        ("zh", "寻找无双", "无双"),
        ("zh", "寻找无双", "無雙"),
        ("zh", "寻找无双", "尋找無雙"),
    ],
)
def test_names_that_other_searches_are_reported_to_miss_come_first(code: str, name: str, query: str) -> None:
    names = ("Bahnhof", "Otomatik liste", "寻人", name, "Ankara")
    searched = [SearchPage(each, each, (Passage("", each, each, "", "x", code),)) for each in names]
    assert pages_found(Ranking(make_index(code, searched, Synonyms(""))), query)[:1] == [3]
