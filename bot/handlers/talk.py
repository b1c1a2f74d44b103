"""What every handler is given: the chat, the person, their words, and the office."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Concatenate, ParamSpec, TypeVar

from aiogram import F
from aiogram.filters import BaseFilter

from bot.chat import Chat, Screen
from bot.core.albums import answered_album, keep_answer
from bot.core.entrance import leave_question
from bot.core.errors import Refusal
from bot.core.office import Album, Draft
from bot.core.people import Person
from bot.core.ports import Desk, File, Office
from bot.texts import Words

KEPT = timedelta(hours=24)
# As many sentences about the files of an album as a screen has room for.
MOST_NOTICES = 2
WRITTEN = F.text & ~F.text.startswith("/")
P = ParamSpec("P")
R = TypeVar("R")


@dataclass(slots=True)
class Talk:
    """One update of one person; a refused write leaves its sentence in `notice` and the true state is drawn."""

    chat: Chat
    office: Office
    person: Person
    words: Words
    draft: Draft | None = None
    notice: str = ""
    said_before: tuple[str, ...] = ()

    async def act(
        self, use_case: Callable[Concatenate[Desk, P], None], *args: P.args, **kwargs: P.kwargs
    ) -> bool:
        """Runs the use case; False where the rules refused it."""
        try:
            await self.office.act(use_case, *args, **kwargs)
        except Refusal as refusal:
            self.refuse(refusal)
            return False
        return True

    def refuse(self, refusal: Refusal) -> None:
        """The next screen says why."""
        self.notice = self.words(refusal.key, **refusal.words)

    async def ask(self, query: Callable[Concatenate[Desk, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        return await self.office.ask(query, *args, **kwargs)

    async def leave_question(self) -> None:
        """Drops the short question, if one is open: what is typed next is no answer to it."""
        if self.draft is not None and not self.draft.subject:
            await self.act(leave_question)

    async def show(self, screen: Screen, toast: str = "") -> None:
        """Shows the screen; a notice becomes a toast on a tap, and the first line below something typed."""
        if self.chat.tapped:
            await self.chat.show(screen, self.notice or toast)
        elif self.chat.album:
            await self._show_for_album(screen)
        else:
            await self.chat.show(screen.with_notice(self.notice))

    async def join_album(self) -> None:
        """Files that came together are answered in one message, which keeps what was said of each."""
        album = await self.ask(answered_album, self.chat.album) if self.chat.album else None
        if album is not None:
            self.chat.answer_in(album.screen)
            self.said_before = album.notices

    async def _show_for_album(self, screen: Screen) -> None:
        said = tuple(dict.fromkeys(one for one in (*self.said_before, self.notice) if one))[-MOST_NOTICES:]
        await self.chat.show(screen.with_notice("\n".join(said)))
        assert self.chat.shown is not None, "a screen was shown"
        await self.office.afterwards(keep_answer, Album(self.chat.album, self.chat.shown, said))

    async def hand_out(self, file: File, caption: str = "", names: bool = False) -> None:
        """Sends a file; one with names can not be passed on and is deleted from the chat after KEPT, and says so."""
        if not names:
            await self.chat.send_file(file, caption)
            return
        hours = int(KEPT.total_seconds() // 3600)
        said = "\n".join(part for part in (caption, self.words("common.deleted_later", hours=hours)) if part)
        message = await self.chat.send_file(file, said, protect=True)
        await self.office.delete_later(message.message_id, KEPT)

    async def forget_file_later(self) -> None:
        """Has the file that this person just sent deleted from their chat after KEPT."""
        if self.chat.message_id is not None:
            await self.office.delete_later(self.chat.message_id, KEPT)


class Expecting(BaseFilter):
    """A typed message or a file, while the person's open draft asks this question."""

    def __init__(self, question: str) -> None:
        self._question = question

    async def __call__(self, event: object, talk: Talk) -> bool:
        return talk.draft is not None and talk.draft.question.split(":")[0] == self._question
