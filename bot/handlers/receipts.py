"""The receipt of an application: its number, when the answer is due, whom to ask, what is still to bring."""

from collections.abc import Iterator

from bot.chat import Button, Row, Screen
from bot.core.applications.application import Application, Step
from bot.core.applications.mine import MyCase, Receipt, in_the_way, receipt
from bot.core.applications.subjects import Kind, subject_of
from bot.core.services.registry import SERVICES
from bot.handlers.addresses.applying import OpenApply, OpenMyCase, OpenMyCases
from bot.handlers.addresses.case_papers import OpenCasePaper
from bot.handlers.addresses.cases import OpenCase
from bot.handlers.addresses.entering import OpenEntering
from bot.handlers.application_words import day_words, papers_words, time_words, title_of
from bot.handlers.applying_screens import menu_button
from bot.handlers.my_cases_screens import case_screen
from bot.handlers.talk import Talk
from bot.texts import Words

# With these the office has its term; a request or a paper changes nothing about it.
WITH_TERM = frozenset({Step.REGISTERED, Step.MENDED})


async def show_receipt(talk: Talk, reference: str) -> None:
    """What the person sent last with this form."""
    key, _, subject = reference.partition("-")
    found = await talk.ask(receipt, SERVICES[key], subject)
    assert found is not None, "a receipt is shown for what was sent"
    await talk.show(receipt_screen(talk.words, found, own=found.sent.application.applicant == talk.person.id))


async def show_in_the_way(talk: Talk, reference: str) -> bool:
    """The application that there is already, where this one could not be sent because of it."""
    key, _, subject = reference.partition("-")
    found = await talk.ask(in_the_way, SERVICES[key], subject)
    if found is None:
        return False
    by_staff = subject_of(subject).kind is Kind.ENTERED
    draw = taken_screen if by_staff else case_screen
    await talk.show(draw(talk.words, found))
    return True


def taken_screen(words: Words, one: MyCase) -> Screen:
    """For staff: they open the one that there is."""
    text = words.html("applying.case", title=title_of(words, one.application), child=one.pupil.name.short)
    there = OpenCase(application_id=one.application.id)
    return Screen(text, [(Button(words("entering.open_case"), there, "primary"),), (menu_button(words),)])


def receipt_screen(words: Words, one: Receipt, own: bool) -> Screen:
    application = one.sent.application
    rows = _of_parent(words, one) if own else _of_staff(words, application)
    return Screen("\n".join(_lines(words, one, own)), [*rows, (menu_button(words),)])


def _lines(words: Words, one: Receipt, own: bool) -> Iterator[str]:
    application = one.sent.application
    title = title_of(words, application)
    yield words.html(f"applying.sent.{one.sent.step}", title=title, child=one.pupil.name.short)
    yield words.html("applying.at", at=time_words(one.at))
    if one.sent.step in WITH_TERM:
        yield words.html("applying.due", day=day_words(application.due_on))
    if one.missing:
        yield words.html("applying.missing", papers=papers_words(words, application.service, one.missing))
    if own:
        yield words(f"applying.after.{one.sent.step}")
        if one.pedagogue:
            yield words.html("applying.contact", pedagogue=one.pedagogue)
    else:
        yield words("entering.tell_by_phone")


def _of_parent(words: Words, one: Receipt) -> list[Row]:
    application_id = one.sent.application.id
    paper = OpenCasePaper(paper="application", subject=application_id)
    return [
        (Button(words("applying.paper"), paper, "primary"),),
        (Button(words("applying.open_it"), OpenMyCase(application_id=application_id)),),
        (
            Button(words("applying.open_mine"), OpenMyCases()),
            Button(words("applying.next_child"), OpenApply()),
        ),
    ]


def _of_staff(words: Words, application: Application) -> list[Row]:
    paper = OpenCasePaper(paper="application", subject=application.id)
    return [
        (Button(words("applying.paper"), paper, "primary"),),
        (Button(words("entering.open_case"), OpenCase(application_id=application.id)),),
        (Button(words("entering.next"), OpenEntering()),),
    ]
