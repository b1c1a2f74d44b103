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
    """One line an event on standard error; a failure is its class and its places in the code, without its words."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            name_failure,
            mask_numbers,
            structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"]),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    logging.basicConfig(level=logging.WARNING)
    # aiogram and aiosqlite log what they were given, words of people included.
    for talkative in ("aiogram", "aiosqlite", "apscheduler"):
        logging.getLogger(talkative).setLevel(logging.CRITICAL)


def name_failure(_: object, __: str, event: Event) -> Event:
    """An exception's words and the values around it may hold names; its class and line numbers do not."""
    failure = event.pop("exc_info", None)
    if isinstance(failure, BaseException):
        frames = traceback.extract_tb(failure.__traceback__)[-6:]
        event["at"] = " < ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(frames))
    return event


def mask_numbers(_: object, __: str, event: Event) -> Event:
    """IIN, PIN and phones come out as stars wherever they slipped in."""
    return {key: LONG_NUMBER.sub("***", word) if isinstance(word, str) else word for key, word in event.items()}
