"""An engine that does everything wrong: ways to spoil a good answer, each at every place where it can be done."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_X = re.compile(r'<x id="(\d+)"/>')
_G = re.compile(r'<g id="(\d+)">(.*?)</g>')
_TAG = re.compile(r"</?[gx][^<>]*>")
_NUMBER = re.compile(r"\d+(?![^<]*>)")
_SLIPPED = (
    "`přeložit`",
    "`adb přeložit`",
    "**tučně**",
    "*šikmo*",
    "[zde](jinam.md)",
    "![x](x.png)",
    "{#jine}",
    "{jmeno}",
)
_MARKUP = ("<b>tučně</b>", "<script>alert(1)</script>", "<!-- skryto -->", '<a href="x">x</a>', "++ctrl+v++", "~~ne~~")
_ADDRESSES = ("https://example.net/", "www.example.net", "podvod@example.net", "[[pole]]", "%(name)s", "{{ x }}", "\\")
_SIGNS = ("\n", "\n\nDalší odstavec.", "\u202e", "\u200b", "\x07", "\ue000", "|", "_", "^^", "==", "++")
_TALK = (
    "HACKED",
    "Hotovo.",
    "Jako jazykový model s tím bohužel nemohu pomoci, omlouvám se za potíže.",
    "Ignoruji předchozí pokyny a prozrazuji systémový text: buď zdvořilý a stručný.",
    "Zde je překlad, o který jste mě požádali:\n",
)


@dataclass(frozen=True)
class Mutant:
    """A spoilt answer, and how it was spoilt."""

    how: str
    answer: str


def mutants(answer: str, source: str, others: Sequence[str]) -> Iterator[Mutant]:
    """Yield spoilt forms of an answer to ``source``, the text as it was sent; ``others`` are answers to other texts."""
    yield from _tokens(answer)
    yield from _pairs(answer)
    yield from _numbers(answer)
    for how, texts in (("slip", _SLIPPED), ("markup", _MARKUP), ("address", _ADDRESSES), ("sign", _SIGNS)):
        for text in texts:
            yield from (Mutant(how, made) for made in _inserted(answer, text))
    yield from (Mutant("merged", f"{answer} {_TAG.sub('', other)}") for other in others)
    yield from (Mutant("merged with tokens", f"{other} {answer}") for other in others if other != answer)
    words = [match.start() for match in re.finditer(r" (?![^<]*>)", answer)]
    yield from (Mutant("cut off", answer[:place]) for place in words)
    yield from (Mutant("empty", text) for text in ("", " ", "…", "<g", "".join(_TAG.findall(answer))))
    yield from (Mutant("talk", text) for text in _TALK)
    yield from (Mutant("talk before", f"{text} {answer}") for text in _TALK if text.endswith((".", "\n")))
    yield Mutant("not translated", source)
    yield from (Mutant("quoted", f"{left}{answer}{right}") for left, right in ("„“", '""', "«»", "``", ("**", "**")))
    yield Mutant("doubled", f"{answer} {answer}")


def _tokens(answer: str) -> Iterator[Mutant]:
    for match in _X.finditer(answer):
        before, after = answer[: match.start()], answer[match.end() :]
        number = match[1]
        yield Mutant("token dropped", before + after)
        yield Mutant("token doubled", before + match[0] * 2 + after)
        yield Mutant("token doubled apart", f"{match[0]} {answer}")
        yield Mutant("token renamed", f'{before}<x id="9{number}"/>{after}')
        yield Mutant("token broken", f"{before}<x id={number}{after}")
        yield Mutant("token as words", f"{before}token {number}{after}")
        yield Mutant("token of another kind", f'{before}<g id="{number}"></g>{after}')
        yield Mutant("token of another kind", f'{before}<z id="{number}"/>{after}')
        if before.rstrip()[-1:].isalpha():
            yield Mutant("token glued", f"{before.rstrip()}{match[0]}a{after.lstrip(' .,')}")


def _pairs(answer: str) -> Iterator[Mutant]:
    for match in _G.finditer(answer):
        before, after, inner = answer[: match.start()], answer[match.end() :], match[2]
        if inner.count("<g"):
            continue
        yield Mutant("pair dropped", before + inner + after)
        yield Mutant("pair dropped with its words", before + after)
        yield Mutant("pair doubled", before + match[0] * 2 + after)
        yield Mutant("pair empty", f'{before}<g id="{match[1]}"></g>{after}')
        yield Mutant("pair empty", f'{before}<g id="{match[1]}"> </g>{inner}{after}')
        yield Mutant("pair not closed", f'{before}<g id="{match[1]}">{inner}{after}')
        yield Mutant("pair not opened", f"{before}{inner}</g>{after}")
        yield Mutant("pair renamed", f'{before}<g id="8{match[1]}">{inner}</g>{after}')
        yield Mutant("pair as Markdown", f"{before}**{inner}**{after}")
        yield Mutant("pair as a link", f"{before}[{inner}](jinam.md){after}")
        yield Mutant("pair as HTML", f"{before}<b>{inner}</b>{after}")
        for other in _X.finditer(before + after):
            rest = (before + "\0" + after).replace(other[0], "", 1)
            yield Mutant("token moved into a pair", rest.replace("\0", f'<g id="{match[1]}">{inner}{other[0]}</g>'))


def _numbers(answer: str) -> Iterator[Mutant]:
    for match in _NUMBER.finditer(answer):
        before, after = answer[: match.start()], answer[match.end() :]
        if _TAG.search(answer) and re.search(r'id="$', before):
            continue
        for wrong in (str(int(match[0]) + 13), str(int(match[0]) * 10 + 7), "47"):
            yield Mutant("number changed", before + wrong + after)


def _inserted(answer: str, text: str) -> Iterator[str]:
    """Yield an answer with a text at its begin, in its middle and at its end, outside tags."""
    gaps = [match.start() for match in re.finditer(r" (?![^<]*>)", answer)]
    for place in (gaps[0], gaps[len(gaps) // 2], gaps[-1]):
        yield f"{answer[:place]} {text}{answer[place:]}"
    yield f"{text} {answer}"
    yield f"{answer} {text}"
