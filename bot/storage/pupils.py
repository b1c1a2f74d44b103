"""The pupils' register; IIN, address and phones lie sealed."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection, RowMapping, and_, bindparam, delete, insert, select, update

from bot.core.people import Adult, PersonName, Pupil, Relation, Sex
from bot.core.school import SchoolYear
from bot.storage.rows import next_number, only
from bot.storage.tables import adult, class_, enrolment, pupil
from bot.storage.vault import Vault

ENROLLED = and_(enrolment.c.pupil_id == pupil.c.id, enrolment.c.until.is_(None))
OF_CLASS = select(pupil).join(enrolment, ENROLLED).where(enrolment.c.class_id == bindparam("class_id"))
OF_YEAR = (
    select(pupil, enrolment.c.class_id)
    .join(enrolment, ENROLLED)
    .join(class_, class_.c.id == enrolment.c.class_id)
    .where(class_.c.year == bindparam("year"))
)


class SqlPupils:
    def __init__(self, connection: Connection, vault: Vault) -> None:
        self._connection = connection
        self._vault = vault

    def get(self, pupil_id: int) -> Pupil:
        row = only(self._connection, select(pupil).where(pupil.c.id == pupil_id))
        return self._read(row, self._adults([pupil_id])[pupil_id])

    def of_class(self, class_id: int) -> tuple[Pupil, ...]:
        rows = self._connection.execute(OF_CLASS, {"class_id": class_id}).mappings().all()
        adults = self._adults([row["id"] for row in rows])
        return _by_name(self._read(row, adults[row["id"]]) for row in rows)

    def of_year(self, year: SchoolYear) -> dict[int, tuple[Pupil, ...]]:
        rows = self._connection.execute(OF_YEAR, {"year": year.first}).mappings().all()
        adults = self._adults([row["id"] for row in rows])
        found: dict[int, list[Pupil]] = defaultdict(list)
        for row in rows:
            found[row["class_id"]].append(self._read(row, adults[row["id"]]))
        return {class_id: _by_name(pupils) for class_id, pupils in found.items()}

    def class_of(self, pupil_id: int, year: SchoolYear) -> int | None:
        held = select(enrolment.c.class_id).join(class_, class_.c.id == enrolment.c.class_id)
        held = held.where(enrolment.c.pupil_id == pupil_id, enrolment.c.until.is_(None), class_.c.year == year.first)
        return self._connection.execute(held).scalar()

    def add(self, new: Pupil) -> int:
        pupil_id = next_number(self._connection, pupil)
        self._connection.execute(insert(pupil).values(id=pupil_id, **self._values(pupil_id, new)))
        self._write_adults(pupil_id, new.adults)
        return pupil_id

    def change(self, changed: Pupil) -> None:
        values = self._values(changed.id, changed)
        self._connection.execute(update(pupil).where(pupil.c.id == changed.id).values(**values))
        self._connection.execute(delete(adult).where(adult.c.pupil_id == changed.id))
        self._write_adults(changed.id, changed.adults)

    def enrol(self, pupil_id: int, class_id: int, since: date) -> None:
        self._connection.execute(insert(enrolment).values(pupil_id=pupil_id, class_id=class_id, since=since))

    def leave(self, pupil_id: int, class_id: int, until: date) -> None:
        held = and_(enrolment.c.pupil_id == pupil_id, enrolment.c.class_id == class_id, enrolment.c.until.is_(None))
        self._connection.execute(update(enrolment).where(held).values(until=until))

    def _adults(self, pupil_ids: list[int]) -> dict[int, list[Adult]]:
        found: dict[int, list[Adult]] = defaultdict(list)
        for start in range(0, len(pupil_ids), 500):
            part = pupil_ids[start : start + 500]
            rows = self._connection.execute(select(adult).where(adult.c.pupil_id.in_(part)).order_by(adult.c.id))
            for row in rows.mappings():
                found[row["pupil_id"]].append(self._read_adult(row))
        return found

    def _read_adult(self, row: RowMapping) -> Adult:
        phone = self._vault.open(row["phone_seal"], f"adult.phone:{row['id']}")
        return Adult(Relation(row["relation"]), row["name"], phone, row["workplace"], row["education"])

    def _write_adults(self, pupil_id: int, adults: Iterable[Adult]) -> None:
        for one in adults:
            adult_id = next_number(self._connection, adult)
            phone = self._vault.seal(one.phone, f"adult.phone:{adult_id}")
            values = {"relation": one.relation.value, "name": one.name, "workplace": one.workplace, "education": one.education}
            self._connection.execute(insert(adult).values(id=adult_id, pupil_id=pupil_id, phone_seal=phone, **values))

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


ALPHABET = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"


def _by_name(pupils: Iterable[Pupil]) -> tuple[Pupil, ...]:
    """In the order of the Kazakh alphabet, as a class register has them."""
    return tuple(sorted(pupils, key=lambda one: [ALPHABET.find(letter) for letter in one.name.full.lower()]))
