"""The pupils' register; IIN, address and phones lie sealed."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Select,
    and_,
    bindparam,
    delete,
    insert,
    or_,
    select,
    update,
)

from bot.core.people import Adult, PersonName, Pupil, Relation, Sex
from bot.core.school import SchoolYear
from bot.storage.rows import next_number, only
from bot.storage.shelf import NO_SHELF, Reach
from bot.storage.tables import adult, class_, enrolment, pupil
from bot.storage.vault import Vault

# Who stayed to the end of the year keeps the place in its lists, whenever they left the school after it.
STAYED = or_(enrolment.c.until.is_(None), enrolment.c.until >= bindparam("end"))
ENROLLED = and_(enrolment.c.pupil_id == pupil.c.id, STAYED)
OF_CLASS = select(pupil).join(enrolment, ENROLLED).where(enrolment.c.class_id == bindparam("class_id"))
OF_YEAR = (
    select(pupil, enrolment.c.class_id)
    .join(enrolment, ENROLLED)
    .join(class_, class_.c.id == enrolment.c.class_id)
    .where(class_.c.year == bindparam("year"))
)
OPEN_PLACES = (
    select(enrolment.c.pupil_id, enrolment.c.class_id)
    .join(class_, class_.c.id == enrolment.c.class_id)
    .where(enrolment.c.until.is_(None), class_.c.year == bindparam("year"))
)
CLASS_OF = (
    select(enrolment.c.class_id)
    .join(class_, class_.c.id == enrolment.c.class_id)
    .where(enrolment.c.pupil_id == bindparam("pupil_id"), STAYED, class_.c.year == bindparam("year"))
)
PLACE = and_(
    enrolment.c.pupil_id == bindparam("of_pupil"),
    enrolment.c.class_id == bindparam("of_class"),
    enrolment.c.until.is_(None),
)
MEMBERS = (pupil, adult, enrolment, class_)
CHUNK = 500


class SqlPupils:
    def __init__(self, connection: Connection, vault: Vault, reach: Reach = NO_SHELF) -> None:
        self._connection = connection
        self._vault = vault
        self._reach = reach

    def get(self, pupil_id: int) -> Pupil:
        return self._reach.value(("pupil", pupil_id), (pupil, adult), lambda: self._load(pupil_id))

    def _load(self, pupil_id: int) -> Pupil:
        row = only(self._connection, select(pupil).where(pupil.c.id == pupil_id))
        return self._read(row, self._adults([pupil_id])[pupil_id])

    def of_class(self, class_id: int) -> tuple[Pupil, ...]:
        return self._reach.value(("of_class", class_id), MEMBERS, lambda: self._load_class(class_id))

    def _load_class(self, class_id: int) -> tuple[Pupil, ...]:
        year = self._connection.execute(select(class_.c.year).where(class_.c.id == class_id)).scalar()
        end = SchoolYear(year).end if year else date.max
        rows = self._connection.execute(OF_CLASS, {"class_id": class_id, "end": end}).mappings().all()
        adults = self._adults([row["id"] for row in rows])
        return _by_name(self._read(row, adults[row["id"]]) for row in rows)

    def of_family(self, family: int) -> tuple[Pupil, ...]:
        rows = self._connection.execute(select(pupil).where(pupil.c.family_id == family)).mappings().all()
        adults = self._adults([row["id"] for row in rows])
        return _by_name(self._read(row, adults[row["id"]]) for row in rows)

    def of_year(self, year: SchoolYear) -> dict[int, tuple[Pupil, ...]]:
        return self._by_class(OF_YEAR, year)

    def of_families(self, family_ids: Collection[int], year: SchoolYear) -> dict[int, tuple[Pupil, ...]]:
        """The children of these households, by class."""
        return self._by_class(OF_YEAR.where(pupil.c.family_id.in_(family_ids)), year)

    def born(self, day: date | None, number: str, year: SchoolYear) -> dict[int, tuple[Pupil, ...]]:
        """Who was born on that day, has that number, or whose birth date nobody wrote down; by class."""
        trace = self._vault.trace(number)
        alike: list[ColumnElement[bool]] = [pupil.c.birth_date.is_(None)]
        alike += [pupil.c.birth_date == day] if day else []
        alike += [pupil.c.iin_trace == trace] if trace else []
        return self._by_class(OF_YEAR.where(or_(*alike)), year)

    def _by_class(self, wanted: Select[Any], year: SchoolYear) -> dict[int, tuple[Pupil, ...]]:
        rows = self._connection.execute(wanted, {"year": year.first, "end": year.end}).mappings().all()
        adults = self._adults([row["id"] for row in rows])
        found: dict[int, list[Pupil]] = defaultdict(list)
        for row in rows:
            found[row["class_id"]].append(self._read(row, adults[row["id"]]))
        return {class_id: _by_name(pupils) for class_id, pupils in found.items()}

    def by_iin(self, number: str) -> int | None:
        """Whose number this is."""
        wanted = select(pupil.c.id).where(pupil.c.iin_trace == self._vault.trace(number))
        return self._connection.execute(wanted).scalar()

    def every(self) -> tuple[Pupil, ...]:
        """All pupils that the register knows, those who left long ago too."""
        rows = self._connection.execute(select(pupil)).mappings().all()
        adults = self._adults([row["id"] for row in rows])
        return tuple(self._read(row, adults[row["id"]]) for row in rows)

    def places(self, year: SchoolYear) -> dict[int, int]:
        """The class of each pupil who has one in this year and did not leave it."""
        rows = self._connection.execute(OPEN_PLACES, {"year": year.first})
        return {row.pupil_id: row.class_id for row in rows}

    def class_of(self, pupil_id: int, year: SchoolYear) -> int | None:
        place = {"pupil_id": pupil_id, "year": year.first, "end": year.end}
        return self._reach.value(
            ("class_of", pupil_id, year.first),
            (enrolment, class_),
            lambda: self._connection.execute(CLASS_OF, place).scalar(),
        )

    def add(self, new: Pupil) -> int:
        return self.add_all([new])[0]

    def add_all(self, new: Sequence[Pupil]) -> list[int]:
        """Writes the pupils and their adults; their new numbers in the same order."""
        first = next_number(self._connection, pupil)
        numbers = [first + place for place in range(len(new))]
        self._many(
            insert(pupil),
            [{"id": one, **self._values(one, value)} for one, value in zip(numbers, new, strict=True)],
        )
        self._write_adults(zip(numbers, new, strict=True))
        return numbers

    def change(self, changed: Pupil) -> None:
        self.change_all([changed])

    def change_all(self, changed: Sequence[Pupil]) -> None:
        rows = [{"of_pupil": one.id, **self._values(one.id, one)} for one in changed]
        self._many(update(pupil).where(pupil.c.id == bindparam("of_pupil")), rows)
        self._many(
            delete(adult).where(adult.c.pupil_id == bindparam("of_pupil")),
            [{"of_pupil": one.id} for one in changed],
        )
        self._write_adults((one.id, one) for one in changed)

    def enrol(self, pupil_id: int, class_id: int, since: date) -> None:
        self.enrol_all([(pupil_id, class_id)], since)

    def enrol_all(self, places: Sequence[tuple[int, int]], since: date) -> None:
        """Gives each pupil a place in a class, as (pupil, class)."""
        rows = [{"pupil_id": pupil_id, "class_id": class_id, "since": since} for pupil_id, class_id in places]
        self._many(insert(enrolment), rows)

    def leave(self, pupil_id: int, class_id: int, until: date) -> None:
        self.leave_all([(pupil_id, class_id)], until)

    def leave_all(self, places: Sequence[tuple[int, int]], until: date) -> None:
        """Ends these places, given as (pupil, class)."""
        rows = [
            {"of_pupil": pupil_id, "of_class": class_id, "last_day": until} for pupil_id, class_id in places
        ]
        self._many(update(enrolment).where(PLACE).values(until=bindparam("last_day")), rows)

    def last_place(self, pupil_id: int) -> tuple[int, date | None] | None:
        """The class that the pupil was in last, and until when where that has ended."""
        wanted = select(enrolment.c.class_id, enrolment.c.until).where(enrolment.c.pupil_id == pupil_id)
        row = self._connection.execute(wanted.order_by(enrolment.c.id.desc()).limit(1)).first()
        return (row.class_id, row.until) if row else None

    def come_back(self, pupil_id: int, class_id: int) -> None:
        """Takes back the last end of a place: the pupil is there again as if nothing had happened."""
        last = select(enrolment.c.id).where(
            enrolment.c.pupil_id == pupil_id, enrolment.c.class_id == class_id
        )
        last = last.order_by(enrolment.c.id.desc()).limit(1)
        self._connection.execute(
            update(enrolment).where(enrolment.c.id == last.scalar_subquery()).values(until=None)
        )

    def _many(self, statement: Any, rows: list[dict[str, Any]]) -> None:
        if rows:
            self._connection.execute(statement, rows)

    def _adults(self, pupil_ids: list[int]) -> dict[int, list[Adult]]:
        found: dict[int, list[Adult]] = defaultdict(list)
        for start in range(0, len(pupil_ids), CHUNK):
            part = pupil_ids[start : start + CHUNK]
            rows = self._connection.execute(
                select(adult).where(adult.c.pupil_id.in_(part)).order_by(adult.c.id)
            )
            for row in rows.mappings():
                found[row["pupil_id"]].append(self._read_adult(row))
        return found

    def _read_adult(self, row: RowMapping) -> Adult:
        phone = self._vault.open(row["phone_seal"], f"adult.phone:{row['id']}")
        return Adult(Relation(row["relation"]), row["name"], phone, row["workplace"], row["education"])

    def _write_adults(self, pupils: Iterable[tuple[int, Pupil]]) -> None:
        first = next_number(self._connection, adult)
        adults = ((pupil_id, one) for pupil_id, value in pupils for one in value.adults)
        rows = [self._adult_values(first + place, *one) for place, one in enumerate(adults)]
        self._many(insert(adult), rows)

    def _adult_values(self, adult_id: int, pupil_id: int, one: Adult) -> dict[str, Any]:
        return {
            "id": adult_id,
            "pupil_id": pupil_id,
            "relation": one.relation.value,
            "name": one.name,
            "phone_seal": self._vault.seal(one.phone, f"adult.phone:{adult_id}"),
            "workplace": one.workplace,
            "education": one.education,
        }

    def _values(self, pupil_id: int, value: Pupil) -> dict[str, object]:
        return {
            "last": value.name.last,
            "first": value.name.first,
            "patronymic": value.name.patronymic,
            "birth_date": value.birth_date,
            "sex": value.sex.value if value.sex else None,
            "iin_seal": self._vault.seal(value.iin, f"pupil.iin:{pupil_id}"),
            "iin_trace": self._vault.trace(value.iin),
            "nationality": value.nationality,
            "address_seal": self._vault.seal(value.address, f"pupil.address:{pupil_id}"),
            "phone_seal": self._vault.seal(value.phone, f"pupil.phone:{pupil_id}"),
            "household_size": value.household_size,
            "family_id": value.family,
        }

    def _read(self, row: RowMapping, adults: list[Adult]) -> Pupil:
        return Pupil(
            id=row["id"],
            name=PersonName(row["last"], row["first"], row["patronymic"]),
            birth_date=row["birth_date"],
            sex=Sex(row["sex"]) if row["sex"] else None,
            iin=self._vault.open(row["iin_seal"], f"pupil.iin:{row['id']}"),
            nationality=row["nationality"],
            address=self._vault.open(row["address_seal"], f"pupil.address:{row['id']}"),
            phone=self._vault.open(row["phone_seal"], f"pupil.phone:{row['id']}"),
            adults=tuple(adults),
            family=row["family_id"],
            household_size=row["household_size"],
        )


def _by_name(pupils: Iterable[Pupil]) -> tuple[Pupil, ...]:
    """In the order of the Kazakh alphabet, as a class register has them."""
    return tuple(sorted(pupils, key=lambda one: (one.name.place, one.id)))
