"""SVG drawings that could run something, or ask another host, are refused."""

import pytest

from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.util.picture_metadata import strip_metadata

PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"{}>\n{}</svg>'


@pytest.mark.parametrize(
    "part",
    [
        "<script>x()</script>",
        '<script href="own.js"/>',
        '<x:script xmlns:x="http://www.w3.org/2000/svg">x()</x:script>',
        '<g onclick="x()"/>',
        '<animate onbegin="x()"/>',
        '<a href="javascript:x()"><text>a</text></a>',
        '<a xlink:href=" java&#10;script:x()"><text>a</text></a>',
        '<a><set attributeName="href" to="javascript:x()"/></a>',
        '<a><animate attributeName="xlink:href" values="#a;javascript:x()"/></a>',
        '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><iframe src="https://a.example/"/></body></foreignObject>',
        '<foreignObject><form xmlns="http://www.w3.org/1999/xhtml" action="https://a.example/"/></foreignObject>',
        '<image href="https://a.example/a.png"/>',
        '<image xlink:href="//a.example/a.png"/>',
        '<image href="data:image/svg+xml,&lt;svg/&gt;"/>',
        '<use href="other.svg#a"/>',
        "<style>@import 'https://a.example/a.css';</style>",
        "<style>rect { fill: url(https://a.example/a.svg#b) }</style>",
        '<rect style="fill: url(https://a.example/a.svg#b)"/>',
        '<rect fill="url( //a.example/a.svg#b )"/>',
    ],
)
def test_drawing_that_could_run_or_ask_another_host_is_refused_with_its_line(part: str) -> None:
    text = DRAWING.format("", part)
    if "\n" in part:
        text = text.replace("\n", "")
    with pytest.raises(HelpcentreError, match=r"^a\.svg:2: the drawing has .* \(remove it"):
        strip_metadata(text.encode(), file="a.svg")


@pytest.mark.parametrize("begin", ['<!DOCTYPE svg [<!ENTITY a "b">]>', '<?xml-stylesheet href="https://a.example/"?>'])
def test_beginning_of_a_drawing_that_brings_more_is_refused(begin: str) -> None:
    with pytest.raises(HelpcentreError, match="the drawing has <"):
        strip_metadata((begin + DRAWING.format("", "")).encode(), file="a.svg")


def test_drawing_that_is_no_xml_is_refused() -> None:
    with pytest.raises(HelpcentreError, match=r"no whole picture: it is no XML \(line 2\)"):
        strip_metadata(DRAWING.format("", "<script>x()</script><g>").encode(), file="a.svg")


@pytest.mark.parametrize(
    "part",
    [
        '<a href="https://a.example/" target="_blank"><text>a: url</text></a>',
        f'<image href="data:image/png;base64,{PIXEL}"/>',
        '<defs><linearGradient id="a"/></defs><use xlink:href="#a"/><rect fill="url(#a)" style="fill: url(\'#a\')"/>',
        "<style>@font-face { src: url(data:font/woff2;base64,AA) } rect { fill: red }</style>",
        '<animate attributeName="opacity" values="0;1"/>',
        '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">a</p></foreignObject>',
    ],
)
def test_drawing_that_shows_something_only_stays_as_it_is(part: str) -> None:
    for begin in (
        "",
        '<?xml version="1.0"?>\n',
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/a.dtd">',
    ):
        data = (begin + DRAWING.format(' viewBox="0 0 1 1"', part)).encode()
        assert strip_metadata(data, file="a.svg") == data


def test_picture_within_a_drawing_that_is_none_is_refused() -> None:
    with pytest.raises(HelpcentreError, match="no whole picture"):
        strip_metadata(DRAWING.format("", '<image href="data:image/png;base64,AA=="/>').encode(), file="a.svg")
