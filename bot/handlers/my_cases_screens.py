"""What a parent sees of their applications: the list, one with what comes next, its history, and withdrawing it."""

from collections.abc import Iterator, Sequence
from html import escape

from bot.chat import Button, Row, Screen, page_of
from bot.core.applications.application import Application, Event, RequestKind, State, Step
from bot.core.applications.mine import MyCase
from bot.handlers.addresses.applying import (
    AddPaper,
    AskWithdrawal,
    MendAnswer,
    OpenApply,
    OpenMyCase,
    OpenMyCases,
    OpenMyHistory,
    TakeBackRequest,
    Withdraw,
)
from bot.handlers.addresses.case_papers import OpenCasePaper
from bot.handlers.application_words import (
    day_words,
    label_of,
    paper_words,
    papers_words,
    service_title,
    state_key,
    time_words,
    title_of,
)
from bot.handlers.applying_screens import menu_button
from bot.handlers.survey_words import cut, fitted
from bot.texts import Words

CASES_A_PAGE = 6
EVENTS_A_PAGE = 7
PAPERS_SHOWN = 3
REASON_LENGTH = 220
SHORT_REASON = 70
# Ready words for withdrawing; their text lies under applying.withdraw.<reason>.
REASONS = ("changed", "elsewhere", "mistake")
# Steps whose words are keys of papers, and those whose words are a reason for the parent.
PAPERS_NAMED = frozenset({Step.PAPERS_MISSING, Step.PAPER_ADDED, Step.ORIGINAL_SHOWN})
REASONED = frozenset({
    Step.RETURNED, Step.GRANTED, Step.REFUSED, Step.CHANGED, Step.ENDED, Step.REQUESTED, Step.REQUEST_REFUSED,
})  # fmt: skip


def cases_screen(words: Words, found: Sequence[MyCase], number: int = 0) -> Screen:
    """A line and a button for each application, and a new one."""
    page = page_of(found, number, CASES_A_PAGE)
    lines = [escape(case_line(words, one), quote=False) for one in page.items]
    rows: list[Row] = [
        (Button(label_of(words, one), OpenMyCase(application_id=one.application.id)),) for one in page.items
    ]
    rows.append(page.turners(lambda to: OpenMyCases(page=to)))
    rows.append((Button(words("applying.new"), OpenApply(), None if found else "primary"),))
    text = "\n\n".join((words("applying.mine" if found else "applying.none_yet"), *lines))
    return Screen(text, [*rows, (menu_button(words),)])


def case_screen(words: Words, one: MyCase, first_line: str = "") -> Screen:
    """Where the application stands, what is missing, what comes next, and what can be done about it."""
    lines = [words(first_line) if first_line else "", *_lines(words, one)]
    below: Row = (Button(words("go.back"), OpenMyCases()), menu_button(words))
    return Screen("\n".join(line for line in lines if line), [*_actions(words, one), below])


def history_screen(words: Words, one: MyCase, number: int = 0) -> Screen:
    """What happened, the newest first, each with its reason."""
    page = page_of(one.history[::-1], number, EVENTS_A_PAGE)
    title = words.html("applying.history", title=title_of(words, one.application))
    lines = [_event(words, one.application, event) for event in page.items]
    application_id = one.application.id
    turners = page.turners(lambda to: OpenMyHistory(application_id=application_id, page=to))
    back = Button(words("go.back"), OpenMyCase(application_id=application_id))
    return Screen("\n".join((title, *lines)), [turners, (back, menu_button(words))])


def withdrawal_screen(words: Words, one: MyCase) -> Screen:
    """What follows, and why; nothing is asked for without a reason."""
    granted = "_granted" if one.application.state is State.GRANTED else ""
    text = words.html(f"applying.withdraw_why{granted}", title=title_of(words, one.application))
    application_id = one.application.id
    rows: list[Row] = [
        (
            Button(
                words(f"applying.withdraw.{reason}"), Withdraw(application_id=application_id, reason=reason)
            ),
        )
        for reason in REASONS
    ]
    return Screen(text, [*rows, (Button(words("go.back"), OpenMyCase(application_id=application_id)),)])


def case_line(words: Words, one: MyCase) -> str:
    """An application in a line, as plain words."""
    return words(
        "applying.line",
        number=one.application.number,
        service=service_title(words, one.application.service),
        child=one.pupil.name.first,
        state=words(f"applying.state.{state_key(one)}"),
    )


def _lines(words: Words, one: MyCase) -> Iterator[str]:
    application = one.application
    yield words.html("applying.case", title=title_of(words, application), child=one.pupil.name.short)
    yield words.html("applying.received", at=time_words(one.received))
    yield words.html("applying.stands", state=words(f"applying.state.{state_key(one)}"))
    if not one.own:
        yield words.html("applying.of_another", pedagogue=one.pedagogue)
        return
    yield from _own_lines(words, one)
    yield words(f"applying.next.{state_key(one)}")
    if one.pedagogue:
        yield words.html("applying.contact", pedagogue=one.pedagogue)


def _own_lines(words: Words, one: MyCase) -> Iterator[str]:
    application = one.application
    if application.state in (State.NEW, State.PAPERS_MISSING, State.READY, State.ON_AGENDA):
        yield words.html("applying.due", day=day_words(application.due_on))
    if one.sitting is not None:
        yield words.html("applying.sitting", day=day_words(one.sitting))
    if one.returned is not None:
        yield words.html("applying.reason", reason=cut(one.returned.words, REASON_LENGTH))
    if one.missing:
        papers = papers_words(words, application.service, one.missing)
        yield words.html("applying.missing", papers=papers)
    yield from _decided(words, one)
    if one.request is not None:
        yield words(f"applying.asked.{one.request.kind}")


def _decided(words: Words, one: MyCase) -> Iterator[str]:
    """What is in force, or why it was refused."""
    if one.held is not None and one.held.until is not None:
        yield words.html(
            "applying.held_until", since=day_words(one.held.since), until=day_words(one.held.until)
        )
    elif one.held is not None:
        yield words.html("applying.held", since=day_words(one.held.since))
    refusals = [event for event in one.history if event.step is Step.REFUSED]
    if one.application.state is State.REFUSED and refusals:
        yield words.html("applying.reason", reason=cut(refusals[-1].words, REASON_LENGTH))


def _actions(words: Words, one: MyCase) -> Iterator[Row]:
    """The expected next step first."""
    application_id = one.application.id
    if not one.own:
        return
    if one.returned is not None:
        mend = MendAnswer(application_id=application_id, key=one.returned.question)
        yield (Button(words("applying.mend"), mend, "primary"),)
    elif one.papers_to_bring:
        yield from _papers(words, one)
    if one.correctable:
        correct = Button(words("applying.correct"), MendAnswer(application_id=application_id))
        yield (correct, Button(words("applying.withdraw"), AskWithdrawal(application_id=application_id)))
    elif one.withdrawable:
        yield (Button(words("applying.withdraw"), AskWithdrawal(application_id=application_id)),)
    if one.request is not None:
        take_back = TakeBackRequest(request_id=one.request.id)
        yield (Button(words(f"applying.take_back.{one.request.kind}"), take_back),)
    paper = Button(words("applying.paper"), OpenCasePaper(paper="application", subject=application_id))
    yield (paper, Button(words("applying.open_history"), OpenMyHistory(application_id=application_id)))


def _papers(words: Words, one: MyCase) -> Iterator[Row]:
    for key in one.papers_to_bring[:PAPERS_SHOWN]:
        label = fitted("📎 ", paper_words(words, one.application.service, key), "")
        yield (Button(label, AddPaper(application_id=one.application.id, key=key), "primary"),)


def _event(words: Words, application: Application, event: Event) -> str:
    """A line of the history; a reason stands below it, a request says what was asked for."""
    kind = event.question if event.question in set(RequestKind) else ""
    step = f"{event.step}.{kind}" if kind else event.step.value
    line = words.html("applying.event", day=f"{event.at:%d.%m.%Y}", what=words(f"applying.step.{step}"))
    if event.step in PAPERS_NAMED:
        papers = papers_words(words, application.service, (event.question or event.words).split())
        return f"{line}: {escape(papers, quote=False)}" if papers else line
    said = cut(event.words, SHORT_REASON) if event.step in REASONED else ""
    return line + ("\n" + words.html("applying.event_reason", reason=said) if said else "")
