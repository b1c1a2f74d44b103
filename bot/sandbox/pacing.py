"""Telegram's pace: thirty messages a second in all, one a second a chat, twenty a minute a group."""

import math
import time
from collections import deque
from dataclasses import dataclass

from bot.sandbox.clock import Monotonic
from bot.sandbox.refusals import too_many_requests

IN_ALL = (30, 1.0)
IN_A_CHAT = (1, 1.0)
IN_A_GROUP = (20, 60.0)


@dataclass(frozen=True, slots=True)
class Violation:
    """A message that came too early."""

    chat_id: int
    retry_after: int


class Pace:
    """Counts the messages that were let through; off until it is switched on."""

    def __init__(self, on: bool = False, monotonic: Monotonic = time.monotonic) -> None:
        self.on = on
        self.violations: list[Violation] = []
        self._monotonic = monotonic
        self._sent: dict[int | str, deque[float]] = {}

    def check(self, chat_id: int) -> None:
        """Counts one message; raises Refused 429 when it came too early."""
        if not self.on:
            return
        now = self._monotonic()
        limits: list[tuple[int | str, tuple[int, float]]] = [("all", IN_ALL), (chat_id, IN_A_CHAT)]
        if chat_id < 0:
            limits.append((f"minute of {chat_id}", IN_A_GROUP))
        wait = max(self._wait(name, limit, now) for name, limit in limits)
        if wait > 0:
            self.violations.append(Violation(chat_id, math.ceil(wait)))
            raise too_many_requests(math.ceil(wait))
        for name, _ in limits:
            self._sent[name].append(now)

    def _wait(self, name: int | str, limit: tuple[int, float], now: float) -> float:
        """Seconds until one more is allowed."""
        many, span = limit
        sent = self._sent.setdefault(name, deque())
        while sent and now - sent[0] >= span:
            sent.popleft()
        return sent[0] + span - now if len(sent) >= many else 0.0
