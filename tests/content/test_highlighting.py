"""Code that is coloured once looks as if it were coloured each time."""

from __future__ import annotations

from typing import Any

import pytest
from markdown import Markdown
from pymdownx.highlight import Highlight

from helpcentre.content.markdown.highlighting import remember_highlighting

_TEXT = """\
```python title="a.py" linenums="3" hl_lines="2"
def first(x):
    return "&<>" + x
```

```python title="<b>b.py</b>" title_mode="html"
second = 2
```

``` { .python .own #named title="c.py" linenums="1 2 3" }
third = 3
```

``` { .sh data-more="yes" }
echo ä
```

- step

    ```yaml
    key: value
    ```

    indented = 1

    `#!python inline = 1`

```no-language
\ud800 half
```
"""
_SETTINGS: dict[str, dict[str, Any]] = {
    "plain": {},
    "numbers": {"linenums": True, "linenums_style": "pymdownx-inline"},
    "table": {"linenums": True, "linenums_special": 2},
    "anchors": {"line_spans": "__span", "line_anchors": "__code", "anchor_linenums": True},
    "titles": {"auto_title": True, "auto_title_map": {"Python": "Snake"}},
    "no pygments": {"use_pygments": False},
    "styles": {"noclasses": True, "pygments_style": "monokai"},
    "classes": {"pygments_lang_class": True, "guess_lang": "block", "stripnl": False, "default_lang": "text"},
    "language": {"extend_pygments_lang": [{"name": "no-language", "lang": "php", "options": {"startinline": True}}]},
    "strange": {"extend_pygments_lang": [{"name": "no-language", "lang": "sh", "options": {"a": {1, 2}}}]},
}


def _markdown(settings: dict[str, Any]) -> Markdown:
    names = ["attr_list", "pymdownx.highlight", "pymdownx.superfences", "pymdownx.inlinehilite"]
    return Markdown(extensions=names, extension_configs={"pymdownx.highlight": settings})


@pytest.mark.parametrize("name", list(_SETTINGS))
def test_remembered_code_is_as_it_was(name: str) -> None:
    plain, remembering = _markdown(_SETTINGS[name]), _markdown(_SETTINGS[name])
    remember_highlighting(remembering)
    expected = [plain.reset().convert(text) for text in (_TEXT, _TEXT, f"{_TEXT}\n{_TEXT}")]
    assert [remembering.reset().convert(text) for text in (_TEXT, _TEXT, f"{_TEXT}\n{_TEXT}")] == expected


def test_the_same_code_is_coloured_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    highlight = Highlight.highlight

    def count(self: Highlight, src: str, *more: Any, **named: Any) -> Any:
        asked.append(src)
        return highlight(self, src, *more, **named)

    monkeypatch.setattr(Highlight, "highlight", count)
    for number in range(3):
        markdown = _markdown({})
        remember_highlighting(markdown)
        markdown.convert(f"{number}\n\n```python\nonly = 'here, once'\n```\n\n```sh\nonly = 'here, once'\n```\n")
    assert asked == ["only = 'here, once'"] * 2
