"""Drafts of the open units of a language: what is to be asked, the questions, and what comes of the answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.drafts.answers import Answers
from helpcentre.drafts.engines.engine import Engine, EngineError, Task
from helpcentre.drafts.memory import NAME as MEMORY
from helpcentre.drafts.memory import Memory
from helpcentre.drafts.messages import Sending
from helpcentre.drafts.open_units import OpenPage
from helpcentre.drafts.proof import Proof
from helpcentre.drafts.restoration import AnswerError
from helpcentre.translation.segments import Segment

_FAILURES = 3
"""How many requests one after the other may fail before the engine is left alone."""


@dataclass(frozen=True)
class UnitDraft:
    """The draft of a unit by message, and who made it; without texts, and with why, where there is none."""

    unit: str
    engine: str
    texts: Mapping[str, str] = field(default_factory=dict)
    fault: str = ""


@dataclass(frozen=True)
class Questions:
    """What an engine is to be asked: the texts, each once, in the order of the pages, and what is known already."""

    texts: tuple[str, ...]
    remembered: int
    kept: int

    @property
    def characters(self) -> int:
        """How many characters engines count, tokens included."""
        return sum(map(len, self.texts))


class Drafter:
    """Makes drafts in one language; ``engine`` may be None, and then the memory is all there is."""

    def __init__(self, *, engine: Engine | None, task: Task, proof: Proof, memory: Memory, answers: Answers) -> None:
        self.sending = Sending(engine.name if engine else "", task.target, proof.glossary, proof.labels, task.source)
        self.engine, self.task = engine, replace(task, glossary=self.sending.all_terms)
        self.proof, self.memory, self.answers = proof, memory, answers
        self._faults: dict[str, str] = {}
        self._recalled: dict[str, str | None] = {}

    def questions(self, pages: Iterable[OpenPage]) -> Questions:
        """Return what is not known yet of these pages."""
        open_texts: dict[str, None] = {}
        remembered, kept = 0, set()
        for page in pages:
            for message in _messages(page):
                if self._remembered(message) is not None:
                    remembered += 1
                    continue
                for sent in self.sending.draftable(page.source, message).texts:
                    if self.answers.get(self.sending.key(sent.text)) is not None:
                        kept.add(sent.text)
                    else:
                        open_texts[sent.text] = None
        return Questions(tuple(open_texts), remembered, len(kept))

    def ask(self, questions: Questions, *, progress: Callable[[int, int], None]) -> None:
        """Ask the engine, and keep each answer as it comes; ``progress`` is told how many of how many texts are done.

        Raises HelpcentreError where the engine gives no answers to anybody, or fails several times in a row.
        """
        if self.engine is None:
            self._faults |= dict.fromkeys(questions.texts, "no engine is set")
            return
        done, failures = 0, 0
        size = self.engine.most_texts
        for texts in (questions.texts[start : start + size] for start in range(0, len(questions.texts), size)):
            answered = self._ask_batch(self.engine, texts)
            failures = 0 if answered else failures + 1
            done += len(texts)
            progress(done, len(questions.texts))
            if failures == _FAILURES:
                fix = "run the same command again later: it goes on where it stopped"
                raise HelpcentreError(f"{self.engine.name}: {self._faults[texts[0]]}", fix=fix)

    def drafts(self, page: OpenPage) -> list[UnitDraft]:
        """Return the draft of each open unit of a page, proved message by message.

        Answers that cannot be used are forgotten, so that they are asked for again.
        """
        return [self._draft(page, unit) for unit in page.units]

    def forget(self, page: OpenPage, unit: str) -> None:
        """Forget all answers that a unit was made of."""
        self.answers.forget(self.sending.unit_keys(page.source, unit))

    def _ask_batch(self, engine: Engine, texts: Sequence[str]) -> bool:
        """Ask for some texts, one by one where they get no answer together; return whether there was any answer."""
        try:
            self._keep(texts, engine.translate(texts, replace(self.task, terms=self.sending.terms(texts))))
            return True
        except EngineError as error:
            if len(texts) == 1:
                self._faults[texts[0]] = str(error)
                return False
            if not error.is_of_texts:
                self._faults |= dict.fromkeys(texts, str(error))
                return False
        answered = [self._ask_batch(engine, [text]) for text in texts]
        return any(answered)

    def _keep(self, texts: Sequence[str], answers: Sequence[str]) -> None:
        self.answers.keep({self.sending.key(text): answer for text, answer in zip(texts, answers, strict=True)})

    def _draft(self, page: OpenPage, unit: str) -> UnitDraft:
        texts, engines = {}, set()
        for message in page.source.parts[unit].messages:
            if not message.text:
                continue
            try:
                texts[message.key], engine = self._translated(page, message)
                fault = self.proof.fault(message, texts[message.key]) if engine else ""
            except AnswerError as error:
                fault = str(error)
            if fault:
                self.answers.forget(self.sending.message_keys(page.source, message))
                return UnitDraft(unit, "", fault=f"{message.key}: {fault}")
            engines |= {engine} - {""}
        name = self.engine.name if self.engine else MEMORY
        return UnitDraft(unit, MEMORY if engines == {MEMORY} else name, texts)

    def _translated(self, page: OpenPage, message: Segment) -> tuple[str, str]:
        """Return the draft of a message and who made it, nobody where it has no words; raises AnswerError."""
        if (known := self._remembered(message)) is not None:
            return known, MEMORY
        found = self.sending.draftable(page.source, message)
        answers = {sent.text: self.answers.get(self.sending.key(sent.text)) for sent in found.texts}
        missing = next((text for text, answer in answers.items() if answer is None), "")
        if missing:
            raise AnswerError(self._faults.get(missing, "the engine was not asked"))
        return found.translated({text: answer or "" for text, answer in answers.items()}), (
            self.engine.name if found.texts and self.engine else ""
        )

    def _remembered(self, message: Segment) -> str | None:
        if message.text not in self._recalled:
            known = self.memory.find(message)
            is_proved = known is not None and not self.proof.fault(message, known)
            self._recalled[message.text] = known if is_proved else None
        return self._recalled[message.text]


def _messages(page: OpenPage) -> Iterator[Segment]:
    for unit in page.units:
        yield from (message for message in page.source.parts[unit].messages if message.text)
