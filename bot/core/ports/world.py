"""What lies outside of a transaction: the clock, letters, files and the workshop, as small protocols."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.core.office import InvitationSheet, Letter, SentFile
from bot.core.papers import Format, Paper, PaperRequest
from bot.core.roster.values import Roster
from bot.core.school import SchoolYear


class Clock(Protocol):
    """Where the time comes from: aware, in UTC."""

    def now(self) -> datetime: ...


class SentFiles(Protocol):
    """Files with names that lie in chats until their time is over."""

    async def due(self, at: datetime) -> list[SentFile]: ...
    async def forget(self, gone: SentFile) -> None: ...


class Letters(Protocol):
    """The outbox as the sender works through it."""

    async def waiting(self, at: datetime, limit: int) -> list[Letter]: ...
    async def begin(self, letter: Letter, at: datetime) -> None: ...
    async def sent(self, letter: Letter, at: datetime) -> None: ...
    async def not_sent(self, letter: Letter, not_before: datetime, error: str) -> None: ...
    async def unsure(self, letter: Letter, not_before: datetime, error: str) -> None: ...
    async def failed(self, letter: Letter, at: datetime, error: str) -> None: ...
    async def blocked(self, letter: Letter, at: datetime) -> None: ...


@dataclass(frozen=True, slots=True)
class File:
    """A file to hand out or one that came in."""

    name: str
    content: bytes


class Workshop(Protocol):
    """What takes its time: papers and pictures, made beside the chat."""

    def makes_pdf(self) -> bool: ...
    async def invitation_sheet(self, sheet: InvitationSheet, as_pdf: bool) -> File: ...
    async def qr_picture(self, link: str) -> File: ...
    async def make_paper(self, paper: Paper, format: Format, request: PaperRequest) -> File: ...
    async def word_form(self, paper: Paper, language: str) -> bytes: ...
    async def check_template(self, paper: Paper, language: str, content: bytes) -> None: ...
    async def read_roster(self, content: bytes, file_name: str, year: SchoolYear) -> Roster: ...


class FileCabinet(Protocol):
    """Where files that people sent lie: encrypted, named by a keyed hash of what is in them."""

    async def keep(self, content: bytes) -> str:
        """Stores the content, once however often it comes; returns its place."""
        ...

    async def fetch(self, place: str) -> bytes: ...
