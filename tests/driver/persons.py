"""A person in a journey: taps only what is on the screen, and reads what comes."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from bot.sandbox.keyboards import Markup
from bot.sandbox.persons import Document, Media, Photo, Place, UpdateIds
from bot.sandbox.persons import Person as Phone
from bot.sandbox.world import Event, Message
from tests.driver.papers import File
from tests.driver.screens import SCREENFUL, Button, buttons_of, drawn, find_button, words_of

Act = Callable[[], Awaitable[UpdateIds]]


@dataclass(frozen=True, slots=True)
class ShownButton:
    """A button that was on the screen once, to be pressed again later."""

    message_id: int
    label: str
    callback_data: str


class Steps(Protocol):
    """How a person's act reaches the bot."""

    async def step(self, person: "Person", act: Act, silence_is_fine: bool = False) -> None: ...


class Person:
    """The phone of one person, with what is still unread on it."""

    def __init__(self, phone: Phone, steps: Steps) -> None:
        self.phone = phone
        self.taps_count = 0
        self.reactions = 0
        self.opened_links: list[str] = []
        self.clipboard = ""
        self.shown_buttons: dict[ShownButton, None] = {}
        self._steps = steps
        self._unread: dict[int, Message] = {}
        self._current: Message | None = None
        self._toasts_before = 0

    @property
    def name(self) -> str:
        return self.phone.name

    @property
    def id(self) -> int:
        return self.phone.id

    def notice(self, event: Event) -> None:
        """Takes in one event of this person's chat."""
        message = event.message
        if message is not None and not message.sender.is_bot:
            return
        if event.kind in ("new", "edited", "deleted", "answered"):
            self.reactions += 1
        if message is None:
            return
        if event.kind == "new":
            self._unread[message.id] = message
        self._look_at(message, gone=event.kind == "deleted")

    def _look_at(self, message: Message, gone: bool) -> None:
        if gone:
            self._unread.pop(message.id, None)
            self._current = self._last() if self._current is message else self._current
            return
        self._current = message
        for button in buttons_of(message):
            if "callback_data" in button.content:
                self.shown_buttons[ShownButton(message.id, button.label, button.content["callback_data"])] = (
                    None
                )

    def _last(self) -> Message | None:
        return next((one for one in reversed(self.phone.messages) if one.sender.is_bot), None)

    @property
    def unread(self) -> tuple[Message, ...]:
        return tuple(self._unread.values())

    @property
    def messages_on_screen(self) -> tuple[Message, ...]:
        """What is unread and what changed last, newest first."""
        current = (self._current,) if self._current and self._current.id not in self._unread else ()
        return current + self.unread[::-1]

    @property
    def screen(self) -> str:
        drawings = [drawn(message) for message in reversed(self.messages_on_screen)]
        under = [" ".join(f"[{one['text']}]" for one in row) for row in self._keyboard_rows()]
        return "\n".join([f"the screen of {self.name}:", *drawings, *under])

    @property
    def buttons(self) -> tuple[str, ...]:
        """The labels on the screen, newest message first, the keyboard under the input line at the end."""
        inline = [button.label for message in self.messages_on_screen for button in buttons_of(message)]
        return (*inline, *(one["text"] for row in self._keyboard_rows() for one in row))

    def _keyboard_rows(self) -> list[list[dict[str, str]]]:
        keyboard: Markup | None = self.phone.keyboard
        return keyboard.rows if keyboard else []

    async def sends(self, text: str) -> None:
        await self._acts(lambda: self.phone.sends(text))

    async def sends_file(
        self,
        source: str | Path | bytes,
        name: str = "",
        mime: str = "",
        caption: str = "",
        size: int | None = None,
    ) -> None:
        """A path or the bytes; `size` claims more bytes than there are."""
        content, its_name = (source, "file") if isinstance(source, bytes) else _read(Path(source))
        document = Document(content, name or its_name, mime, caption, size)
        await self._acts(lambda: self.phone.sends(document))

    async def sends_photo(self, content: bytes, caption: str = "") -> None:
        await self._acts(lambda: self.phone.sends(Photo(content, caption)))

    async def sends_album(self, things: Sequence[Document | Photo | Media]) -> None:
        """Two to ten photos and videos, or files, chosen together and sent with one tap."""
        await self._acts(lambda: self.phone.sends_album(things))

    async def sends_voice(self, content: bytes = b"OggS") -> None:
        await self.sends_media("voice", content)

    async def sends_media(self, kind: str, content: bytes = b"\x00", name: str = "") -> None:
        """A video, video_note, animation, audio or sticker."""
        await self._acts(lambda: self.phone.sends(Media(kind, content, name)))

    async def shares_place(self) -> None:
        await self._acts(lambda: self.phone.sends(Place(53.28, 69.39)))

    async def shares_contact(self, phone: str) -> None:
        await self._acts(lambda: self.phone.shares_contact(phone))

    async def edits_last(self, text: str) -> None:
        """Changes the last message that this person wrote; a bot may keep silent about that."""
        mine = [message.id for message in self.phone.messages if not message.sender.is_bot]
        await self._acts(lambda: self.phone.edits(mine[-1], text), silence_is_fine=True)

    async def opens(self, link: str) -> None:
        await self._acts(lambda: self.phone.opens(link))

    async def blocks(self) -> None:
        await self._acts(self.phone.blocks, silence_is_fine=True)

    async def unblocks(self) -> None:
        await self._acts(self.phone.unblocks, silence_is_fine=True)

    async def _acts(self, act: Act, silence_is_fine: bool = False) -> None:
        await self._steps.step(self, act, silence_is_fine)

    async def taps(self, label: str) -> None:
        """Taps a button that is on the screen; fails and shows the screen when it is not there."""
        button = self._find(label)
        self.taps_count += 1
        if button.message is None:
            await self.sends(button.label)
        elif "callback_data" in button.content:
            await self._taps_inline(button, button.message)
        else:
            await self._taps_local(button)

    async def _taps_inline(self, button: Button, message: Message) -> None:
        self._unread.pop(message.id, None)
        await self._acts(lambda: self.phone.presses_data(message.id, button.content["callback_data"]))

    async def _taps_local(self, button: Button) -> None:
        """A button that the app itself acts upon."""
        if "url" in button.content:
            await self._follows(button.content["url"])
        elif "copy_text" in button.content:
            self.clipboard = button.content["copy_text"]["text"]
        else:
            raise AssertionError(f"«{button.label}» is a dead button\n{self.screen}")

    async def _follows(self, url: str) -> None:
        self.opened_links.append(url)
        if f"t.me/{self.phone.world.bot.username}" in url:
            await self.opens(url)

    async def taps_quickly(self, *labels: str) -> None:
        """Taps on one screen so fast that the bot gets them all at once."""
        found = [self._find(label) for label in labels]
        self.taps_count += len(found)

        async def act() -> UpdateIds:
            ids: UpdateIds = ()
            for button in found:
                assert button.message is not None, f"«{button.label}» is not an inline button"
                self._unread.pop(button.message.id, None)
                ids += await self.phone.presses_data(button.message.id, button.content["callback_data"])
            return ids

        await self._acts(act)

    async def taps_again(self, button: ShownButton) -> None:
        """Presses a button that was shown at any time, as an app that did not refresh lets one do."""
        await self._acts(lambda: self.phone.presses_data(button.message_id, button.callback_data))

    def _find(self, label: str) -> Button:
        recent = [one for one in self.phone.messages[-SCREENFUL:] if one.sender.is_bot]
        for message in dict.fromkeys([*self._on_top(), *reversed(recent)]):
            if found := find_button(buttons_of(message), label):
                return found
        under = tuple(Button(one["text"], one) for row in self._keyboard_rows() for one in row)
        if found := find_button(under, label):
            return found
        raise AssertionError(f"«{label}» is not on the screen\n{self.screen}")

    def _on_top(self) -> list[Message]:
        return [self._current] if self._current else []

    def sees(self, *words: str, buttons: Sequence[str] = ()) -> None:
        """One message on the screen has all these words and buttons; it counts as read."""
        for message in self.messages_on_screen:
            if _shows(message, words, buttons, self._keyboard_rows()):
                self._unread.pop(message.id, None)
                self._current = message
                return
        raise AssertionError(f"{self.name} does not see {[*words, *buttons]}\n{self.screen}")

    def sees_not(self, *words: str, buttons: Sequence[str] = ()) -> None:
        """No message on the screen has any of these words or buttons."""
        shown = "\n".join(words_of(message) for message in self.messages_on_screen)
        seen = [one for one in words if one in shown]
        seen += [one for one in buttons if any(one in label for label in self.buttons)]
        assert not seen, f"{self.name} sees {seen}\n{self.screen}"

    def sees_toast(self, *words: str) -> None:
        """The answer to one of the taps of the last step has these words."""
        toasts = [toast.text for toast in self.phone.toasts[self._toasts_before :]]
        fits = any(all(one in toast for one in words) for toast in toasts)
        assert fits, f"{self.name} sees no toast with {list(words)}, only {toasts}\n{self.screen}"

    def receives_file(self, name: str = "") -> File:
        """The unread file with this name, or these letters in it; else the newest such one in the chat."""
        with_files = [
            one for one in (*self.phone.messages, *self.unread) if one.sender.is_bot and one.content.files
        ]
        for message in reversed(with_files):
            file = message.content.files[-1]
            if name in file.name:
                self._unread.pop(message.id, None)
                return File(file.name, file.content, message.protected)
        raise AssertionError(f"{self.name} received no file «{name}»\n{self.screen}")

    def reads_all(self) -> None:
        """Takes everything unread as read, where a journey is about something else."""
        self._unread.clear()

    def begins_step(self) -> None:
        self._toasts_before = len(self.phone.toasts)
        self.reactions = 0


def _read(path: Path) -> tuple[bytes, str]:
    return path.read_bytes(), path.name


def _shows(
    message: Message, words: Sequence[str], buttons: Sequence[str], under: list[list[dict[str, str]]]
) -> bool:
    labels = [button.label for button in buttons_of(message)] + [one["text"] for row in under for one in row]
    text = words_of(message)
    return all(one in text for one in words) and all(any(one in label for label in labels) for one in buttons)
