"""The pedagogue brings the school's list into the bot."""

import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
import pytest_asyncio
import xlsxwriter
from PIL import Image

from bot.app import open_backroom
from bot.config import Settings
from bot.core.people import PersonName, Pupil, Role
from bot.core.ports import Desk
from bot.core.school import ClassName
from bot.sandbox.clock import SandboxClock
from bot.sandbox.faults import Delay, Refuses
from bot.sandbox.refusals import Refused
from bot.sandbox.sample_roster import as_xlsx
from bot.sandbox.sample_school import SampleSchool, sample_school
from bot.storage.office import desk_of_the_software
from tests.conftest import FIRST_ACCOUNT, MORNING, Staff
from tests.driver import Person, World
from tests.running import make_database


def table(*rows: tuple[str, ...]) -> bytes:
    """A plain sheet with headings."""
    content = BytesIO()
    book = xlsxwriter.Workbook(content)
    sheet = book.add_worksheet("Тізім")
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    return content.getvalue()


@pytest.fixture(scope="module")
def empty_database(tmp_path_factory: pytest.TempPathFactory, sample: SampleSchool) -> Path:
    """A school that is set up and has its pedagogue, and not one pupil."""

    def found(desk: Desk) -> None:
        desk.schools.save(sample.school)
        person = desk.people.add(FIRST_ACCOUNT, "Үлгі Педагог", "kk", desk.moment)
        desk.people.grant(person.id, Role.SOCIAL_PEDAGOGUE, None, desk.moment)

    return make_database(tmp_path_factory.mktemp("no_pupils"), SandboxClock(MORNING), found)


def the_pedagogue(telegram: World) -> Person:
    """Her phone, on which she pressed Start long ago."""
    person = telegram.person("Үлгі Педагог", language="kk")
    person.phone.chat.started = True
    return person


async def opens_roster(person: Person) -> None:
    await person.sends("/menu")
    await person.taps("Оқушылар тізімін жүктеу")
    person.sees("файлымен жіберіңіз")


async def test_the_whole_school_comes_in_by_one_file(telegram: World, sample: SampleSchool) -> None:
    pedagogue = the_pedagogue(telegram)
    await opens_roster(pedagogue)
    pedagogue.sees("Сыныптар: 0, оқушылар: 0")
    await pedagogue.sends_file(as_xlsx(sample), "мектеп.xlsx")
    pedagogue.sees("Түсінгенім: мектеп.xlsx", "Сыныптар: 12, оқушылар: 320", "7Ә – 27", "Жазайын ба?")
    pedagogue.sees(sample.pupils[0].name.full)
    pedagogue.sees_not(buttons=["Жаңа"])
    await pedagogue.taps("✓ Иә, жазу")
    pedagogue.sees("Жазылды", "сыныптар: 12, оқушылар: 320", buttons=["Сынып жетекшілерін шақыру"])
    await pedagogue.taps("Тағы бір тізім жіберу")
    pedagogue.sees("Сыныптар: 12, оқушылар: 320")


async def test_a_second_list_shows_what_would_change(
    telegram: World, school: Staff, sample: SampleSchool
) -> None:
    pedagogue = school.pedagogue
    first, second, third, *_ = pupils_of(sample, "7Ә")
    await opens_roster(pedagogue)
    pedagogue.sees("Сыныптар: 12, оқушылар: 320")
    rows = [row_of(one) for one in pupils_of(sample, "7Ә")[3:]]
    changed = (second.name.full, f"{second.birth_date:%d.%m.%Y}", "Тірек көшесі 3")
    rows += [("Үлгілі Мысал Тірекұлы", "05.09.2013", ""), changed]
    await pedagogue.sends_file(
        table(("№", "Аты-жөні", "Туған күні", "Мекенжайы"), *numbered(rows)), "7Ә.xlsx"
    )
    pedagogue.sees("Түсінгенім: 7Ә.xlsx", "Сыныптар: 1, оқушылар: 26", "Жазайын ба?")
    pedagogue.sees(buttons=["Жаңа: 1", "Кеткендер: 2", "Түзетіледі: 1"])
    await pedagogue.taps("Жаңа: 1")
    pedagogue.sees("Үлгілі Мысал Тірекұлы", "05.09.2013 туған")
    await pedagogue.taps("◀ Артқа")
    await pedagogue.taps("Кеткендер: 2")
    pedagogue.sees(first.name.full, third.name.full, "7Ә")
    await pedagogue.taps("◀ Артқа")
    await pedagogue.taps("Түзетіледі: 1")
    pedagogue.sees(f"{second.name.full}: Мекенжайы")
    await pedagogue.taps("◀ Артқа")
    yes = next(one for one in pedagogue.shown_buttons if one.label == "✓ Иә, жазу")
    await pedagogue.taps("✓ Иә, жазу")
    pedagogue.sees("Жазылды", "оқушылар: 319")
    await pedagogue.taps_again(yes)
    pedagogue.sees_toast("ескірген")
    pedagogue.sees("Сыныптар: 12, оқушылар: 319")

    await pedagogue.sends_file(
        table(("№", "Аты-жөні", "Туған күні"), *numbered([row_of(first), row_of(sample.pupils[0])])),
        "7Ә.xlsx",
    )
    pedagogue.sees(buttons=["Ауысады: 1", "Қайтып келді: 1", "Кеткендер: 26"])
    await pedagogue.taps("Ауысады: 1")
    pedagogue.sees(f"{sample.pupils[0].name.full}: 1А → 7Ә")
    await pedagogue.taps("◀ Артқа")
    await pedagogue.taps("Қайтып келді: 1")
    pedagogue.sees(f"{first.name.full}, 7Ә")
    await pedagogue.taps("◀ Артқа")
    await pedagogue.taps("Кеткендер: 26")
    await pedagogue.taps("▶")
    pedagogue.sees(buttons=["2/5"])
    await pedagogue.taps("◀ Артқа")
    await pedagogue.taps("✗ Жоқ, жазбау")
    pedagogue.sees("Сыныптар: 12, оқушылар: 319")


def pupils_of(sample: SampleSchool, class_name: str) -> list[Pupil]:
    return list(sample.pupils_of(next(one.id for one in sample.classes if str(one.name) == class_name)))


def row_of(pupil: Pupil) -> tuple[str, str, str]:
    return pupil.name.full, f"{pupil.birth_date:%d.%m.%Y}", ""


def numbered(rows: list[tuple[str, str, str]]) -> list[tuple[str, ...]]:
    return [(str(number), *row) for number, row in enumerate(rows, start=1)]


async def test_the_same_list_again_has_nothing_to_write(
    telegram: World, school: Staff, sample: SampleSchool
) -> None:
    await school.pedagogue.sends_file(as_xlsx(sample), "мектеп.xlsx")
    school.pedagogue.sees("өзгертетін ештеңе жоқ")
    school.pedagogue.sees_not(buttons=["Иә, жазу"])


async def test_a_class_is_typed(telegram: World) -> None:
    pedagogue = the_pedagogue(telegram)
    await pedagogue.sends("7Ә\nҮлгілі Мысал 5.9.2013\nТіректі Айым 01.02.2014")
    pedagogue.sees("Түсінгенім: терілген тізім", "7Ә – 2", "Үлгілі Мысал, 7Ә, 05.09.2013 туған")
    await pedagogue.taps("✓ Иә, жазу")
    pedagogue.sees("сыныптар: 1, оқушылар: 2")
    await pedagogue.taps("Тағы бір тізім жіберу")
    await pedagogue.sends("8 «б»")
    pedagogue.sees("8 «Б» сыныбы")
    await pedagogue.sends("Үлгілі Болат")
    pedagogue.sees("8Б – 1")
    await pedagogue.taps("✓ Иә, жазу")
    pedagogue.sees("сыныптар: 2, оқушылар: 3")
    await pedagogue.taps("Тағы бір тізім жіберу")
    await pedagogue.sends("Үлгілі Болат\nТіректі Дана")
    pedagogue.sees("Қай сынып екені жазылмаған", "файлымен жіберіңіз")
    await pedagogue.sends("Мысал")
    pedagogue.sees("Үлгілі Мысал", "7 «Ә» сынып")
    await pedagogue.sends("9А\n---\n***")
    pedagogue.sees("файлымен жіберіңіз")


async def test_a_list_without_a_class_asks_for_it(telegram: World) -> None:
    pedagogue = the_pedagogue(telegram)
    rows = numbered([("Үлгілі Мысал", "05.09.2013", ""), ("Тіректі Айым", "жаз", "")])
    await pedagogue.sends_file(table(("№", "Аты-жөні", "Туған күні"), *rows), "тізім.xlsx")
    pedagogue.sees("Сыныбы белгісіз оқушылар: 2", buttons=["Тексеру керек"])
    pedagogue.sees_not(buttons=["Иә, жазу"])
    await pedagogue.taps("⚠️ Тексеру керек")
    pedagogue.sees("Тізім, 2-жол: Үлгілі Мысал.", "Тізім, 3-жол: Тіректі Айым.")
    await pedagogue.taps("◀ Артқа")
    await pedagogue.sends("білмеймін")
    pedagogue.sees("Сыныпты түсінбедім", "Сыныбы белгісіз")
    await pedagogue.sends_photo(photo())
    pedagogue.sees("Бұл кесте емес")
    await pedagogue.sends_file(table(("№", "Аты-жөні", "Туған күні"), *rows), "тізім.xlsx")
    pedagogue.sees("Сыныбы белгісіз")
    await pedagogue.sends("7-ә")
    pedagogue.sees("7Ә – 2", buttons=["Тексеру керек: 1", "Иә, жазу"])
    await pedagogue.taps("✓ Иә, жазу")
    pedagogue.sees("сыныптар: 1, оқушылар: 2")


def photo() -> bytes:
    """A picture such as a phone sends."""
    content = BytesIO()
    Image.new("RGB", (40, 30), "white").save(content, "PNG")
    return content.getvalue()


def bomb() -> bytes:
    """A workbook that would unpack to very much more than it weighs."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", " " * 70_000_000)
    return content.getvalue()


def with_macros() -> bytes:
    content = BytesIO(table(("№", "Аты-жөні")))
    with zipfile.ZipFile(content, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"Sub Auto_Open()")
    return content.getvalue()


def formulas() -> bytes:
    """Names that a program wrote as formulas and nobody ever calculated."""
    content = BytesIO()
    book = xlsxwriter.Workbook(content)
    sheet = book.add_worksheet("7Ә")
    sheet.write_row(0, 0, ("№", "Аты-жөні"))
    for number in range(1, 6):
        sheet.write_formula(number, 1, f"=B{number}", None, "")
    book.close()
    return content.getvalue()


LOCKED = (
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 512
)
LONG = [(f"Үлгілі Мысал{number}", "05.09.2013", "") for number in range(5_100)]


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "бос.xlsx", "Файл бос"),
        (b"\x89PNG\r\n\x1a\n" + b"1" * 99, "сурет.png", "Бұл кесте емес"),
        (b"%PDF-1.7 ...", "тізім.pdf", "Бұл кесте емес"),
        (LOCKED, "құпия.xlsx", "құпиясөз"),
        (with_macros(), "макрос.xlsm", "макрос"),
        (bomb(), "бомба.xlsx", "тым үлкен"),
        (formulas(), "формула.xlsx", "формула"),
        (table(("№", "Аты-жөні", "Туған күні"), *numbered(LONG)), "ұзын.xlsx", "жол тым көп"),
        (table(("Ай", "Сома"), ("қаңтар", "5")), "есеп.xlsx", "оқушы табылмады"),
    ],
)
async def test_bad_files_get_one_clear_sentence(
    telegram: World, content: bytes, name: str, said: str
) -> None:
    pedagogue = the_pedagogue(telegram)
    await opens_roster(pedagogue)
    await pedagogue.sends_file(content, name)
    pedagogue.sees(said, "файлымен жіберіңіз", "Сыныптар: 0, оқушылар: 0")
    await pedagogue.sends("7Ә\nҮлгілі Мысал")
    pedagogue.sees("7Ә – 1")


async def test_a_file_too_big_for_telegram_is_not_even_fetched(telegram: World) -> None:
    pedagogue = the_pedagogue(telegram)
    await pedagogue.sends_file(b"PK", "үлкен.xlsx", size=25 * 1024 * 1024)
    pedagogue.sees("тым үлкен", "20 МБ")
    assert "getfile" not in telegram.server.calls


async def test_the_list_of_another_school_is_noticed(
    telegram: World, school: Staff, sample: SampleSchool
) -> None:
    others = sample_school(seed=2)
    names = {one.name for one in sample.classes}
    assert any(one.name in names for one in others.classes)
    await school.pedagogue.sends_file(as_xlsx(others), "басқа.xlsx")
    school.pedagogue.sees("басқа мектеп")


async def test_a_photo_where_a_table_was_asked_for(telegram: World) -> None:
    pedagogue = the_pedagogue(telegram)
    await opens_roster(pedagogue)
    await pedagogue.sends_photo(photo())
    pedagogue.sees("Бұл кесте емес", "файлымен жіберіңіз")


async def test_reading_that_takes_long_says_so_in_the_same_message(telegram: World) -> None:
    pedagogue = the_pedagogue(telegram)
    telegram.server.faults.queue("getFile", Delay(2))
    rows = numbered([("Үлгілі Мысал", "05.09.2013", "")])
    await pedagogue.sends_file(table(("№", "Аты-жөні", "Туған күні"), *rows), "7Ә.xlsx")
    pedagogue.sees("Түсінгенім: 7Ә.xlsx")
    message = pedagogue.messages_on_screen[0]
    assert "Тізімді оқып жатырмын" in message.former[0].words.text
    assert len([one for one in pedagogue.phone.messages if one.sender.is_bot]) == 1


async def test_a_yes_after_somebody_else_changed_the_register(
    telegram: World, school: Staff, sample: SampleSchool
) -> None:
    pedagogue, pupil = school.pedagogue, pupils_of(sample, "7Ә")[0]
    await pedagogue.sends("7Ә\nҮлгілі Мысал 05.09.2013")
    pedagogue.sees("7Ә – 1", buttons=["Кеткендер: 27"])
    yes = next(one for one in pedagogue.shown_buttons if one.label == "✓ Иә, жазу")
    await pedagogue.sends(pupil.name.full)
    await pedagogue.taps("Мектептен кетті")
    await pedagogue.taps_again(yes)
    pedagogue.sees_toast("ескірген")
    pedagogue.sees(buttons=["Кеткендер: 26"])
    await pedagogue.taps("✓ Иә, жазу")
    pedagogue.sees("оқушылар: 294")


async def test_a_teacher_can_not_bring_in_a_list(telegram: World, school: Staff) -> None:
    teacher = school.teacher_of("7Ә")
    await teacher.sends_file(table(("№", "Аты-жөні", "Туған күні")), "7Ә.xlsx")
    teacher.sees("файл не нужен")
    teacher.sees_not(buttons=["Загрузить список"])


async def test_telegram_may_refuse_to_hand_out_a_big_file(telegram: World) -> None:
    pedagogue = the_pedagogue(telegram)
    telegram.server.faults.queue("getFile", Refuses(Refused(400, "Bad Request: file is too big")))
    await pedagogue.sends_file(b"PK", "үлкен.xlsx")
    pedagogue.sees("тым үлкен", "файлымен жіберіңіз")


async def test_the_next_year_in_the_chat(telegram: World, next_year: None) -> None:
    pedagogue = the_pedagogue(telegram)
    await pedagogue.sends("8Ә\nҮлгілі Мысал 05.09.2013\nТіректі Айым 01.02.2014")
    pedagogue.sees("Келесі сыныпқа көшеді: 1", buttons=["Жаңа: 1", "Кеткендер: 1"])
    await pedagogue.taps("✓ Иә, жазу")
    pedagogue.sees("сыныптар: 1, оқушылар: 2")


@pytest_asyncio.fixture
async def next_year(settings: Settings, clock: SandboxClock) -> None:
    """A class of last year, the school's year having been switched."""

    def plant_class(desk: Desk) -> None:
        school = desk.schools.get()
        class_ = desk.schools.ensure_class(school.year, ClassName(7, "Ә"))
        pupils = [Pupil(0, PersonName("Үлгілі", "Мысал")), Pupil(0, PersonName("Тіректі", "Болат"))]
        numbers = desk.pupils.add_all(pupils)
        desk.pupils.enrol_all([(number, class_.id) for number in numbers], date(2026, 9, 1))
        desk.schools.save(replace(school, year=school.year.after))

    room = await open_backroom(settings, clock)
    await room.database.write(lambda connection: plant_class(desk_of_the_software(room, connection)))
    await room.database.close()


async def test_a_part_that_does_not_exist_is_empty(telegram: World) -> None:
    pedagogue = the_pedagogue(telegram)
    await pedagogue.sends("7Ә\nҮлгілі Мысал")
    pedagogue.sees("7Ә – 1")
    no = next(one for one in pedagogue.shown_buttons if one.label == "✗ Жоқ, жазбау")
    number = no.callback_data.split(":")[1]
    await pedagogue.taps_again(replace(no, callback_data=f"roi:{number}:other:0"))
    pedagogue.sees(buttons=["◀ Артқа"])
