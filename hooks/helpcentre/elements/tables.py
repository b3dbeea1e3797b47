"""Tables in a frame of their own, in which a wide one is scrolled while its page stays."""

from __future__ import annotations

from xml.etree.ElementTree import Element

FRAME = "hc-table"
"""The class of the frame."""


def frame_tables(root: Element) -> None:
    """Put each table below ``root`` into a frame."""
    for parent in list(root.iter()):
        for place, child in enumerate(list(parent)):
            if child.tag == "table":
                frame = Element("div", {"class": FRAME})
                frame.tail, child.tail = child.tail, None
                frame.append(child)
                parent[place] = frame
