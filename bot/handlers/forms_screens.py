"""The screens of any form: what it is about, a question, leaving it, and what comes next."""

from html import escape

from bot.chat import ROWS, Button, Row, Screen, in_rows
from bot.core.forms.form import Form, Proof, Question, files_of
from bot.core.forms.interview import Interview, Page
from bot.handlers.addresses.entrance import OpenMenu
from bot.handlers.addresses.forms import (
    BeginForm,
    DropForm,
    GiveAnswer,
    GoForward,
    OpenForm,
    TakeBackFile,
)
from bot.handlers.addresses.roster import OpenRoster
from bot.handlers.addresses.staff import OpenStaff
from bot.handlers.forms_pages import (
    back_button,
    explaining_screen,
    known_screen,
    menu_button,
    page_with,
    review_screen,
)
from bot.handlers.forms_words import (
    kept_words,
    option_explained,
    option_words,
    place_words,
    title_words,
    worded,
)
from bot.texts import Words

# How much a question says: a sentence about what was sent must still fit above it.
ROOM = 700
SHORTEST, LONGEST = 40, 160
# Skipping, keeping and going back need rows of their own.
OPTION_ROWS = ROWS - 1
NEXT_STEPS: dict[str, tuple[tuple[str, OpenRoster | OpenStaff], ...]] = {
    "school": (("school.next.roster", OpenRoster()), ("school.next.staff", OpenStaff())),
}


def intro_screen(words: Words, form: Form, subject: str = "", name: str = "") -> Screen:
    """Purpose, legal basis, who will see it and how long it takes, before the first question."""
    about = words.html("forms.title", title=name) + "\n\n" if name else ""
    begin = BeginForm(form=f"{form.key}-{subject}" if subject else form.key)
    return Screen(
        about + words(f"{form.key}.intro"),
        [(Button(words("forms.begin"), begin, "primary"),), (menu_button(words),)],
    )


def done_screen(words: Words, form_key: str) -> Screen:
    """That it is saved, and what comes next."""
    steps = [(Button(words(key), address, "primary"),) for key, address in NEXT_STEPS.get(form_key, ())[:1]]
    steps += [(Button(words(key), address),) for key, address in NEXT_STEPS.get(form_key, ())[1:]]
    return Screen(words(f"{form_key}.done"), [*steps, (menu_button(words),)])


def place_screen(words: Words, interview: Interview, last: str = "") -> Screen:
    """Where the form stands; the review opens at the page of the answer that was given last."""
    match interview.page:
        case Page.GATE | Page.ENDED:
            return explaining_screen(words, interview)
        case Page.KNOWN:
            return known_screen(words, interview)
        case Page.REVIEW:
            return review_screen(words, interview, page_with(interview, last))
    question = interview.place
    assert question is not None, "this page has a question"
    return question_screen(words, interview, question)


def question_screen(words: Words, interview: Interview, question: Question) -> Screen:
    text = f"{_head(words, interview, question)}\n\n{question_text(words, interview, question)}"
    return Screen(text, [*_answers(words, interview, question), (_back(words, interview, question),)])


def _head(words: Words, interview: Interview, question: Question) -> str:
    """The title, with the place in the form where its length is known."""
    title = title_words(words, interview)
    if interview.total is None:
        return escape(title)
    return words.html("forms.step", title=title, number=interview.number(question), total=interview.total)


def question_text(words: Words, interview: Interview, question: Question) -> str:
    """What is asked, why, what the options mean, how an answer looks, and the answer that is there."""
    ask, why, example = (worded(words, interview, question, part) for part in ("ask", "why", "example"))
    remark = interview.known.remarks.get(question.key, "")
    before = [
        words.html("forms.remark", remark=_cut(remark, LONGEST)) if remark else "",
        f"<b>{escape(ask)}</b>",
        f"<i>{escape(why)}</i>" if why else "",
    ]
    after = [
        words("forms.proof.how") if isinstance(question, Proof) else "",
        words.html("forms.example", example=example) if example else "",
        _there(words, interview, question),
    ]
    room = ROOM - sum(len(line) for line in (*before, *after))
    lines = [*before, _explained(words, interview, question, room), *after]
    return "\n\n".join(line for line in lines if line)


def leave_screen(words: Words, interview: Interview) -> Screen:
    """Keeping comes first; nothing is lost by one tap."""
    text = words.html("forms.leave", place=place_words(words, interview))
    drop = DropForm(form=interview.reference, mark=interview.mark)
    return Screen(
        text,
        [
            (Button(words("forms.leave.keep"), OpenMenu(), "primary"),),
            (Button(words("forms.leave.drop"), drop),),
        ],
    )


def drop_screen(words: Words, interview: Interview) -> Screen:
    """Names what is lost and wants a second tap."""
    title = title_words(words, interview)
    lost = ", ".join(
        worded(words, interview, one, "label") for one in interview.questions if interview.answered(one)
    )
    text = words.html("forms.drop", title=title, lost=lost or words("forms.nothing"))
    sure = DropForm(form=interview.reference, mark=interview.mark, sure=True)
    rows = [
        (Button(words("forms.leave.keep"), OpenForm(form=interview.reference), "primary"),),
        (Button(words("forms.drop.sure"), sure, "danger"),),
    ]
    return Screen(text, rows)


def _explained(words: Words, interview: Interview, question: Question, room: int) -> str:
    """A line for each option that needs explaining, all shortened alike where they would not fit."""
    explained = [
        (option_words(words, interview, question, one), option_explained(words, interview, question, one))
        for one in interview.options(question)
    ]
    explained = [(name, meaning) for name, meaning in explained if meaning]
    names = sum(len(name) + 4 for name, _ in explained)
    cut = max(SHORTEST, (room - names) // max(1, len(explained)))
    return "\n".join(
        words.html("forms.explained", name=name, meaning=_cut(meaning, cut)) for name, meaning in explained
    )


def _cut(meaning: str, room: int) -> str:
    return meaning if len(meaning) <= room else meaning[: room - 1] + "…"


def _there(words: Words, interview: Interview, question: Question) -> str:
    """The answer that was given, or what the office knows where none was."""
    there = interview.proposals.get(question.key, "")
    if interview.answered(question):
        there = interview.answer_to(question)
    elif not there:
        return ""
    return words.html("forms.now", answer=_cut(kept_words(words, interview, question, there), LONGEST))


def _answers(words: Words, interview: Interview, question: Question) -> list[Row]:
    """The options to tap; of a paper that was sent, that it is all, or that the last file was wrong."""
    files = files_of(interview.answer_to(question)) if isinstance(question, Proof) else ()
    if files:
        back = TakeBackFile(
            form=interview.reference, mark=interview.mark, key=question.key, attachment_id=files[-1]
        )
        done = Button(words("forms.proof.done"), _forward(interview), "primary")
        return [(done,), (Button(words("forms.proof.take_back"), back),)]
    options = _options(words, interview, question)
    rows = in_rows(options, 1 if len(options) <= OPTION_ROWS else 2)
    if question.optional:
        skip = _given(interview, question, "")
        rows.append((Button(_chosen(interview, question, "") + words("forms.skip"), skip),))
    if interview.pointed and not interview.editing and interview.answered(question):
        rows.append((Button(words("forms.keep"), _forward(interview), "primary"),))
    return rows


def _options(words: Words, interview: Interview, question: Question) -> list[Button]:
    usual = interview.proposed(question) if not interview.answered(question) else ""
    return [
        Button(
            _chosen(interview, question, one) + option_words(words, interview, question, one),
            _given(interview, question, one),
            "primary" if one == usual else None,
        )
        for one in interview.options(question)
    ]


def _chosen(interview: Interview, question: Question, option: str) -> str:
    return "✅ " if interview.answered(question) and interview.answer_to(question) == option else ""


def _given(interview: Interview, question: Question, option: str) -> GiveAnswer:
    return GiveAnswer(form=interview.reference, mark=interview.mark, key=question.key, value=option)


def _forward(interview: Interview) -> GoForward:
    return GoForward(form=interview.reference, mark=interview.mark)


def _back(words: Words, interview: Interview, question: Question) -> Button:
    """Where it was opened from a page of many lines, back there."""
    if interview.editing:
        return Button(words("go.back"), _forward(interview))
    return back_button(words, interview, question)
