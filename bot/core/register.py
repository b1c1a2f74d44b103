"""How the pedagogue changes single pupils: added, moved, marked as left, corrected from what is typed."""

import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from bot.core.access import Action, require_all
from bot.core.errors import Outdated, Refusal
from bot.core.identity import birth_dates, names, phones
from bot.core.identity.letters import plain
from bot.core.office import Draft
from bot.core.people import Pupil
from bot.core.ports import Desk
from bot.core.pupils import FIELD, NEW_PUPIL
from bot.core.roster import read_lines
from bot.core.roster.adults import adults_of
from bot.core.roster.difference import Difference, difference
from bot.core.roster.headings import Column, Field, Whose
from bot.core.roster.importing import last_day, register_of, write_change
from bot.core.roster.layout import Entry
from bot.core.roster.pupils import read_number, read_sex
from bot.core.roster.values import WRONG_NUMBERS, RosterPupil
from bot.core.school import Class, Country, School, SchoolYear

NOTHING = frozenset({"-", "–", "—", "жоқ", "жок", "нет", "no"})
LONGEST = 160
LARGEST_HOUSEHOLD = 30


class NotOnePupil(Refusal):
    key = "pupils.not_one_pupil"


class AlreadyThere(Refusal):
    key = "pupils.already_there"


class NotUnderstood(Refusal):
    key = "pupils.not_understood"


class NumberOfAnother(Refusal):
    key = "pupils.number_of_another"


@dataclass(frozen=True, slots=True)
class NewPupil:
    """A pupil to be added, as the typed line was understood; `known` where the register has them already."""

    class_: Class
    read: RosterPupil
    known: Pupil | None
    mark: str
    country: Country


def ask_for_pupil(desk: Desk, class_id: int) -> None:
    """The next typed line is a new pupil of this class."""
    _open_class(desk, class_id)
    desk.drafts.open(desk.actor.id, NEW_PUPIL, {"class": str(class_id)}, desk.moment)


def keep_line(desk: Desk, line: str) -> None:
    """Keeps the line until it is confirmed."""
    words = dict(_draft(desk, NEW_PUPIL).words)
    _new_pupil(desk, int(words["class"]), line)
    desk.drafts.open(desk.actor.id, NEW_PUPIL, {**words, "line": line}, desk.moment)


def new_pupil(desk: Desk) -> NewPupil:
    """What was understood of the line."""
    words = _draft(desk, NEW_PUPIL).words
    return _new_pupil(desk, int(words["class"]), words["line"])


def add_pupil(desk: Desk, class_id: int, mark: str) -> None:
    """Writes the pupil; somebody whom the register knows is corrected and comes (back) to this class."""
    words = _draft(desk, NEW_PUPIL).words
    if words["class"] != str(class_id) or "line" not in words or _mark(words["line"]) != mark:
        raise Outdated()
    year = desk.schools.get().year
    one = _new_pupil(desk, class_id, words["line"])
    write_change(desk, register_of(desk, year), _change(desk, one.read, year))
    desk.drafts.close(desk.actor.id)
    desk.audit.note(desk.actor.id, "add_pupil", f"class:{class_id}", desk.moment)


def move_pupil(desk: Desk, pupil_id: int, source: int, target: int) -> None:
    """Moves the pupil to another class of the year from today on."""
    year = _open_class(desk, target).year
    here = desk.pupils.class_of(pupil_id, year)
    if here == target:
        return
    if here != source:
        raise Outdated()
    desk.pupils.leave(pupil_id, source, last_day(desk, year))
    desk.pupils.enrol(pupil_id, target, desk.today)
    desk.audit.note(desk.actor.id, "move_pupil", f"pupil:{pupil_id}", desk.moment)


def pupil_leaves(desk: Desk, pupil_id: int, class_id: int) -> None:
    """The pupil does not come to this school any more, from today on."""
    year = _open_class(desk, class_id).year
    here = desk.pupils.class_of(pupil_id, year)
    if here is None:
        return
    if here != class_id:
        raise Outdated()
    desk.pupils.leave(pupil_id, class_id, last_day(desk, year))
    desk.audit.note(desk.actor.id, "pupil_left", f"pupil:{pupil_id}", desk.moment)


def pupil_returns(desk: Desk, pupil_id: int, class_id: int) -> None:
    """Takes that back."""
    here = desk.pupils.class_of(pupil_id, _open_class(desk, class_id).year)
    if here == class_id:
        return
    if here is not None:
        raise Outdated()
    desk.pupils.come_back(pupil_id, class_id)
    desk.audit.note(desk.actor.id, "pupil_returned", f"pupil:{pupil_id}", desk.moment)


def ask_field(desk: Desk, pupil_id: int, field: str) -> None:
    """The next typed text is this field of the pupil."""
    require_all(desk.actor, Action.IMPORT_ROSTER)
    if field not in READERS:
        raise Outdated()
    desk.pupils.get(pupil_id)
    desk.drafts.open(desk.actor.id, FIELD, {"pupil": str(pupil_id), "field": field}, desk.moment)


def set_field(desk: Desk, typed: str) -> None:
    """Writes what was typed into the field that was asked for; NotUnderstood leaves everything as it was."""
    words = _draft(desk, FIELD).words
    before = desk.pupils.get(int(words["pupil"]))
    after = READERS[words["field"]](before, plain(typed), desk.schools.get())
    if after.iin and desk.pupils.by_iin(after.iin) not in (None, after.id):
        raise NumberOfAnother()
    desk.pupils.change(after)
    desk.drafts.close(desk.actor.id)
    desk.audit.note(desk.actor.id, f"correct:{words['field']}", f"pupil:{after.id}", desk.moment)


def _new_pupil(desk: Desk, class_id: int, line: str) -> NewPupil:
    class_ = _open_class(desk, class_id)
    found = read_lines(line, class_.year, class_.name).pupils
    if len(found) != 1 or not (found[0].last and found[0].first):
        raise NotOnePupil()
    read = replace(found[0], class_name=class_.name)
    change = _change(desk, read, class_.year)
    if change.nothing:
        raise AlreadyThere()
    matches = (*change.moved, *change.up, *change.back, *change.corrected)
    known = next((one.enrolled.pupil for one in matches), None)
    return NewPupil(class_, read, known, _mark(line), desk.schools.get().country)


def _change(desk: Desk, read: RosterPupil, year: SchoolYear) -> Difference:
    """What adding one pupil changes: nobody leaves a class because of it."""
    return replace(difference(register_of(desk, year), [read]), left=())


def _mark(line: str) -> str:
    return f"{zlib.crc32(line.encode()):08x}"


def _open_class(desk: Desk, class_id: int) -> Class:
    """A class of the school's present year; the lists of earlier years stay as they were."""
    require_all(desk.actor, Action.IMPORT_ROSTER)
    class_ = desk.schools.class_(class_id)
    if class_.year != desk.schools.get().year:
        raise Outdated()
    return class_


def _draft(desk: Desk, question: str) -> Draft:
    require_all(desk.actor, Action.IMPORT_ROSTER)
    draft = desk.drafts.of(desk.actor.id)
    if draft is None or draft.question != question:
        raise Outdated()
    return draft


def _name(one: Pupil, typed: str, school: School) -> Pupil:
    name = names.read(typed).name
    if not (name.last and name.first):
        raise NotUnderstood()
    return replace(one, name=name)


def _birth_date(one: Pupil, typed: str, school: School) -> Pupil:
    born: date | None = birth_dates.read(typed, school.year)
    if born is None:
        raise NotUnderstood()
    return replace(one, birth_date=born)


def _iin(one: Pupil, typed: str, school: School) -> Pupil:
    """The number; a birth date and a sex that nobody had written follow from it."""
    if _says_nothing(typed):
        return replace(one, iin="")
    number = read_number(typed)
    if not number.digits or WRONG_NUMBERS.intersection(number.problems):
        raise NotUnderstood()
    born, sex = one.birth_date or number.birth_date, one.sex or number.sex
    return replace(one, iin=number.digits, birth_date=born, sex=sex)


def _sex(one: Pupil, typed: str, school: School) -> Pupil:
    sex = read_sex(typed)
    if sex is None:
        raise NotUnderstood()
    return replace(one, sex=sex)


def _nationality(one: Pupil, typed: str, school: School) -> Pupil:
    return replace(one, nationality="" if _says_nothing(typed) else typed[:LONGEST])


def _address(one: Pupil, typed: str, school: School) -> Pupil:
    return replace(one, address="" if _says_nothing(typed) else typed[:LONGEST])


def _phone(one: Pupil, typed: str, school: School) -> Pupil:
    found = phones.read(typed, school.country)
    if not found and not _says_nothing(typed):
        raise NotUnderstood()
    return replace(one, phone=", ".join(phone.e164 for phone in found))


def _adults(one: Pupil, typed: str, school: School) -> Pupil:
    """`Анасы Үлгіқызы Сәуле 8 700 000 00 01, әкесі …`: what was known of a person of the same name stays."""
    found = adults_of(Entry({Column(Field.FULL_NAME, Whose.PARENTS): (typed,)}, None, "", 0))
    if not found and not _says_nothing(typed):
        raise NotUnderstood()
    known = {adult.name: adult for adult in one.adults}
    kept = (
        replace(known.get(adult.name, adult), relation=adult.relation, phone=adult.phone or known_phone)
        for adult in found
        for known_phone in [known[adult.name].phone if adult.name in known else ""]
    )
    return replace(one, adults=tuple(kept))


def _household_size(one: Pupil, typed: str, school: School) -> Pupil:
    if _says_nothing(typed):
        return replace(one, household_size=None)
    if not typed.isdecimal() or not 1 <= int(typed) <= LARGEST_HOUSEHOLD:
        raise NotUnderstood()
    return replace(one, household_size=int(typed))


def _says_nothing(typed: str) -> bool:
    return typed.lower() in NOTHING


READERS: dict[str, Callable[[Pupil, str, School], Pupil]] = {
    "name": _name,
    "birth_date": _birth_date,
    "iin": _iin,
    "sex": _sex,
    "nationality": _nationality,
    "address": _address,
    "phone": _phone,
    "adults": _adults,
    "household_size": _household_size,
}
