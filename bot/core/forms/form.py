"""A form as a declaration: its questions in order, when each is asked, how an answer is understood."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.core.access import Action
from bot.core.errors import Refusal
from bot.core.ports import Desk

Answers = Mapping[str, str]
Condition = Callable[[Answers], bool]
Reader = Callable[[str], str | None]
FILES = "files:"
LATER, IN_EGOV, SHOWN = "later", "egov", "shown"
NONE_GIVEN = frozenset({"", "-", "–", "—", "жоқ", "жок", "нет", "no", "none"})


class NotUnderstood(Refusal):
    """The answer can not be read; the question, drawn again, shows an example."""

    key = "forms.not_understood"


def always(answers: Answers) -> bool:
    return True


def plainly(answers: Answers) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Question:
    """One screen: words under `<form>.<key>.…`, or `….<variant>` where the earlier answers name one.

    `otherwise` is what the review states where the question is not asked.
    """

    key: str
    asked: Condition = always
    variant: Callable[[Answers], str] = plainly
    optional: bool = False
    otherwise: str = ""

    def options(self, today: date) -> tuple[str, ...]:
        """Answers to tap."""
        return ()

    def proposed(self, today: date) -> str:
        """The answer that most will give."""
        return ""

    def read(self, written: str) -> str:
        """The answer as it is kept; NotUnderstood where it is none."""
        if self.optional and written.strip().lower() in NONE_GIVEN:
            return ""
        if kept := self.understood(written):
            return kept
        raise NotUnderstood(typed=written[:60])

    def understood(self, written: str) -> str | None:
        raise NotImplementedError

    def holds(self, kept: str) -> bool:
        """Whether an answer that was kept is still one."""
        return bool(kept) or self.optional


@dataclass(frozen=True, slots=True)
class Choice(Question):
    """One of a few answers; `heard` maps how a typed answer may begin to the choice that it means."""

    choices: tuple[str, ...] = ()
    usual: str = ""
    heard: Mapping[str, str] | None = None

    def options(self, today: date) -> tuple[str, ...]:
        return self.choices

    def proposed(self, today: date) -> str:
        return self.usual

    def understood(self, written: str) -> str | None:
        said = written.strip().lower()
        meant = [choice for beginning, choice in (self.heard or {}).items() if said.startswith(beginning)]
        numbers = [number for number in re.findall(r"\d+", said) if number in self.choices]
        return next((one for one in (said, *meant, *numbers) if one in self.choices), None)

    def holds(self, kept: str) -> bool:
        return kept in self.choices or (self.optional and not kept)


@dataclass(frozen=True, slots=True)
class Typed(Question):
    """Written by hand and understood by `reader`; `offers` can be tapped instead, the usual first."""

    reader: Reader = str.strip
    offers: Callable[[date], tuple[str, ...]] | None = None

    def options(self, today: date) -> tuple[str, ...]:
        return self.offers(today) if self.offers else ()

    def proposed(self, today: date) -> str:
        return next(iter(self.options(today)), "")

    def understood(self, written: str) -> str | None:
        return self.reader(written)


@dataclass(frozen=True, slots=True)
class Several(Question):
    """A list written by hand, kept a line each."""

    reader: Reader = str.strip
    separators: str = r"[,;\n]"

    def understood(self, written: str) -> str | None:
        found = [self.reader(part) for part in re.split(self.separators, written) if part.strip()]
        kept = [one for one in found if one]
        return "\n".join(kept) if kept and len(kept) == len(found) else None


@dataclass(frozen=True, slots=True)
class Proof(Question):
    """A paper: sent as files, brought later, looked up in eGov by the school, or shown at the school.

    Kept as `files:3,4` (numbers of attachments), `later`, `egov` or `shown`; only staff tick `shown`.
    """

    in_egov: bool = True


@dataclass(frozen=True, slots=True)
class Known:
    """What the office knows before the first question is asked.

    `facts` decide what is asked (`grade`, `born`, `by` …), `answers` are proposed by question and confirmed at once,
    `sources` say where each of them comes from (`roster`, `sibling`, `last_year`).
    """

    facts: Answers = field(default_factory=dict)
    answers: Answers = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Form:
    """Questions in their order, who may fill them in, what becomes of the answers, and whether it has."""

    key: str
    action: Action
    questions: tuple[Question, ...]
    save: Callable[[Desk, Answers], None]
    is_saved: Callable[[Desk], bool]

    def question(self, key: str) -> Question | None:
        return next((one for one in self.questions if one.key == key), None)
