"""Households that the pedagogue confirmed, and pairs of pupils that are not one."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import combinations

from sqlalchemy import Connection, delete, func, insert, select, tuple_, update
from sqlalchemy.dialects.sqlite import insert as upsert

from bot.storage.rows import next_number
from bot.storage.tables import family, family_parted, pupil


class SqlFamilies:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def join(self, pupil_ids: Sequence[int], by: int, at: datetime, batch: int | None = None) -> int:
        """Makes one household of these pupils and of everybody who already lives with one of them.

        Households of one `batch`, named by its first one, are undone together.
        """
        held = select(pupil.c.family_id).where(pupil.c.id.in_(pupil_ids), pupil.c.family_id.is_not(None))
        mine = pupil.c.id.in_(pupil_ids) | pupil.c.family_id.in_(held)
        rows = self._connection.execute(select(pupil.c.id, pupil.c.family_id).where(mine))
        before = {row.id: row.family_id for row in rows}
        made = next_number(self._connection, family)
        values = {"id": made, "by": by, "at": at, "batch": batch or made, "before": before}
        self._connection.execute(insert(family).values(**values))
        self._connection.execute(update(pupil).where(pupil.c.id.in_(before)).values(family_id=made))
        return made

    def undo(self, batch: int) -> None:
        """Gives the pupils of these households back to where they were, unless they have moved on."""
        wanted = select(family.c.id, family.c.before).where(family.c.batch == batch)
        for made, before in self._connection.execute(wanted).all():
            for pupil_id, former in before.items():
                still_here = (pupil.c.id == int(pupil_id)) & (pupil.c.family_id == made)
                self._connection.execute(update(pupil).where(still_here).values(family_id=former))

    def newest_batch(self, by: int) -> int:
        """What this person confirmed last; 0 where they never did."""
        wanted = select(func.coalesce(func.max(family.c.batch), 0)).where(family.c.by == by)
        batch: int = self._connection.execute(wanted).scalar_one()
        return batch

    def part(self, pupil_ids: Sequence[int], by: int, at: datetime) -> None:
        """Keeps that these pupils are not of one household, so that nobody is asked again."""
        for first, second in combinations(sorted(set(pupil_ids)), 2):
            row = upsert(family_parted).values(first_id=first, second_id=second, by=by, at=at)
            self._connection.execute(row.on_conflict_do_nothing())

    def unpart(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Takes back that these pairs are not of one household."""
        pair = tuple_(family_parted.c.first_id, family_parted.c.second_id)
        taken_back = [(min(one), max(one)) for one in pairs]
        self._connection.execute(delete(family_parted).where(pair.in_(taken_back)))

    def separate(self, pupil_id: int) -> None:
        self._connection.execute(update(pupil).where(pupil.c.id == pupil_id).values(family_id=None))

    def put_back(self, pupil_id: int, family_id: int) -> None:
        """The pupil lives in this household again."""
        self._connection.execute(update(pupil).where(pupil.c.id == pupil_id).values(family_id=family_id))

    def parted(self) -> frozenset[tuple[int, int]]:
        rows = self._connection.execute(select(family_parted.c.first_id, family_parted.c.second_id))
        return frozenset((row.first_id, row.second_id) for row in rows)
