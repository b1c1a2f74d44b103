"""The pupils' register in the chat: classes, a class list, a pupil's page, and the search for a pupil."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.core.access import Action, may, require, require_all
from bot.core.errors import NotFound
from bot.core.identity.finding import Found, find_pupils
from bot.core.identity.letters import folded
from bot.core.labels import QUESTIONS as LABEL_QUESTIONS
from bot.core.labels import LabelLine, labels_of, leave_questions
from bot.core.passport.categories import Category, categories_of
from bot.core.passport.facts import ClassFacts
from bot.core.passport.picture import working_facts
from bot.core.people import Pupil
from bot.core.ports import Desk
from bot.core.school import Class, ClassName, Country

NEW_PUPIL, FIELD = "new_pupil", "pupil_field"
QUESTIONS = LABEL_QUESTIONS | {NEW_PUPIL, FIELD}


@dataclass(frozen=True, slots=True)
class ClassLine:
    """A class and how many pupils are in it."""

    class_: Class
    pupils: int


@dataclass(frozen=True, slots=True)
class ClassList:
    """The pupils of a class in the order of the register."""

    class_: Class
    pupils: tuple[Pupil, ...]


@dataclass(frozen=True, slots=True)
class Sibling:
    """Another pupil of the same household."""

    pupil: Pupil
    class_name: ClassName | None


@dataclass(frozen=True, slots=True)
class PupilPage:
    """What is known of one pupil, as far as this person may see it; `left` is the day on which they left."""

    pupil: Pupil
    class_: Class
    left: date | None
    siblings: tuple[Sibling, ...]
    reported: tuple[Category, ...]
    labels: tuple[LabelLine, ...]
    country: Country


def visible_classes(desk: Desk) -> list[ClassLine]:
    """The classes whose pupils this person may see."""
    year = desk.schools.get().year
    places = list(desk.pupils.places(year).values())
    return [
        ClassLine(one, places.count(one.id))
        for one in desk.schools.classes(year)
        if may(desk.actor, Action.SEE_NAMES, one.id)
    ]


def class_list(desk: Desk, class_id: int) -> ClassList:
    require(desk.actor, Action.SEE_NAMES, class_id)
    return ClassList(desk.schools.class_(class_id), desk.pupils.of_class(class_id))


def pupil_page(desk: Desk, pupil_id: int) -> PupilPage:
    class_, left = place_of(desk, pupil_id)
    require(desk.actor, Action.SEE_NAMES, class_.id)
    pupil = desk.pupils.get(pupil_id)
    country = desk.schools.get().country
    return PupilPage(
        pupil=pupil,
        class_=class_,
        left=left,
        siblings=_siblings(desk, pupil),
        reported=() if left else _reported(working_facts(desk, class_.id), pupil_id, country),
        labels=labels_of(desk, pupil_id) if may(desk.actor, Action.SEE_LABELS) else (),
        country=country,
    )


def place_of(desk: Desk, pupil_id: int) -> tuple[Class, date | None]:
    """The class that the pupil is or was in last, and the day of leaving it."""
    place = desk.pupils.last_place(pupil_id)
    if place is None:
        raise NotFound()
    class_id, left = place
    return desk.schools.class_(class_id), left


def search(desk: Desk, typed: str) -> Found:
    """Who was meant, among the pupils that this person may see."""
    require(desk.actor, Action.SEE_NAMES)
    # Weighing slips against a whole school takes time; nobody slips in the first letters of all words.
    initials = {word[0] for word in folded(typed).split()}
    return find_pupils(typed, [one for one in _visible(desk) if initials & _initials(one)])


def class_names(desk: Desk) -> dict[int, str]:
    """The class of each pupil of the year, to tell namesakes apart."""
    require(desk.actor, Action.SEE_NAMES)
    year = desk.schools.get().year
    names = {one.id: str(one.name) for one in desk.schools.classes(year)}
    return {pupil_id: names[class_id] for pupil_id, class_id in desk.pupils.places(year).items()}


def note_pupil_seen(desk: Desk, pupil_id: int) -> None:
    """Keeps that this person opened the page of a pupil."""
    class_, _ = place_of(desk, pupil_id)
    require(desk.actor, Action.SEE_NAMES, class_.id)
    leave_questions(desk, QUESTIONS)
    desk.audit.note(desk.actor.id, "see_pupil", f"pupil:{pupil_id}", desk.moment)


def note_class_seen(desk: Desk, class_id: int) -> None:
    """Keeps that this person opened the list of a class."""
    require(desk.actor, Action.SEE_NAMES, class_id)
    leave_questions(desk, QUESTIONS)
    desk.audit.note(desk.actor.id, "see_class", f"class:{class_id}", desk.moment)


def note_found(desk: Desk, pupil_ids: Sequence[int]) -> None:
    """Keeps that a search showed these pupils."""
    require(desk.actor, Action.SEE_NAMES)
    subject = "pupils:" + "-".join(str(one) for one in pupil_ids)
    desk.audit.note(desk.actor.id, "find_pupils", subject, desk.moment)


def other_classes(desk: Desk, class_id: int) -> list[Class]:
    """Where a pupil of this class can be moved to."""
    require_all(desk.actor, Action.IMPORT_ROSTER)
    return [one for one in desk.schools.classes(desk.schools.get().year) if one.id != class_id]


def _visible(desk: Desk) -> list[Pupil]:
    by_class = desk.pupils.of_year(desk.schools.get().year)
    return [
        pupil
        for class_id, pupils in by_class.items()
        if may(desk.actor, Action.SEE_NAMES, class_id)
        for pupil in pupils
    ]


def _initials(one: Pupil) -> set[str]:
    return {part[0] for part in folded(one.name.full).replace("-", " ").split()}


def _siblings(desk: Desk, pupil: Pupil) -> tuple[Sibling, ...]:
    if pupil.family is None:
        return ()
    year = desk.schools.get().year
    others = (one for one in desk.pupils.of_family(pupil.family) if one.id != pupil.id)
    return tuple(Sibling(one, _class_name(desk, desk.pupils.class_of(one.id, year))) for one in others)


def _class_name(desk: Desk, class_id: int | None) -> ClassName | None:
    return desk.schools.class_(class_id).name if class_id else None


def _reported(facts: ClassFacts, pupil_id: int, country: Country) -> tuple[Category, ...]:
    """What the newest report of the class says; restricted labels are no part of it."""
    mine = next((one for one in facts.pupils if one.pupil.id == pupil_id), None)
    if mine is None or not facts.revision:
        return ()
    return tuple(one for one in categories_of(country) if not one.restricted and mine.holds(one))
