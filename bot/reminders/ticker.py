"""The ticker rings twice a minute; what is due is a question to the tables, no stored job (docs/decisions/0004)."""

from collections.abc import Callable

from apscheduler.schedulers.asyncio import AsyncIOScheduler

SECONDS = 30


class Ticker:
    """APScheduler with one job in memory."""

    def __init__(self, ring: Callable[[], None]) -> None:
        self._scheduler = AsyncIOScheduler()
        # Without a grace time of None a stall of a second would drop the tick.
        self._scheduler.add_job(
            ring, "interval", seconds=SECONDS, coalesce=True, misfire_grace_time=None, max_instances=1
        )

    def start(self) -> None:
        self._scheduler.start()

    def stop(self) -> None:
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
