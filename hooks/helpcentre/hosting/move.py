"""A page or topic with another name or place: files, pictures, links and former addresses of all languages."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from posixpath import dirname, join, normpath, relpath

from helpcentre.content import frontmatter
from helpcentre.content.addresses import FORMER_KEY, Addresses, file_of, url_of
from helpcentre.content.documents import Documents
from helpcentre.content.markdown.links import links_in, with_targets
from helpcentre.content.related import MOST_ASKED, RELATED
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.hosting.redirects import read_redirects
from helpcentre.util.files import make_folder, names_below, read_text, require_shallow, write_texts

_INDEX = "index.md"


def move(
    addresses: Addresses,
    old: str,
    new: str,
    *,
    reread: Callable[[], Addresses],
    published: Collection[str] = (),
) -> list[str]:
    """Move a page, as in ``topic/page.md``, or a topic's folder, in all languages; return the files that were written.

    Pictures beside a page go with it if no other page shows them. Links and lists of pages are changed where they lead
    to what was moved or stand in it. Pages list each former address that does not lead on by itself, those among the
    ``published`` that led to them too. ``reread`` returns the addresses as they are on disk. Raises HelpcentreError,
    before anything is written, for names that cannot be.
    """
    documents = addresses.documents
    places = dict(_moved(documents, *_names(documents, old, new)))
    _require_free(documents, places)
    before = _addresses_of(addresses, published)
    texts = dict(_with_links(documents, places))
    for place, target in places.items():
        file = documents.docs_dir / target
        make_folder(file.parent)
        shutil.move(documents.docs_dir / place, file)
    write_texts(texts, folder=documents.docs_dir)
    _remove_empty(documents, places)
    pages = {
        place.partition("/")[2]: target.partition("/")[2] for place, target in places.items() if place.endswith(".md")
    }
    written = [*texts, *_with_former(before, pages, reread, published)]
    return sorted({documents.name(file) for file in written} | {f"docs/{target}" for target in places.values()})


def _names(documents: Documents, old: str, new: str) -> tuple[str, str]:
    names = [name.removeprefix("./").strip("/") for name in (old, new)]
    for name in names:
        require_shallow(name, documents.name(documents.docs_dir))
        if not name or normpath(name) != name or name.startswith(".."):
            fix = "name it below the folder of a language, as in topic/page.md or topic"
            raise HelpcentreError(f"{name!r} is no page or topic", fix=fix)
    if names[0].endswith(".md") != names[1].endswith(".md"):
        raise HelpcentreError("one is a page and the other a topic", fix="write .md at the end of both, or of none")
    if names[0] in (_INDEX, "404.md") or names[1].startswith(f"{names[0]}/"):
        raise HelpcentreError(f"{names[0]} cannot be moved to {names[1]}", fix="name another place")
    code = documents.source.code
    if not any(path == names[0] or path.startswith(f"{names[0]}/") for path in documents.paths(code)):
        file = documents.name(documents.file(code, names[0]))
        raise HelpcentreError("no such page or topic", fix="name one of the source language", file=file)
    return names[0], names[1]


def _moved(documents: Documents, old: str, new: str) -> Iterator[tuple[str, str]]:
    """Yield each file that goes along, below the folder of all languages, and where it goes."""
    for language in documents.languages:
        folder = documents.docs_dir / language.code
        if not old.endswith(".md"):
            below = (f"{old}/{name}" for name in names_below(folder / old))
        else:
            below = (name for name in (old, *_own_pictures(documents, old)) if (folder / name).is_file())
        for name in below:
            target = new if name == old else new + name.removeprefix(old) if not old.endswith(".md") else ""
            target = target or join(dirname(new), name.rpartition("/")[2])
            if target != name:
                yield f"{language.code}/{name}", f"{language.code}/{target}"


def _own_pictures(documents: Documents, page: str) -> list[str]:
    """Return the files in the folder of a page that it shows or links to in some language, and no other page does."""
    used: dict[str, set[str]] = {}
    for language in documents.languages:
        for path in documents.paths(language.code):
            document = documents.get(language.code, path)
            for link in links_in(document.body, line=1, dialect=documents.dialect) if document else ():
                if (name := _resolve(path, link.target)) and not name.endswith(".md"):
                    used.setdefault(name, set()).add(path)
    return sorted(name for name, pages in used.items() if pages == {page} and dirname(name) == dirname(page))


def _resolve(path: str, target: str) -> str:
    """Return the path below the folder of a language that a link on a page leads to; empty where it is none."""
    plain = target.partition("#")[0].partition("?")[0]
    if not plain or ":" in plain or plain.startswith("/"):
        return ""
    return normpath(join(dirname(path), plain))


def _require_free(documents: Documents, places: Mapping[str, str]) -> None:
    for target in places.values():
        if (documents.docs_dir / target).exists() and target not in places:
            raise HelpcentreError("is there already", fix="name another place", file=f"docs/{target}")


def _with_links(documents: Documents, places: Mapping[str, str]) -> Iterator[tuple[Path, str]]:
    """Yield the new place and text of each Markdown file whose links or lists change."""
    paths = {place.partition("/")[2]: target.partition("/")[2] for place, target in places.items()}
    for name in names_below(documents.docs_dir):
        code, _, path = name.partition("/")
        if not name.endswith(".md") or code not in {language.code for language in documents.languages}:
            continue
        target, text = places.get(name, name), read_text(documents.docs_dir / name)
        after = target.partition("/")[2]

        def change(link: str, path: str = path, after: str = after) -> str:
            found = _resolve(path, link)
            if not found or (found not in paths and dirname(after) == dirname(path)):
                return link
            end = link[len(link.partition("#")[0].partition("?")[0]) :]
            return relpath(paths.get(found, found), dirname(after) or ".") + end

        new = _with_lists(with_targets(text, change, documents.dialect), documents, code, path, paths)
        if new != text:
            yield documents.docs_dir / target, new


def _with_lists(text: str, documents: Documents, code: str, path: str, paths: Mapping[str, str]) -> str:
    document = documents.get(code, path)
    for key in (MOST_ASKED, RELATED) if document else ():
        given = document.meta.get(key) if document else None
        entries = [given] if isinstance(given, str) else list(given or [])
        new = [_renamed(entry, paths) for entry in entries]
        if new != entries:
            text = frontmatter.with_key(text, key, new)
    return text


def _renamed(entry: str, paths: Mapping[str, str]) -> str:
    path, mark, anchor = entry.partition("#")
    return f"{paths.get(path, path)}{mark}{anchor}"


def _addresses_of(addresses: Addresses, published: Collection[str]) -> list[tuple[str, str, str]]:
    """Return the addresses of each page, by language and path: its own, and those ``published`` that lead on to it."""
    pages = {
        addresses.dest(language, path): (language.code, path)
        for language in addresses.documents.languages
        for path in addresses.paths()
        if addresses.text_code(language.code, path)
    }
    redirects = read_redirects(addresses, published).redirects
    earlier = [(url, redirects[file_of(url)].dest) for url in published if file_of(url) in redirects]
    own = [(url_of(dest, as_folders=addresses.as_folders).removeprefix("./"), dest) for dest in pages]
    return [(*pages[dest], url) for url, dest in (*own, *earlier) if dest in pages]


def _with_former(
    before: Iterable[tuple[str, str, str]],
    paths: Mapping[str, str],
    reread: Callable[[], Addresses],
    published: Collection[str],
) -> Iterator[Path]:
    """Let pages list their addresses of before, as far as these do not lead on; topics and the source come first."""
    yield from _without_own(reread(), paths.values())
    now = reread()
    rank = {language.code: number for number, language in enumerate(now.documents.languages)}
    for code, path, address in sorted(
        before, key=lambda page: (not page[1].endswith(f"/{_INDEX}"), rank[page[0]], page[1])
    ):
        if path not in paths or _leads_on(now, address, code, paths[path], published):
            continue
        documents, source = now.documents, now.documents.source.code
        own = code if documents.get(code, paths[path]) else source
        file, document = documents.file(own, paths[path]), documents.get(own, paths[path])
        if document:
            given = document.meta.get(FORMER_KEY) or []
            listed = [given] if isinstance(given, str) else list(given)
            text = frontmatter.with_key(read_text(file), FORMER_KEY, [*listed, f"/{address}"])
            write_texts({file: text}, folder=documents.docs_dir)
            yield file
            now = reread()


def _without_own(addresses: Addresses, paths: Iterable[str]) -> Iterator[Path]:
    """Let pages that came back to a former address list it no longer."""
    documents = addresses.documents
    for language, path in ((language, path) for language in documents.languages for path in paths):
        document = documents.get(language.code, path)
        given = document.meta.get(FORMER_KEY) or [] if document else []
        listed = [given] if isinstance(given, str) else list(given)
        kept = [each for each in listed if file_of(each) != addresses.dest(language, path)]
        if kept != listed:
            file = documents.file(language.code, path)
            write_texts({file: frontmatter.with_key(read_text(file), FORMER_KEY, kept)}, folder=documents.docs_dir)
            yield file


def _leads_on(addresses: Addresses, address: str, code: str, path: str, published: Collection[str]) -> bool:
    wanted = addresses.dest(addresses.documents.language(code), path)
    file = file_of(address)
    redirect = read_redirects(addresses, published).redirects.get(file)
    return file == wanted or (redirect is not None and redirect.dest == wanted)


def _remove_empty(documents: Documents, places: Collection[str]) -> None:
    for folder in sorted({(documents.docs_dir / place).parent for place in places}, reverse=True):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
