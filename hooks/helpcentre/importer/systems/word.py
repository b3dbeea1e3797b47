"""Word documents (.docx) of a folder: one article each, its language and topic by its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.importer.export_files import other_files
from helpcentre.importer.model import Article, Export, Remark, Topic, Version
from helpcentre.importer.systems.word_document import WordDocument
from helpcentre.util.files import ending


def read_export(source: Path, *, languages: Mapping[str, str]) -> Export:
    """Return the documents of a folder, or one document; each folder named by a code is a language.

    Raises HelpcentreError for a document that cannot be read or unpacked, and where no language is known.
    """
    export = Export("docx")
    files = [source] if source.is_file() else other_files(source)
    root = source.parent if source.is_file() else source
    groups: dict[str, dict[str, Version]] = {}
    for file in files:
        if ending(file.name) != "docx":
            continue
        name = file.relative_to(root).as_posix()
        first, _, rest = name.partition("/")
        has_folder = bool(rest) and re.fullmatch("[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?", first)
        locale = first if has_folder else languages.get("", "")
        if not locale:
            fix = "add --language, as in --language en"
            raise HelpcentreError("a document does not say its language", fix=fix, file=str(file))
        key = (rest if has_folder else name).removesuffix(".docx")
        document = WordDocument(file, f"/{name}")
        title, html = document.read()
        version = Version(locale, title or PurePosixPath(key).name, html)
        groups.setdefault(key, {})[locale] = version
        export.files |= document.pictures
        export.remarks += [
            Remark(version.title, locale, "text left out", words, why, "write it into the page")
            for words, why in document.left_out
        ]
    default = languages.get("") or next((next(iter(versions)) for versions in groups.values()), "")
    for order, (key, versions) in enumerate(groups.items()):
        origin = default if default in versions else next(iter(versions))
        topic = key.rpartition("/")[0]
        export.articles.append(Article(key, origin, versions, topic=topic, order=order))
        if topic and topic not in [each.id for each in export.topics]:
            name = topic.rpartition("/")[2].replace("-", " ").replace("_", " ")
            name = name[:1].upper() + name[1:]
            export.topics.append(Topic(topic, default, {default: name}))
    return export
