"""A warm parent: it has loaded everything and forks a bot whenever it is told to, so that a start costs milliseconds.

`python -m tests.soak.warm SETTINGS` reads lines: `start` forks a bot, `kill` ends it with SIGKILL; the end of the
input ends both.
"""

import asyncio
import json
import os
import signal
import sys
import threading
from datetime import datetime
from pathlib import Path

from bot.app import build, telegram_session
from bot.config import Settings
from bot.logs import configure_logs
from bot.sandbox.clock import SandboxClock


async def serve(told: dict[str, str]) -> None:
    """The bot as a school runs it, with a clock that stands still."""
    settings = Settings(
        _env_file=None,
        bot_token=told["token"],
        telegram_api_url=told["url"],
        data_dir=Path(told["folder"]),
        secret_key=told["secret"],
    )
    tirek = await build(
        settings, SandboxClock(datetime.fromisoformat(told["moment"])), telegram_session(settings)
    )
    await tirek.start()
    await asyncio.Event().wait()


def fork(told: dict[str, str]) -> int:
    assert threading.active_count() == 1, "a process with threads can not be forked"
    child = os.fork()
    if child:
        return child
    # What the bot starts itself may outlive it for a moment and must not hold the parent's pipes.
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    try:
        asyncio.run(serve(told))
    finally:
        os._exit(1)


def end(child: int) -> None:
    if child:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def main() -> None:
    configure_logs()
    told, child = json.loads(sys.argv[1]), 0
    print("ready", flush=True)
    for line in sys.stdin:
        if line.strip() == "start":
            child = fork(told)
        else:
            end(child)
            child = 0
        print("done", flush=True)
    end(child)


if __name__ == "__main__":
    main()
