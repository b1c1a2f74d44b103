"""What tables are made of: their common metadata, our column types, and columns that many of them have."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    TypeDecorator,
    UniqueConstraint,
)

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Moment(TypeDecorator[datetime]):
    """A moment, kept in UTC and handed back aware."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.astimezone(UTC).replace(tzinfo=None) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.replace(tzinfo=UTC) if value else None


metadata = MetaData(naming_convention=NAMES)


def table_of(name: str, *parts: Column[Any] | UniqueConstraint | Index | CheckConstraint) -> Table:
    return Table(name, metadata, Column("id", Integer, primary_key=True), *parts)


def refers_to(table: str, null: bool = False, index: bool = True) -> Column[Any]:
    return Column(f"{table}_id", ForeignKey(f"{table}.id"), nullable=null, index=index)


def moment(name: str, null: bool = True) -> Column[Any]:
    return Column(name, Moment, nullable=null)


def person_ref(name: str = "by") -> Column[Any]:
    return Column(name, ForeignKey("person.id"), nullable=True)


def seal(name: str, null: bool = True) -> Column[Any]:
    """Free words, sealed by the vault and bound to their row; nothing where there are none."""
    return Column(f"{name}_seal", LargeBinary, nullable=null)
