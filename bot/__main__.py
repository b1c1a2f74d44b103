"""The command `tirek`."""

import argparse
import asyncio
import signal
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from sqlite3 import DatabaseError
from zoneinfo import ZoneInfoNotFoundError

from pydantic import ValidationError

from bot.config import Settings
from bot.logs import configure_logs


class SystemClock:
    """The time of this machine."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class Unfit(Exception):
    """Something that has to be put right before the command can do its work, in one line."""


def main(arguments: Sequence[str] | None = None) -> int:
    """0 where the command did its work, 1 with one line on standard error where it could not."""
    configure_logs()
    chosen = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = chosen.command
    try:
        return command(chosen)
    except Unfit as reason:
        print(f"tirek: {reason}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0


def demo(chosen: argparse.Namespace) -> int:
    from bot.sandbox.demo import demo as run_demo

    asyncio.run(run_demo(size=chosen.size, country=chosen.country, port=chosen.port, empty=chosen.empty))
    return 0


def run(_: argparse.Namespace) -> int:
    asyncio.run(_run(_settings()))
    return 0


def check_roster(chosen: argparse.Namespace) -> int:
    from bot.documents.check_roster import check_roster as read_and_print

    return read_and_print(chosen.file, chosen.json)


def backup(chosen: argparse.Namespace) -> int:
    from bot.storage.upkeep import Damaged, InUse, back_up, check, files_of

    settings = _plain_settings()
    try:
        check(settings.database_file)
        back_up(settings.database_file, settings.files_folder, chosen.file)
    except (Damaged, InUse, OSError, DatabaseError) as reason:
        raise Unfit(str(reason)) from reason
    print(chosen.file)
    _look_at_files(chosen.file, files_of(chosen.file))
    return 0


def restore(chosen: argparse.Namespace) -> int:
    from bot.storage.upkeep import Damaged, InUse
    from bot.storage.upkeep import restore as put_back

    settings = _plain_settings()
    try:
        put_back(chosen.file, settings.database_file, settings.files_folder)
    except (Damaged, InUse, OSError, DatabaseError) as reason:
        raise Unfit(str(reason)) from reason
    print(settings.database_file)
    _look_at_files(settings.database_file, settings.files_folder)
    return 0


def doctor(_: argparse.Namespace) -> int:
    settings = _settings()
    print(f"database   {settings.database_file}   {_database_verdict(settings.database_file)}")
    if settings.database_file.exists():
        print(
            f"files      {settings.files_folder}   {_look_at_files(settings.database_file, settings.files_folder)}"
        )
    print(f"telegram   {settings.telegram_api_url}   {asyncio.run(_telegram_verdict(settings))}")
    print(f"time zone  {settings.zone.key}")
    return 0


async def _run(settings: Settings) -> None:
    from aiogram.exceptions import AiogramError

    from bot.app import build, telegram_session

    session = telegram_session(settings)
    tirek = await build(settings, SystemClock(), session)
    try:
        if link := await tirek.owner_link():
            print(
                f"Open this link in Telegram to become the social pedagogue of the school: {link}", flush=True
            )
        await tirek.start()
        await _told_to_stop()
    except AiogramError as failure:
        raise Unfit(f"Telegram does not answer: {type(failure).__name__}") from failure
    finally:
        await tirek.stop()
        await session.close()


async def _told_to_stop() -> None:
    """Returns when the machine asks the process to end, as it does at a shutdown."""
    told = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, told.set)
    await told.wait()


def _plain_settings() -> Settings:
    """Settings that can be read, each value at least possible."""
    try:
        settings = Settings()
        _ = settings.database_file, settings.zone
    except ValidationError as failure:
        names = ", ".join(str(error["loc"][0]).upper() for error in failure.errors())
        raise Unfit(f"not understood: {names}; .env.example says what it is for") from failure
    except (ValueError, ZoneInfoNotFoundError) as failure:
        raise Unfit(str(failure)) from failure
    return settings


def _settings() -> Settings:
    settings = _plain_settings()
    for name in ("bot_token", "secret_key"):
        if not getattr(settings, name).get_secret_value():
            raise Unfit(f"{name.upper()} is not set; .env.example says what it is for")
    return settings


def _database_verdict(file: Path) -> str:
    from bot.storage.upkeep import Damaged, check

    if not file.exists():
        return "will be made at the first start"
    try:
        return f"sound, migration {check(file)}"
    except Damaged as reason:
        raise Unfit(str(reason)) from reason


def _look_at_files(database: Path, folder: Path) -> str:
    """Unfit where a file that somebody sent is not to be had any more; the rest was done all the same."""
    from bot.storage.upkeep import lost_files

    if lost := lost_files(database, folder):
        raise Unfit(f"{folder}: of the files that people sent, {lost} missing or damaged")
    return "whole"


async def _telegram_verdict(settings: Settings) -> str:
    from aiogram import Bot
    from aiogram.exceptions import AiogramError

    from bot.app import telegram_session

    async with Bot(settings.bot_token.get_secret_value(), session=telegram_session(settings)) as bot:
        try:
            return f"answers as @{(await bot.me()).username}"
        except AiogramError as failure:
            raise Unfit(f"Telegram does not answer: {type(failure).__name__}") from failure


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="tirek", description="The assistant of the school's social pedagogue."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    show = commands.add_parser("demo", help="a sample school on a Telegram of our own, in the browser")
    show.add_argument("--size", choices=("usual", "large"), default="usual")
    show.add_argument("--country", choices=("kz", "kg"), default="kz")
    show.add_argument("--port", type=int, default=8765)
    show.add_argument("--empty", action="store_true", help="nothing set up yet: begin as a new school does")
    show.set_defaults(command=demo)
    commands.add_parser("run", help="run the bot of a school").set_defaults(command=run)
    read = commands.add_parser("check-roster", help="how a class list would be read")
    read.add_argument("file", type=Path)
    read.add_argument("--json", action="store_true", help="one JSON document on standard output")
    read.set_defaults(command=check_roster)
    for name, command, words in (
        ("backup", backup, "copy the database to a file while the bot works"),
        ("restore", restore, "put a backup in place of the database; stop the bot before"),
    ):
        copying = commands.add_parser(name, help=words)
        copying.add_argument("file", type=Path)
        copying.set_defaults(command=command)
    commands.add_parser("doctor", help="look whether everything is in order").set_defaults(command=doctor)
    return parser


if __name__ == "__main__":
    sys.exit(main())
