"""The school, its calendar and its classes."""

from datetime import date

from sqlalchemy import Connection, RowMapping, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from bot.core.school import Class, ClassName, Country, School, SchoolYear
from bot.storage.public_days import public_days
from bot.storage.rows import insert_row, only
from bot.storage.shelf import NO_SHELF, Reach
from bot.storage.tables import class_, day_off, school


def read_class(row: RowMapping) -> Class:
    return Class(row["id"], SchoolYear(row["year"]), ClassName(row["grade"], row["letter"]))


class SqlSchools:
    def __init__(self, connection: Connection, reach: Reach = NO_SHELF) -> None:
        self._connection = connection
        self._reach = reach

    def get(self) -> School:
        return self._reach.value(("school",), (school,), self._load)

    def is_set_up(self) -> bool:
        return self._connection.execute(select(school.c.id)).first() is not None

    def save(self, changed: School) -> None:
        """Keeps the values; a new country or year brings its public days into the calendar."""
        before = self._load()
        values = _school_values(changed)
        keep = upsert(school).values(id=1, **values).on_conflict_do_update(index_elements=["id"], set_=values)
        self._connection.execute(keep)
        if not self.days_off() or (before.country, before.year) != (changed.country, changed.year):
            self._add_public_days(changed)

    def _add_public_days(self, changed: School) -> None:
        """A day that is in the calendar already stays as the school has it."""
        days = public_days(changed.country, changed.year)
        new = [{"day": day, "name": name} for day, name in days.items()]
        self._connection.execute(upsert(day_off).on_conflict_do_nothing(index_elements=["day"]), new)

    def days_off(self) -> frozenset[date]:
        return self._reach.value(("days_off",), (day_off,), self._load_days_off)

    def _load_days_off(self) -> frozenset[date]:
        return frozenset(self._connection.execute(select(day_off.c.day)).scalars())

    def classes(self, year: SchoolYear) -> list[Class]:
        rows = self._connection.execute(select(class_).where(class_.c.year == year.first)).mappings()
        return sorted((read_class(row) for row in rows), key=lambda one: one.name)

    def class_(self, class_id: int) -> Class:
        return self._reach.value(("class", class_id), (class_,), lambda: self._load_class(class_id))

    def ensure_class(self, year: SchoolYear, name: ClassName) -> Class:
        place = {"year": year.first, "grade": name.grade, "letter": name.letter}
        row = self._connection.execute(select(class_).filter_by(**place)).mappings().first()
        if row is not None:
            return read_class(row)
        return Class(insert_row(self._connection, insert(class_).values(**place)), year, name)

    def _load(self) -> School:
        row = self._connection.execute(select(school)).mappings().first()
        return _read_school(row) if row else School()

    def _load_class(self, class_id: int) -> Class:
        return read_class(only(self._connection, select(class_).where(class_.c.id == class_id)))


def _school_values(value: School) -> dict[str, object]:
    return {
        "name_kk": value.name_kk,
        "name_ru": value.name_ru,
        "place": value.place,
        "country": value.country.value,
        "director": value.director,
        "pedagogue": value.pedagogue,
        "deputies": list(value.deputies),
        "year": value.year.first,
        "week_days": value.week_days,
        "large_family_from": value.large_family_from,
    }


def _read_school(row: RowMapping) -> School:
    return School(
        name_kk=row["name_kk"],
        name_ru=row["name_ru"],
        place=row["place"],
        country=Country(row["country"]),
        director=row["director"],
        pedagogue=row["pedagogue"],
        deputies=tuple(row["deputies"]),
        year=SchoolYear(row["year"]),
        week_days=row["week_days"],
        large_family_from=row["large_family_from"],
    )
