"""What comes instead of words, how its bytes are fetched, and the one message that answers several of them."""

import asyncio
import io

import pytest
from PIL import Image
from structlog.testing import capture_logs

from bot.chat import Chat, Screen, Sent, SentAs
from bot.core.sent_files import MOST_BYTES, FileTooLarge, NotFetched
from bot.sandbox.faults import BadGatewayHtml, DropBefore, Fault, Refuses, RetryAfter, ServerError500
from bot.sandbox.persons import Document, Media, Photo, Place, Thing
from bot.sandbox.refusals import bad_request
from tests.chat.conftest import Phone

NEXT, WORKING = Screen("Келесі"), Screen("Күте тұрыңыз")
UNAVAILABLE = Refuses(bad_request("wrong file_id or the file is temporarily unavailable"))


def picture(kind: str = "JPEG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (200, 100)).save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize(
    ("thing", "kind"),
    [
        (Photo(picture()), SentAs.PHOTO),
        (Document(b"x", "a.pdf"), SentAs.FILE),
        (Media("voice", b"x"), SentAs.VOICE),
        (Media("audio", b"x", "a.mp3"), SentAs.VOICE),
        (Media("video", b"x", "a.mp4"), SentAs.VIDEO),
        (Media("video_note", b"x"), SentAs.VIDEO),
        (Media("animation", b"x", "a.mp4"), SentAs.VIDEO),
        (Media("sticker", b"x"), SentAs.OTHER),
        (Place(53.3, 69.4), SentAs.OTHER),
    ],
)
async def test_what_was_sent(phone: Phone, thing: Thing, kind: SentAs) -> None:
    chat = await phone.writes(thing)
    assert chat.sent is not None
    assert (chat.sent.kind, chat.typed, chat.album) == (kind, "", "")
    assert bool(chat.sent.file_id) == (kind in (SentAs.PHOTO, SentAs.FILE))


async def test_words_and_taps_are_no_files(phone: Phone) -> None:
    hello = await phone.sees_hello()
    assert (await phone.writes("сәлем")).sent is None
    tapped = await phone.presses(hello)
    assert (tapped.sent, tapped.album) == (None, "")


async def test_the_largest_size_of_a_photo_is_fetched(phone: Phone) -> None:
    chat = await phone.writes(Photo(content := picture()))
    assert chat.sent is not None
    assert chat.sent.size == len(content)
    assert await chat.fetch(chat.sent) == content


async def test_what_is_too_large_is_not_asked_for(phone: Phone) -> None:
    chat = await phone.writes(Document(b"x", "a.pdf", size=MOST_BYTES + 1))
    assert chat.sent is not None
    with pytest.raises(FileTooLarge):
        await chat.fetch(chat.sent)
    assert phone.server.calls["getfile"] == 0
    # Telegram need not say how large a file is.
    with pytest.raises(FileTooLarge):
        await chat.fetch(Sent(SentAs.FILE, chat.sent.file_id))


@pytest.mark.parametrize("fault", [ServerError500(), BadGatewayHtml(), DropBefore(), RetryAfter(1)])
@pytest.mark.parametrize("method", ["getFile", "file"])
async def test_what_passes_does_not_keep_a_file_back(phone: Phone, fault: Fault, method: str) -> None:
    chat = await phone.writes(Document(b"%PDF", "a.pdf"))
    assert chat.sent is not None
    phone.server.faults.queue(method, fault)
    assert await chat.fetch(chat.sent) == b"%PDF"


@pytest.mark.parametrize(
    ("method", "fault", "times"),
    [
        ("getFile", UNAVAILABLE, 1),
        ("getFile", ServerError500(), 3),
        ("getFile", RetryAfter(600), 1),
        ("file", BadGatewayHtml(), 3),
        ("file", DropBefore(), 6),
    ],
)
async def test_what_does_not_pass_is_said(phone: Phone, method: str, fault: Fault, times: int) -> None:
    chat = await phone.writes(Document(b"%PDF", "a.pdf"))
    assert chat.sent is not None
    phone.server.faults.queue(method, fault, times)
    with capture_logs(), pytest.raises(NotFetched):
        await chat.fetch(chat.sent)


async def test_files_of_an_album_are_answered_in_one_message(phone: Phone) -> None:
    await phone.person.sends_album([Photo(picture()), Photo(picture("PNG"))])
    first, second = [update.message for update in await phone.bot.get_updates()]
    assert first is not None
    assert second is not None
    one, other = Chat(phone.bot, first), Chat(phone.bot, second)
    assert one.album == other.album != ""
    assert one.shown is None
    await one.show(WORKING)
    assert one.shown is not None
    other.answer_in(one.shown)
    await other.show(NEXT)
    assert phone.texts == ["Келесі"]
    assert other.shown == one.shown


async def test_an_answer_that_was_deleted_is_given_anew(phone: Phone) -> None:
    chat = await phone.writes(Photo(picture()))
    await chat.show(WORKING)
    await phone.person.deletes(phone.shown[-1].id)
    later = await phone.writes(Photo(picture()))
    assert chat.shown is not None
    later.answer_in(chat.shown)
    await later.show(WORKING)
    await later.show(NEXT)
    assert phone.texts == ["Келесі"]


@pytest.mark.parametrize("tap", [True, False])
async def test_long_work_says_that_it_runs_and_ends_in_the_same_message(phone: Phone, tap: bool) -> None:
    hello = await phone.sees_hello()
    chat = await phone.presses(hello) if tap else await phone.writes(Photo(picture()))

    async def work() -> str:
        await asyncio.sleep(1)
        assert phone.texts[-1] == "Күте тұрыңыз"
        return "дайын"

    assert await chat.while_working(work(), WORKING) == "дайын"
    await chat.show(NEXT)
    assert phone.texts == (["Келесі"] if tap else ["Сәлем", "Келесі"])
    assert phone.server.world.unanswered() == ()
