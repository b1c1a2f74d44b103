"""How a case names things: its answers, papers, categories, days, what happened to it."""

from collections.abc import Iterable
from datetime import date

from bot.core.applications.application import Event, Step
from bot.core.applications.case import Case, Past
from bot.core.applications.correcting import Change
from bot.core.applications.handling import CATEGORY, PAPERS, papers_in
from bot.core.forms.form import Proof, Question
from bot.core.services.service import Service
from bot.handlers.addresses.cases import OpenPile
from bot.handlers.application_words import day_words, paper_words, service_title
from bot.handlers.forms_words import first_found, kept_words, worded
from bot.handlers.survey_words import cut
from bot.texts import Words

LINE_LENGTH = 110
REASON_LENGTH = 160


def category_name(words: Words, service: Service, category: str) -> str:
    """`2 · Low-income family`; a category that is a word is called by its name only."""
    name = first_found(words, f"category_of.{service.country}.{category}.name") or category
    return f"{category} · {name}" if category.isdecimal() else name


def label_of(words: Words, case: Case, key: str) -> str:
    """What an answer or a paper is called."""
    question = case.interview.form.question(key)
    return (worded(words, case.interview, question, "label") if question else "") or key


def answered(case: Case) -> tuple[Question, ...]:
    """What was answered, papers not counted."""
    held = case.application.answers
    return tuple(
        one for one in case.interview.form.questions if one.key in held and not isinstance(one, Proof)
    )


def answer_words(words: Words, case: Case, key: str, kept: str) -> str:
    """An answer in words; one to a question that is asked no more, as it is kept."""
    question = case.interview.form.question(key)
    if key == CATEGORY:
        return category_name(words, case.service, kept)
    return kept_words(words, case.interview, question, kept) if question else kept


def change_words(words: Words, case: Case, change: Change) -> str:
    """`Phone: … → …`."""
    old, new = (answer_words(words, case, change.key, one) for one in (change.old, change.new))
    return cut(f"{label_of(words, case, change.key)}: {old} → {new}", REASON_LENGTH)


def past_words(words: Words, case: Case, past: Past) -> str:
    """A line of the history."""
    event = past.event
    what = words(f"cases.step.{event.step}")
    said = event_words(words, case, event)
    undone = words("cases.undone") if event.undone_at else ""
    who = past.who or words("cases.by_software")
    line = " · ".join(one for one in (f"{past.at:%d.%m %H:%M}", what + undone, said, who) if one)
    return cut(line, REASON_LENGTH)


def event_words(words: Words, case: Case, event: Event) -> str:
    """What was said with a step: the answer that it is about, the papers, the reason."""
    if event.step in PAPERS:
        return ", ".join(paper_words(words, case.service.key, one) for one in papers_in(event))
    if event.step is Step.CORRECTED and event.question == CATEGORY:
        return " → ".join(category_name(words, case.service, one) for one in event.words.split())
    about = label_of(words, case, event.question) if event.step is Step.RETURNED and event.question else ""
    if event.step is Step.PAPER_ADDED:
        return paper_words(words, case.service.key, event.question)
    return ": ".join(one for one in (about, event.words) if one)


def detail_words(words: Words, key: str) -> str:
    """What a detail of a decision is called: as the table of limits has it."""
    return first_found(words, f"limits.{key}.label") or key


def term_words(words: Words, case: Case) -> str:
    """The clock: the last day of the answer and how many working days are left, or gone."""
    day = day_words(case.application.due_on)
    if case.term == "late":
        return words("cases.clock.late", day=day, number=-case.days_left)
    if case.term:
        return words(f"cases.clock.{case.term}", day=day)
    return words("cases.clock.left", day=day, number=case.days_left)


def period_words(words: Words, since: date, until: date | None) -> str:
    if until is None:
        return words("cases.from", since=day_words(since))
    return words("cases.from_until", since=day_words(since), until=day_words(until))


def lines_within(lines: Iterable[str], room: int) -> str:
    """As many whole lines as fit."""
    found: list[str] = []
    for line in lines:
        if sum(len(one) + 1 for one in found) + len(line) > room:
            found.append("…")
            break
        found.append(line)
    return "\n".join(found)


def title_of(words: Words, case: Case) -> str:
    """`Free meals · № 12`."""
    return f"{service_title(words, case.application.service)} · № {case.application.number}"


def opens_pile(pile: str) -> str:
    """Where the button under the morning's word about terms leads."""
    return OpenPile(pile=pile).pack()
