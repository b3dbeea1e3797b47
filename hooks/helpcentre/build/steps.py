"""The steps after the last language: each writes or checks something of the site as a whole."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from posixpath import basename
from urllib.parse import unquote

from helpcentre.agents import portability
from helpcentre.agents.bundle import write_bundle
from helpcentre.agents.clipboard import script_file
from helpcentre.agents.manifest import make_manifest
from helpcentre.brand.custom_properties import spell_out_schemes
from helpcentre.build import indexes, staging
from helpcentre.build.session import Session, log
from helpcentre.build.static_pages import is_offline
from helpcentre.checks import csp as csp_check
from helpcentre.checks import operator_fields as operator_check
from helpcentre.checks import performance_budget
from helpcentre.checks.guides import check_guides
from helpcentre.checks.published_ids import check_published_ids
from helpcentre.checks.site import check_results, check_site
from helpcentre.checks.translation import check_languages, check_strays, check_topics
from helpcentre.content.guides import linked_pages
from helpcentre.content.language import Language, tags_of
from helpcentre.content.navigation import topic_tree
from helpcentre.content.operator_fields import fill_fields
from helpcentre.content.related import check_also_in
from helpcentre.diagnostics.problem import Rule
from helpcentre.elements import pictures
from helpcentre.hosting import csp, headers, redirect_pages, redirects
from helpcentre.hosting.published import check_lost_addresses, expired_files
from helpcentre.hosting.server_config import SERVER_FILES, ServedSite
from helpcentre.output.site import BuiltSite, files_of, read_site
from helpcentre.pages import corpus, llms, metadata, offline, open_graph, share_titles
from helpcentre.pages.assets import SCRIPTS, compact_script, style_sheet
from helpcentre.pages.embed import embed_files
from helpcentre.pages.feedback import policy_source
from helpcentre.pages.metadata import absolute
from helpcentre.pages.open_graph import ShareLook
from helpcentre.pages.visitor_services import policy_sources, privacy_text
from helpcentre.search import files as search_files
from helpcentre.settings.options import CACHE_DIR
from helpcentre.translation.status import as_json, status_rows
from helpcentre.util.cache import digest
from helpcentre.util.files import read_text
from helpcentre.util.hashes import file_hash

_LINK_RULES = frozenset(rule.code for rule in (Rule.LINK_TARGET_MISSING, Rule.ANCHOR_MISSING, Rule.ASSET_MISSING))
"""What a crawl finds as well."""


def add_indexes(session: Session) -> None:
    """Wait for the search indexes, which were made beside everything else, and add them to the site."""
    indexes.finish_all(session)


def write_style_sheet(session: Session) -> None:
    """Write the one style sheet of every page.

    Those of the settings are written again where they choose colours in a way that older browsers do not know.
    """
    path, text = style_sheet(session.project.theme_dirs, session.brand.css)
    _write(session, path, text)
    for name in session.brand.style_sheets:
        own = read_text(session.project.documents.docs_dir / name)
        if (spelt_out := spell_out_schemes(own)) != own:
            (session.output.site_dir / name).unlink(missing_ok=True)  # a copy that an earlier site may share
            _write_bytes(session, name, spelt_out.encode("utf-8"))


def write_scripts(session: Session) -> None:
    """Write the scripts of the theme without what only their authors read."""
    for file in sorted((session.output.site_dir / SCRIPTS).glob("*.js")):
        text = file.read_text(encoding="utf-8")
        if (shorter := compact_script(text)) != text:
            file.unlink()  # a copy that an earlier site may share
            _write_bytes(session, f"{SCRIPTS}/{file.name}", shorter.encode("utf-8"))


def write_embed(session: Session) -> None:
    """Write the script that shows the help in pages of other hosts, and what it loads."""
    project = session.project
    files = embed_files(
        project.theme_dirs, project.languages, project.strings, project.addresses, own_css=session.brand.css
    )
    for path, text in files.items():
        _write(session, path, text)


def write_app_manifests(session: Session) -> None:
    """Write what browsers know of the site once it is installed, in each language."""
    palette = session.brand.palette
    colours = (str(palette.colour("hc-brand")), str(palette.colour("hc-paper")))
    for language in session.project.languages:
        text = offline.make_manifest(
            language, session.project.strings[language.code], brand=session.brand, colours=colours
        )
        _write(session, f"{language.prefix}{offline.MANIFEST}", text)


def write_worker(session: Session) -> None:
    """Write the worker that keeps pages for times without a network, or the one that removes it from browsers."""
    project, output = session.project, session.output
    if not is_offline(session):
        _write(session, offline.WORKER, offline.make_removal(project.theme_dirs))
        return
    places = dict.fromkeys(files_of(output.site_dir), output.site_dir)
    places |= dict.fromkeys(output.reused_files, output.target_dir)
    files = {name: file_hash(folder / name) for name, folder in places.items() if name != offline.WORKER}
    version = offline.version_of(project.theme_dirs, project.documents.docs_dir, session.brand)
    text = offline.make_worker(project.theme_dirs, files, project.languages, version=version, brand=session.brand)
    _write(session, offline.WORKER, text)


def write_picture_copies(session: Session) -> None:
    """Write the copies of pictures that pages show, in the widths that they name."""
    used = (use.url for page in session.pages.values() for use in page.scan.uses)
    needed = pictures.needed_copies(used, session.assets)
    for name, (path, sha256, width) in sorted(needed.items()):
        place = session.project.documents.docs_dir / path
        key = digest("picture", sha256, width, pictures.VERSION)
        copy = session.cache.get(key, bytes)
        if copy is None:
            copy = pictures.make_copy(place, width)
            session.cache.put(key, copy)
        _write_bytes(session, name, copy)
    if not session.project.is_public:
        _leave_out_originals(session, {path for path, _, _ in needed.values()})


def _leave_out_originals(session: Session, paths: Iterable[str]) -> None:
    """Remove pictures from a bundle of whose copies alone its pages know."""
    named = {basename(unquote(use.url)) for page in session.pages.values() for use in page.scan.uses}
    for path in paths:
        if basename(path) not in named:
            for place in (path, path.partition("/")[2]):
                (session.output.site_dir / place).unlink(missing_ok=True)


def write_sitemap(session: Session) -> None:
    """Write sitemap.xml and robots.txt."""
    project = session.project
    sitemap = metadata.sitemap(
        project.site_url, session.page_records, source=project.source.code, tags=tags_of(project.languages)
    )
    _write(session, "sitemap.xml", sitemap)
    _write(session, "robots.txt", metadata.robots(project.site_url))


def draw_share_pictures(session: Session) -> None:
    """Draw the picture of each language, and of each page if it has one, that the project does not bring itself."""
    project, logo = session.project, session.assets.get(session.brand.logo, "")
    key = digest("pictures", session.keys.site, logo)
    look = open_graph.share_look(session.brand, project.documents.docs_dir)
    open_graph.write_pictures(session.output.site_dir, project.languages, look, session.cache, key)
    if project.settings.share_titles:
        for language in project.languages:
            _draw_share_titles(session, language, look, logo)


def _draw_share_titles(session: Session, language: Language, look: ShareLook, logo: str) -> None:
    """Draw the pictures with the titles of a language's pages; without a font that of the language stands there."""
    site_name = session.project.strings[language.code]("site_name")
    pages = [page for page in session.page_records if page.language == language.code and not page.is_fallback]
    every = share_titles.fonts_for([site_name, *(page.title for page in pages)], language)
    instead = (session.output.site_dir / open_graph.picture_file(language)).read_bytes()
    for page in pages:
        name = share_titles.share_picture(page, language, has_titles=True)
        fonts = every if not isinstance(every, str) else share_titles.fonts_for([site_name, page.title], language)
        if isinstance(fonts, str):
            log.info(f"{page.source}: the picture for chats has no title: {fonts}")
            _write_bytes(session, name, instead)
            continue
        drawn = [share_titles.VERSION, page.title, site_name, language.tag, fonts.digest]
        key = digest("title", *drawn, look.brand, look.dark, look.has_sign, logo)
        picture = session.cache.get(key, bytes)
        if picture is None:
            picture = share_titles.draw_title(page.title, site_name, language=language, fonts=fonts, look=look)
            session.cache.put(key, picture)
        _write_bytes(session, name, picture)


def write_redirects(session: Session) -> None:
    """Write a page at each former address, and on the website the same as rules for hosts."""
    project, site_dir = session.project, session.output.site_dir
    on_the_web = session.anchors.addresses
    plan = redirects.read_redirects(on_the_web, session.anchors.published.addresses)
    if not project.is_public:
        plan = redirects.bundle_redirects(plan, on_the_web, project.addresses)
    written, taken = redirect_pages.write_redirects(
        site_dir,
        plan,
        as_folders=project.addresses.as_folders,
        titles={page.dest: page.title for page in session.page_records},
        style_sheet=style_sheet(project.theme_dirs, session.brand.css)[0],
        tags=tags_of(project.languages),
        policies=[csp.for_page()] if project.is_public else [csp.for_disk(), csp.for_disk_below_head()],
    )
    session.findings += [*plan.problems, *taken]
    if project.is_public:
        redirect_pages.write_host_rules(
            site_dir, written, site_url=project.site_url, as_folders=project.addresses.as_folders
        )


def check_published(session: Session) -> None:
    """Look for published addresses and ids that are gone."""
    project, output = session.project, session.output
    published = session.anchors.published.addresses
    pages = {page.url for page in session.page_records}
    session.findings += check_lost_addresses(
        published,
        files_of(output.site_dir) | output.reused_files.keys() | expired_files(project.addresses),
        pages,
        prefixes=[language.prefix for language in project.languages if language.prefix],
    )
    session.findings += check_published_ids(session.anchors)


def write_llms_txt(session: Session) -> None:
    """Write the list of the Markdown pages of each language that has pages of its own."""
    project, records = session.project, session.page_records
    own = {language: llms.own_pages(records, language.code) for language in project.languages}
    for language, pages in own.items():
        if pages:
            words = project.strings[language.code]
            text = llms.llms_txt(
                topic_tree((path, project.documents.order(language.code, path)) for path in pages),
                pages,
                site_name=words("site_name"),
                absolute=partial(absolute, project.site_url),
                others=[other for other, theirs in own.items() if theirs and other != language],
                others_title=words("language"),
            )
            _write(session, f"{language.prefix}{llms.LIST}", text)


def write_server_config(session: Session) -> None:
    """Write the files for web servers: one into the site, and others beside it, which are not for readers."""
    project, output = session.project, session.output
    endpoint, hsts = policy_source(project.settings.feedback), project.settings.hsts
    frames = sorted({host for page in session.pages.values() for host in page.scan.frames})
    services = policy_sources(project.settings)
    apps = project.settings.embed
    file = headers.headers_file(project.site_url, endpoint, hsts=hsts, frames=frames, services=services, apps=apps)
    _write(session, headers.HEADERS_FILE, file)
    own = headers.security_headers(endpoint, hsts=hsts, frames=frames, services=services)
    site = ServedSite(project.site_url, project.languages, own, apps)
    for ending, text_for in SERVER_FILES.items():
        staged = output.site_dir.with_name(f"{output.site_dir.name}.{ending}")
        target = output.target_dir.with_name(f"{output.target_dir.name}.{ending}")
        output.artifacts.append((staged, target))  # from now on it is removed, should the build fail
        staged.write_text(text_for(site), encoding="utf-8", newline="\n")


def write_corpus(session: Session) -> None:
    """Write articles.jsonl, the texts of all pages for other programs."""
    project = session.project
    with (session.output.site_dir / corpus.FILE).open("w", encoding="utf-8", newline="\n") as file:
        for language in project.languages:
            file.writelines(
                corpus.lines(
                    project.addresses,
                    session.states,
                    language,
                    site_url=project.site_url,
                    fill=partial(fill_fields, operator=project.operator, visits=_visits(session, language.code)),
                    keys={dest: page.key for dest, page in session.languages[language.code].pages.items()},
                    cache=session.cache,
                )
            )


def _visits(session: Session, code: str) -> str:
    """Return what the privacy notice of a language says of counting and chat; nothing in the bundle."""
    project = session.project
    return privacy_text(project.settings, project.strings[code]) if project.is_public else ""


def write_status_json(session: Session) -> None:
    """Write the figures of the page on the state of the translations, for other tools."""
    _write(session, "status.json", as_json(status_rows(session.states)))


def check_project(session: Session) -> None:
    """Check the files of the project as a whole: guides, operator's fields, and pages and folders out of place."""
    project = session.project
    session.findings += check_guides(session.states)
    session.findings += operator_check.check_values(project.documents, project.operator, site_url=project.site_url)
    session.findings += operator_check.check_translations(session.states)
    if _visits(session, project.source.code):
        session.findings += operator_check.check_visits(project.documents, file=session.policy.config_file.name)
    session.findings += check_strays(project.documents)
    session.findings += check_topics(project.documents)
    session.findings += check_languages(project.documents, file=session.policy.config_file.name)
    session.findings += check_also_in(project.documents)
    session.findings += operator_check.check_contact(project.contact, site_url=project.site_url)
    session.findings += operator_check.check_contact_email(
        project.settings.contact_email, site_url=project.site_url, file=session.policy.config_file.name
    )


def check_built_site(session: Session) -> None:
    """Check links, anchors, assets, metadata, language labels, security policy and weight of the written site."""
    project, pages = session.project, session.pages
    site = _built_site(session)
    # What a page's addresses are is in its HTML; in which lines they stand, in what it is made of.
    keys = {dest: f"{page.key} {page.digest}" for dest, page in pages.items()}
    report = check_site(
        site,
        session.output.site_dir,
        source=project.source.code,
        tags=tags_of(project.languages),
        cache=session.cache,
        keys=keys,
        led=linked_pages(project.documents),
    )
    session.findings += report.problems
    session.external_references += report.external
    session.findings += csp_check.check_policy(site.scans, session.page_records, project_dir=project.root)
    if project.is_public:
        budget = project.settings.budget
        weights = performance_budget.weigh(
            session.output.site_dir,
            site.scans,
            site_url=site.root,
            light=budget.first_view_kb * 1024,
            cache=session.cache,
            digests={dest: page.digest for dest, page in pages.items()},
        )
        session.findings += performance_budget.check_budget(weights, budget, pages=session.page_records)


def check_search_results(session: Session) -> None:
    """Check that each search result leads to a page and heading that are there."""
    results = search_files.results(session.output.site_dir)
    session.findings += check_results(_built_site(session), results)


def crawl_with_linkchecker(session: Session) -> None:
    """Let LinkChecker crawl a website that is not, byte for byte, the last one it found no fault in."""
    from helpcentre.linkcheck import crawl  # noqa: PLC0415  # a twelfth of a build without a change

    project, site_dir = session.project, session.output.site_dir
    note = project.root / CACHE_DIR / "crawled"
    if crawl.is_known_clean(site_dir, note):
        return
    if findings := crawl.crawl(site_dir, site_url=project.site_url):
        told = {(each.file, each.line) for each in session.findings if each.code in _LINK_RULES and each.line}
        found = crawl.as_problems(findings, _built_site(session))
        session.findings += [each for each in found if (each.file, each.line) not in told]
    else:
        crawl.remember_clean(site_dir, note)


def pack_bundle(session: Session) -> None:
    """List the files of the bundle and pack it; the zip is put in place together with its folder."""
    project, output = session.project, session.output
    name = output.target_dir.name
    sources = {page.dest: page.source for page in session.page_records}
    sources |= {script_file(dest): source for dest, source in sources.items()}
    session.findings += portability.check_names(files_of(output.site_dir), folder=name, sources=sources)
    staged = output.site_dir.with_name(f"{output.site_dir.name}.zip")
    output.artifacts.append((staged, output.target_dir.with_name(f"{name}.zip")))  # it is removed, should this fail
    write_bundle(
        output.site_dir,
        staged,
        make_manifest(session.states, project.release),
        name=name,
        day=project.release.built,
        key=project.root / project.settings.bundle.sign if project.settings.bundle.sign else None,
    )
    megabytes = project.settings.bundle.max_megabytes
    session.findings += portability.check_size(staged, name=f"{name}.zip", megabytes=megabytes)


def _built_site(session: Session) -> BuiltSite:
    """Return the written site, with what was found in its pages when they were written; it is read once."""
    project = session.project
    session.built_site = session.built_site or read_site(
        session.output.site_dir,
        session.page_records,
        project_dir=project.root,
        docs=project.documents.docs_dir / project.source.code,
        theme_dirs=project.theme_dirs,
        site_url=project.site_url if project.is_public else "",
        known={dest: page.scan for dest, page in session.pages.items()},
        contested=project.addresses.contested(),
    )
    return session.built_site


def _write_bytes(session: Session, name: str, content: bytes) -> None:
    staging.write_files({name: content}, session.output.site_dir, former=session.output.target_dir)


def _write(session: Session, name: str, text: str) -> None:
    file = session.output.site_dir / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")
