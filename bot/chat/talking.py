"""One chat: shows screens in the tapped message or below what was written, and hands files over."""

import asyncio
from collections.abc import Coroutine, Sequence
from typing import Any, TypeVar

import structlog
from aiogram import Bot
from aiogram.exceptions import (
    AiogramError,
    ClientDecodeError,
    TelegramBadRequest,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import (
    AnswerCallbackQuery,
    EditMessageText,
    GetFile,
    GetUpdates,
    Response,
    SendDocument,
    SendMessage,
    SendPhoto,
    TelegramMethod,
)
from aiogram.types import (
    BufferedInputFile,
    CallbackQuery,
    Document,
    Message,
)
from aiohttp import ClientError

from bot.chat.screens import Row, Screen
from bot.chat.sending import Sent, sent_in
from bot.core.ports import File
from bot.core.sent_files import FileTooLarge, NotFetched, check_size

T = TypeVar("T")
TRIES = 3
BREATH = 0.3
# A tap is acknowledged within a second, also where the work takes longer.
SHORT_WORK = 0.8
LONGEST_PATIENCE = 60
DOWNLOAD_SECONDS = 120
# aiogram describes each kind of answer to pydantic anew with every call unless somebody keeps it.
METHODS = (AnswerCallbackQuery, EditMessageText, GetUpdates, SendMessage)
KEPT_ANSWERS = [Response[method.__returning__] for method in METHODS]  # type: ignore[name-defined]
PASSING = (TelegramNetworkError, TelegramServerError, ClientDecodeError)
log = structlog.get_logger()


class Chat:
    """The chat of one update: shows screens in the tapped message, or below what the person wrote."""

    def __init__(self, bot: Bot, event: Message | CallbackQuery) -> None:
        self._bot = bot
        self._message = event if isinstance(event, Message) else _accessible(event.message)
        self._query = event if isinstance(event, CallbackQuery) else None
        self._chat_id = event.from_user.id if event.from_user else 0
        self._answered = False
        self._meanwhile: int | None = None
        self._shown: int | None = None

    @property
    def tapped(self) -> bool:
        return self._query is not None

    @property
    def answered(self) -> bool:
        """Whether the tap has had its answer, with or without words."""
        return self._answered

    @property
    def typed(self) -> str:
        """What the person wrote, without the spaces around it; empty for files and taps."""
        return (self._message.text or "").strip() if self._message and not self.tapped else ""

    @property
    def message_id(self) -> int | None:
        return self._message.message_id if self._message else None

    @property
    def sent_document(self) -> Document | None:
        return self._message.document if self._message and not self.tapped else None

    @property
    def sent(self) -> Sent | None:
        """What came instead of words: a photo, a file, a voice; None for words and taps."""
        return sent_in(self._message) if self._message and not self.tapped else None

    @property
    def album(self) -> str:
        """The mark of the files that were sent together with this one; empty for what came alone."""
        return (self._message.media_group_id or "") if self._message and not self.tapped else ""

    @property
    def shown(self) -> int | None:
        """The message in which the last screen stands."""
        return self._shown

    def answer_in(self, message_id: int) -> None:
        """From now on screens go into this message."""
        self._meanwhile = message_id

    async def while_working(self, work: Coroutine[Any, Any, T], screen: Screen) -> T:
        """Waits for the work; where it takes long, shows this screen, which the next one replaces."""
        task = asyncio.create_task(work)
        done, _ = await asyncio.wait({task}, timeout=SHORT_WORK)
        if not done:
            await self.show(screen)
            self._meanwhile = self._shown
        return await task

    async def show(self, screen: Screen, toast: str = "") -> None:
        """Edits the tapped message and acknowledges the tap at the same time; sends a new one otherwise."""
        if self._meanwhile is not None:
            await asyncio.gather(self.acknowledge(toast), self._edit(self._meanwhile, screen))
            self._meanwhile = self._shown
            return
        if self._query is None or self._message is None or self._message.text is None:
            await asyncio.gather(self.acknowledge(toast), self.send(screen))
            return
        await asyncio.gather(self.acknowledge(toast), self._edit(self._message.message_id, screen))

    async def send(self, screen: Screen) -> Message:
        message: Message = await self._surely(
            SendMessage(
                chat_id=self._chat_id, text=screen.text, reply_markup=screen.keyboard(), parse_mode="HTML"
            )
        )
        self._shown = message.message_id
        return message

    async def send_file(
        self, file: File, caption: str = "", rows: Sequence[Row] = (), protect: bool | None = None
    ) -> Message:
        """A picture to look at, anything else to open; protected, as pictures usually are, it stays here."""
        keyboard = Screen("", rows).keyboard()
        upload = BufferedInputFile(file.content, file.name)
        if file.name.endswith(".png"):
            return await self._surely(
                SendPhoto(
                    chat_id=self._chat_id,
                    photo=upload,
                    caption=caption,
                    reply_markup=keyboard,
                    protect_content=protect is not False,
                )
            )
        return await self._surely(
            SendDocument(
                chat_id=self._chat_id,
                document=upload,
                caption=caption,
                reply_markup=keyboard,
                protect_content=bool(protect),
            )
        )

    async def acknowledge(self, toast: str = "") -> None:
        """Answers the tap, once; a tap that is too old to be answered is let go."""
        if self._query is None or self._answered:
            return
        self._answered = True
        answer = AnswerCallbackQuery(
            callback_query_id=self._query.id, text=toast[:200] or None, show_alert=len(toast) > 60
        )
        try:
            await self._surely(answer)
        except TelegramBadRequest:
            return
        except AiogramError as failure:
            # The screen is worth more than the acknowledgement: it is shown all the same.
            log.warning("tap_not_answered", kind=type(failure).__name__)

    async def bot_name(self) -> str:
        """The bot's user name, as links to it have it."""
        return (await self._bot.me()).username or ""

    async def forget_typed(self) -> None:
        """Takes a sensitive typed answer out of the chat; Telegram may refuse, then it stays."""
        if self._message is None or self.tapped:
            return
        try:
            await self._bot.delete_message(self._chat_id, self._message.message_id)
        except TelegramBadRequest:
            return

    async def download(self, document: Document) -> bytes:
        content = await self._bot.download(document)
        return content.read() if content else b""

    async def fetch(self, sent: Sent) -> bytes:
        """The bytes of a file; what is too large is refused before anything is fetched."""
        check_size(sent.size)
        try:
            found = await self._surely(GetFile(file_id=sent.file_id))
        except AiogramError as refusal:
            raise FileTooLarge() if "file is too big" in str(refusal) else NotFetched() from refusal
        for left in reversed(range(TRIES)):
            try:
                content = await self._bot.download_file(found.file_path or "", timeout=DOWNLOAD_SECONDS)
                return content.read() if content else b""
            except (ClientError, TimeoutError) as failure:
                log.warning("file_not_fetched", kind=type(failure).__name__)
                await asyncio.sleep(BREATH if left else 0)
        raise NotFetched()

    async def _edit(self, message_id: int, screen: Screen) -> None:
        edit = EditMessageText(
            chat_id=self._chat_id,
            message_id=message_id,
            text=screen.text,
            reply_markup=screen.keyboard(),
            parse_mode="HTML",
        )
        self._shown = message_id
        try:
            await self._surely(edit)
        except TelegramBadRequest as refusal:
            if "not modified" not in refusal.message:
                await self.send(screen)

    async def _surely(self, method: TelegramMethod[T]) -> T:
        """Repeats what did not get through, waits after too much; a screen twice is better than none."""
        for left in reversed(range(TRIES)):
            try:
                return await self._bot(method)
            except TelegramRetryAfter as pause:
                if not left or pause.retry_after > LONGEST_PATIENCE:
                    raise
                await asyncio.sleep(pause.retry_after)
            except PASSING:
                if not left:
                    raise
                await asyncio.sleep(BREATH)
        raise AssertionError("the last try returns or raises")


def _accessible(message: Any) -> Message | None:
    return message if isinstance(message, Message) else None
