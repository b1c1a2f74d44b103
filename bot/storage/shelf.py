"""Values that are read with every tap and seldom written: kept until a commit touches a table that they came from."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, Delete, Engine, Insert, Table, Update, event

R = TypeVar("R")
ROOM = 20_000
Key = tuple[object, ...]


class NotKept(Exception):
    """The value has to be loaded, and who asked wanted no trip to the database."""


class Shelf:
    """Kept values, and for each table how often a commit touched it. One writer, so nobody else changes the file."""

    def __init__(self) -> None:
        self.touched: set[str] = set()
        self._commits: Counter[str] = Counter()
        self._kept: dict[Key, tuple[tuple[int, ...], Any]] = {}

    def watch(self, engine: Engine) -> None:
        """Learns from the writing engine which tables a transaction touches."""

        @event.listens_for(engine, "before_execute")
        def _note(_: Connection, statement: object, *__: object) -> None:
            if isinstance(statement, Insert | Update | Delete):
                self.touched.add(str(getattr(statement.table, "name", "")))

        @event.listens_for(engine, "commit")
        def _count(_: Connection) -> None:
            # Before the commit itself: whoever reads the old state meanwhile keeps it under an outdated count.
            self._commits.update(self.touched)

        @event.listens_for(engine, "rollback")
        def _forget(_: Connection) -> None:
            self.touched.clear()

    def committed(self) -> None:
        """The commit is through: once more counted, so that what was read during it is read again."""
        self._commits.update(self.touched)
        self.touched.clear()

    def counts(self) -> Mapping[str, int]:
        return dict(self._commits)

    def find(self, key: Key, count: tuple[int, ...]) -> tuple[bool, Any]:
        kept = self._kept.get(key)
        return (True, kept[1]) if kept is not None and kept[0] == count else (False, None)

    def keep(self, key: Key, count: tuple[int, ...], value: object) -> None:
        if len(self._kept) >= ROOM:
            self._kept.clear()
        self._kept[key] = (count, value)


@dataclass(frozen=True, slots=True)
class Reach:
    """The shelf as one transaction may use it: a writing one does not trust it for what it touched itself.

    Made before the transaction reads anything: its counts are never newer than the state that it sees.
    """

    shelf: Shelf | None
    writing: bool = False
    only_kept: bool = False
    counts: Mapping[str, int] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        if self.shelf is not None:
            object.__setattr__(self, "counts", self.shelf.counts())

    def value(self, key: Key, tables: tuple[Table, ...], load: Callable[[], R]) -> R:
        """The kept value, or the loaded one, kept from now on. Values must not be changed by who gets them."""
        if self.shelf is None or (self.writing and any(table.name in self.shelf.touched for table in tables)):
            return load()
        count = tuple(self.counts.get(table.name, 0) for table in tables)
        found, value = self.shelf.find(key, count)
        if not found:
            if self.only_kept:
                raise NotKept
            value = load()
            self.shelf.keep(key, count, value)
        result: R = value
        return result


class _Nowhere:
    """Stands in for a connection where only kept values may be used."""

    def __getattr__(self, name: str) -> object:
        raise NotKept


NOWHERE = cast(Connection, _Nowhere())
NO_SHELF = Reach(None)
