"""XML of others, read without what makes XML dangerous: no document types, so no entities, and nothing is fetched."""

from __future__ import annotations

from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from helpcentre.diagnostics.problem import HelpcentreError

LINE = "{helpcentre}line"
"""The attribute that says in which line an element begins."""


def parse_xml(data: bytes, *, file: str, with_lines: bool = False) -> Element:
    """Return the root element; names with a namespace are written ``{namespace}name``, as ElementTree does.

    ``with_lines`` gives each element its line, as the attribute ``LINE``. Raises HelpcentreError with the line where it
    is no XML, or has a document type, which may define entities
    (https://owasp.org/www-community/vulnerabilities/XML_External_Entity_(XXE)_Processing).
    """
    builder, parser = TreeBuilder(), expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True

    def refuse(*_: object) -> None:
        line = parser.CurrentLineNumber
        raise HelpcentreError("has a document type, which may hide more", fix="remove <!DOCTYPE>", file=file, line=line)

    def name(given: str) -> str:
        return f"{{{given}" if "}" in given else given

    def start(tag: str, attributes: dict[str, str]) -> None:
        lines = {LINE: str(parser.CurrentLineNumber)} if with_lines else {}
        builder.start(name(tag), {name(key): value for key, value in attributes.items()} | lines)

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda tag: builder.end(name(tag))
    parser.CharacterDataHandler = builder.data
    try:
        parser.Parse(data, True)
        return builder.close()
    except (expat.ExpatError, LookupError, ValueError) as error:
        line = getattr(error, "lineno", 1)
        raise HelpcentreError(
            f"not XML: {error}", fix="correct it, or export it again", file=file, line=line
        ) from error
