"""The time of the sandbox: it stands still until a test moves it, and runs by itself in the demo."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Monotonic = Callable[[], float]


class SandboxClock:
    """A clock that only moves forward; `running` adds the real seconds since it was last set."""

    def __init__(
        self,
        start: datetime | None = None,
        running: bool = False,
        monotonic: Monotonic = time.monotonic,
    ) -> None:
        self._moment = start.astimezone(UTC) if start else datetime.now(UTC)
        self._running = running
        self._monotonic = monotonic
        self._set_at = monotonic()

    def now(self) -> datetime:
        if not self._running:
            return self._moment
        return self._moment + timedelta(seconds=self._monotonic() - self._set_at)

    def passes(self, **by: float) -> datetime:
        """Moves forward by the words of timedelta: passes(days=4)."""
        span = timedelta(**by)
        if span < timedelta(0):
            raise ValueError("the sandbox clock never goes back")
        return self._set(self.now() + span)

    def moves_to(self, moment: datetime) -> datetime:
        """Moves to an aware moment; a moment without a zone or in the past raises ValueError."""
        if moment.tzinfo is None:
            raise ValueError("the sandbox clock wants a moment with a time zone")
        if moment < self.now():
            raise ValueError("the sandbox clock never goes back")
        return self._set(moment.astimezone(UTC))

    def _set(self, moment: datetime) -> datetime:
        self._moment = moment
        self._set_at = self._monotonic()
        return moment
