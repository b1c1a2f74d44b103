"""A parent's children, and who represents a pupil, for those who know the class."""

from dataclasses import dataclass, replace

from bot.core.access import Action, may, require, require_all
from bot.core.errors import Outdated
from bot.core.office import Notice
from bot.core.parents.asking import human_hour
from bot.core.parents.representative import Representative
from bot.core.people import Person, Pupil, Relation
from bot.core.ports import Desk
from bot.core.school import Class


@dataclass(frozen=True, slots=True)
class Child:
    """A child of the acting parent: no more of it is shown than name and class; no class where it left."""

    pupil: Pupil
    class_: Class | None
    relation: Relation


@dataclass(frozen=True, slots=True)
class Tie:
    """A representative and the person behind it."""

    representative: Representative
    person: Person


@dataclass(frozen=True, slots=True)
class Representatives:
    """Who represents a pupil."""

    pupil: Pupil
    class_: Class | None
    ties: tuple[Tie, ...]


@dataclass(frozen=True, slots=True)
class ClassParents:
    """The pupils of a class with the number of their representatives, in the order of the register."""

    class_: Class
    pupils: tuple[tuple[Pupil, int], ...]

    @property
    def represented(self) -> int:
        return sum(count > 0 for _, count in self.pupils)


def children(desk: Desk) -> tuple[Child, ...]:
    """Of the acting parent, in the order in which they were confirmed."""
    require(desk.actor, Action.APPLY)
    return tuple(_child(desk, tie) for tie in desk.representatives.of_person(desk.actor.id))


def child(desk: Desk, pupil_id: int) -> Child:
    require(desk.actor, Action.APPLY, pupil_id=pupil_id)
    return next(one for one in children(desk) if one.pupil.id == pupil_id)


def class_of_pupil(desk: Desk, pupil_id: int) -> Class | None:
    """The class of the present year, None where the pupil left."""
    found = desk.pupils.class_of(pupil_id, desk.schools.get().year)
    return desk.schools.class_(found) if found else None


def meets_parents_of(desk: Desk, pupil_id: int) -> Class | None:
    """The pupil's class; refuses who does not know it. Of somebody who left only the pedagogue knows."""
    class_ = class_of_pupil(desk, pupil_id)
    if class_ is None:
        require_all(desk.actor, Action.MEET_PARENTS)
    else:
        require(desk.actor, Action.MEET_PARENTS, class_.id)
    return class_


def own_classes(desk: Desk) -> tuple[Class, ...]:
    """The classes whose parents this person meets."""
    require(desk.actor, Action.MEET_PARENTS)
    classes = desk.schools.classes(desk.schools.get().year)
    return tuple(one for one in classes if may(desk.actor, Action.MEET_PARENTS, one.id))


def note_representatives_seen(desk: Desk, pupil_id: int) -> None:
    meets_parents_of(desk, pupil_id)
    desk.audit.note(desk.actor.id, "see_representatives", f"pupil:{pupil_id}", desk.moment)


def representatives(desk: Desk, pupil_id: int) -> Representatives:
    class_ = meets_parents_of(desk, pupil_id)
    return Representatives(desk.pupils.get(pupil_id), class_, ties_of(desk, pupil_id))


def ties_of(desk: Desk, pupil_id: int) -> tuple[Tie, ...]:
    held = desk.representatives.of_pupil(pupil_id)
    return tuple(Tie(one, desk.people.get(one.person_id)) for one in held)


def note_class_parents_seen(desk: Desk, class_id: int) -> None:
    require(desk.actor, Action.MEET_PARENTS, class_id)
    desk.audit.note(desk.actor.id, "see_class_parents", f"class:{class_id}", desk.moment)


def class_parents(desk: Desk, class_id: int) -> ClassParents:
    require(desk.actor, Action.MEET_PARENTS, class_id)
    pupils = desk.pupils.of_class(class_id)
    counts = ((one, len(desk.representatives.of_pupil(one.id))) for one in pupils)
    return ClassParents(desk.schools.class_(class_id), tuple(counts))


def end_representative(desk: Desk, representative_id: int) -> None:
    """The person sees nothing of the child any more, at once; consents and applications stay as they were given."""
    tie = desk.representatives.get(representative_id)
    meets_parents_of(desk, tie.pupil_id)
    if tie.until is not None:
        raise Outdated()
    desk.representatives.end(tie.id, desk.moment)
    desk.audit.note(desk.actor.id, "end_representative", f"representative:{tie.id}", desk.moment)
    _tell(desk, tie, "parents.tie_ended")


def return_representative(desk: Desk, representative_id: int) -> None:
    """Undoes the end; what is held again already stays as it is."""
    tie = desk.representatives.get(representative_id)
    meets_parents_of(desk, tie.pupil_id)
    if any(one.person_id == tie.person_id for one in desk.representatives.of_pupil(tie.pupil_id)):
        return
    desk.representatives.add(replace(tie, id=0, until=None))
    desk.audit.note(desk.actor.id, "return_representative", f"representative:{tie.id}", desk.moment)
    _tell(desk, tie, "parents.tie_returned")


def tie_of(desk: Desk, representative_id: int) -> Tie:
    """A tie that is held or was."""
    found = desk.representatives.get(representative_id)
    meets_parents_of(desk, found.pupil_id)
    return Tie(found, desk.people.get(found.person_id))


def _child(desk: Desk, tie: Representative) -> Child:
    return Child(desk.pupils.get(tie.pupil_id), class_of_pupil(desk, tie.pupil_id), tie.relation)


def _tell(desk: Desk, tie: Representative, key: str) -> None:
    words = {"child": desk.pupils.get(tie.pupil_id).name.short}
    desk.outbox.put(tie.person_id, Notice(key, words, not_before=human_hour(desk)), desk.moment)
