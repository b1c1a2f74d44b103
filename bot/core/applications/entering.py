"""Applications that staff take in: on paper from somebody without Telegram, from eGov, from a state platform."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.access import Action, may, require
from bot.core.applications.application import Application, Source
from bot.core.applications.registering import (
    applied_for,
    pupil_line,
    service_named,
    standing_in_the_way,
)
from bot.core.applications.subjects import FROM, OUTSIDE, Kind, Subject
from bot.core.applications.whose import require_staff
from bot.core.errors import NotFound
from bot.core.identity.finding import Found
from bot.core.people import Pupil, Relation
from bot.core.ports import Desk
from bot.core.pupils import ClassLine, ClassList, class_list, search, visible_classes
from bot.core.school import Class
from bot.core.services.registry import services_of
from bot.core.services.service import Service

QUESTION = "enter_pupil"
# How an application can come in that somebody else takes in; those of the chat come by themselves.
SOURCES = (Source.PAPER, *OUTSIDE.values())


@dataclass(frozen=True, slots=True)
class Bearer:
    """From whom a paper comes: the relation, and the adult's name where the roster has one."""

    relation: Relation
    name: str
    reference: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A child whose application is entered: the form, or from whom the paper came, or the one that there is."""

    service: Service
    source: Source
    pupil: Pupil
    class_: Class | None
    existing: Application | None
    reference: str
    bearers: tuple[Bearer, ...]


def services_to_enter(desk: Desk) -> tuple[Service, ...]:
    require(desk.actor, Action.ENTER_APPLICATION)
    return services_of(desk.schools.get().country)


def classes_to_enter(desk: Desk) -> list[ClassLine]:
    """The classes whose pupils this person may enter applications for."""
    require(desk.actor, Action.ENTER_APPLICATION)
    classes = visible_classes(desk)
    return [one for one in classes if may(desk.actor, Action.ENTER_APPLICATION, one.class_.id)]


def ask_pupil(desk: Desk, source: str, service: str, class_id: int = 0) -> None:
    """What is typed next is the name of the child; the pupils of a class are seen where one is named."""
    require(desk.actor, Action.ENTER_APPLICATION, class_id=class_id or None)
    words = {"source": source_named(source).value, "service": service_named(service).key}
    desk.drafts.open(desk.actor.id, QUESTION, words, desk.moment)
    if class_id:
        desk.audit.note(desk.actor.id, "see_class", f"class:{class_id}", desk.moment)


def pupils_to_enter(desk: Desk, class_id: int) -> ClassList:
    require(desk.actor, Action.ENTER_APPLICATION, class_id=class_id)
    return class_list(desk, class_id)


def pupils_named(desk: Desk, typed: str) -> Sequence[Pupil]:
    """Who may be meant; nobody is taken for certain."""
    require(desk.actor, Action.ENTER_APPLICATION)
    found: Found = search(desk, typed)
    several = (pupil for one in found.namesakes for pupil in one.pupils)
    return tuple({one.id: one for one in (*found.matched, *several)}.values())


def note_named(desk: Desk, pupil_ids: Sequence[int]) -> None:
    """Keeps that a search showed these pupils; the question stays open."""
    require(desk.actor, Action.ENTER_APPLICATION)
    subject = "pupils:" + "-".join(map(str, pupil_ids))
    desk.audit.note(desk.actor.id, "find_pupils", subject, desk.moment)


def entry(desk: Desk, source: str, service_key: str, pupil_id: int) -> Entry:
    """What comes next for this child."""
    require_staff(desk, Action.ENTER_APPLICATION, pupil_id)
    way, service = source_named(source), service_named(service_key)
    if service not in services_to_enter(desk):
        raise NotFound()
    line = pupil_line(desk, pupil_id)
    taken = not service.period_question
    existing = standing_in_the_way(desk, service, applied_for(desk), "", pupil_id) if taken else None
    letter = next((one for one, of in OUTSIDE.items() if of is way), "")
    reference = _reference(service, pupil_id, letter) if letter else ""
    bearers = () if letter else tuple(_bearers(service, line.pupil))
    return Entry(service, way, line.pupil, line.class_, existing, reference, bearers)


def source_named(written: str) -> Source:
    found = next((one for one in SOURCES if one.value == written), None)
    if found is None:
        raise NotFound()
    return found


def _bearers(service: Service, pupil: Pupil) -> list[Bearer]:
    """Mother, father and guardian; the roster may know none of them."""
    names = {one.relation: one.name for one in reversed(pupil.adults)}
    return [
        Bearer(relation, names.get(relation, ""), _reference(service, pupil.id, letter))
        for letter, relation in FROM.items()
    ]


def _reference(service: Service, pupil_id: int, letter: str) -> str:
    return f"{service.key}-{Subject(Kind.ENTERED, pupil_id, letter)}"
