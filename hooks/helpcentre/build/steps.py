"""The steps after the last language: each writes or checks something of the site as a whole."""

from __future__ import annotations

from functools import partial

from helpcentre.agents import portability
from helpcentre.agents.bundle import write_bundle
from helpcentre.agents.clipboard import script_file
from helpcentre.agents.manifest import make_manifest
from helpcentre.brand.custom_properties import spell_out_schemes
from helpcentre.build.session import Session
from helpcentre.build.static_pages import is_offline
from helpcentre.content.language import tags_of
from helpcentre.content.navigation import topic_tree
from helpcentre.content.operator_fields import fill_fields
from helpcentre.diagnostics.system_errors import naming
from helpcentre.hosting import csp, headers, redirect_pages, redirects
from helpcentre.hosting.server_config import SERVER_FILES, ServedSite
from helpcentre.output.site import files_of
from helpcentre.pages import corpus, llms, metadata, offline
from helpcentre.pages.assets import SCRIPTS, compact_script, style_sheet
from helpcentre.pages.corpus import CorpusSource
from helpcentre.pages.embed import embed_files
from helpcentre.pages.feedback import policy_source
from helpcentre.pages.metadata import absolute
from helpcentre.pages.visitor_services import policy_sources
from helpcentre.translation.status import as_json, status_rows
from helpcentre.util.files import read_text
from helpcentre.util.hashes import file_hash


def write_style_sheet(session: Session) -> None:
    """Write the one style sheet of every page.

    Those of the settings are written again where they choose colours in a way that older browsers do not know.
    """
    path, text = style_sheet(session.project.theme_dirs, session.brand.css)
    session.output.write(path, text)
    for name in session.brand.style_sheets:
        own = read_text(session.project.documents.docs_dir / name)
        if (spelt_out := spell_out_schemes(own)) != own:
            session.output.write(name, spelt_out)


def write_scripts(session: Session) -> None:
    """Write the scripts of the theme without what only their authors read."""
    for file in sorted((session.output.site_dir / SCRIPTS).glob("*.js")):
        text = file.read_text(encoding="utf-8")
        if (shorter := compact_script(text)) != text:
            session.output.write(f"{SCRIPTS}/{file.name}", shorter)


def write_embed(session: Session) -> None:
    """Write the script that shows the help in pages of other hosts, and what it loads."""
    project = session.project
    files = embed_files(
        project.theme_dirs, project.languages, project.strings, project.addresses, own_css=session.brand.css
    )
    for path, text in files.items():
        session.output.write(path, text)


def write_app_manifests(session: Session) -> None:
    """Write what browsers know of the site once it is installed, in each language."""
    palette = session.brand.palette
    colours = (str(palette.colour("hc-brand")), str(palette.colour("hc-paper")))
    for language in session.project.languages:
        text = offline.make_manifest(
            language, session.project.strings[language.code], brand=session.brand, colours=colours
        )
        session.output.write(f"{language.prefix}{offline.MANIFEST}", text)


def write_worker(session: Session) -> None:
    """Write the worker that keeps pages for times without a network, or the one that removes it from browsers."""
    project, output = session.project, session.output
    if not is_offline(session):
        session.output.write(offline.WORKER, offline.make_removal(project.theme_dirs))
        return
    names = files_of(output.site_dir) - {offline.WORKER}
    files = {name: file_hash(output.site_dir / name) for name in names}
    version = offline.version_of(project.theme_dirs, project.documents.docs_dir, session.brand)
    text = offline.make_worker(project.theme_dirs, files, project.languages, version=version, brand=session.brand)
    session.output.write(offline.WORKER, text)


def write_sitemap(session: Session) -> None:
    """Write sitemap.xml and robots.txt."""
    project = session.project
    sitemap = metadata.sitemap(
        project.site_url, session.page_records, source=project.source.code, tags=tags_of(project.languages)
    )
    session.output.write("sitemap.xml", sitemap)
    session.output.write("robots.txt", metadata.robots(project.site_url))


def write_redirects(session: Session) -> None:
    """Write a page at each former address, and on the website the same as rules for hosts."""
    project, site_dir = session.project, session.output.site_dir
    on_the_web = session.anchors.addresses
    plan = redirects.read_redirects(on_the_web, session.anchors.published.addresses)
    if not project.is_public:
        plan = redirects.bundle_redirects(plan, on_the_web, project.addresses)
        # No earlier bundle had a file there: it would have been refused. Addresses of other systems are often such.
        name = session.output.target_dir.name
        plan = plan.without(portability.find_unfit(plan.redirects, folder=name, beside=files_of(site_dir)))
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
            session.output.write(f"{language.prefix}{llms.LIST}", text)


def write_server_config(session: Session) -> None:
    """Write the files for web servers: one into the site, and others beside it, which are not for readers."""
    project, output = session.project, session.output
    endpoint, hsts = policy_source(project.settings.feedback), project.settings.hsts
    frames = sorted({host for page in session.pages.values() for host in page.scan.frames})
    services = policy_sources(project.settings)
    apps = project.settings.embed
    file = headers.headers_file(project.site_url, endpoint, hsts=hsts, frames=frames, services=services, apps=apps)
    session.output.write(headers.HEADERS_FILE, file)
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
    made = session.output.site_dir / corpus.FILE
    with naming(made), made.open("w", encoding="utf-8", newline="\n") as file:
        for language in project.languages:
            fill = partial(fill_fields, operator=project.operator, visits=session.visits_text(language.code))
            source = CorpusSource(project.addresses, session.states, language, project.site_url, fill)
            keys = {dest: page.key for dest, page in session.languages[language.code].pages.items()}
            file.writelines(corpus.lines(source, keys, session.results))


def write_status_json(session: Session) -> None:
    """Write the figures of the page on the state of the translations, for other tools."""
    session.output.write("status.json", as_json(status_rows(session.states)))


def pack_bundle(session: Session) -> None:
    """List the files of the bundle and pack it; the zip is put in place together with its folder."""
    project, output = session.project, session.output
    name = output.target_dir.name
    sources = {page.dest: page.source for page in session.page_records}
    sources |= {script_file(dest): source for dest, source in sources.items()}
    paths = {page.dest: page.path for page in session.page_records}
    paths |= {script_file(dest): path for dest, path in paths.items()}
    session.findings += portability.check_names(files_of(output.site_dir), folder=name, sources=sources, paths=paths)
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
