"""The steps after the last language that check something of the site as a whole and write nothing."""

from __future__ import annotations

from helpcentre.build.session import Session
from helpcentre.checks import csp as csp_check
from helpcentre.checks import operator_fields as operator_check
from helpcentre.checks import performance_budget
from helpcentre.checks.guides import check_guides
from helpcentre.checks.names import check_names
from helpcentre.checks.published_ids import check_published_ids
from helpcentre.checks.site import HOME, check_results, check_site
from helpcentre.checks.translation import check_languages, check_strays, check_topics
from helpcentre.content.guides import linked_pages
from helpcentre.content.language import tags_of
from helpcentre.content.related import check_also_in
from helpcentre.diagnostics.problem import Rule
from helpcentre.hosting.published import check_lost_addresses, expired_files
from helpcentre.output.site import BuiltSite, files_of, read_site
from helpcentre.search import files as search_files
from helpcentre.util.hashes import folder_hashes

_LINK_RULES = frozenset(rule.code for rule in (Rule.LINK_TARGET_MISSING, Rule.ANCHOR_MISSING, Rule.ASSET_MISSING))
"""What a crawl finds as well."""


def check_published(session: Session) -> None:
    """Look for published addresses and ids that are gone."""
    project = session.project
    published = session.anchors.published.addresses
    pages = {page.url for page in session.page_records}
    session.findings += check_lost_addresses(
        published,
        files_of(session.output.site_dir) | expired_files(project.addresses),
        pages,
        prefixes=[language.prefix for language in project.languages if language.prefix],
    )
    session.findings += check_published_ids(session.anchors)


def check_project(session: Session) -> None:
    """Check the files of the project as a whole: guides, operator's fields, and pages and folders out of place."""
    project = session.project
    session.findings += check_guides(session.states)
    session.findings += operator_check.check_values(project.documents, project.operator, site_url=project.site_url)
    session.findings += operator_check.check_translations(session.states)
    if session.visits_text(project.source.code):
        session.findings += operator_check.check_visits(project.documents, file=session.policy.config_file.name)
    session.findings += check_strays(project.documents)
    session.findings += check_topics(project.documents)
    session.findings += check_names(project.documents)
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
        results=session.results,
        keys=keys,
        led=linked_pages(project.documents),
        has_home_template=bool(project.documents.meta(project.source.code, HOME).get("template")),
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
            results=session.results,
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
    key = session.results.key(crawl.crawl, folder_hashes(site_dir), project.site_url)
    if session.cache.get(key, bool):
        return
    if findings := crawl.crawl(site_dir, site_url=project.site_url):
        told = {(each.file, each.line) for each in session.findings if each.code in _LINK_RULES and each.line}
        found = crawl.as_problems(findings, _built_site(session))
        session.findings += [each for each in found if (each.file, each.line) not in told]
    else:
        session.cache.put(key, True)  # a fault may be the machine's, and is looked for again


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
        dialect=project.documents.dialect,
        known={dest: page.scan for dest, page in session.pages.items()},
        contested=project.addresses.contested(),
    )
    return session.built_site
