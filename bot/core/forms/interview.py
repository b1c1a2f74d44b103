"""The place in a form is computed from its answers and what is known: a page of proposals, a question, the review."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum, auto
from zlib import crc32

from bot.core.errors import Outdated
from bot.core.forms.form import Answers, Form, Known, Question, always, files_answer, files_of

# As many lines as one page has buttons for; what is left over comes on the next.
MOST_PROPOSALS = 16


class Page(Enum):
    """What stands on the screen: why there is no form, what is known, a question, why it ends here, the review."""

    GATE = auto()
    KNOWN = auto()
    QUESTION = auto()
    ENDED = auto()
    REVIEW = auto()


@dataclass(frozen=True, slots=True)
class Interview:
    """A form with answers. `pointed` is a question that the person went to, `editing` from a page of many lines.

    Answers to questions that are not asked any more are kept unseen, for the case that they are asked again.
    `mark` tells two interviews of one form apart: a button of the first never writes into the second.
    `former` are the answers that a mended form began with, `name` stands beside the title: whom it is about.
    """

    form: Form
    answers: Answers
    today: date
    mark: str = ""
    pointed: str = ""
    editing: bool = False
    subject: str = ""
    known: Known = field(default_factory=Known)
    former: Answers = field(default_factory=dict)
    name: str = ""

    @property
    def reference(self) -> str:
        return f"{self.form.key}-{self.subject}" if self.subject else self.form.key

    @property
    def facts(self) -> Answers:
        return {"today": self.today.isoformat(), **self.known.facts}

    @property
    def gate(self) -> str:
        """The page that stands in place of the form, empty where the form is open."""
        return self.form.gate(self.facts)

    @property
    def questions(self) -> tuple[Question, ...]:
        """What is asked, with the answers as they are; nothing after an answer that ends the form."""
        return tuple(question for question, _ in self._walk(self.answers))

    @property
    def proposals(self) -> dict[str, str]:
        """What is known to questions without an answer; also to those that are only asked once it is taken."""
        taken = dict(self.answers)
        found: dict[str, str] = {}
        for question, given in self._walk(taken):
            proposal = self.known.answers.get(question.key)
            if proposal is None or _holds(question, taken, given):
                continue
            if question.holds(proposal, given):
                found[question.key] = taken[question.key] = proposal
            if len(found) == MOST_PROPOSALS:
                break
        return found

    @property
    def open_question(self) -> Question | None:
        """The first that has no answer."""
        return next((one for one, given in self._walk(self.answers) if not self._held(one, given)), None)

    @property
    def ended(self) -> Question | None:
        """The question whose answer ends the form."""
        walked = self._walk(self.answers)
        return next((one for one, given in walked if self._held(one, given) and self._ends(one)), None)

    @property
    def page(self) -> Page:
        if self.gate:
            return Page.GATE
        if self._pointed_at:
            return Page.QUESTION
        if self.ended:
            return Page.ENDED
        if self.proposals:
            return Page.KNOWN
        return Page.QUESTION if self.open_question else Page.REVIEW

    @property
    def place(self) -> Question | None:
        """The question on the screen, None on any other page."""
        if self.page is not Page.QUESTION:
            return None
        return self._pointed_at or self.open_question

    @property
    def complete(self) -> bool:
        """Whether it can be saved."""
        return not self.gate and self.open_question is None and self.ended is None

    @property
    def given(self) -> dict[str, str]:
        """The answers to what is asked."""
        return {
            one.key: self.answers[one.key]
            for one, given in self._walk(self.answers)
            if self._held(one, given)
        }

    @property
    def revision(self) -> str:
        """Changes with the answers: what is sent is what was seen."""
        return _mark_of(self.given)

    @property
    def known_revision(self) -> str:
        """Changes with the proposals: what is taken is what was seen."""
        return _mark_of(self.proposals)

    @property
    def total(self) -> int | None:
        """How many questions there are; None where that depends on answers that are still to come."""
        certain = all(one.asked is always or one.otherwise for one in self.form.questions)
        return len(self.form.questions) if certain else None

    def number(self, question: Question) -> int:
        return self.form.questions.index(question) + 1

    def given_to(self, question: Question) -> Answers:
        """What is known, and the answers before a question: only they decide whether and how it is asked."""
        return next((given for one, given in self._reached() if one == question), self.facts)

    def answered(self, question: Question) -> bool:
        return self._held(question, self.given_to(question))

    def answer_to(self, question: Question) -> str:
        return self.answers.get(question.key, "")

    def options(self, question: Question) -> tuple[str, ...]:
        return question.options(self.given_to(question))

    def proposed(self, question: Question) -> str:
        """What is known, else what most will answer."""
        given = self.given_to(question)
        known = self.known.answers.get(question.key, "")
        return known if known and question.holds(known, given) else question.proposed(given)

    def answer(self, key: str, written: str) -> "Interview":
        """With this answer, at the next place; NotUnderstood where it can not be read."""
        question = self.question(key)
        if files_of(self.answer_to(question)):
            # Nothing that was sent is lost by one tap of an old button: files are taken back one by one.
            raise Outdated()
        kept = question.read(written, self.given_to(question))
        return replace(self, answers={**self.answers, key: kept}, pointed="", editing=False)

    def with_known(self) -> "Interview":
        """With everything that was proposed."""
        return replace(self, answers={**self.answers, **self.proposals}, pointed="", editing=False)

    def with_file(self, key: str, attachment_id: int) -> "Interview":
        """With one more file to a proof, staying there: more may come."""
        files = files_of(self.answer_to(self.question(key)))
        return self._with_files(key, (*files, attachment_id))

    def without_file(self, key: str, attachment_id: int) -> "Interview":
        """Without the last file of a proof, where it is this one."""
        files = files_of(self.answer_to(self.question(key)))
        if files[-1:] != (attachment_id,):
            raise Outdated()
        return self._with_files(key, files[:-1])

    def before(self, question: Question | None) -> Question | None:
        """The answered question before this one, the last of all before a page; None where there is none."""
        asked = self.questions
        earlier = asked[: asked.index(question)] if question in asked else asked
        return next((one for one in reversed(earlier) if self.answered(one)), None)

    def at(self, key: str, editing: bool) -> "Interview":
        """Back at this question."""
        return replace(self, pointed=self.question(key).key, editing=editing)

    def forward(self) -> "Interview":
        """Leaves the answer as it is and goes to the first open place, or to the review."""
        return replace(self, pointed="", editing=False)

    def question(self, key: str) -> Question:
        """The question, where it is asked; an old button may name one that is not any more."""
        for one, _ in self._reached():
            if one.key == key:
                return one
        raise Outdated()

    @property
    def _pointed_at(self) -> Question | None:
        return next((one for one, _ in self._reached() if one.key == self.pointed), None)

    def _reached(self) -> Iterator[tuple[Question, Answers]]:
        """What is asked, and then what would be with everything known: its lines can be changed before that."""
        yield from self._walk(self.answers)
        if self.known.answers:
            yield from self._walk({**self.answers, **self.proposals})

    def _walk(self, answers: Answers) -> Iterator[tuple[Question, Answers]]:
        """Each question that is asked, with what is given before it; reads an answer only after its question."""
        given = dict(self.facts)
        for question in self.form.questions:
            if not question.asked(given):
                continue
            yield question, dict(given)
            if _holds(question, answers, given):
                given[question.key] = answers[question.key]
                if question.ends_with(answers[question.key]):
                    return

    def _held(self, question: Question, given: Answers) -> bool:
        return _holds(question, self.answers, given)

    def _ends(self, question: Question) -> bool:
        return question.ends_with(self.answers[question.key])

    def _with_files(self, key: str, files: tuple[int, ...]) -> "Interview":
        answers = {**self.answers, key: files_answer(files)}
        if not files:
            del answers[key]
        return replace(self, answers=answers, pointed=key, editing=self.editing and self.pointed == key)


def _holds(question: Question, answers: Answers, given: Answers) -> bool:
    return question.key in answers and question.holds(answers[question.key], given)


def _mark_of(answers: Answers) -> str:
    return f"{crc32(repr(sorted(answers.items())).encode()):08x}"
