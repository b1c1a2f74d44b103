"""A form as a declaration: its questions in order, when each is asked, how an answer is understood."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bot.core.access import Action
from bot.core.errors import Refusal
from bot.core.office import Doors
from bot.core.ports import Desk

Answers = Mapping[str, str]
Condition = Callable[[Answers], bool]
Reader = Callable[[str], str | None]
FILES = "files:"
LATER, IN_EGOV, SHOWN = "later", "egov", "shown"
STAFF = "staff"
NONE_GIVEN = frozenset({"", "-", "–", "—", "жоқ", "жок", "нет", "no", "none"})
NO_ANSWER: frozenset[str] = frozenset()


class NotUnderstood(Refusal):
    """The answer can not be read; the question, drawn again, shows an example."""

    key = "forms.not_understood"


class FileExpected(Refusal):
    """Words came where a paper is asked for."""

    key = "forms.file_expected"


def always(given: Answers) -> bool:
    return True


def plainly(given: Answers) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Question:
    """One screen: words under `<form>.<key>.…`, or `….<variant>` where what is given names one.

    `given` is everywhere what is known (`Known.facts` and `today`) and answered before this question.
    `otherwise` is what the review states where the question is not asked. What is `of_family` holds for all its
    children: it is proposed for the next one.
    """

    key: str
    asked: Condition = always
    variant: Callable[[Answers], str] = plainly
    optional: bool = False
    otherwise: str = ""
    of_family: bool = False

    def options(self, given: Answers) -> tuple[str, ...]:
        """Answers to tap."""
        return ()

    def proposed(self, given: Answers) -> str:
        """The answer that most will give."""
        return ""

    def read(self, written: str, given: Answers) -> str:
        """The answer as it is kept; NotUnderstood where it is none."""
        if self.optional and written.strip().lower() in NONE_GIVEN:
            return ""
        if kept := self.understood(written, given):
            return kept
        raise NotUnderstood(typed=written[:60])

    def understood(self, written: str, given: Answers) -> str | None:
        raise NotImplementedError

    def holds(self, kept: str, given: Answers) -> bool:
        """Whether an answer that was kept is still one."""
        return bool(kept) or self.optional

    def ends_with(self, kept: str) -> bool:
        """Whether this answer leads to a page that explains instead of further questions."""
        return False


@dataclass(frozen=True, slots=True)
class Choice(Question):
    """One of a few answers; `heard` maps how a typed answer may begin to the choice that it means.

    A choice named in `only` is offered only where its condition is met. One of `ends` leads to the page
    `<form>.<key>.ended.<choice>`, from where nothing can be sent.
    """

    choices: tuple[str, ...] = ()
    usual: str | Callable[[Answers], str] = ""
    heard: Mapping[str, str] | None = None
    only: Mapping[str, Condition] = field(default_factory=dict)
    ends: frozenset[str] = NO_ANSWER

    def options(self, given: Answers) -> tuple[str, ...]:
        return tuple(one for one in self.choices if self.only.get(one, always)(given))

    def proposed(self, given: Answers) -> str:
        usual = self.usual if isinstance(self.usual, str) else self.usual(given)
        return usual if usual in self.options(given) else ""

    def understood(self, written: str, given: Answers) -> str | None:
        said = written.strip().lower()
        meant = [choice for beginning, choice in (self.heard or {}).items() if said.startswith(beginning)]
        options = self.options(given)
        numbers = [number for number in re.findall(r"\d+", said) if number in options]
        return next((one for one in (said, *meant, *numbers) if one in options), None)

    def holds(self, kept: str, given: Answers) -> bool:
        return kept in self.options(given) or (self.optional and not kept)

    def ends_with(self, kept: str) -> bool:
        return kept in self.ends


@dataclass(frozen=True, slots=True)
class Typed(Question):
    """Written by hand and understood by `reader`; `offers` can be tapped instead, the usual first.

    What is `private` is taken out of the chat once it was read, and screens show its end only.
    """

    reader: Reader = str.strip
    offers: Callable[[Answers], tuple[str, ...]] | None = None
    private: bool = False

    def hides(self, kept: str) -> bool:
        """Whether screens show no more than the end of this answer."""
        return self.private

    def options(self, given: Answers) -> tuple[str, ...]:
        return self.offers(given) if self.offers else ()

    def proposed(self, given: Answers) -> str:
        return next(iter(self.options(given)), "")

    def understood(self, written: str, given: Answers) -> str | None:
        return self.reader(written)


@dataclass(frozen=True, slots=True)
class Several(Question):
    """A list written by hand, kept a line each."""

    reader: Reader = str.strip
    separators: str = r"[,;\n]"

    def understood(self, written: str, given: Answers) -> str | None:
        found = [self.reader(part) for part in re.split(self.separators, written) if part.strip()]
        kept = [one for one in found if one]
        return "\n".join(kept) if kept and len(kept) == len(found) else None


@dataclass(frozen=True, slots=True)
class Proof(Question):
    """A paper: sent as files, brought later, looked up in eGov by the school, or shown at the school.

    Kept as `files:3,4` (numbers of attachments), `later`, `egov` or `shown`; only staff tick `shown`.
    """

    in_egov: bool = True

    def options(self, given: Answers) -> tuple[str, ...]:
        by_staff = given.get("by") == STAFF
        return (LATER, *((IN_EGOV,) if self.in_egov else ()), *((SHOWN,) if by_staff else ()))

    def read(self, written: str, given: Answers) -> str:
        """Only what is offered: files come by another way."""
        if self.optional and written.strip().lower() in NONE_GIVEN:
            return ""
        if written in self.options(given):
            return written
        raise FileExpected()

    def holds(self, kept: str, given: Answers) -> bool:
        return bool(files_of(kept)) or kept in self.options(given) or (self.optional and not kept)


def files_of(kept: str) -> tuple[int, ...]:
    """The numbers of the attachments in the answer to a proof."""
    return tuple(int(one) for one in kept.removeprefix(FILES).split(",")) if is_files(kept) else ()


def files_answer(numbers: tuple[int, ...]) -> str:
    return FILES + ",".join(str(one) for one in numbers) if numbers else ""


def is_files(kept: str) -> bool:
    return re.fullmatch(FILES + r"\d+(,\d+)*", kept) is not None


@dataclass(frozen=True, slots=True)
class Known:
    """What the office knows before the first question is asked.

    `facts` decide what is asked (`grade`, `born`, `by` …), `answers` are proposed by question and confirmed at once,
    `sources` say where each of them comes from (`roster`, `sibling`, `last_year`), with the name after a colon where
    there is one (`sibling:Айша`). `remarks` are shown above their question: why an answer came back.
    """

    facts: Answers = field(default_factory=dict)
    answers: Answers = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    remarks: Mapping[str, str] = field(default_factory=dict)


def nothing_known(desk: Desk, subject: str) -> Known:
    return Known()


def allow(desk: Desk, subject: str) -> None:
    return None


def from_nothing(desk: Desk, subject: str) -> Answers:
    return {}


def nameless(desk: Desk, subject: str) -> str:
    return ""


def of_no_pupil(desk: Desk, subject: str) -> int:
    return 0


@dataclass(frozen=True, slots=True)
class Form:
    """Questions in their order, who may fill them in, what becomes of the answers, and whether it has.

    A reference `<key>-<subject>` opens it about something: a child, an application. `allows` raises the refusal where
    the actor may not. `start` is what a filling begins with, `names` stands beside the title, `pupil` is whose papers
    are sent. `gate` looks at the facts and names the page `<key>.gate.<page>` that is shown instead of the form.
    Words that the form has not itself are looked for under `shared`.
    """

    key: str
    action: Action
    questions: tuple[Question, ...]
    save: Callable[[Desk, str, Answers, Doors], None]
    is_saved: Callable[[Desk, str], bool]
    known: Callable[[Desk, str], Known] = nothing_known
    allows: Callable[[Desk, str], None] = allow
    start: Callable[[Desk, str], Answers] = from_nothing
    names: Callable[[Desk, str], str] = nameless
    pupil: Callable[[Desk, str], int] = of_no_pupil
    gate: Callable[[Answers], str] = plainly
    shared: str = ""

    def question(self, key: str) -> Question | None:
        return next((one for one in self.questions if one.key == key), None)
