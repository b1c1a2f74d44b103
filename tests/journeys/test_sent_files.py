"""Papers that are sent: photos, pictures and PDFs, one by one and in albums, and everything that is no paper."""

import io
import zipfile
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta

import pytest
import pytest_asyncio
from PIL import Image
from pypdf import PdfWriter

from bot.config import Settings
from bot.core.applications.application import Attachment
from bot.core.ports import Desk
from bot.handlers.addresses.forms import OpenForm
from bot.sandbox.faults import BadGatewayHtml
from bot.sandbox.persons import Document, Media, Photo
from bot.sandbox.updates import Waiting
from bot.storage.cabinet import SealedCabinet
from bot.storage.office import desk_of_the_software
from tests.conftest import Staff
from tests.driver import Person, World
from tests.driver.persons import ShownButton
from tests.made_up_form import KEY, Garden, garden_open
from tests.running import TirekUnderTest

MEGABYTE = 1024 * 1024
ANSWERED = {"kin": "mother", "place": "Ош", "iin": "080101550010", "weather": "rain"}


def picture(shade: int = 0, kind: str = "JPEG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40 + shade, 30)).save(out, kind)
    return out.getvalue()


def pdf(pages: int = 1, password: str = "") -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    if password:
        writer.encrypt(password)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def docx() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    return out.getvalue()


HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"


@pytest.fixture
def garden() -> Iterator[Garden]:
    with garden_open() as garden:
        garden.start["n1"] = ANSWERED
        yield garden


@pytest_asyncio.fixture
async def teacher(school: Staff, garden: Garden) -> AsyncIterator[Person]:
    """Stands at the question for the paper of the leaf."""
    garden.pupil_id = school.sample.pupils[0].id
    teacher = school.teacher_of("6А")
    await opens(teacher)
    yield teacher


async def opens(teacher: Person) -> None:
    await teacher.sends("/menu")
    teacher.reads_all()
    await teacher.taps_again(
        ShownButton(teacher.phone.messages[-1].id, "", OpenForm(form=f"{KEY}-n1").pack())
    )
    if "Бастау" in teacher.buttons:
        await teacher.taps("Бастау")


async def attachments(telegram: World) -> tuple[Attachment, ...]:
    def all_of_them(desk: Desk) -> tuple[Attachment, ...]:
        return desk.attachments.some(range(1, 100))

    assert isinstance(telegram.bot, TirekUnderTest)
    room = telegram.bot.running.backroom
    return await room.database.read(lambda connection: all_of_them(desk_of_the_software(room, connection)))


def screens(person: Person) -> int:
    return sum(one.sender.is_bot for one in person.phone.messages)


async def test_a_photo_answers_a_paper(telegram: World, teacher: Person, garden: Garden) -> None:
    teacher.sees("Жапырақтың анықтамасы", "Жапырақтың анықтамасы", buttons=["Кейін әкелемін", "eGov-та бар"])
    await teacher.sends_photo(picture())
    teacher.sees("Жапырақтың анықтамасы", "файлдар: 1", buttons=["✅ Осымен бітті", "Соңғы файлды"])
    teacher.sees_not(buttons=["Кейін", "eGov"])
    await teacher.taps("Осымен бітті")
    teacher.sees("Тамырдың анықтамасы", "Тамыр")
    await teacher.taps("Артқа")
    teacher.sees("Жапырақтың анықтамасы", "файлдар: 1")
    await teacher.taps("Осымен бітті")
    await teacher.sends_file(pdf(3), "тамыр.pdf")
    teacher.sees("Тамырдың анықтамасы", "файлдар: 1")
    await teacher.taps("Осымен бітті")
    await teacher.taps("Көрсетілмесін")
    teacher.sees("Жапырақ: файлдар: 1", "Тамыр: файлдар: 1")
    await teacher.taps("✅ Жіберу")
    teacher.reads_all()
    assert [
        (one.kind, one.pages, one.person_id > 0, one.pupil_id) for one in await attachments(telegram)
    ] == [
        ("jpg", 1, True, garden.pupil_id),
        ("pdf", 3, True, garden.pupil_id),
    ]
    assert garden.saved[0][1]["leaf"] == "files:1"


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (picture(1, "JPEG"), "a.jpg", "jpg"),
        (picture(2, "PNG"), "a.png", "png"),
        (picture(3, "WEBP"), "a.webp", "webp"),
        (picture(4), "a.docx", "jpg"),
        (b"junk before\n" + pdf(2), "a.pdf", "pdf"),
    ],
)
async def test_what_a_file_is_its_first_bytes_say(
    telegram: World, teacher: Person, content: bytes, name: str, kind: str
) -> None:
    await teacher.sends_file(content, name)
    teacher.sees("файлдар: 1")
    [kept] = await attachments(telegram)
    assert (kept.kind, kept.size) == (kind, len(content))


async def test_the_cabinet_holds_what_was_sent(telegram: World, teacher: Person, settings: Settings) -> None:
    content = pdf(2)
    await teacher.sends_file(content, "a.pdf")
    teacher.reads_all()
    [kept] = await attachments(telegram)
    assert isinstance(telegram.bot, TirekUnderTest)
    vault = telegram.bot.running.backroom.vault
    assert await SealedCabinet(settings.files_folder, vault).fetch(kept.place) == content


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (docx(), "анықтама.docx", "тек фото (JPEG"),
        (docx(), "анықтама.zip", "тек фото (JPEG"),
        ("анықтама".encode(), "анықтама.txt", "тек фото (JPEG"),
        (b"x", "анықтама.xlsx", "тек фото (JPEG"),
        (HEIC, "IMG_1.HEIC", "HEIC пішіміндегі сурет"),
        (b"", "бос.pdf", "Файл бос"),
        (b"%PDF-1.7 not really", "a.pdf", "PDF ашылмады"),
        (pdf(1, "secret"), "a.pdf", "құпиясөзбен жабылған"),
    ],
)
async def test_what_is_no_paper_is_refused_with_a_way_out(
    telegram: World, teacher: Person, content: bytes, name: str, sentence: str
) -> None:
    await teacher.sends_file(content, name)
    teacher.sees("⚠️", sentence, "Жапырақтың анықтамасы", buttons=["Кейін әкелемін"])
    await teacher.sends_photo(picture())
    teacher.sees("файлдар: 1")
    assert len(await attachments(telegram)) == 1


async def test_a_file_that_is_too_large_is_not_even_fetched(telegram: World, teacher: Person) -> None:
    await teacher.sends_file(pdf(), "үлкен.pdf", size=20 * MEGABYTE + 1)
    teacher.sees("ең көбі 20 МБ", "Жапырақтың анықтамасы")
    assert telegram.server.calls["getfile"] == 0
    await teacher.sends_file(pdf(), "дәл.pdf", size=20 * MEGABYTE)
    teacher.sees("файлдар: 1")


@pytest.mark.parametrize("kind", ["voice", "audio"])
async def test_a_voice_is_not_heard(teacher: Person, kind: str) -> None:
    await teacher.sends_media(kind)
    teacher.sees("Дауыстық хабарды тыңдай алмаймын", "Жапырақтың анықтамасы")


@pytest.mark.parametrize("kind", ["video", "video_note", "animation"])
async def test_a_video_is_not_taken(teacher: Person, kind: str) -> None:
    await teacher.sends_media(kind, picture(), "a.mp4")
    teacher.sees("Бейне мен қозғалмалы сурет", "Жапырақтың анықтамасы")


async def test_what_is_no_file_at_all(teacher: Person) -> None:
    await teacher.sends_media("sticker")
    teacher.sees("Бұл қағаздың өзі емес", "Жапырақтың анықтамасы")
    await teacher.shares_contact("+77001234567")
    teacher.sees("Бұл қағаздың өзі емес", "Жапырақтың анықтамасы")
    await teacher.shares_place()
    teacher.sees("Бұл қағаздың өзі емес", "Жапырақтың анықтамасы")
    await teacher.sends("міне")
    teacher.sees("Мұнда қағаздың фотосы немесе PDF керек", "Жапырақтың анықтамасы")


async def test_an_album_gets_one_answer(telegram: World, teacher: Person) -> None:
    before = screens(teacher)
    await teacher.sends_album([Photo(picture(one)) for one in range(10)])
    teacher.sees("Жапырақтың анықтамасы", "файлдар: 10")
    assert screens(teacher) - before == 1
    await teacher.sends_photo(picture(99))
    teacher.sees("файлдар: 11")
    assert screens(teacher) - before == 2
    await teacher.sends_album([Document(pdf(one), f"{one}.pdf") for one in (1, 2)])
    teacher.sees("файлдар: 13")
    assert len(await attachments(telegram)) == 13


async def test_an_album_of_all_sorts_keeps_what_can_be_kept(telegram: World, teacher: Person) -> None:
    before = screens(teacher)
    await teacher.sends_album(
        [
            Document(pdf(), "1.pdf"),
            Document(docx(), "2.docx"),
            Document(picture(1), "3.jpg"),
            Document(HEIC, "4.HEIC"),
            Document(picture(2), "5.jpg"),
        ]
    )
    teacher.sees("тек фото (JPEG", "HEIC пішіміндегі", "файлдар: 3")
    assert screens(teacher) - before == 1
    await teacher.sends_album([Photo(picture(3)), Media("video", b"\x00", "a.mp4")])
    teacher.sees("Бейне мен қозғалмалы", "файлдар: 4")
    assert len(await attachments(telegram)) == 4


async def test_an_album_is_answered_once_though_the_bot_is_thrown_away_in_between(
    telegram: World, teacher: Person
) -> None:
    before = screens(teacher)
    phone = teacher.phone
    for one in range(4):
        await telegram.restart()
        content = phone._content(Photo(picture(one)))

        async def act(content: object = content) -> tuple[int, ...]:
            return phone._send(phone.chat, content, album="13900000000000777")  # type: ignore[arg-type]

        await teacher._acts(act)
        teacher.reads_all()
    teacher.sees("файлдар: 4")
    assert screens(teacher) - before == 1


@pytest.mark.parametrize("copies", [1, 2, 3, 4, 5])
async def test_files_that_are_delivered_again_are_there_once(
    telegram: World, teacher: Person, copies: int
) -> None:
    telegram.server.deliver_twice(updates=1, copies=copies)
    await teacher.sends_photo(picture())
    teacher.reads_all()
    teacher.sees("файлдар: 1")
    before = screens(teacher)
    telegram.server.deliver_twice(updates=3, copies=copies)
    await teacher.sends_album([Photo(picture(one)) for one in (1, 2, 3)])
    teacher.sees("файлдар: 4")
    assert screens(teacher) - before == 1
    telegram.server.deliver_twice(updates=1, copies=copies)
    await teacher.sends_file(docx(), "a.docx")
    teacher.reads_all()
    assert len(await attachments(telegram)) == 4
    await telegram.clock.passes(hours=25)
    assert not [one for one in teacher.phone.messages if one.content.files]


async def sends_again(telegram: World, teacher: Person, message_id: int, number: int) -> None:
    """Telegram delivers the update once more to a bot that was thrown away before it could confirm it."""
    await telegram.restart()
    queue, message = telegram.server.updates, teacher.phone.chat.messages[message_id]

    async def act() -> tuple[int, ...]:
        expires = telegram.clock.now() + timedelta(hours=1)
        content = {"update_id": number, "message": message.as_json()}
        queue._waiting[number] = Waiting(number, content, expires, copies=1)
        queue._changed.set()
        return (number,)

    await teacher._acts(act)
    teacher.reads_all()


async def test_files_that_come_again_after_a_crash_are_there_once(telegram: World, teacher: Person) -> None:
    ids = await teacher.phone.sends_album([Photo(picture(one)) for one in (1, 2)])
    ids += await teacher.phone.sends(Photo(picture(3)))
    ids += await teacher.phone.sends(Document(docx(), "a.docx"))

    async def act() -> tuple[int, ...]:
        return ids

    await teacher._acts(act)
    teacher.reads_all()
    sent = [one.id for one in teacher.phone.messages if one.content.files]
    # What is there already needs no second answer.
    telegram.tolerates.add("silence")
    for message_id, number in zip(sent, ids, strict=True):
        await sends_again(telegram, teacher, message_id, number)
    teacher.sees("файлдар: 3")
    assert len(await attachments(telegram)) == 3
    await telegram.clock.passes(hours=25)
    assert not [one for one in teacher.phone.messages if one.content.files]
    assert telegram.server.calls["deletemessage"] == 4


async def test_what_was_sent_leaves_the_chat_after_a_day(telegram: World, teacher: Person) -> None:
    await teacher.sends_photo(picture())
    teacher.reads_all()
    await teacher.sends_file(docx(), "a.docx")
    teacher.reads_all()
    await telegram.clock.passes(hours=23)
    assert len([one for one in teacher.phone.messages if one.content.files]) == 2
    await telegram.clock.passes(hours=2)
    assert not [one for one in teacher.phone.messages if one.content.files]


async def test_the_same_file_twice_is_one(telegram: World, teacher: Person) -> None:
    for _ in range(2):
        await teacher.sends_photo(picture())
        teacher.reads_all()
    teacher.sees("Бұл файл осында бар", "файлдар: 1")
    assert len(await attachments(telegram)) == 1


async def test_a_paper_has_so_many_files_and_no_more(teacher: Person) -> None:
    for half in range(2):
        await teacher.sends_album([Photo(picture(half * 10 + one)) for one in range(10)])
        teacher.reads_all()
    await teacher.sends_photo(picture(99))
    teacher.sees("ең көбі 20 файл", "файлдар: 20")


async def test_the_last_file_is_taken_back(teacher: Person) -> None:
    await teacher.sends_photo(picture(1))
    teacher.reads_all()
    first = next(one for one in reversed(teacher.shown_buttons) if one.callback_data.startswith("qr"))
    await teacher.sends_photo(picture(2))
    teacher.sees("файлдар: 2")
    await teacher.taps_again(first)
    teacher.sees_toast("ескірген")
    teacher.sees("файлдар: 2")
    await teacher.taps("Соңғы файлды")
    teacher.sees("файлдар: 1")
    await teacher.taps("Соңғы файлды")
    teacher.sees("Жапырақтың анықтамасы", buttons=["Кейін әкелемін"])
    teacher.sees_not("файлдар")


async def test_an_old_button_throws_no_file_away(teacher: Person) -> None:
    later = next(one for one in teacher.shown_buttons if one.callback_data.endswith(":leaf:later"))
    await teacher.sends_photo(picture(1))
    teacher.reads_all()
    await teacher.taps_again(later)
    teacher.sees_toast("ескірген")
    teacher.sees("файлдар: 1")


async def test_a_paper_is_changed_from_the_review(teacher: Person) -> None:
    await teacher.taps("Кейін әкелемін")
    await teacher.taps("Кейін әкелемін")
    await teacher.taps("Көрсетілмесін")
    teacher.sees("тексеріңіз", "Тамыр: Кейін әкелемін")
    before = teacher.taps_count
    await teacher.taps("Тамыр")
    await teacher.sends_photo(picture(1))
    teacher.sees("Тамырдың анықтамасы", "файлдар: 1")
    await teacher.taps("Осымен бітті")
    teacher.sees("тексеріңіз", "Тамыр: файлдар: 1")
    assert teacher.taps_count - before == 2
    await teacher.sends_photo(picture(2))
    teacher.sees("Файл қосылмады", "тексеріңіз", "Тамыр: файлдар: 1")


async def test_a_file_where_words_are_asked_for_keeps_the_question(teacher: Person) -> None:
    await teacher.taps("Артқа")
    await teacher.taps("Артқа")
    teacher.sees("Нөміріңіз қандай?", "Нөміріңіз")
    await teacher.sends_photo(picture())
    teacher.sees("Файл қосылмады: бұл сұраққа жауапты жазыңыз", "Нөміріңіз қандай?")
    await teacher.sends_voice()
    teacher.sees("Дауыстық хабарды", "Нөміріңіз қандай?")
    before = screens(teacher)
    await teacher.sends_album([Photo(picture(one)) for one in range(5)])
    teacher.sees("Файл қосылмады", "Нөміріңіз қандай?")
    assert screens(teacher) - before == 1
    await teacher.sends("080101550029")
    teacher.sees("Жапырақтың анықтамасы")


async def test_a_file_out_of_the_blue(telegram: World, school: Staff) -> None:
    teacher = school.teacher_of("6А")
    for sends in (lambda: teacher.sends_photo(picture()), lambda: teacher.sends_file(docx(), "a.docx")):
        await sends()
        teacher.sees("Қазір файл сұралған жоқ", buttons=["Оқушылар"])
    await teacher.sends_voice()
    teacher.sees("Дауыстық хабарды", buttons=["Оқушылар"])
    await teacher.sends_media("animation", picture(), "a.mp4")
    teacher.sees("Бейне", buttons=["Оқушылар"])
    await teacher.sends_media("sticker")
    teacher.sees("түсінбедім", buttons=["Оқушылар"])
    before = screens(teacher)
    await teacher.sends_album([Photo(picture(one)) for one in range(10)])
    teacher.sees("Қазір файл сұралған жоқ", buttons=["Оқушылар"])
    assert screens(teacher) - before == 1
    stranger = telegram.person("Бейтаныс", language="ru")
    await stranger.sends_album([Photo(picture(one)) for one in range(3)])
    stranger.sees("Сейчас файл не нужен")
    assert screens(stranger) == 1


async def test_a_file_that_telegram_does_not_hand_over(telegram: World, teacher: Person) -> None:
    telegram.server.faults.queue("getFile", BadGatewayHtml(), times=3)
    await teacher.sends_photo(picture())
    teacher.sees("Telegram бұл файлды бере алмады", "Жапырақтың анықтамасы")
    telegram.server.faults.queue("file", BadGatewayHtml(), times=3)
    await teacher.sends_photo(picture())
    teacher.sees("Telegram бұл файлды бере алмады", "Жапырақтың анықтамасы")
    telegram.server.faults.queue("file", BadGatewayHtml(), times=2)
    await teacher.sends_photo(picture())
    teacher.sees("файлдар: 1")


async def test_who_imports_the_roster_can_still_send_a_table(school: Staff, garden: Garden) -> None:
    pedagogue = school.pedagogue
    await opens(pedagogue)
    pedagogue.sees("Жапырақтың анықтамасы")
    await pedagogue.sends_file(b"x", "сынып.xlsx")
    pedagogue.sees_not("Жапырақтың анықтамасы")
    pedagogue.reads_all()
    await opens(pedagogue)
    garden.pupil_id = school.sample.pupils[0].id
    await pedagogue.sends_file(pdf(), "a.pdf")
    pedagogue.sees("файлдар: 1")
