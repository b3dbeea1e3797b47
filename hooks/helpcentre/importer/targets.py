"""Where the links, pictures and films of an article lead once it is a page."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from posixpath import dirname, relpath

from helpcentre.importer.bodies.blocks import Block, Inline, Picture, Run, Video, inlines_of, walk
from helpcentre.importer.bodies.compare import Targets
from helpcentre.importer.bodies.normalise import is_safe
from helpcentre.importer.media import RefusedError, data_picture, name_of
from helpcentre.importer.model import PageRemarks, Version
from helpcentre.importer.site import Site, page_id
from helpcentre.util.addresses import join_address


class TargetWriter:
    """Puts the links and pictures of a text right, and remembers where each led before."""

    def __init__(
        self, article: str, version: Version, site: Site, remarks: PageRemarks, source_pictures: list[str]
    ) -> None:
        """Begin with a version of the article that has this id; ``remarks`` are about the page that it becomes.

        ``source_pictures`` is filled by the source text, and read by its translations, whose files are named alike.
        """
        self.article, self.version, self.site, self.remarks = article, version, site, remarks
        self.code, self.path = remarks.locale, remarks.path
        self.source_pictures = source_pictures
        self.links: dict[str, str] = {}
        self.pictures: dict[str, str] = {}
        self.numbers = count(1)
        self.place = 0

    def change(self, blocks: list[Block]) -> Targets:
        """Change all targets below ``blocks`` in place and return where each link and picture leads by where it led."""
        for block in walk(blocks):
            for inlines in inlines_of(block):
                inlines[:] = [changed for inline in inlines for changed in self._changed(inline)]
        return Targets(self.links, self.pictures)

    def _changed(self, inline: Inline) -> list[Inline]:
        if isinstance(inline, Run) and inline.link:
            return [Run(inline.text, inline.styles, self._link(inline.link))]
        if isinstance(inline, Picture):
            source = self._picture(inline)
            link = self._link(inline.link) if inline.link else ""
            link = "" if link == source else link  # it was a larger form of the picture itself
            return [Picture(source, inline.alt, inline.width, inline.height, link)] if source else []
        if isinstance(inline, Video):
            address = self._film(inline)
            return [Video(address, inline.title)] if address else []
        return [inline]

    def _link(self, address: str) -> str:
        if address not in self.links:
            self.links[address] = self._new_link(address) if is_safe(address) else ""
        return self.links[address]

    def _film(self, film: Video) -> str:
        """Return where a film is: below ``docs`` if the export has it, else where it was; empty where it is refused."""
        address = film.address
        if not film.title:
            why = "readers who do not see the film learn nothing of it"
            self.remarks.note("film without a title", address, why, "name it between the square brackets")
        found = self.site.addresses.find(address, base=self.version.url).file
        if address not in self.links:
            self.links[address] = self._file(found, address) if found else address
        return self.links[address]

    def _new_link(self, address: str) -> str:
        if address.startswith("#"):
            return self._anchor(self.article, self.path, address[1:], own=True)
        target = self.site.addresses.find(address, base=self.version.url)
        if target.article:
            path = self.site.places.articles[target.article]
            return self._anchor(target.article, path, target.fragment, own=target.article == self.article)
        if target.topic and target.topic in self.site.places.topics:
            return self._relative(f"{self.site.places.topics[target.topic]}/index.md")
        if target.file:
            return self._file(target.file, address)
        if target.is_old_host or not address.partition(":")[2]:
            why = "it leads to the old help centre, and to nothing that the export has"
            self.remarks.lose("link to the old site", address, why, "link to the page that has taken its place")
        return join_address(self.version.url, address) if target.is_old_host else address

    def _anchor(self, article: str, path: str, fragment: str, *, own: bool) -> str:
        sections = self.site.sections.get(article, {})
        known = {old: key for ids in sections.values() for old, key in ids.anchors.items()}
        known |= sections[self.code].anchors if self.code in sections else {}
        key = known.get(fragment, "")
        if fragment and not key:
            why = "the page has no such anchor"
            self.remarks.note("anchor missing", f"#{fragment}", why, "link to a heading of the page")
        page = "" if own else self._relative(path)
        return f"{page}#{key}" if key else page or f"#{page_id(path)}"

    def _relative(self, path: str) -> str:
        return relpath(path, dirname(self.path) or ".")

    def _file(self, file: Path | bytes, address: str) -> str:
        wanted = name_of(address) or page_id(self.path)
        try:
            path = self.site.media.place(file, code=self.code, page=self.path, wanted=wanted, is_picture=False)
        except RefusedError as error:
            self.remarks.lose("file left out", address, str(error), "look at the file")
            return ""
        return self._relative(path)

    def _picture(self, picture: Picture) -> str:
        place, self.place = self.place, self.place + 1
        source = picture.source
        found: Path | bytes | None = (
            data_picture(source) or self.site.addresses.find(source, base=self.version.url).file
        )
        path = ""
        if found is not None:
            is_translated = self.code != self.site.source and place < len(self.source_pictures)
            like = self.source_pictures[place] if is_translated else ""
            wanted = name_of(source) or f"{page_id(self.path)}-{next(self.numbers)}"
            try:
                path = self.site.media.place(
                    found, code=self.code, page=self.path, wanted=wanted, like=like, is_picture=True
                )
            except RefusedError as error:
                self.remarks.lose("picture left out", _short(source), str(error), "put the picture in by hand")
        if self.code == self.site.source:
            self.source_pictures.append(path)
        if path and not picture.alt:
            why = "readers who do not see the picture learn nothing of it"
            self.remarks.note("picture without a text", path, why, "describe it between the square brackets")
        self.pictures[source] = self._relative(path) if path else source
        return self.pictures[source] if path else ""


def _short(address: str) -> str:
    return address if len(address) <= 120 else f"{address[:119]}…"
