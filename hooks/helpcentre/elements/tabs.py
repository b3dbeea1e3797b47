"""Tabs as labelled parts, one below the other; where scripts run, ``text.js`` makes tabs of them again.

So paper, browsers without scripts, search and what agents copy show each panel with its name.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

TABS, TAB, LABEL = "hc-tabs", "hc-tab", "hc-tab-label"
"""Classes of a group of tabs, of a tab with its label, and of the label."""

_GROUP = "tabbed-set"
"""The class that the extensions ``pymdownx.tabbed`` and ``pymdownx.blocks.tab`` give a group, in both styles."""


def open_tabs(root: Element) -> None:
    """Write each group of tabs below ``root`` as parts that begin with their label."""
    for group in list(root.iter("div")):
        if _GROUP in group.get("class", "").split():
            _rewrite(group)


def _rewrite(group: Element) -> None:
    labels = [label for label in group.iter("label") if _is_of(label, group)]
    panels = _panels(group)
    chosen = next((number for number, box in enumerate(group.findall("input")) if box.get("checked")), 0)
    tail = group.tail
    group.clear()
    group.tail, group.text = tail, "\n"
    group.set("class", TABS)
    for number, (label, panel) in enumerate(zip(labels, panels, strict=True)):
        tab = Element("div", {"class": TAB})
        if number and number == chosen:
            tab.set("data-chosen", "")
        title = Element("p", {"class": LABEL})
        title.text, title[:] = label.text, list(label)
        title.tail, tab.tail = "\n", "\n"
        tab.text = "\n"
        tab.append(title)
        if panel.text and panel.text.strip():
            title.tail = panel.text
        tab.extend(panel)
        group.append(tab)


def _panels(group: Element) -> list[Element]:
    """Return the panels of a group: those of the style that has all labels first, or else what follows each label."""
    contents = [child for child in group.findall("div") if child.get("class") == "tabbed-content"]
    if group.find("div[@class='tabbed-labels']") is not None:
        return [panel for content in contents for panel in content]
    return contents


def _is_of(label: Element, group: Element) -> bool:
    """Whether a label is one of the group, and not of a group in one of its panels."""
    row = group.find("div[@class='tabbed-labels']")
    return label in (group if row is None else row)
