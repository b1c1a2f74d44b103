"""How a case looks: the case itself, its answers, papers, history and who to call."""

from html import escape

from bot.chat import ROWS, Button, Row, Screen, in_rows, page_of
from bot.core.applications.application import Application, State
from bot.core.applications.case import Case, Contact, Paper
from bot.core.applications.decision import Decision
from bot.core.forms.form import IN_EGOV
from bot.handlers.addresses.applying import OpenMyCase
from bot.handlers.addresses.case_papers import OpenCasePaper
from bot.handlers.addresses.cases import (
    HandOutSent,
    OpenCase,
    OpenCaseAnswers,
    OpenCaseContacts,
    OpenCaseFiles,
    OpenCaseHistory,
    OpenCases,
)
from bot.handlers.addresses.entrance import OpenMenu
from bot.handlers.application_words import day_words, paper_words, papers_words
from bot.handlers.case_acts import act_rows
from bot.handlers.case_words import (
    LINE_LENGTH,
    REASON_LENGTH,
    answer_words,
    answered,
    category_name,
    event_words,
    label_of,
    lines_within,
    past_words,
    period_words,
    term_words,
    title_of,
)
from bot.handlers.survey_words import cut
from bot.texts import Words

ROOM = 700
ANSWERS_A_PAGE = 10
HISTORY_A_PAGE = 6
FILES_A_PAGE = ROWS - 1
NAME_LENGTH = 50


def case_screen(words: Words, case: Case, following: Application | None = None) -> Screen:
    """Where it stands, what is missing, how long there is, and what can be done; then the next of its list."""
    head = [f"<b>{escape(title_of(words, case))}</b>", _child(words, case), *_standing(words, case)]
    if case.whole:
        head += [line for line in _facts(words, case) if line]
    rows = [*_looks(words, case), *act_rows(words, case)] if case.whole else []
    if following is not None and following.id != case.application.id:
        label = words("cases.next", number=following.number)
        rows.append((Button(label, OpenCase(application_id=following.id), "primary"),))
    ways = (Button(words("cases.to_queue"), OpenCases()), Button(words("go.menu"), OpenMenu()))
    return Screen(lines_within(head, ROOM + 150), [*rows, ways])


def _child(words: Words, case: Case) -> str:
    class_name = case.class_.name.quoted if case.class_ else words("cases.no_class")
    return words.html("cases.child", name=case.pupil.name.short[:NAME_LENGTH], class_name=class_name)


def _standing(words: Words, case: Case) -> list[str]:
    application = case.application
    state = words.html("cases.state_line", state=words(f"cases.state.{state_of(case)}"))
    lines = [state]
    if application.state in (State.NEW, State.PAPERS_MISSING, State.READY, State.ON_AGENDA):
        lines.append(escape(term_words(words, case)))
    if case.left_on:
        key = "cases.left_ends" if case.ends else "cases.left"
        lines.append(words.html(key, day=day_words(case.left_on)))
    return lines


def state_of(case: Case) -> str:
    """What was granted and has ended stands as ended."""
    ended = case.whole and case.application.state is State.GRANTED and case.decisions and not case.held
    return "ended" if ended else case.application.state.value


def _facts(words: Words, case: Case) -> list[str]:
    """What the office has to know at once, the most pressing first."""
    return [
        words.html("cases.asked", number=len(case.requests)) if case.requests else "",
        _returned(words, case),
        _missing(words, case),
        _decided(words, case),
        _sitting(words, case),
        words.html("cases.category", category=category_name(words, case.service, case.application.category)),
        words.html("cases.who_decides.council" if case.council else "cases.who_decides.school")
        if case.application.state is State.READY
        else "",
        _received(words, case),
        _unreached(words, case),
        _note(words, case),
    ]


def _returned(words: Words, case: Case) -> str:
    event = case.returned
    said = cut(event_words(words, case, event), REASON_LENGTH) if event else ""
    return words.html("cases.returned", reason=said) if event else ""


def _missing(words: Words, case: Case) -> str:
    """How many papers there are, and which are not."""
    if not case.papers:
        return words.html("cases.papers_none")
    missing = [one.question.key for one in case.papers if one.missing]
    counts = {"there": len(case.papers) - len(missing), "total": len(case.papers)}
    if not missing:
        return words.html("cases.papers_all", **counts)
    return words.html("cases.papers_some", papers=papers_words(words, case.service.key, missing), **counts)


def _decided(words: Words, case: Case) -> str:
    """The decision in force and what is to come, else the last one."""
    to_come = [one for one in case.decisions if case.held and one.since > case.held.since]
    shown = [case.held, *to_come] if case.held else list(case.decisions[-1:])
    return "\n".join(_ruling(words, one) for one in shown)


def _ruling(words: Words, decision: Decision) -> str:
    period = period_words(words, decision.since, decision.until)
    reason = cut(decision.reason, REASON_LENGTH)
    return words.html(f"cases.ruling.{decision.ruling}", period=period, reason=reason or "—")


def _sitting(words: Words, case: Case) -> str:
    return words.html("cases.on_sitting", day=f"{case.sitting.held_at:%d.%m.%Y}") if case.sitting else ""


def _received(words: Words, case: Case) -> str:
    source = words(f"cases.source.{case.application.source}")
    return words.html("cases.received", at=f"{case.received:%d.%m.%Y %H:%M}", source=source)


def _unreached(words: Words, case: Case) -> str:
    """Nobody hears of it in the chat: they are told by phone."""
    if case.reached:
        return ""
    phone = next((one.phone for one in case.contacts if one.phone), "")
    return words.html("cases.call", phone=phone or words("cases.no_phone"))


def _note(words: Words, case: Case) -> str:
    notes = [one for one in case.notes if one.event.undone_at is None]
    return words.html("cases.note_line", note=cut(notes[0].event.words, REASON_LENGTH)) if notes else ""


def _looks(words: Words, case: Case) -> list[Row]:
    """What can be looked at, in two rows."""
    here = case.application.id
    files = sum(len(one.files) for one in case.papers)
    return [
        (
            Button(words("cases.answers"), OpenCaseAnswers(application_id=here)),
            Button(words("cases.papers", number=files), OpenCaseFiles(application_id=here)),
        ),
        (
            Button(words("cases.history"), OpenCaseHistory(application_id=here)),
            Button(words("cases.contacts"), OpenCaseContacts(application_id=here)),
        ),
    ]


def answers_screen(words: Words, case: Case, page: int) -> Screen:
    """What was answered, a line each, and the application as a Word file."""
    here = case.application.id
    shown = page_of(answered(case), page, ANSWERS_A_PAGE)
    lines = [
        words.html(
            "cases.answer_line",
            label=label_of(words, case, one.key),
            answer=cut(answer_words(words, case, one.key, case.application.answers[one.key]), LINE_LENGTH),
        )
        for one in shown.items
    ]
    title = f"<b>{escape(title_of(words, case))}</b>"
    printed = Button(words("cases.as_word"), OpenCasePaper(paper="application", subject=here))
    rows = [
        shown.turners(lambda number: OpenCaseAnswers(application_id=here, page=number)),
        (printed,),
        (back_to(words, here),),
    ]
    return Screen(lines_within([title, *lines], ROOM + 150), rows)


def files_screen(words: Words, case: Case, page: int) -> Screen:
    """Each paper with how it came; each file as a button."""
    here = case.application.id
    lines = [_paper_line(words, case, place, one) for place, one in enumerate(case.papers, 1)]
    files = [
        (place, number, file)
        for place, one in enumerate(case.papers, 1)
        for number, file in enumerate(one.files, 1)
    ]
    shown = page_of(files, page, 2 * FILES_A_PAGE)
    buttons = [
        Button(
            words("cases.file", paper=place, number=number, kind=file.kind.upper()),
            HandOutSent(application_id=here, attachment_id=file.id),
        )
        for place, number, file in shown.items
    ]
    rows = [
        *in_rows(buttons, 2),
        shown.turners(lambda number: OpenCaseFiles(application_id=here, page=number)),
        (back_to(words, here),),
    ]
    text = words.html("cases.papers_of", title=title_of(words, case))
    return Screen(lines_within([text, *(lines or [words.html("cases.papers_none")])], ROOM + 150), rows)


def _paper_line(words: Words, case: Case, place: int, one: Paper) -> str:
    name = cut(paper_words(words, case.service.key, one.question.key), 60)
    how = _how(words, one)
    shown = words("cases.paper.also_shown") if one.shown and one.files else ""
    return escape(" · ".join(part for part in (f"{place}. {name}", how, shown) if part), quote=False)


def _how(words: Words, one: Paper) -> str:
    if one.files:
        pages = sum(file.pages for file in one.files)
        return words("cases.paper.files", number=len(one.files), pages=pages)
    if one.missing:
        return words("cases.paper.later")
    return words("cases.paper.egov" if one.kept == IN_EGOV else "cases.paper.shown")


def history_screen(words: Words, case: Case, page: int) -> Screen:
    """What happened, the newest first."""
    here = case.application.id
    shown = page_of(tuple(reversed(case.history)), page, HISTORY_A_PAGE)
    lines = [escape(past_words(words, case, one), quote=False) for one in shown.items]
    title = words.html("cases.history_of", title=title_of(words, case))
    rows = [
        shown.turners(lambda number: OpenCaseHistory(application_id=here, page=number)),
        (back_to(words, here),),
    ]
    return Screen(lines_within([title, *lines], ROOM + 150), rows)


def contacts_screen(words: Words, case: Case) -> Screen:
    lines = [_contact_line(words, one) for one in case.contacts] or [words.html("cases.no_contacts")]
    title = words.html("cases.contacts_of", name=case.pupil.name.short[:NAME_LENGTH])
    return Screen(lines_within([title, *lines], ROOM), [(back_to(words, case.application.id),)])


def _contact_line(words: Words, one: Contact) -> str:
    relation = words(f"pupils.relation.{one.relation}") if one.relation else words("cases.applicant")
    sign = words("cases.in_chat") if one.in_chat else ""
    parts = (relation, one.name[:NAME_LENGTH], one.phone, sign)
    return escape(" · ".join(part for part in parts if part), quote=False)


def back_to(words: Words, application_id: int) -> Button:
    return Button(words("go.back"), OpenCase(application_id=application_id))


def opens_for_applicant(application_id: int) -> str:
    """Where the button under the applicant's message leads."""
    return OpenMyCase(application_id=application_id).pack()
