"""Commands for drafts of translations by a machine: translate, review."""

from __future__ import annotations

import argparse
import os
import shlex
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from helpcentre.cli.arguments import PAGE, read_documents
from helpcentre.cli.commands import Commands
from helpcentre.content import glossary
from helpcentre.content.documents import Documents
from helpcentre.content.glossary import Glossary, read_glossary
from helpcentre.content.labels.file import read_labels
from helpcentre.content.release import build_day
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.drafts.answers import Answers, answers_file
from helpcentre.drafts.drafting import Drafter, Questions
from helpcentre.drafts.engines.choice import choose_engine
from helpcentre.drafts.engines.engine import Task
from helpcentre.drafts.memory import Memory, read_memory
from helpcentre.drafts.messages import Sending
from helpcentre.drafts.open_units import OpenPage, open_pages, read_page
from helpcentre.drafts.page_drafts import DraftedPage, PageWriter
from helpcentre.drafts.proof import Proof
from helpcentre.drafts.proposals import read_proposals
from helpcentre.drafts.review import Draft, Review, glossary_hits
from helpcentre.mkdocs_adapter.config import load_config
from helpcentre.settings.options import Settings, TranslateSettings
from helpcentre.settings.reading import read_settings
from helpcentre.translation.acceptance import require_translation
from helpcentre.translation.state import TranslationStates
from helpcentre.util.files import write_texts

_KEYS = "[a]ccept, [e]dit, [r]eject, [s]kip, [q]uit: "


def add_drafts_commands(commands: Commands) -> None:
    """Declare the commands; each one's ``run`` takes the options and returns the exit status."""
    command = commands.add_parser("translate", help="let a machine draft what is not translated, and prove it")
    command.add_argument("pages", nargs="*", metavar="PAGE", help=f"{PAGE}; default: all")
    command.add_argument("--lang", required=True, metavar="CODE", help="the language to translate into")
    command.add_argument("--dry-run", action="store_true", help="tell texts, characters and costs, and ask nobody")
    command.set_defaults(run=_translate)

    command = commands.add_parser("review", help="read drafts of a machine beside their source, and decide on each")
    command.add_argument("lang", metavar="CODE", help="the language of the drafts")
    command.add_argument("pages", nargs="*", metavar="PAGE", help=f"{PAGE}; default: all")
    command.add_argument("--list", action="store_true", help="list the drafts, and ask nothing")
    command.add_argument("--accept-all", action="store_true", help="accept all drafts of these pages without asking")
    command.set_defaults(run=_review)


def _translate(options: argparse.Namespace) -> int:
    documents, settings = _project(options)
    if settings.drafts == "off":
        fix = "set extra.helpcentre.drafts to after review or with notice"
        raise HelpcentreError("this project makes no drafts: drafts: off", fix=fix, file=options.config_file.name)
    states, words = TranslationStates(documents), _glossary(documents)
    pages, unrecorded = open_pages(states, options.lang, options.pages)
    for path in unrecorded:
        print(f"left out: {options.lang}/{path} has no record of its source; see helpcentre accept")
    drafter = _drafter(options.lang, states, settings.translate, words, pages)
    questions = drafter.questions(pages)
    _tell(questions, pages, settings.translate)
    if options.dry_run or not pages:
        return 0
    stopped = _ask(drafter, questions)
    done = _write(drafter, pages, documents, options.lang)
    _report(done, options.lang)
    if stopped:
        raise stopped
    return int(any(page.faults for page in done))


def _project(options: argparse.Namespace) -> tuple[Documents, Settings]:
    documents = read_documents(options)
    require_translation(documents, options.lang)
    return documents, read_settings(load_config(options.config_file).extra, file=options.config_file.name)


def _glossary(documents: Documents) -> Glossary:
    return read_glossary(documents.project_dir / glossary.FILE_NAME)


def _drafter(
    code: str, states: TranslationStates, settings: TranslateSettings, words: Glossary, pages: list[OpenPage]
) -> Drafter:
    documents = states.documents
    target = documents.language(code)
    engine = choose_engine(settings, os.environ, folder=documents.project_dir)
    return Drafter(
        engine=engine,
        task=Task(documents.source.tag, target.tag, documents.source.english_name, target.english_name),
        proof=Proof(documents.source, target, words, read_labels(documents.project_dir), documents.dialect),
        memory=read_memory(states, code) if pages else Memory(),
        answers=Answers(answers_file(documents.project_dir, code)),
    )


def _tell(questions: Questions, pages: list[OpenPage], settings: TranslateSettings) -> None:
    """Say what is to be asked, and what it costs where the settings have a price."""
    for page in pages:
        proposed = f", {len(page.outdated)} to propose" if page.outdated else ""
        print(f"{page.path}: {len(page.missing)} sections to draft{proposed}")
    known = f"{questions.remembered} texts from the memory, {questions.kept} answered before"
    cost = ""
    if settings.price and questions.texts:
        cost = f", about {questions.characters * settings.price / 1e6:.2f} {settings.currency}"
    engine = settings.engine or "no engine"
    print(f"{known}; {len(questions.texts)} to ask ({engine}): {questions.characters} characters{cost}", flush=True)


def _ask(drafter: Drafter, questions: Questions) -> HelpcentreError | None:
    """Ask the engine; return the error that ended it, once what was answered has been used."""
    try:
        drafter.ask(questions, progress=lambda done, of: print(f"{done} of {of} texts", flush=True))
    except HelpcentreError as error:
        return error
    return None


def _write(drafter: Drafter, pages: list[OpenPage], documents: Documents, code: str) -> list[DraftedPage]:
    """Write the pages and proposals, each page as a whole, and forget the answers that do not fit into them."""
    writer = PageWriter(drafter.proof, folder=documents.docs_dir / code, day=build_day())
    proposals, done = read_proposals(documents.project_dir, code), []
    for page in pages:
        drafts = drafter.drafts(page)
        found = writer.write(page, drafts)
        if found.text is not None:
            write_texts({documents.file(code, page.path): found.text}, folder=documents.docs_dir)
        proposals.add(page.path, found.proposals)
        for unit in found.faults.keys() - {draft.unit for draft in drafts if draft.fault}:
            drafter.forget(page, unit)
        done.append(found)
    proposals.write()
    return done


def _report(done: list[DraftedPage], code: str) -> None:
    for page in done:
        if page.text is not None:
            print(f"wrote {code}/{page.path}: {len(page.drafted)} drafts")
        for unit in page.proposals:
            print(f"proposed {code}/{page.path}#{unit}: people have translated it, so it waits for the review")
        for unit, why in page.faults.items():
            print(f"held back {code}/{page.path}#{unit}: {why}")
    drafted = sum(len(page.drafted) + len(page.proposals) for page in done)
    held = sum(len(page.faults) for page in done)
    print(f"{drafted} drafts to review, see helpcentre review {code}; {held} held back")


def _review(options: argparse.Namespace) -> int:
    documents, _ = _project(options)
    proposals = read_proposals(documents.project_dir, options.lang)
    review = Review(TranslationStates(documents), options.lang, proposals)
    drafts = list(review.drafts(options.pages))
    if options.list:
        for draft in drafts:
            print(f"{options.lang}/{draft.path}#{draft.unit}  {draft.engine} {draft.day}{_note(draft)}")
        print(f"{len(drafts)} drafts to review")
        return 0
    if options.accept_all:
        return _accept_all(review, drafts)
    return _walk(review, drafts, _glossary(documents))


def _note(draft: Draft) -> str:
    if draft.is_stale:
        return ", the source has changed since"
    return ", beside a text of people" if draft.present else ""


def _accept_all(review: Review, drafts: list[Draft]) -> int:
    ready = [draft for draft in drafts if not draft.is_stale and not draft.present]
    for draft in ready:
        review.accept(draft)
        print(f"accepted {review.code}/{draft.path}#{draft.unit}")
    print(f"{len(ready)} drafts accepted; {len(drafts) - len(ready)} are stale or would replace a text of people")
    return 0


def _walk(review: Review, drafts: list[Draft], words: Glossary) -> int:
    """Show each draft and do what the reviewer says."""
    for number, draft in enumerate(drafts, start=1):
        print(f"\n== {number} of {len(drafts)}: {draft.path}#{draft.unit}  {draft.engine} {draft.day}{_note(draft)}")
        print(f"-- source\n{draft.source}\n")
        if draft.present:
            print(f"-- the translation until now\n{draft.present}\n")
        hits = glossary_hits(words, review.code, draft.source)
        print("\n".join([f"-- draft\n{draft.text}\n", *(f"   glossary: {hit}" for hit in hits)]))
        if not _decide(review, draft, words):
            return 0
    print(f"{len(drafts)} drafts were shown")
    return 0


def _decide(review: Review, draft: Draft, words: Glossary) -> bool:
    """Ask until there is an answer that does something; return whether the review goes on."""
    while True:
        try:
            answer = input(_KEYS).strip().lower()[:1]
        except EOFError:
            return False
        try:
            if answer == "e":
                draft = _edited(review, draft)
                print(f"-- draft\n{draft.text}\n")
                continue
            if answer == "a":
                review.accept(draft)
            if answer == "r":
                review.reject(draft)
                _forget(review, draft, words)
        except HelpcentreError as error:
            print(f"   {error}")
            continue
        if answer in ("a", "r", "s", "q"):
            return answer != "q"


def _forget(review: Review, draft: Draft, words: Glossary) -> None:
    """Let the engine be asked again for what was rejected."""
    documents = review.states.documents
    source = read_page(review.states, documents.source.code, draft.path)
    if source:
        labels = read_labels(documents.project_dir)
        keys = Sending(draft.engine, review.code, words, labels, documents.source.code).unit_keys(source, draft.unit)
        Answers(answers_file(documents.project_dir, review.code)).forget(keys)


def _edited(review: Review, draft: Draft) -> Draft:
    """Let the reviewer's editor change a draft, and return it."""
    editor = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "draft.md")
        file.write_text(draft.text + "\n", encoding="utf-8", newline="\n")
        try:
            done = subprocess.run([*editor, str(file)], check=False)
        except OSError as error:
            raise HelpcentreError(f"{editor[0]} cannot be run", fix="set the variable EDITOR") from error
        text = file.read_text(encoding="utf-8").strip()
    if done.returncode or not text:
        raise HelpcentreError("the draft stays as it was", fix="save the file, or reject the draft")
    return review.edit(draft, text) if text != draft.text else replace(draft)
