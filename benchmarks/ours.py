"""Tirek as a school runs it, on a database that the bench prepared."""

import asyncio
import sys
from datetime import UTC, datetime
from pathlib import Path

from bot.app import build, telegram_session
from bot.config import Settings
from bot.logs import configure_logs

SECRET = "a secret of the bench"


class RealClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


def settings_for(url: str, token: str, folder: Path) -> Settings:
    return Settings(_env_file=None, bot_token=token, telegram_api_url=url, data_dir=folder, secret_key=SECRET)


async def main(url: str, token: str, folder: str) -> None:
    configure_logs()
    settings = settings_for(url, token, Path(folder))
    tirek = await build(settings, RealClock(), telegram_session(settings))
    await tirek.start()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:4]))
