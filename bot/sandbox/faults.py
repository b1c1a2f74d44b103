"""Faults on demand: what goes wrong with the next calls, in the order in which it was queued."""

import asyncio
import random
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from bot.sandbox.refusals import BLOCKED, DEACTIVATED, Refused, forbidden, too_many_requests

ANY = "*"
_PAGE = "<html>\r\n<head><title>{0}</title></head>\r\n<body><center><h1>{0}</h1></center></body>\r\n</html>"


class Fault:
    """One thing that goes wrong with one call; the base class does nothing."""

    drops_after = False

    async def before(self) -> None:
        """Runs before the call takes effect; may raise."""


class Dropped(Exception):
    """The connection is closed without an answer."""


class HtmlAnswer(Exception):
    """A page of a proxy instead of the server's JSON."""

    def __init__(self, status: int, title: str) -> None:
        super().__init__(title)
        self.status = status
        self.page = _PAGE.format(f"{status} {title}")


@dataclass(frozen=True)
class Refuses(Fault):
    """Any answer in Telegram's own words."""

    refusal: Refused

    async def before(self) -> None:
        raise self.refusal


def RetryAfter(seconds: int) -> Fault:  # noqa: N802 - stands beside the classes and reads like them
    return Refuses(too_many_requests(seconds))


def Overloaded() -> Fault:  # noqa: N802
    """The answer of a server under load: three seconds late, and come back in a minute."""
    return Several((Delay(3), RetryAfter(60)))


def ServerError500() -> Fault:  # noqa: N802
    return Refuses(Refused(500, "Internal Server Error: restart"))


def Blocked() -> Fault:  # noqa: N802
    return Refuses(forbidden(BLOCKED))


def Deactivated() -> Fault:  # noqa: N802
    return Refuses(forbidden(DEACTIVATED))


@dataclass(frozen=True)
class HtmlPage(Fault):
    status: int
    title: str

    async def before(self) -> None:
        raise HtmlAnswer(self.status, self.title)


def BadGatewayHtml() -> Fault:  # noqa: N802
    return HtmlPage(502, "Bad Gateway")


def TooLargeHtml() -> Fault:  # noqa: N802
    return HtmlPage(413, "Request Entity Too Large")


@dataclass(frozen=True)
class DropBefore(Fault):
    """The connection breaks and the call never took effect."""

    async def before(self) -> None:
        raise Dropped


@dataclass(frozen=True)
class DropAfter(Fault):
    """The call takes effect and the connection breaks before the answer."""

    drops_after = True


@dataclass(frozen=True)
class Delay(Fault):
    seconds: float

    async def before(self) -> None:
        await asyncio.sleep(self.seconds)


@dataclass(frozen=True)
class Several(Fault):
    """Faults of one call together: Several((Delay(1), DropAfter()))."""

    faults: tuple[Fault, ...]

    @property
    def drops_after(self) -> bool:  # type: ignore[override]
        return any(fault.drops_after for fault in self.faults)

    async def before(self) -> None:
        for fault in self.faults:
            await fault.before()


class Faults:
    """What waits to go wrong; "*" stands for every method but getUpdates."""

    def __init__(self) -> None:
        self._queued: dict[str, deque[Fault]] = {}
        self._random: tuple[random.Random, float, Sequence[Fault]] | None = None

    def queue(self, method: str, fault: Fault, times: int = 1) -> None:
        self._queued.setdefault(method.lower(), deque()).extend([fault] * times)

    def at_random(self, chance: random.Random, share: float, faults: Sequence[Fault]) -> None:
        """From now on a share of all calls goes wrong, the same way for the same seed."""
        self._random = (chance, share, faults)

    def clear(self) -> None:
        self._queued.clear()
        self._random = None

    def take(self, method: str) -> Fault:
        names = (method.lower(),) if method.lower() == "getupdates" else (method.lower(), ANY)
        for name in names:
            if waiting := self._queued.get(name):
                return waiting.popleft()
        return self._by_chance() if len(names) > 1 else Fault()

    def _by_chance(self) -> Fault:
        if self._random is None or self._random[0].random() >= self._random[1]:
            return Fault()
        return self._random[0].choice(self._random[2])

    @property
    def waiting(self) -> int:
        return sum(len(faults) for faults in self._queued.values())
