"""The pipeline: what happens after a language is written, and, in one order, after the last one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from helpcentre.build import checking_steps, indexes, languages, lifecycle, picture_steps, recording, steps
from helpcentre.build.session import Session, current_session
from helpcentre.settings.options import Settings


@dataclass(frozen=True)
class Step:
    """One step after the last language, and the sessions that it belongs to."""

    run: Callable[[Session], None]
    editions: frozenset[str] = frozenset({"public", "agents"})
    in_preview: bool = True
    is_deferrable: bool = False
    """Whether it may wait until the preview is shown."""
    when: Callable[[Settings], bool] = lambda settings: True  # noqa: ARG005  # every site has it

    def applies_to(self, session: Session) -> bool:
        """Whether the step is a part of this session."""
        settings = session.project.settings
        is_wanted = self.in_preview or not session.mode.is_serving
        return is_wanted and settings.edition in self.editions and self.when(settings)


_PUBLIC, _AGENTS = frozenset({"public"}), frozenset({"agents"})

SITE_STEPS = (
    Step(steps.write_style_sheet),
    Step(steps.write_scripts),
    Step(picture_steps.write_picture_copies),
    Step(steps.write_embed, editions=_PUBLIC, when=lambda settings: bool(settings.embed)),
    Step(steps.write_app_manifests, editions=_PUBLIC, in_preview=False, when=lambda settings: settings.offline),
    Step(steps.write_sitemap, editions=_PUBLIC),
    Step(picture_steps.draw_share_pictures, editions=_PUBLIC),
    Step(steps.write_redirects),
    Step(checking_steps.check_published, editions=_PUBLIC),
    Step(steps.write_llms_txt, editions=_PUBLIC),
    Step(steps.write_server_config, editions=_PUBLIC, in_preview=False),
    Step(steps.write_corpus, in_preview=False),
    Step(steps.write_status_json, when=lambda settings: settings.has_status_page),
    Step(checking_steps.check_project),
    Step(checking_steps.check_built_site, is_deferrable=True),
    Step(checking_steps.check_search_results, is_deferrable=True),
    Step(steps.write_worker, editions=_PUBLIC),
    Step(
        checking_steps.crawl_with_linkchecker, editions=_PUBLIC, in_preview=False, when=lambda settings: settings.crawl
    ),
    Step(steps.pack_bundle, editions=_AGENTS),
)
"""What happens after the last language, in this order."""


def finish(config: MkDocsConfig) -> None:
    """Finish a language, and after the source, which MkDocs itself builds, the others and the site.

    Raises HelpcentreError where a step cannot do its work, and Abort, with the reasons logged, where a language failed.
    """
    session = current_session()
    if not session.mode.is_joining and session.current.code not in session.reused_languages:
        indexes.add(session, session.current, Path(config.site_dir))
    if session.is_nested:
        return
    if not session.mode.is_joining:
        languages.finish_source(session, config)
        languages.build_others(session, config)
    run_site_steps(session)
    lifecycle.finish(config)


def run_site_steps(session: Session) -> None:
    """Run the steps of a site whose languages are joined; in the preview those that may wait are deferred."""
    recording.begin_site(session)
    for step in SITE_STEPS:
        if step.applies_to(session):
            if step.is_deferrable and session.mode.checks_after_publish:
                session.deferred_checks.append(partial(step.run, session))
            else:
                step.run(session)
