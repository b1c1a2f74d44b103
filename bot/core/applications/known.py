"""What is known before the first question: facts about the child, and answers that this very person gave or has.

Nothing of one representative is ever proposed to another: only the roster's words about the person themselves, and
applications of their own.
"""

from collections.abc import Iterator, Mapping

from bot.core.applications.application import Application, Event, Source, State, Step
from bot.core.applications.registering import applied_for, missing_papers
from bot.core.applications.subjects import Kind, Subject, subject_of
from bot.core.applications.whose import pupil_about
from bot.core.forms.form import LATER, STAFF, Answers, Known, Proof, Question
from bot.core.parents.representative import Representative
from bot.core.people import Adult, Pupil, Relation
from bot.core.ports import Desk
from bot.core.services.service import Service

PARENT = "parent"
CHANGE_REASON = "change_reason"
# Kept beside the answers: from whom a paper came that staff entered, and what its form asks only once.
RELATION = "relation"
OF_ENTERING = (RELATION, "received_on", "outside_number")
Proposal = tuple[str, str]


def known(service: Service, desk: Desk, subject: str) -> Known:
    """What decides which questions are asked, and what can be confirmed with one tap."""
    about = subject_of(subject)
    pupil = desk.pupils.get(pupil_about(desk, subject))
    facts = {**_of_child(desk, pupil), **_of_doing(desk, service, about)}
    if about.kind in (Kind.MEND, Kind.PAPERS):
        return Known(facts, remarks=_remarks(desk, about))
    found = dict(_proposed(desk, service, about, pupil, facts))
    answers = {key: answer for key, (answer, _) in found.items()}
    return Known(facts, answers, {key: source for key, (_, source) in found.items()})


def start(desk: Desk, subject: str) -> Answers:
    """What is mended begins with its answers, a correction without a reason; everything else with nothing."""
    about = subject_of(subject)
    if about.kind is not Kind.MEND:
        return {}
    application = desk.applications.get(about.number)
    reason = {CHANGE_REASON: ""} if _mending(desk, application) == "correct" else {}
    return {**application.answers, **reason}


def name_of(desk: Desk, subject: str) -> str:
    return desk.pupils.get(pupil_about(desk, subject)).name.first


def returned_for(desk: Desk, application: Application) -> Event | None:
    """Why the application came back, while it waits for the parent."""
    if application.state is not State.RETURNED:
        return None
    returns = (one for one in desk.applications.history(application.id) if one.step is Step.RETURNED)
    return next((one for one in reversed(tuple(returns)) if one.undone_at is None), None)


def representative_of(desk: Desk, person_id: int, pupil_id: int) -> Representative | None:
    """This person's tie to the child, as long as it lasts."""
    ties = desk.representatives.of_person(person_id)
    return next((one for one in ties if one.pupil_id == pupil_id and one.until is None), None)


def _of_child(desk: Desk, pupil: Pupil) -> dict[str, str]:
    school = desk.schools.get()
    class_id = desk.pupils.class_of(pupil.id, school.year)
    return {
        "grade": str(desk.schools.class_(class_id).name.grade) if class_id else "",
        "born": pupil.birth_date.isoformat() if pupil.birth_date else "",
        "country": school.country.value,
        "year": str(applied_for(desk)),
    }


def _of_doing(desk: Desk, service: Service, about: Subject) -> dict[str, str]:
    """Who fills the form in, to what end, and whose application it is."""
    if about.kind is Kind.ENTERED:
        relation = about.relation.value if about.relation else ""
        return {"doing": "new", "by": STAFF, "source": about.source.value, RELATION: relation}
    if about.kind is Kind.NEW:
        tie = representative_of(desk, desk.actor.id, about.number)
        relation = tie.relation.value if tie else ""
        return {"doing": "new", "by": PARENT, "source": Source.CHAT.value, RELATION: relation}
    return _of_application(desk, service, about)


def _of_application(desk: Desk, service: Service, about: Subject) -> dict[str, str]:
    application = desk.applications.get(about.number)
    by = STAFF if application.applicant is None else PARENT
    facts = {"by": by, "source": application.source.value, RELATION: _relation(desk, application)}
    if about.kind is Kind.PAPERS:
        missing = " ".join(missing_papers(service, application.answers))
        return {**application.answers, **facts, "doing": "papers", "missing": missing}
    return {**facts, "doing": _mending(desk, application)}


def _mending(desk: Desk, application: Application) -> str:
    """What was sent is corrected by the applicant only; the office looks at it."""
    if application.state is State.RETURNED:
        return "mend"
    return "correct" if application.applicant == desk.actor.id else "look"


def _relation(desk: Desk, application: Application) -> str:
    if application.applicant is None:
        return application.answers.get(RELATION, "")
    tie = representative_of(desk, application.applicant, application.pupil_id)
    return tie.relation.value if tie else ""


def _remarks(desk: Desk, about: Subject) -> dict[str, str]:
    back = returned_for(desk, desk.applications.get(about.number))
    return {back.question: back.words} if back else {}


def _proposed(
    desk: Desk, service: Service, about: Subject, pupil: Pupil, facts: Answers
) -> Iterator[tuple[str, Proposal]]:
    """For each question the best that is known of it."""
    before = tuple(_earlier(desk, service, pupil)) if about.kind is Kind.NEW else ()
    in_roster = _of_roster(desk, about, pupil, facts[RELATION])
    for question in (*service.questions, *service.proofs):
        told = (_told(one, question, service, pupil, source) for one, source in before)
        answer = next((one for one in told if one), None)
        if answer is None and (written := in_roster.get(question.key)):
            read = question.understood(written, facts)
            answer = (read, "roster") if read else None
        if answer:
            yield question.key, answer


def _earlier(desk: Desk, service: Service, pupil: Pupil) -> Iterator[tuple[Application, str]]:
    """This person's own: of this year, those of the same child first, then the same child's of last year."""
    year = applied_for(desk)
    mine = sorted(desk.applications.of_person(desk.actor.id), key=lambda one: -one.id)
    for one in sorted((one for one in mine if one.year == year), key=lambda one: one.pupil_id != pupil.id):
        yield one, f"sibling:{desk.pupils.get(one.pupil_id).name.first}"
    for one in mine:
        if (one.year, one.pupil_id, one.service) == (year.before, pupil.id, service.key):
            yield one, "last_year"


def _told(
    earlier: Application, question: Question, service: Service, pupil: Pupil, source: str
) -> Proposal | None:
    """The answer of an earlier application, where it holds for this child too."""
    answer = earlier.answers.get(question.key)
    same_child = earlier.pupil_id == pupil.id
    of_the_time = source == "last_year" and isinstance(question, Proof)
    another_period = same_child and question.key == service.period_question
    if answer is None or answer == LATER or of_the_time or another_period:
        return None
    return (answer, source) if same_child or question.of_family else None


def _of_roster(desk: Desk, about: Subject, pupil: Pupil, relation: str) -> Mapping[str, str]:
    """What the roster says of this very person; of a home only where it names them."""
    adult = _adult(pupil, relation)
    tie = representative_of(desk, desk.actor.id, pupil.id) if about.kind is Kind.NEW else None
    found = {"decision_no": tie.decision_number} if tie else {}
    if adult is not None:
        found |= {"applicant": adult.name, "phone": adult.phone, "address": pupil.address}
    return found


def _adult(pupil: Pupil, relation: str) -> Adult | None:
    """The only one whom the roster has for this relation."""
    named = [one for one in pupil.adults if one.relation.value == relation]
    return named[0] if len(named) == 1 and relation in set(Relation) else None
