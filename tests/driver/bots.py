"""What the driver needs from a running bot, so that any bot can be driven."""

from typing import Protocol


class RunningBot(Protocol):
    async def start(self) -> None:
        """Begins to poll the server."""

    async def stop(self) -> None:
        """Drops it, as a process that is thrown away."""

    async def handled(self, update_id: int) -> None:
        """Returns when this update was fully handled."""

    async def quiet(self) -> None:
        """Returns when the outbox is empty, exports are done and nothing is in flight."""

    async def tick(self) -> None:
        """Reminders and timed work at the clock's moment."""
