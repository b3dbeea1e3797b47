"""Former addresses, and where each leads."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from posixpath import dirname

from helpcentre.content.addresses import FORMER_KEY, Addresses, file_of, is_storable
from helpcentre.content.language import Language
from helpcentre.diagnostics.problem import ErrorList, HelpcentreError, Problem, Rule, problem
from helpcentre.util.files import DEEPEST

_FORMER = re.compile(r"(?:[\w-]+/)*(?:[\w-]+/|[\w-]+\.html)")
_WORD = re.compile(r"[^\s,\[\]'\"]+")
_FOLDER_PAGE = re.compile(r"[^/]/index\.html$")
_SHOWN = 60
_REMOVE = f"remove it from {FORMER_KEY}"


@dataclass(frozen=True)
class Redirect:
    """A former address, ``former``, and where it leads, ``dest``, both files below the site.

    ``language`` is the code of the page's language; ``file`` and ``line`` are the place of the former address in the
    page's Markdown, relative to the project; ``line`` 0 where the page's file name gives it.
    """

    former: str
    dest: str
    language: str
    file: str
    line: int


@dataclass(frozen=True)
class Redirects:
    """The redirects by their former address, and the problems of those that cannot be."""

    redirects: Mapping[str, Redirect]
    problems: tuple[Problem, ...]

    def without(self, former: Collection[str]) -> Redirects:
        """Return the same without those of some former addresses."""
        kept = {name: each for name, each in self.redirects.items() if name not in former}
        return Redirects(kept, self.problems)


def read_redirects(addresses: Addresses, published: Collection[str] = ()) -> Redirects:
    """Return the redirects that all pages ask for, and those that follow from them.

    A page with a slug keeps the address that its file name gives. A former address below the prefix of a language is
    one of the page in that language. Any other that a page of the source lists holds below the prefix of every other
    language too, and one of a topic's own page holds for the pages below it, unless another page stands there.
    ``published`` are addresses as readers know them: of the addresses that slugs and file names make together, those
    of earlier days are among them. Raises HelpcentreError for an address of other signs.
    """
    pages = addresses.text_pages()
    found: dict[str, Redirect] = {}
    problems = []
    for each in (*_listed(addresses), *_by_file_name(addresses)):
        taken = pages.get(each.former)
        if each.former == each.dest:
            problems.append(redirect_problem(Rule.REDIRECT_LOOP, each, f"{each.former} is the page's own address"))
        elif taken or found.setdefault(each.former, each).dest != each.dest:
            other = addresses.source(*taken) if taken else found[each.former].dest
            message = f"{each.former} is also the address of {other}"
            problems.append(redirect_problem(Rule.REDIRECT_COLLISION, each, message))
    shown = frozenset(addresses.urls())
    for follow in (_in_other_languages, _of_fallbacks, _below_former_topics):
        for each in list(follow(addresses, list(found.values()))):
            if each.former not in shown:
                found.setdefault(each.former, each)
    for each in _by_former_slugs(addresses, frozenset(map(file_of, published)) - shown - found.keys()):
        found.setdefault(each.former, each)
    return Redirects(found, tuple(problems))


def bundle_redirects(redirects: Redirects, on_the_web: Addresses, own: Addresses) -> Redirects:
    """Return the redirects of the website as the bundle has them, whose pages stand in files and not in folders.

    So an address of an earlier bundle leads on too. ``own`` are the bundle's addresses.
    """
    files = dict(zip(on_the_web.urls(), own.urls(), strict=True))
    taken = frozenset(files.values())
    found: dict[str, Redirect] = {}
    for each in redirects.redirects.values():
        dest = files[each.dest]
        is_topic = dest == "index.html" or dest.endswith("/index.html")
        former = each.former if is_topic else each.former.removesuffix("/index.html").removesuffix(".html") + ".html"
        if former not in taken:
            found[former] = replace(each, former=former, dest=dest)
    return Redirects(found, ())


def _listed(addresses: Addresses) -> list[Redirect]:
    """Return what front matter lists; raises HelpcentreError that tells every address that is none."""
    documents, errors, found = addresses.documents, ErrorList(), list[Redirect]()
    prefixes = {each.prefix: each for each in documents.languages if each.prefix}
    for language, path in addresses.each():
        document = documents.get(language.code, path)
        given = document.meta.get(FORMER_KEY) or [] if document else []
        if not given or document is None:  # nearly all
            continue
        name = addresses.source(language, path)
        lines = _lines(documents.file(language.code, path).read_text(encoding="utf-8"))
        for address in [given] if isinstance(given, str) else given:
            line = lines.get(str(address), document.key_lines.get(FORMER_KEY, 1))
            with errors.collecting():
                former = _dest_of(str(address), name, line)
                own = prefixes.get(former.partition("/")[0] + "/", language)
                found.append(Redirect(former, addresses.dest(own, path), own.code, name, line))
    errors.raise_all()
    return found


def _by_file_name(addresses: Addresses) -> Iterator[Redirect]:
    """Yield the address by file name of each page that has another one and a file in its language."""
    for language, path in addresses.each():
        dest, plain = addresses.dest(language, path), addresses.plain_dest(language, path)
        if plain != dest:
            yield Redirect(plain, dest, language.code, addresses.source(language, path), 0)


def _lines(text: str) -> dict[str, int]:
    """Return the first line of each word of a text, signs of YAML around it left out."""
    found: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        for word in _WORD.findall(line):
            found.setdefault(word, number)
    return found


def _in_other_languages(addresses: Addresses, given: list[Redirect]) -> Iterator[Redirect]:
    """Yield for each former address of a page of the source the same one in every other language."""
    documents = addresses.documents
    source = documents.source
    listed = [each for each in given if each.line and each.language == source.code]
    paths = {addresses.source(source, path): path for path in documents.paths(source.code)} if listed else {}
    for each in listed:
        for language in documents.languages[1:] if each.file in paths else ():
            dest = addresses.dest(language, paths[each.file])
            yield replace(each, former=language.prefix + each.former, dest=dest, language=language.code)


def _of_fallbacks(addresses: Addresses, _: list[Redirect]) -> Iterator[Redirect]:
    """Yield the address by file name of each page that shows another language's text: it stood there before slugs."""
    for language, path, dest in _shown(addresses):
        plain = addresses.plain_dest(language, path)
        if plain != dest and addresses.text_code(language.code, path) != language.code:
            yield Redirect(plain, dest, language.code, _file_name(addresses, language, path), 0)


def _below_former_topics(addresses: Addresses, given: list[Redirect]) -> Iterator[Redirect]:
    """Yield for each former address of a topic's own page those of the pages below it."""
    topics = [each for each in given if each.line and _FOLDER_PAGE.search(each.former) and each.dest != each.former]
    if not topics:
        return
    below: dict[str, list[Redirect]] = {}
    for each in topics:
        below.setdefault(each.dest, []).append(each)
    for language, path, dest in _shown(addresses):
        folder = dirname(path)
        while folder:
            index = addresses.dest(language, f"{folder}/index.md")
            rests = {dest.removeprefix(dirname(index) + "/"), *addresses.plain_rests(path, folder)}
            for each in below.get(index, ()) if dest != index else ():
                for rest in sorted(rests):
                    yield replace(each, former=dirname(each.former) + "/" + rest, dest=dest, language=language.code)
            folder = dirname(folder)


def _by_former_slugs(addresses: Addresses, wanted: frozenset[str]) -> Iterator[Redirect]:
    """Yield those of the ``wanted`` files that pages had while only some of their folders, or they, had a slug."""
    for language, path, dest in _shown(addresses) if wanted else ():
        for former in sorted(wanted.intersection(addresses.mixed_dests(language, path))):
            yield Redirect(former, dest, language.code, _file_name(addresses, language, path), 0)


def _shown(addresses: Addresses) -> Iterator[tuple[Language, str, str]]:
    """Yield every page of the site, those that show another language's text too: language, path, and file."""
    paths = addresses.paths()
    for language in addresses.documents.languages:
        for path in paths:
            if addresses.text_code(language.code, path):
                yield language, path, addresses.dest(language, path)


def _file_name(addresses: Addresses, language: Language, path: str) -> str:
    code = addresses.text_code(language.code, path) or language.code
    return addresses.documents.name(addresses.documents.file(code, path))


def _dest_of(address: str, file: str, line: int) -> str:
    former = address.removeprefix("/")
    if not _FORMER.fullmatch(former):
        message = f"{FORMER_KEY}: {address!r} is no address of a page"
        raise HelpcentreError(message, fix="write it as in /old/address/ or /old/page.html", file=file, line=line)
    if former.count("/") > DEEPEST:
        message = f"{FORMER_KEY}: the address has more than {DEEPEST} parts"
        raise HelpcentreError(message, fix="remove it", file=file, line=line)
    if not is_storable(former):
        message = (
            f"{FORMER_KEY}: {address[:_SHOWN] + '…'!r} has a part of more than 255 bytes, which no file can be called"
        )
        raise HelpcentreError(message, fix=f"{_REMOVE}, and redirect it at the web server", file=file, line=line)
    return file_of(former)


def redirect_problem(kind: Rule, redirect: Redirect, message: str) -> Problem:
    """Return a problem of a former address, at the place that gives it."""
    return problem(kind, file=redirect.file, line=redirect.line, message=f"{FORMER_KEY}: {message}", fix=_REMOVE)
