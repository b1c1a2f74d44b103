"""The place in a form is computed from its answers: the next question, the one before, the review."""

from dataclasses import dataclass, replace
from datetime import date
from zlib import crc32

from bot.core.errors import Outdated
from bot.core.forms.form import Answers, Form, Question


@dataclass(frozen=True, slots=True)
class Interview:
    """A form with answers. `pointed` is a question that the person went back to, `editing` from the review.

    Answers to questions that are not asked any more are kept unseen, for the case that they are asked again.
    `mark` tells two interviews of one form apart: a button of the first never writes into the second.
    """

    form: Form
    answers: Answers
    today: date
    mark: str = ""
    pointed: str = ""
    editing: bool = False

    @property
    def questions(self) -> tuple[Question, ...]:
        """What is asked, with the answers as they are."""
        return tuple(one for one in self.form.questions if one.asked(self.given_to(one)))

    def given_to(self, question: Question) -> Answers:
        """The answers before a question: only they decide whether and how it is asked."""
        earlier = self.form.questions[: self.form.questions.index(question)]
        return {one.key: self.answers[one.key] for one in earlier if one.key in self.answers}

    @property
    def open_question(self) -> Question | None:
        """The first that has no answer."""
        return next((one for one in self.questions if not self.answered(one)), None)

    @property
    def place(self) -> Question | None:
        """The question on the screen; None is the review."""
        asked = {one.key: one for one in self.questions}
        return asked.get(self.pointed) or self.open_question

    @property
    def complete(self) -> bool:
        return self.open_question is None

    @property
    def given(self) -> dict[str, str]:
        """The answers to what is asked."""
        return {one.key: self.answers[one.key] for one in self.questions if self.answered(one)}

    @property
    def revision(self) -> str:
        """Changes with the answers: what is sent is what was seen."""
        return f"{crc32(repr(sorted(self.given.items())).encode()):08x}"

    @property
    def total(self) -> int:
        return len(self.form.questions)

    def number(self, question: Question) -> int:
        return self.form.questions.index(question) + 1

    def answered(self, question: Question) -> bool:
        return question.key in self.answers and question.holds(self.answers[question.key])

    def answer_to(self, question: Question) -> str:
        return self.answers.get(question.key, "")

    def answer(self, key: str, written: str) -> "Interview":
        """With this answer, at the next place; NotUnderstood where it can not be read."""
        kept = self.question(key).read(written)
        return replace(self, answers={**self.answers, key: kept}, pointed="", editing=False)

    def before(self, question: Question | None) -> Question | None:
        """The question before this one, the last where it is the review; None before the first."""
        asked = self.questions
        place = asked.index(question) if question else len(asked)
        return asked[place - 1] if place else None

    def at(self, key: str, editing: bool) -> "Interview":
        """Back at this question."""
        return replace(self, pointed=self.question(key).key, editing=editing)

    def forward(self) -> "Interview":
        """Leaves the answer as it is and goes to the first open question, or to the review."""
        return replace(self, pointed="", editing=False)

    def question(self, key: str) -> Question:
        """The question, where it is asked; an old button may name one that is not any more."""
        for one in self.questions:
            if one.key == key:
                return one
        raise Outdated()
