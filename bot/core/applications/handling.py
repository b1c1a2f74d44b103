"""What the office does with an application: papers, returns, notes; each step is checked and kept in its history."""

from collections.abc import Collection, Mapping, Sequence

from bot.core.access import Action, require_all
from bot.core.applications.application import (
    UNDECIDED,
    Application,
    Event,
    Step,
    allowed,
    state_after,
)
from bot.core.applications.decision import Decision, Ruling
from bot.core.applications.registering import missing_papers, service_named, standing_in_the_way
from bot.core.applications.telling import NoReason, Opens, tell_applicant, untell
from bot.core.errors import NotFound, Outdated, Refusal
from bot.core.forms.form import LATER, SHOWN, files_of
from bot.core.office import Phrase
from bot.core.ports import Desk

LONGEST_WORDS = 400
CATEGORY = "category"
STEP_OF = {
    Ruling.GRANT: Step.GRANTED,
    Ruling.REFUSE: Step.REFUSED,
    Ruling.CHANGE: Step.CHANGED,
    Ruling.END: Step.ENDED,
}
DECIDING = frozenset(STEP_OF.values())
PAPERS = frozenset({Step.PAPERS_COMPLETE, Step.PAPERS_MISSING, Step.ORIGINAL_SHOWN})
UNDOABLE = DECIDING | PAPERS | {Step.RETURNED, Step.NOTE, Step.CORRECTED}


class ReasonTooLong(Refusal):
    key = "cases.refusal.too_long"


class PapersStillMissing(Refusal):
    key = "cases.refusal.papers_missing"


class OnOrder(Refusal):
    """What stands in a director's order is changed by a new decision, not undone."""

    key = "cases.refusal.on_order"


class InProtocol(Refusal):
    """What the council decided stands in its protocol."""

    key = "cases.refusal.in_protocol"


class AppliedAnew(Refusal):
    """The child has a newer application for the same thing."""

    key = "cases.refusal.applied_anew"


def take_step(desk: Desk, application: Application, step: Step, question: str = "", words: str = "") -> Event:
    """Writes the step into the history, where the application allows it as it stands now; Outdated otherwise."""
    state = desk.applications.get(application.id).state
    if not allowed(state, step):
        raise Outdated()
    by = desk.actor.id or None
    after = state_after(state, step)
    return desk.applications.note(
        Event(0, application.id, step, state, after, desk.moment, by, question, words)
    )


def mark_of(history: Sequence[Event]) -> int:
    """Grows with all that is written into a history, and with all that is taken back: what a screen was drawn from."""
    return len(history) + sum(one.undone_at is not None for one in history)


def mark_on(desk: Desk, application_id: int) -> int:
    return mark_of(desk.applications.history(application_id))


def current(desk: Desk, application_id: int, mark: int) -> Application:
    """The application, where this person handles it and their screen shows it as it stands."""
    require_all(desk.actor, Action.HANDLE_APPLICATIONS)
    application = desk.applications.get(application_id)
    if mark_on(desk, application_id) != mark:
        raise Outdated()
    return application


def papers_complete(desk: Desk, application_id: int, mark: int, opens: Opens) -> None:
    """All papers are there: the application can be decided about."""
    application = current(desk, application_id, mark)
    if missing := missing_papers(service_named(application.service), application.answers):
        raise PapersStillMissing(number=len(missing))
    keep_track(desk, take_step(desk, application, Step.PAPERS_COMPLETE))
    tell_applicant(desk, application, "telling.papers_complete", opens)


def papers_missing(desk: Desk, application_id: int, mark: int, proofs: Collection[str], opens: Opens) -> None:
    """These papers do not suffice and are to be brought."""
    application = current(desk, application_id, mark)
    chosen = _known_proofs(application, proofs)
    keep_track(desk, take_step(desk, application, Step.PAPERS_MISSING, words=_papers_words(chosen)))
    write_answers(desk, application, dict.fromkeys(chosen, LATER))
    papers = tuple(Phrase(f"proof.{one}.name") for one in chosen)
    tell_applicant(desk, application, "telling.papers_missing", opens, papers=papers)


def originals_shown(desk: Desk, application_id: int, mark: int, proofs: Collection[str]) -> None:
    """The pedagogue saw these originals; a paper that was sent as a file keeps its file."""
    application = current(desk, application_id, mark)
    chosen = _known_proofs(application, proofs)
    keep_track(desk, take_step(desk, application, Step.ORIGINAL_SHOWN, words=_papers_words(chosen)))
    without_file = [one for one, kept in chosen.items() if not files_of(kept)]
    write_answers(desk, application, dict.fromkeys(without_file, SHOWN))


def return_to_parent(
    desk: Desk, application_id: int, mark: int, question: str, reason: str, about: str, opens: Opens
) -> None:
    """Sends the application back because of this answer, or as a whole where none is named.

    `about` names the answer in the applicant's language, `opens` leads to it.
    """
    application = current(desk, application_id, mark)
    if question and question not in application.answers:
        raise NotFound()
    event = take_step(desk, application, Step.RETURNED, question, reason_in(reason))
    keep_track(desk, event)
    tell_applicant(desk, application, "telling.returned", opens, about=about, reason=event.words)


def note(desk: Desk, application_id: int, words: str) -> None:
    """Keeps a remark that only the office reads."""
    require_all(desk.actor, Action.HANDLE_APPLICATIONS)
    application = desk.applications.get(application_id)
    keep_track(desk, take_step(desk, application, Step.NOTE, words=reason_in(words)))


def correct_category(desk: Desk, application_id: int, mark: int, category: str) -> None:
    """The papers speak for another category than the parent chose: who decides follows from it."""
    application = current(desk, application_id, mark)
    if category == application.category:
        raise Outdated()
    keep_track(desk, write_category(desk, application, category))


def write_category(desk: Desk, application: Application, category: str) -> Event:
    """Both categories stand in the history, the former first."""
    if category not in service_named(application.service).categories:
        raise NotFound()
    former = application.category
    event = take_step(desk, application, Step.CORRECTED, CATEGORY, f"{former} {category}")
    desk.applications.set_category(application.id, category)
    return event


def last_step(history: Sequence[Event]) -> Event | None:
    """The newest event that stands."""
    return next((one for one in reversed(history) if one.undone_at is None), None)


def can_be_undone(application: Application, history: Sequence[Event]) -> Event | None:
    """The newest event, where it is a step of the office that can be taken back."""
    last = last_step(history)
    return last if last and last.step in UNDOABLE and _of_the_office(application, last) else None


def undo_last(desk: Desk, application_id: int, event_id: int, opens: Opens) -> None:
    """Takes the newest step of the office back; who was told of it is told that it is undone."""
    require_all(desk.actor, Action.HANDLE_APPLICATIONS)
    application = desk.applications.get(application_id)
    event = can_be_undone(application, desk.applications.history(application_id))
    if event is None or event.id != event_id:
        raise Outdated()
    _check_free(desk, application, event)
    take_back(desk, application, event)
    desk.audit.note(
        desk.actor.id, f"undo_application_{event.step}", f"application:{application_id}", desk.moment
    )
    untell(desk, application, event.id, opens)


def take_back(desk: Desk, application: Application, event: Event) -> None:
    """The event never happened, nor did the decision, the answers or the category that came with it."""
    decision = decision_of(desk, event)
    desk.applications.undo(event.id, desk.moment)
    if decision:
        desk.decisions.undo(decision.id, desk.moment)
    if event.step is Step.CHANGED:
        desk.applications.set_category(
            application.id, desk.decisions.of_application(application.id)[-1].category
        )
    if event.step is Step.CORRECTED:
        desk.applications.set_category(application.id, event.words.split()[0])
    write_answers(desk, application, _former_answers(event))


def papers_in(event: Event) -> tuple[str, ...]:
    """The papers that an event is about."""
    written = event.words.split() if event.step in PAPERS else ()
    return tuple(one.partition("=")[0] for one in written)


def _former_answers(event: Event) -> dict[str, str]:
    """What was answered to the papers of an event before it."""
    written = event.words.split() if event.step in PAPERS else ()
    return dict(one.split("=", 1) for one in written if "=" in one)


def write_answers(desk: Desk, application: Application, changes: Mapping[str, str]) -> None:
    if changes:
        answers = {**desk.applications.get(application.id).answers, **changes}
        desk.applications.revise(application.id, answers, desk.actor.id, desk.moment)


def decision_of(desk: Desk, event: Event) -> Decision | None:
    """The decision that came with the event."""
    made = desk.decisions.of_application(event.application_id) if event.step in DECIDING else ()
    return next((one for one in reversed(made) if STEP_OF[one.ruling] is event.step), None)


def close_of_who_left(desk: Desk, application_id: int, mark: int, reason: str, opens: Opens) -> None:
    """What is still undecided about a pupil who left is closed; nothing closes by itself."""
    application = current(desk, application_id, mark)
    if application.state not in UNDECIDED or desk.pupils.class_of(application.pupil_id, application.year):
        raise Outdated()
    if item := desk.councils.item_of(application_id):
        desk.councils.drop_item(item.id)
    event = take_step(desk, application, Step.WITHDRAWN, words=reason_in(reason))
    keep_track(desk, event)
    tell_applicant(desk, application, "telling.withdrawn", opens, reason=event.words)


def reason_in(written: str) -> str:
    reason = " ".join(written.split())
    if not reason:
        raise NoReason()
    if len(reason) > LONGEST_WORDS:
        raise ReasonTooLong(limit=LONGEST_WORDS)
    return reason


def keep_track(desk: Desk, event: Event) -> None:
    """Who took the step stands in the audit too."""
    desk.audit.note(
        desk.actor.id, f"application_{event.step}", f"application:{event.application_id}", desk.moment
    )


def _of_the_office(application: Application, event: Event) -> bool:
    """Not what the applicant sent, nor a correction that was asked for: that of the category is named by it."""
    if event.step is Step.CORRECTED and event.question != CATEGORY:
        return False
    return event.by is not None and event.by != application.applicant


def _check_free(desk: Desk, application: Application, event: Event) -> None:
    decision = decision_of(desk, event)
    if decision and decision.order_id is not None:
        raise OnOrder()
    if decision and decision.sitting_id is not None:
        raise InProtocol()
    newer = standing_in_the_way(
        desk,
        service_named(application.service),
        application.year,
        application.period,
        application.pupil_id,
    )
    if newer and newer.id != application.id:
        raise AppliedAnew(number=newer.number)


def _known_proofs(application: Application, proofs: Collection[str]) -> dict[str, str]:
    """These papers of the application, each with the answer that it has."""
    of_service = (one.key for one in service_named(application.service).proofs)
    chosen = [one for one in of_service if one in proofs and one in application.answers]
    if not chosen:
        raise NotFound()
    return {one: application.answers[one] for one in chosen}


def _papers_words(chosen: Mapping[str, str]) -> str:
    return " ".join(f"{key}={kept}" for key, kept in chosen.items())
