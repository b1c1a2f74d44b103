"""Households that the pedagogue confirmed, and pairs of pupils that are not one."""

from collections.abc import Sequence
from datetime import datetime
from itertools import combinations

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from bot.storage.rows import insert_row
from bot.storage.tables import family, family_parted, pupil


class SqlFamilies:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def join(self, pupil_ids: Sequence[int], by: int, at: datetime) -> None:
        """Makes one household of these pupils and of everybody who already lives with one of them."""
        held = select(pupil.c.family_id).where(pupil.c.id.in_(pupil_ids), pupil.c.family_id.is_not(None))
        old = list(self._connection.execute(held.distinct()).scalars())
        made = insert_row(self._connection, insert(family).values(by=by, at=at))
        mine = pupil.c.id.in_(pupil_ids) | pupil.c.family_id.in_(old)
        self._connection.execute(update(pupil).where(mine).values(family_id=made))

    def part(self, pupil_ids: Sequence[int], by: int, at: datetime) -> None:
        """Keeps that these pupils are not of one household, so that nobody is asked again."""
        for first, second in combinations(sorted(set(pupil_ids)), 2):
            row = upsert(family_parted).values(first_id=first, second_id=second, by=by, at=at)
            self._connection.execute(row.on_conflict_do_nothing())

    def separate(self, pupil_id: int) -> None:
        self._connection.execute(update(pupil).where(pupil.c.id == pupil_id).values(family_id=None))

    def parted(self) -> frozenset[tuple[int, int]]:
        rows = self._connection.execute(select(family_parted.c.first_id, family_parted.c.second_id))
        return frozenset((row.first_id, row.second_id) for row in rows)
