"""The whole walk by clicks: an empty school is set up, a class reports, the passport comes out as files."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import docx
import pytest
from python_calamine import CalamineWorkbook
from selenium.webdriver.remote.webdriver import WebDriver

from bot.core.forms.school_form import SCHOOL_FORM
from bot.sandbox.demo import Demo, running_demo
from bot.sandbox.sample_roster import as_xlsx
from bot.texts import text
from tests.browser.conftest import Backstage, in_a_thread, opened
from tests.browser.phones import ChatPage, Phone

ANSWERS = {
    "country": "Қазақстан",
    "name_kk": "КММ «№ 5 жалпы білім беретін мектеп»",
    "name_ru": "КГУ «Общеобразовательная школа № 5»",
    "place": "Көкшетау қаласы",
    "director": "Үлгіева Үміт Үлгіқызы",
    "pedagogue": "Кенжебаева Іңкәр Ілиясқызы",
    "deputies": "Мысалов М. М., Үлгіев А. А.",
    "year": "2026-2027",
    "week_days": "5",
}
REASON = "Анықтама бойынша отбасында үш бала."
HOURS_TO_THE_NIGHT = 13
PNG = b"\x89PNG"


def kk(key: str, **words: object) -> str:
    return text(key, "kk", **words)


def ru(key: str, **words: object) -> str:
    return text(key, "ru", **words)


LARGE_FAMILY = ru("category.large_family.name")


@pytest.fixture
def new_school(tmp_path: Path) -> Iterator[Backstage[Demo]]:
    """Nothing is known of the school: its pedagogue holds the owner's link."""
    with in_a_thread(running_demo(data_dir=tmp_path, empty=True)) as started:
        yield started


@dataclass(frozen=True)
class Walk:
    """The table of phones, and the school that is being set up on it."""

    page: ChatPage
    demo: Demo
    folder: Path

    @property
    def pedagogue(self) -> Phone:
        return self.page.phone("social_pedagogue")

    @property
    def teacher(self) -> Phone:
        """The first new phone that opened a link; she speaks Russian."""
        return self.page.phone("new-1")

    @property
    def late_teacher(self) -> Phone:
        return self.page.phone("new-2")

    @property
    def pupils(self) -> list[str]:
        """Short names of 7Ә as its teacher's buttons show them."""
        sample = self.demo.page.table.sample
        class_id = next(one.id for one in sample.classes if str(one.name) == "7Ә")
        return [pupil.name.short for pupil in sample.pupils_of(class_id)]


@pytest.fixture
def walk(chromium: tuple[WebDriver, Path], new_school: Backstage[Demo], tmp_path: Path) -> Iterator[Walk]:
    with opened(chromium, new_school.runs.page.url) as page:
        yield Walk(page, new_school.runs, tmp_path)


def test_from_the_owners_link_to_the_passport(walk: Walk) -> None:
    sets_the_school_up(walk.pedagogue)
    sends_the_class_lists(walk)
    invites(walk.pedagogue, "7Ә", "Ахметова Нұрай Ғабитқызы", language="ru")
    walk.teacher.taps("Русский")
    walk.pedagogue.sees(kk("entrance.joined", name="Ахметова Нұрай Ғабитқызы", role="")[:30])
    reports_her_class(walk)
    returns_it(walk)
    mends_it(walk)
    approves_it(walk.pedagogue)
    opens_the_names_behind_a_total(walk)
    takes_the_passport(walk.pedagogue)
    reminds_who_has_not_sent(walk)


def sets_the_school_up(pedagogue: Phone) -> None:
    pedagogue.starts()
    pedagogue.taps("Қазақша")
    pedagogue.taps(kk("forms.begin"))
    asked = [question.key for question in SCHOOL_FORM.questions if question.key in ANSWERS]
    for number, key in enumerate(asked, start=1):
        pedagogue.sees(f"· {number}/", kk(f"school.{key}.ask"))
        pedagogue.sends(ANSWERS[key])
    pedagogue.sees(kk("school.week_days.5"), *list(ANSWERS.values())[:-1])
    pedagogue.taps(kk("forms.save"))


def sends_the_class_lists(walk: Walk) -> None:
    pedagogue, lists = walk.pedagogue, walk.folder / "сыныптар.xlsx"
    pedagogue.taps(kk("school.next.roster"))
    pedagogue.sees(".xlsx")
    lists.write_bytes(as_xlsx(walk.demo.page.table.sample))
    pedagogue.sends_file(lists)
    pedagogue.sees("Сыныптар: 12, оқушылар: 320", "7Ә – 27", kk("roster_import.ask"))
    pedagogue.taps(kk("roster_import.yes"))
    pedagogue.taps(kk("roster_import.invite"))
    pedagogue.sees("0/12")


def invites(pedagogue: Phone, class_name: str, name: str, language: str) -> None:
    """Each link is opened on a new phone."""
    pedagogue.sends("/staff")
    pedagogue.taps(kk("staff.classes", joined="", total="").partition("·")[0])
    pedagogue.taps(class_name)
    pedagogue.taps(kk("staff.invite"))
    pedagogue.sends(name)
    pedagogue.sees(f"», {name}")
    pedagogue.opens_link("https://t.me/", on="new", name=name.split()[1], language=language)


def reports_her_class(walk: Walk) -> None:
    """Three of a large family on two pages, one not known yet, and the mothers' education."""
    teacher, pupils = walk.teacher, walk.pupils
    teacher.taps(ru("menu.survey"))
    teacher.taps(ru("survey.begin"))
    teacher.taps(LARGE_FAMILY)
    teacher.taps(pupils[0])
    teacher.taps(pupils[1])
    teacher.sees("2/27")
    teacher.taps("▶")
    teacher.taps(pupils[-1])
    teacher.taps(ru("survey.to_unknown"))
    teacher.taps(pupils[-2])
    teacher.sees("3/27", f"❔ {pupils[-2]}", f"✅ {pupils[-1]}")
    teacher.taps(ru("go.done"))
    says_what_the_mothers_learned(teacher, pupils[2])
    teacher.taps(ru("survey.review"))
    teacher.sees(f"{LARGE_FAMILY}: 3", pupils[0], pupils[-2])
    teacher.taps(ru("survey.send"))
    teacher.sees("№ 1, 07.09.2026")


def says_what_the_mothers_learned(teacher: Phone, exception: str) -> None:
    teacher.taps("▶")
    teacher.taps("▶")
    teacher.taps(ru("survey.short.education.mother"))
    teacher.taps(ru("survey.most", level=ru("survey.level.secondary")))
    teacher.taps(ru("survey.exception", level=ru("survey.level.higher"), count=0))
    teacher.taps(exception)
    teacher.sees("1/27")
    teacher.taps(ru("go.done"))
    teacher.taps(ru("go.done"))


def returns_it(walk: Walk) -> None:
    pedagogue = walk.pedagogue
    pedagogue.sends("/menu")
    pedagogue.taps(kk("menu.review"))
    pedagogue.taps("7Ә")
    pedagogue.taps(kk("review.answers"))
    pedagogue.taps(kk("category.large_family.name"))
    pedagogue.taps(walk.pupils[1])
    pedagogue.sends(REASON)
    pedagogue.taps(kk("review.send_back", number=1))
    pedagogue.sees(kk("review.returned", class_name="7 «Ә»"))


def mends_it(walk: Walk) -> None:
    """The button under the message opens exactly that answer: three taps with the sending."""
    teacher, wrong = walk.teacher, walk.pupils[1]
    teacher.sees(REASON)
    teacher.taps("✏")
    teacher.sees(f"✅ {wrong}")
    teacher.taps(f"✅ {wrong}")
    teacher.taps(ru("survey.send_again"))
    teacher.sees("№ 2, 07.09.2026")


def approves_it(pedagogue: Phone) -> None:
    pedagogue.sends("/menu")
    pedagogue.taps(kk("menu.review"))
    pedagogue.taps("7Ә")
    pedagogue.sees(kk("review.since.returned", number=1))
    pedagogue.taps(kk("review.approve"))


def opens_the_names_behind_a_total(walk: Walk) -> None:
    pedagogue, pupils = walk.pedagogue, walk.pupils
    pedagogue.sends("/menu")
    pedagogue.taps(kk("menu.totals"))
    pedagogue.sees("Оқушылар: 27", "2 / 2", "1А", "11Ә")
    pedagogue.taps("5. ")
    pedagogue.sees(pupils[0], pupils[-1])
    assert pupils[1] not in pedagogue.find(".messages li:last-child")[0].text


def takes_the_passport(pedagogue: Phone) -> None:
    """The files are opened again: 27 pupils, two of a large family."""
    written = docx.Document(BytesIO(takes(pedagogue, "school_passport", "docx")))
    rows = [[cell.text for cell in row.cells] for table in written.tables for row in table.rows]
    assert any(row[0] == "5" and row[2].split() == ["2", "/", "2"] for row in rows), rows
    book = CalamineWorkbook.from_filelike(BytesIO(takes(pedagogue, "school_passport", "xlsx")))
    cells = book.get_sheet_by_index(0).to_python()
    assert any(row[0] == 5.0 and row[2:] == [2.0, 2.0, 7.4] for row in cells), cells
    pedagogue.sends("/menu")
    pedagogue.taps(kk("menu.papers"))
    pedagogue.taps(kk("paper_shelf.passport_picture"))
    pedagogue.taps(kk("paper_shelf.language.kk"))
    assert pedagogue.sees_picture().startswith(PNG)


def takes(pedagogue: Phone, paper: str, ending: str) -> bytes:
    pedagogue.sends("/menu")
    pedagogue.taps(kk("menu.papers"))
    pedagogue.taps(kk(f"paper_shelf.{paper}"))
    pedagogue.taps(f"{kk('paper_shelf.language.kk')} · {kk(f'paper_shelf.format.{ending}')}")
    return pedagogue.opens_file(f"2026-2027.{ending}")


def reminds_who_has_not_sent(walk: Walk) -> None:
    """Asked for at night, the reminder waits for the morning; who has sent does not get it."""
    invites(walk.pedagogue, "6А", "Әбдірахманова Фариза", language="kk")
    walk.late_teacher.taps("Қазақша")
    for _ in range(HOURS_TO_THE_NIGHT):
        walk.page.time_passes("hour")
    walk.pedagogue.sends("/menu")
    walk.pedagogue.taps(kk("menu.board"))
    walk.pedagogue.taps(kk("board.late"))
    walk.pedagogue.taps(kk("board.remind", number=1))
    walk.pedagogue.sees(kk("board.already"))
    walk.late_teacher.sees_not(reminder("kk", "6 «А»"))
    walk.page.time_passes("morning")
    walk.late_teacher.sees(reminder("kk", "6 «А»"))
    walk.teacher.sees_not(reminder("ru", "7 «Ә»"))


def reminder(language: str, class_name: str) -> str:
    return text("board.reminder", language, year="2026-2027", classes=class_name)
