"""What pictures of Markdown become: pictures, players of films and sounds, and boxes for films of other hosts."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from helpcentre.content.media_addresses import read_embed
from helpcentre.elements import films, pictures
from helpcentre.elements.downloads import name_download
from helpcentre.elements.embeds import embed_box, inline
from helpcentre.elements.page_files import PageFile, PageSurroundings


def complete_media(root: Element, around: PageSurroundings) -> None:
    """Complete each picture below ``root``, and each link to a file."""
    parents = {child: parent for parent in root.iter() for child in parent}
    shown = 0
    for element in list(root.iter()):
        if element.tag == "a" and (href := element.get("href")):
            if file := around.find(href) if _is_path(href) else None:
                name_download(element, file, around)
        elif element.tag == "iframe" and (embed := read_embed(element.get("src", ""))):
            _put(embed_box(embed, element.get("title", ""), around), element, parents)
        elif element.tag == "img" and (src := element.get("src")):
            _complete(element, src, parents, around, is_first=not shown)
            shown += 1


def _complete(
    img: Element, src: str, parents: dict[Element, Element], around: PageSurroundings, *, is_first: bool
) -> None:
    if embed := read_embed(src):
        box = embed_box(embed, img.get("alt", ""), around)
        if poster := img.get("poster"):
            box.insert(0, _still(poster, around))
        _put(box, img, parents)
        return
    file = around.find(src) if _is_path(src) else None
    if file is None:
        return
    player = films.player(img, file, around)
    if player is not None:
        _put(_framed(player, img, file), img, parents)
        return
    large = pictures.complete_picture(img, file, around, is_first=is_first)
    parent = parents[img]
    if large and parent.tag != "a":
        _link(img, parent, large, around)


def _still(poster: str, around: PageSurroundings) -> Element:
    """Return the still picture of a film of another host, a file of the project."""
    still = Element("img", {"src": around.url(poster), "alt": ""})
    if file := around.find(poster) if _is_path(poster) else None:
        pictures.complete_picture(still, file, around, is_first=False)
    return still


def _link(img: Element, parent: Element, address: str, around: PageSurroundings) -> None:
    link = Element("a", {"class": pictures.ZOOM, "href": address, "title": around.words("picture_enlarge")})
    if not img.get("alt"):
        link.set("aria-label", around.words("picture_enlarge"))
    link.tail, img.tail = img.tail, None
    parent[list(parent).index(img)] = link
    link.append(img)


def _framed(player: Element, img: Element, file: PageFile) -> Element:
    frame = Element("figure", {"class": "hc-film"})
    frame.extend([player, films.caption(img, file)])
    return frame


def _put(box: Element, img: Element, parents: dict[Element, Element]) -> None:
    """Put a box in the place of a picture; where that is alone in its paragraph, in the paragraph's."""
    old, parent = img, parents[img]
    is_alone = len(parent) == 1 and not (parent.text or "").strip() and not (img.tail or "").strip()
    if parent.tag == "p" and is_alone and parent in parents:
        old, parent = parent, parents[parent]
    elif parent.tag == "p":  # which can have no figure in it
        inline(box)
    box.tail = old.tail
    parent[list(parent).index(old)] = box


def _is_path(address: str) -> bool:
    return not address.startswith(("/", "#", "data:")) and "://" not in address
