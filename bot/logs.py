"""The log: what failed and where, never a name or a number of a child."""

import logging
import re
import sys
import traceback
from collections.abc import MutableMapping
from typing import Any

import structlog

LONG_NUMBER = re.compile(r"\d{9,}")
Event = MutableMapping[str, Any]


def configure_logs() -> None:
    """One line an event on standard error; a failure is its class and places in the code, not its words."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            name_failure,
            mask_numbers,
            structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"]),
        ],
        # Asked for with each line: what standard error was at the start may be closed by now.
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
        cache_logger_on_first_use=False,
    )
    logging.basicConfig(level=logging.WARNING)
    for handler in logging.getLogger().handlers:
        handler.setFormatter(WordlessFormatter(logging.BASIC_FORMAT))
    # aiogram and aiosqlite log what they were given, words of people included.
    for talkative in ("aiogram", "aiosqlite", "apscheduler"):
        logging.getLogger(talkative).setLevel(logging.CRITICAL)


class WordlessFormatter(logging.Formatter):
    """For what libraries log: of a failure its class and places only, as its message holds its words too."""

    def format(self, record: logging.LogRecord) -> str:
        failure = record.exc_info[1] if record.exc_info else None
        if failure is None:
            return LONG_NUMBER.sub("***", super().format(record))
        return f"{record.levelname}:{record.name}:{type(failure).__name__} at {places(failure)}"


def name_failure(_: object, __: str, event: Event) -> Event:
    """An exception's words and the values around it may hold names; its class and line numbers do not."""
    failure = event.pop("exc_info", None)
    if isinstance(failure, BaseException):
        event["at"] = places(failure)
    return event


def places(failure: BaseException) -> str:
    """Where in the code it was, the innermost first."""
    frames = traceback.extract_tb(failure.__traceback__)[-6:]
    return " < ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(frames))


def mask_numbers(_: object, __: str, event: Event) -> Event:
    """IIN, PIN and phones come out as stars wherever they slipped in."""
    return {key: _masked(word) for key, word in event.items()}


def _masked(word: Any) -> Any:
    if isinstance(word, str | int) and LONG_NUMBER.search(str(word)):
        return LONG_NUMBER.sub("***", str(word))
    return word
