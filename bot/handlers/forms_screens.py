"""The screens of any form: a question, the review, leaving it, and what comes next."""

from html import escape

from bot.chat import Button, Row, Screen, in_rows
from bot.core.forms.form import Form, Question
from bot.core.forms.interview import Interview
from bot.handlers.addresses import (
    AskQuestion,
    BeginForm,
    DropForm,
    GiveAnswer,
    GoForward,
    OpenForm,
    OpenMenu,
    OpenRoster,
    OpenStaff,
    SaveForm,
)
from bot.texts import Words

ROOM = 600
SHORTENED = 55
NEXT_STEPS: dict[str, tuple[tuple[str, OpenRoster | OpenStaff], ...]] = {
    "school": (("school.next.roster", OpenRoster()), ("school.next.staff", OpenStaff())),
}


def intro_screen(words: Words, form: Form) -> Screen:
    """Purpose, legal basis, who will see it and how long it takes, before the first question."""
    return Screen(
        words(f"{form.key}.intro"),
        [(Button(words("forms.begin"), BeginForm(form=form.key), "primary"),), (menu_button(words),)],
    )


def done_screen(words: Words, form_key: str) -> Screen:
    """That it is saved, and what comes next."""
    steps = [(Button(words(key), address, "primary"),) for key, address in NEXT_STEPS.get(form_key, ())[:1]]
    steps += [(Button(words(key), address),) for key, address in NEXT_STEPS.get(form_key, ())[1:]]
    return Screen(words(f"{form_key}.done"), [*steps, (menu_button(words),)])


def place_screen(words: Words, interview: Interview) -> Screen:
    question = interview.place
    return question_screen(words, interview, question) if question else review_screen(words, interview)


def question_screen(words: Words, interview: Interview, question: Question) -> Screen:
    rows: list[Row] = [(button,) for button in _options(words, interview, question)]
    if question.optional:
        skip = _given(interview, question, "")
        rows.append((Button(_chosen(interview, question, "") + words("forms.skip"), skip),))
    if interview.pointed and not interview.editing and interview.answered(question):
        rows.append((Button(words("forms.keep"), _forward(interview), "primary"),))
    title = words(f"{interview.form.key}.title")
    head = words.html("forms.step", title=title, number=interview.number(question), total=interview.total)
    return Screen(
        f"{head}\n\n{question_text(words, interview, question)}",
        [*rows, (_back(words, interview, question),)],
    )


def question_text(words: Words, interview: Interview, question: Question) -> str:
    """What is asked, why, how an answer looks, and the answer that is there."""
    ask, why, example = (worded(words, interview, question, part) for part in ("ask", "why", "example"))
    lines = [f"<b>{escape(ask)}</b>", f"<i>{escape(why)}</i>"]
    if example:
        lines.append(words.html("forms.example", example=example))
    if interview.answered(question):
        lines.append(words.html("forms.now", answer=value_words(words, interview, question)))
    return "\n\n".join(lines)


def review_screen(words: Words, interview: Interview) -> Screen:
    form, mark = interview.form.key, interview.mark
    title = words(f"{form}.title")
    changes = [
        Button(
            worded(words, interview, one, "label"),
            AskQuestion(form=form, mark=mark, key=one.key, editing=True),
        )
        for one in interview.questions
    ]
    save = SaveForm(form=form, mark=mark, revision=interview.revision)
    rows = [*in_rows(changes, 2), (Button(words("forms.save"), save, "success"),)]
    text = words.html("forms.check", title=title) + "\n\n" + value_lines(words, interview)
    return Screen(text, [*rows, (_back(words, interview, None),)])


def leave_screen(words: Words, interview: Interview) -> Screen:
    """Keeping comes first; nothing is lost by one tap."""
    text = words.html("forms.leave", place=place_words(words, interview))
    drop = DropForm(form=interview.form.key, mark=interview.mark)
    return Screen(
        text,
        [
            (Button(words("forms.leave.keep"), OpenMenu(), "primary"),),
            (Button(words("forms.leave.drop"), drop),),
        ],
    )


def drop_screen(words: Words, interview: Interview) -> Screen:
    """Names what is lost and wants a second tap."""
    title = words(f"{interview.form.key}.title")
    lost = ", ".join(
        worded(words, interview, one, "label") for one in interview.questions if interview.answered(one)
    )
    text = words.html("forms.drop", title=title, lost=lost or words("forms.nothing"))
    sure = DropForm(form=interview.form.key, mark=interview.mark, sure=True)
    rows = [
        (Button(words("forms.leave.keep"), OpenForm(form=interview.form.key), "primary"),),
        (Button(words("forms.drop.sure"), sure, "danger"),),
    ]
    return Screen(text, rows)


def place_words(words: Words, interview: Interview) -> str:
    """`School, 3/9, place`: where one goes on."""
    question = interview.place
    title = words(f"{interview.form.key}.title")
    if question is None:
        return words("forms.place.review", title=title)
    label = worded(words, interview, question, "label")
    number = interview.number(question)
    return words("forms.place", title=title, number=number, total=interview.total, label=label)


def value_lines(words: Words, interview: Interview) -> str:
    """A line for each answer, and for what is fixed; long ones are shortened where all would not fit."""
    shown = [one for one in interview.form.questions if one in interview.questions or one.otherwise]
    values = [(worded(words, interview, one, "label"), value_words(words, interview, one)) for one in shown]
    if sum(len(label) + len(value) + 2 for label, value in values) > ROOM:
        values = [
            (label, value if len(value) <= SHORTENED else value[: SHORTENED - 1] + "…")
            for label, value in values
        ]
    return "\n".join(words.html("forms.line", label=label, value=value) for label, value in values)


def value_words(words: Words, interview: Interview, question: Question) -> str:
    if question not in interview.questions:
        return words("forms.fixed", value=option_words(words, interview, question, question.otherwise))
    kept = interview.answer_to(question)
    return option_words(words, interview, question, kept) if kept else words("forms.not_given")


def option_words(words: Words, interview: Interview, question: Question, option: str) -> str:
    """The words for a choice, or what was typed as it is."""
    key = f"{interview.form.key}.{question.key}.{option}"
    found = words(key)
    return option.replace("\n", ", ") if found == key else found


def worded(words: Words, interview: Interview, question: Question, part: str) -> str:
    """A part of the question's words, in the variant that the earlier answers ask for, or empty."""
    key = f"{interview.form.key}.{question.key}.{part}"
    variant = f"{key}.{question.variant(interview.given_to(question))}"
    return next((found for one in (variant, key) if (found := words(one)) != one), "")


def menu_button(words: Words) -> Button:
    return Button(words("go.menu"), OpenMenu())


def _options(words: Words, interview: Interview, question: Question) -> list[Button]:
    usual = question.proposed(interview.today) if not interview.answered(question) else ""
    return [
        Button(
            _chosen(interview, question, one) + option_words(words, interview, question, one),
            _given(interview, question, one),
            "primary" if one == usual else None,
        )
        for one in question.options(interview.today)
    ]


def _chosen(interview: Interview, question: Question, option: str) -> str:
    return "✅ " if interview.answered(question) and interview.answer_to(question) == option else ""


def _given(interview: Interview, question: Question, option: str) -> GiveAnswer:
    return GiveAnswer(form=interview.form.key, mark=interview.mark, key=question.key, value=option)


def _forward(interview: Interview) -> GoForward:
    return GoForward(form=interview.form.key, mark=interview.mark)


def _back(words: Words, interview: Interview, question: Question | None) -> Button:
    """To the question before, or the review it was opened from; before the first, out of the form."""
    label, before = words("go.back"), interview.before(question)
    if question and interview.editing:
        return Button(label, _forward(interview))
    if before is None:
        return menu_button(words)
    return Button(label, AskQuestion(form=interview.form.key, mark=interview.mark, key=before.key))
