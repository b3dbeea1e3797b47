"""Markdown to try things with: a page with every kind of block, and texts of random scraps."""

from hypothesis import strategies as st

PAGE = """\
---
title: "Titel: eins"   # eine Bemerkung
order: 3
description: >-
  Zwei Zeilen,
  die eine sind.
---

Oben.

# Seite {#page}

Ein Absatz,
der weitergeht.

- Punkt eins
  geht weiter
- Punkt zwei

    Absatz im Punkt,
    zweite Zeile.

    1. innen
    2. noch einer

!!! warning "Achtung: **hier**"

    Erster Absatz.

    - Punkt im Kasten

??? note
    Gleich darunter.

***

| a | b |
|---|---|
| 1 | 2 |

## Quelltext {#code}

    ```sh
    # kein Titel

      zwei
    ```

Text direkt
```
darunter
```
danach
"""


SCRAPS = st.sampled_from(
    r"""# A {#a};## B;# ;#### {#_title};- ;- Punkt;    - innen;1. eins;* * *;---;```;~~~~;!!! note "Titel";!!! tip
;??? "T";    eingerückt;\tTab;| a | b |;|---|---|;Wort;  Wort  ;title: Wort;description: 'Wort';title: &a Wort
;description: *a;title: |;…;<!-- x -->;> y""".replace("\n", "")
    .replace(r"\t", "\t")
    .split(";")
)


LINES = st.one_of(SCRAPS, st.text(st.characters(codec="utf-8"), max_size=12))


ENDS = st.sampled_from(["\n", "\n", "\n\n", "\r\n", "\r", "\u2028", "\x0c", "\r\r\n"])


TEXTS = st.builds(
    lambda start, lines: start + "".join(line + end for line, end in lines),
    st.sampled_from(["", "", "\ufeff", "---\ntitle: Wort\n---\n", "---\r\ntitle: Wort\r\n---\r\n"]),
    st.lists(st.tuples(LINES, ENDS), max_size=14),
)
