"""The buttons of a case: what the office can do with it as it stands, the expected step first."""

from bot.chat import Button, Row
from bot.core.applications.application import OPEN_TO_OFFICE, State
from bot.core.applications.case import Case
from bot.core.applications.decision import Ruling
from bot.core.services.service import Gives
from bot.handlers.addresses.case_papers import OpenCasePaper
from bot.handlers.addresses.deciding import Propose
from bot.handlers.addresses.entering import BringPaper, MendForApplicant
from bot.handlers.addresses.handling import (
    ChooseAnswer,
    ChooseMissing,
    ChooseSitting,
    CloseLeft,
    CompletePapers,
    OpenAsked,
    OpenHandling,
    UndoStep,
)
from bot.handlers.addresses.sittings import OpenSitting
from bot.texts import Words

HANDED_OUT = {Gives.VOUCHER: ("voucher",), Gives.THINGS: ("handover_act",)}


def act_rows(words: Words, case: Case) -> list[Row]:
    """Nothing for those who only look on."""
    if not case.handles:
        return []
    rows = [_asked(words, case), *_next(words, case), *_for_absent(words, case), _last(words, case)]
    return [row for row in rows if row]


def _asked(words: Words, case: Case) -> Row:
    """A request of the parent waits for an answer."""
    found = case.requests[:1]
    return tuple(
        Button(words(f"cases.open_asked.{one.request.kind}"), OpenAsked(request_id=one.request.id), "primary")
        for one in found
    )


def _next(words: Words, case: Case) -> list[Row]:
    """The step that is expected, and what else may be decided."""
    state = case.application.state
    if case.ends:
        return [(_end_of_who_left(words, case),)]
    if state in (State.NEW, State.PAPERS_MISSING):
        return [(_complete(words, case),), (*_papers(words, case), *_return(words, case))]
    if state is State.READY:
        return [_decide(words, case), (*_papers(words, case), *_return(words, case))]
    if state is State.ON_AGENDA and case.sitting:
        return [(Button(words("cases.open_sitting"), OpenSitting(sitting_id=case.sitting.id)),)]
    if state is State.GRANTED and case.held:
        return [
            (_propose(words, case, Ruling.CHANGE), _propose(words, case, Ruling.END)),
            _issued(words, case),
        ]
    return [_issued(words, case)] if state is State.REFUSED else []


def _end_of_who_left(words: Words, case: Case) -> Button:
    """Asked for, never done by itself."""
    if case.held:
        return _propose(words, case, Ruling.END, "danger")
    return Button(
        words("cases.close_left"), CloseLeft(application_id=case.application.id, mark=case.mark), "danger"
    )


def _decide(words: Words, case: Case) -> Row:
    """The school decides by itself, or the case goes to the council."""
    here, mark = case.application.id, case.mark
    if case.council:
        return (Button(words("cases.put"), ChooseSitting(application_id=here, mark=mark), "primary"),)
    return (_propose(words, case, Ruling.GRANT, "success"), _propose(words, case, Ruling.REFUSE))


def _propose(words: Words, case: Case, ruling: Ruling, style: str = "") -> Button:
    address = Propose(application_id=case.application.id, mark=case.mark, ruling=ruling.value)
    label = words(f"cases.propose.{ruling}")
    if style == "success":
        return Button(label, address, "success")
    return Button(label, address, "danger") if style else Button(label, address)


def _complete(words: Words, case: Case) -> Button:
    """As long as papers are missing they have to be seen first."""
    here = case.application.id
    if any(one.missing for one in case.papers):
        return Button(
            words("cases.look_at_papers"), ChooseMissing(application_id=here, mark=case.mark), "primary"
        )
    return Button(words("cases.complete"), CompletePapers(application_id=here, mark=case.mark), "success")


def _papers(words: Words, case: Case) -> Row:
    if not case.papers or any(one.missing for one in case.papers):
        return ()
    return (
        Button(words("cases.missing"), ChooseMissing(application_id=case.application.id, mark=case.mark)),
    )


def _return(words: Words, case: Case) -> Row:
    return (Button(words("cases.return"), ChooseAnswer(application_id=case.application.id, mark=case.mark)),)


def _issued(words: Words, case: Case) -> Row:
    """The notice to the parent on paper, and what is handed out with a grant."""
    here, service = case.application.id, case.service
    papers = [
        "notice",
        *HANDED_OUT.get(service.gives, ()),
        *(("receipts_sheet",) if service.receipts_back else ()),
    ]
    return tuple(
        Button(words(f"cases.paper_of.{one}"), OpenCasePaper(paper=one, subject=here)) for one in papers
    )


def _for_absent(words: Words, case: Case) -> list[Row]:
    """Staff mend and bring for somebody without Telegram."""
    here = case.application.id
    if case.application.applicant is not None:
        return []
    if case.application.state is State.RETURNED:
        key = case.returned.question if case.returned else ""
        return [(Button(words("cases.mend"), MendForApplicant(application_id=here, key=key), "primary"),)]
    if case.application.state in OPEN_TO_OFFICE and any(one.missing for one in case.papers):
        return [(Button(words("cases.bring"), BringPaper(application_id=here)),)]
    return []


def _last(words: Words, case: Case) -> Row:
    more = Button(words("cases.more"), OpenHandling(application_id=case.application.id))
    if case.undoable is None:
        return (more,)
    undo = UndoStep(application_id=case.application.id, event_id=case.undoable.id)
    return (Button(words("cases.undo"), undo), more)
