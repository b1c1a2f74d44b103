"""The one callable that handlers get: a use case run in a unit of work together with the update that asked for it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Concatenate, ParamSpec, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.core.people import Person
from bot.core.ports import Clock, Desk
from bot.storage.database import Database
from bot.storage.desk import SqlDesk
from bot.storage.outbox import receive
from bot.storage.sent_files import keep_in_mind
from bot.storage.shelf import NOWHERE, NotKept, Reach
from bot.storage.vault import Vault

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Backroom:
    """What every unit of work needs: the file, the seals, the clock and the zone of the school."""

    database: Database
    vault: Vault
    clock: Clock
    zone: ZoneInfo


class SqlOffice:
    """The office as one update of one person meets it; satisfies core.ports.Office."""

    def __init__(self, backroom: Backroom, telegram_id: int, update_id: int) -> None:
        self._backroom = backroom
        self._telegram_id = telegram_id
        self._update_id = update_id
        self._acted = False
        self.repeated = False

    async def act(
        self, use_case: Callable[Concatenate[Desk, P], None], *args: P.args, **kwargs: P.kwargs
    ) -> None:
        """Runs the use case once for this update, however often the update is delivered; raises its refusal."""
        if self._acted:
            raise RuntimeError(f"a second unit of work in one update: {use_case.__qualname__}")
        self._acted = True
        await self._backroom.database.write(
            lambda connection: self._once(connection, lambda desk: use_case(desk, *args, **kwargs))
        )

    async def ask(self, query: Callable[Concatenate[Desk, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Answers from kept values where they suffice, without a trip to the database's thread."""
        shelf = self._backroom.database.shelf
        try:
            return query(self._desk(NOWHERE, Reach(shelf, only_kept=True)), *args, **kwargs)
        except NotKept:
            return await self._backroom.database.read(
                lambda connection: query(self._desk(connection, Reach(shelf)), *args, **kwargs)
            )

    async def afterwards(
        self, use_case: Callable[Concatenate[Desk, P], None], *args: P.args, **kwargs: P.kwargs
    ) -> None:
        """Keeps what came true only when something had been sent: no part of the update's own unit of work."""
        shelf = self._backroom.database.shelf
        await self._backroom.database.write(
            lambda connection: use_case(self._desk(connection, Reach(shelf, writing=True)), *args, **kwargs)
        )

    async def delete_later(self, message_id: int, after: timedelta) -> None:
        """Has a file that was just sent to this person deleted from their chat when the time is over."""
        due = self._backroom.clock.now() + after
        await self._backroom.database.write(
            lambda connection: keep_in_mind(connection, self._telegram_id, message_id, due)
        )

    def _once(self, connection: Connection, work: Callable[[Desk], None]) -> None:
        desk = self._desk(connection, Reach(self._backroom.database.shelf, writing=True))
        self.repeated = not receive(connection, self._update_id, desk.moment)
        if not self.repeated:
            work(desk)

    def _desk(self, connection: Connection, reach: Reach) -> SqlDesk:
        room = self._backroom
        return SqlDesk(connection, room.vault, room.clock.now(), room.zone, self._telegram_id, _known, reach)


def _known(desk: SqlDesk) -> Person:
    """The person of the update; somebody who never pressed Start has the number 0 and no role."""
    return desk.people.by_telegram(desk.telegram_id) or Person(0, desk.telegram_id, "", "kk")


def desk_of_the_software(room: Backroom, connection: Connection) -> SqlDesk:
    """A desk for what nobody's update asked for; its actor is nobody."""
    nobody = Person(0, 0, "", "kk")
    return SqlDesk(connection, room.vault, room.clock.now(), room.zone, 0, lambda _: nobody)
