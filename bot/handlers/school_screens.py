"""The screens of the school's card."""

from bot.chat import Button, Row, Screen, in_rows
from bot.core.forms.form import Question
from bot.core.forms.interview import Interview
from bot.handlers.addresses.school import EditSchool, OpenSchool, SetSchool
from bot.handlers.forms_pages import menu_button, value_lines
from bot.handlers.forms_screens import question_text
from bot.handlers.forms_words import option_words, worded
from bot.texts import Words


def card_screen(words: Words, interview: Interview, saved: bool = False) -> Screen:
    changes = [
        Button(worded(words, interview, one, "label"), EditSchool(key=one.key)) for one in interview.questions
    ]
    head = f"{words('school.saved')}\n\n" if saved else ""
    text = f"{head}{words('school.card')}\n\n{value_lines(words, interview)}\n\n{words('school.card.hint')}"
    return Screen(text, [*in_rows(changes, 2), (menu_button(words),)])


def value_screen(words: Words, interview: Interview, question: Question) -> Screen:
    options = (*interview.options(question), *(("",) if question.optional else ()))
    rows: list[Row] = [(_option(words, interview, question, one),) for one in options]
    return Screen(
        question_text(words, interview, question), [*rows, (Button(words("go.back"), OpenSchool()),)]
    )


def _option(words: Words, interview: Interview, question: Question, option: str) -> Button:
    chosen = "✅ " if interview.answer_to(question) == option else ""
    label = option_words(words, interview, question, option) if option else words("forms.skip")
    return Button(chosen + label, SetSchool(key=question.key, value=option))
