"""Captions lose the notes of their authors, and nothing that is shown."""

import pytest

from helpcentre.util.captions import without_notes

SHOWN = b"WEBVTT\nKind: a\n\nSTYLE\n::cue {}\n\n00:01.000 --> 00:04.000\nNOTE well\n\n00:05.000 --> 00:06.000\nNOTED\n"
CUE = b"00:01.000 --> 00:04.000\nHello\n"


@pytest.mark.parametrize("data", [b"", b"NOTES", SHOWN, SHOWN.replace(b"\n", b"\r\n")])
def test_what_is_shown_stays(data: bytes) -> None:
    assert without_notes(data) == data


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
@pytest.mark.parametrize(
    "note", [b"NOTE secret", b"NOTE\nsecret\nsecret", b"NOTE\tsecret --> x", b"NOTE a\n\nNOTE secret", b"NOTE"]
)
def test_notes_are_gone_wherever_they_stand(note: bytes, end: bytes) -> None:
    blocks = [b"WEBVTT", note, b"STYLE\n::cue {}", CUE.strip(), note, CUE.strip(), note]
    made = without_notes(b"\n\n".join(blocks).replace(b"\n", end))
    assert b"secret" not in made
    assert [block for block in made.split(end * 2) if block.strip()] == [
        block.replace(b"\n", end) for block in blocks if block != note
    ]


@pytest.mark.parametrize("begin", [b"WEBVTT secret", b"WEBVTT\tsecret", b"\xef\xbb\xbfWEBVTT - secret NOTE"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_what_no_player_shows_is_gone(begin: bytes, end: bytes) -> None:
    said = b"\n00:01.000 --> 00:04.000\n/* said */ WEBVTT too\n"
    style = b"STYLE\n::cue { /* secret\nsecret */ color: red }"
    made = without_notes((begin + b"\n\n" + style + b"\n" + said).replace(b"\n", end))
    shown = begin.partition(b"WEBVTT")[0] + b"WEBVTT\n\nSTYLE\n::cue {  color: red }\n" + said
    assert made == shown.replace(b"\n", end)
