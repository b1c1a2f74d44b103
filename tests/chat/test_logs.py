"""The log says what failed and where, never who."""

import io
import logging
import subprocess
import sys

import pytest
import structlog

from bot.logs import WordlessFormatter, configure_logs, mask_numbers, name_failure


def failure() -> Exception:
    try:
        raise LookupError("Ахметов Ерлан 080101500005")
    except LookupError as raised:
        return raised


def test_a_failure_is_its_places() -> None:
    event = name_failure(None, "", {"event": "handler_failed", "exc_info": failure()})
    assert event["at"].startswith("failure:")
    assert "exc_info" not in event
    assert "Ахметов" not in str(event)
    assert name_failure(None, "", {"event": "a"}) == {"event": "a"}


@pytest.mark.parametrize("number", ["080101500005", "+77001234567", 500_000_001, "хат 080101500005 қайтты"])
def test_long_numbers_are_stars(number: object) -> None:
    masked = mask_numbers(None, "", {"event": "a", "who": number, "letter": 12})
    assert "***" in masked["who"]
    assert masked["letter"] == 12


def test_what_libraries_log_has_no_words_of_exceptions_either() -> None:
    raised = failure()
    record = logging.LogRecord(
        "asyncio",
        logging.ERROR,
        "",
        1,
        "phone %s",
        ("+77001234567",),
        (type(raised), raised, raised.__traceback__),
    )
    line = WordlessFormatter("%(message)s").format(record)
    assert "LookupError at failure:" in line
    assert "Ахметов" not in line
    assert "77001234567" not in line


def test_the_whole_log_of_a_process() -> None:
    program = """
import asyncio, structlog
from bot.logs import configure_logs, configure_logs
configure_logs()
async def fail(): raise LookupError("Ахметов 080101500005")
async def main():
    task = asyncio.ensure_future(fail())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
asyncio.run(main())
try:
    raise LookupError("Ахметов")
except LookupError as failure:
    structlog.get_logger().error("handler_failed", exc_info=failure, phone="+77001234567")
"""
    log = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stderr
    assert "handler_failed" in log
    assert "LookupError" in log
    assert "Ахметов" not in log
    assert "080101500005" not in log
    assert "77001234567" not in log


def test_a_standard_error_that_was_changed_since_is_no_hindrance(monkeypatch: pytest.MonkeyPatch) -> None:
    configure_logs()
    former, latter = io.StringIO(), io.StringIO()
    monkeypatch.setattr(sys, "stderr", former)
    structlog.get_logger().info("one")
    former.close()
    monkeypatch.setattr(sys, "stderr", latter)
    structlog.get_logger().info("two")
    assert "two" in latter.getvalue()
