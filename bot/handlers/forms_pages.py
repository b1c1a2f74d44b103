"""The pages of a form that show many answers: what is known, the review, and why a form goes no further."""

from collections.abc import Iterator, Sequence

from bot.chat import ROWS, Button, Row, Screen, in_rows, page_of
from bot.core.forms.form import Question
from bot.core.forms.interview import Interview, Page
from bot.handlers.addresses.applying import OpenApply
from bot.handlers.addresses.entrance import OpenMenu
from bot.handlers.addresses.forms import AskQuestion, SaveForm, TakeKnown, TurnReview
from bot.handlers.forms_words import (
    ended_words,
    kept_words,
    save_words,
    source_words,
    title_words,
    value_words,
    worded,
)
from bot.texts import Words

COLUMNS = 2
# One row less than a page has, for the buttons that turn it.
LINES = COLUMNS * (ROWS - 1)
ROOM = 600
# How long a label and a value may be, from as they are to so short that sixteen lines fit.
CUTS = ((28, 10_000), (28, 55), (28, 40), (24, 30), (22, 22), (18, 16), (16, 12), (14, 9))
PARENT = "parent"


def known_screen(words: Words, interview: Interview) -> Screen:
    """All that is known in lines with their sources: right with one tap, or changed one by one."""
    proposals = interview.proposals
    questions = [one for one in interview.form.questions if one.key in proposals]
    lines = [
        (
            worded(words, interview, one, "label"),
            kept_words(words, interview, one, proposals[one.key]),
            source_words(words, interview, one.key),
        )
        for one in questions
    ]
    text = "\n".join(
        words.html("forms.known.line", label=label, value=value, source=source)
        for label, value, source in _cut(lines)
    )
    take = TakeKnown(form=interview.reference, mark=interview.mark, revision=interview.known_revision)
    rows: list[Row] = [(Button(words("forms.known.take"), take, "success"),)]
    rows += in_rows([_edit(words, interview, one) for one in questions], COLUMNS)
    head = words.html("forms.known.check", title=title_words(words, interview))
    return Screen(f"{head}\n\n{text}", [*rows, (back_button(words, interview, None),)])


def explaining_screen(words: Words, interview: Interview) -> Screen:
    """Why no application is needed or possible, and what else there is; nothing can be sent from here."""
    rows: list[Row] = []
    if interview.facts.get("by") == PARENT:
        rows.append((Button(words("forms.what_else"), OpenApply(), "primary"),))
    ended = interview.ended if interview.page is Page.ENDED else None
    if ended is not None:
        there = AskQuestion(form=interview.reference, mark=interview.mark, key=ended.key)
        rows.append((Button(words("go.back"), there),))
    title = words.html("forms.title", title=title_words(words, interview))
    return Screen(f"{title}\n\n{ended_words(words, interview)}", [*rows, (menu_button(words),)])


def review_screen(words: Words, interview: Interview, number: int = 0) -> Screen:
    """Each answer once, with a button to change it; a long one has pages, and is sent from the last."""
    questions = interview.questions
    single = len(questions) <= COLUMNS * ROWS
    page = page_of(questions, number, COLUMNS * ROWS if single else LINES)
    shown = [one for one in _stated(interview) if one in page.items or (single and one not in questions)]
    head = _head_of_review(words, interview)
    rows = in_rows([_edit(words, interview, one) for one in page.items], COLUMNS)
    turners = page.turners(lambda to: TurnReview(form=interview.reference, mark=interview.mark, page=to))
    rows.append(turners)
    if page.number == page.count - 1:
        save = SaveForm(form=interview.reference, mark=interview.mark, revision=interview.revision)
        rows.append((Button(save_words(words, interview), save, "success"),))
    else:
        following = TurnReview(form=interview.reference, mark=interview.mark, page=page.number + 1)
        rows.append((Button(words("forms.further"), following, "primary"),))
    return Screen(
        f"{head}\n\n{value_lines(words, interview, shown)}", [*rows, (back_button(words, interview, None),)]
    )


def _head_of_review(words: Words, interview: Interview) -> str:
    """With what the whole came back for."""
    head = words.html("forms.check", title=title_words(words, interview))
    remark = interview.known.remarks.get("", "")
    return f"{words.html('forms.remark', remark=remark)}\n\n{head}" if remark else head


def page_with(interview: Interview, key: str) -> int:
    """The page of the review where this question stands."""
    keys = [one.key for one in interview.questions]
    if len(keys) <= COLUMNS * ROWS or key not in keys:
        return 0
    return keys.index(key) // LINES


def value_lines(words: Words, interview: Interview, shown: Sequence[Question] | None = None) -> str:
    """A line for each answer, and for what is fixed; long ones are shortened where all would not fit."""
    lines = [
        (
            worded(words, interview, one, "label"),
            value_words(words, interview, one),
            _former(words, interview, one),
        )
        for one in (_stated(interview) if shown is None else shown)
    ]
    return "\n".join(
        words.html("forms.line.changed" if former else "forms.line", label=label, value=value, former=former)
        for label, value, former in _cut(lines)
    )


def back_button(words: Words, interview: Interview, question: Question | None) -> Button:
    """To the question before, or the page it was opened from; before the first, out of the form."""
    label, before = words("go.back"), interview.before(question)
    if before is None:
        return menu_button(words)
    there = AskQuestion(form=interview.reference, mark=interview.mark, key=before.key)
    return Button(label, there)


def menu_button(words: Words) -> Button:
    return Button(words("go.menu"), OpenMenu())


def _edit(words: Words, interview: Interview, question: Question) -> Button:
    address = AskQuestion(form=interview.reference, mark=interview.mark, key=question.key, editing=True)
    return Button(worded(words, interview, question, "label") or question.key, address)


def _stated(interview: Interview) -> list[Question]:
    """What is asked, and what is fixed where it is not."""
    asked = interview.questions
    return [one for one in interview.form.questions if one in asked or one.otherwise]


def _former(words: Words, interview: Interview, question: Question) -> str:
    """What a mended answer was before, empty where it is the same."""
    former = interview.former.get(question.key)
    if former is None or former == interview.answer_to(question):
        return ""
    return kept_words(words, interview, question, former)


def _cut(lines: list[tuple[str, str, str]]) -> Iterator[tuple[str, str, str]]:
    """The lines shortened just so much that all fit on a screen."""
    for least, cut in CUTS:
        fit = [
            (_shortened(label, least), _shortened(value, cut), _shortened(more, cut))
            for label, value, more in lines
        ]
        if sum(sum(map(len, line)) + 6 for line in fit) <= ROOM:
            break
    return iter(fit)


def _shortened(value: str, length: int) -> str:
    return value if len(value) <= length else value[: length - 1] + "…"
