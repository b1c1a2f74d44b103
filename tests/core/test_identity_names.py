"""Names and birth dates: the spellings of registers, teachers and spreadsheets."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.identity import birth_dates, letters, names
from bot.core.people import PersonName, Sex
from bot.core.school import SchoolYear

YEAR = SchoolYear(2026)
AIDAR = PersonName("Ахметов", "Айдар", "Болатұлы")

SPELLINGS = [
    "Ахметов Айдар Болатұлы",
    "АХМЕТОВ АЙДАР БОЛАТҰЛЫ",
    "ахметов айдар болатұлы",
    "  Ахметов   Айдар  Болатұлы ",
    "Ахметов Айдар Болат ұлы",
    "АХМЕТОВ АЙДАР БОЛАТ ҰЛЫ",
    "1. Ахметов Айдар Болатұлы",
    "12) Ахметов Айдар Болатұлы",
    "№ 3 Ахметов Айдар Болатұлы",
    "Ахметов, Айдар Болатұлы",
    "Ахметов Айдар Болатұлы.",
    "Aхметов Aйдар Бoлатұлы",
    "Axметoв Айдap Болатұлы",
    "Ахметов Айдар Болатұлы (келді)",
    "Ахметов\u00a0Айдар\u00a0Болатұлы",
    "Ахметов\nАйдар Болатұлы",
    "Айдар Болатұлы Ахметов",
    "Ахметов Болатұлы Айдар",
    "Ахмет0в Айдар Болатұлы",
    "АХметов АЙдар Болатұлы",
    "Ахметов_Айдар_Болатұлы",
    "Ахметов Айдар Болатұлы\u200b",
]


@pytest.mark.parametrize("written", SPELLINGS)
def test_a_name_is_read_from_any_spelling(written: str) -> None:
    assert names.read(written) == names.NameReading(AIDAR)


@pytest.mark.parametrize(
    ("written", "last", "first", "patronymic"),
    [
        (
            "Нұрмағамбетов-әбдіқадыров Мұхаммедәли Бауыржанұлы",
            "Нұрмағамбетов-Әбдіқадыров",
            "Мұхаммедәли",
            "Бауыржанұлы",
        ),
        ("Нұрмағамбетов - Әбдіқадыров Мұхаммедәли", "Нұрмағамбетов-Әбдіқадыров", "Мұхаммедәли", ""),
        ("Асанбек уулу Нурлан", "Асанбек уулу", "Нурлан", ""),
        ("Бакыт кызы Айжан", "Бакыт кызы", "Айжан", ""),
        ("АСАНОВ БЕКЖАН БАКЫТ УУЛУ", "Асанов", "Бекжан", "Бакыт уулу"),
        ("Мамедов Эльчин Руслан оглы", "Мамедов", "Эльчин", "Руслан оглы"),
        ("Алиева Лейла Ариф кызы", "Алиева", "Лейла", "Ариф кызы"),
        ("Ким Те Ен", "Ким", "Те", "Ен"),
        ("Пак Сун Хи Ивановна", "Пак", "Сун Хи", "Ивановна"),
        ("Ким Зарина", "Ким", "Зарина", ""),
        ("Ким Лев", "Ким", "Лев", ""),
        ("Айдар Ахметов", "Ахметов", "Айдар", ""),
        ("Болатұлы Айдар", "Болатұлы", "Айдар", ""),
        ("Smith John", "Smith", "John", ""),
        ("SMITH JOHN", "Smith", "John", ""),
        ("McDonald Ann", "McDonald", "Ann", ""),
        ("O’Connor Mary", "O'Connor", "Mary", ""),
        ("Ахметов CAMAT", "Ахметов", "Самат", ""),
        ("Ковалёв Артём Сергеевич", "Ковалёв", "Артём", "Сергеевич"),
        ("Ғабдуллин Əлихан", "Ғабдуллин", "Әлихан", ""),
        ("Ильин Пётр Ильич", "Ильин", "Пётр", "Ильич"),
    ],
)
def test_other_peoples_names_keep_their_shape(written: str, last: str, first: str, patronymic: str) -> None:
    assert names.read(written) == names.NameReading(PersonName(last, first, patronymic))


@pytest.mark.parametrize(
    "written",
    [
        "",
        "Ахметов",
        "Ахметов А.",
        "Ахметов А.Б.",
        "Айдар Болатұлы",
        "Бір Екі Үш Төрт Бес",
        "Ахметов Айдар 2014",
    ],
)
def test_a_name_that_is_not_whole_is_to_be_looked_at(written: str) -> None:
    assert names.read(written).unclear


def test_parts_from_columns_of_their_own() -> None:
    assert names.of_parts("АХМЕТОВ", "айдар", "Болат ұлы") == names.NameReading(AIDAR)
    assert names.of_parts("Ахметов", "Айдар Болатұлы", "") == names.NameReading(AIDAR)
    assert names.of_parts("Ахметов Айдар", "", "Болатұлы") == names.NameReading(AIDAR)
    assert names.of_parts("Асанбек уулу", "Нурлан", "").name == PersonName("Асанбек уулу", "Нурлан")
    assert names.of_parts("Ахметов", "А.", "").unclear


def test_initials_identity_and_sex() -> None:
    assert names.initials(AIDAR) == "Ахметов А.Б."
    assert names.initials(PersonName("Ким", "")) == "Ким"
    assert names.identity(AIDAR) == names.identity(PersonName("Axметов", "АЙДАР", "Болат улы"))
    assert names.identity(AIDAR) != names.identity(PersonName("Ахметова", "Айдар", "Болатұлы"))
    for male in ("Болатұлы", "Болат улы", "Бакыт уулу", "Сергеевич", "Ильич", "Руслан оглы"):
        assert names.sex_of(male) is Sex.MALE
    for female in ("Болатқызы", "Бакыт кызы", "Сергеевна", "Ильинична", "Ботир қизи"):
        assert names.sex_of(female) is Sex.FEMALE
    assert names.sex_of("") is names.sex_of("Болат") is None


KAZAKH_LETTERS = st.text(st.sampled_from("абвгдежзийклмнопрстуфхцчшыэюяәғқңөұүһі"), min_size=3, max_size=12)


@given(KAZAKH_LETTERS, KAZAKH_LETTERS, st.sampled_from([str.upper, str.lower, str.title]))
def test_any_case_and_any_look_alikes_give_the_same_name(last: str, first: str, case: object) -> None:
    assert callable(case)
    disguised = case(f"{last}ский {first}б").translate(
        str.maketrans("АВСЕНКМОРТХасеорху", "ABCEHKMOPTXaceopxy")
    )
    assert names.read(disguised).name == PersonName(f"{last}ский".capitalize(), f"{first}б".capitalize())


@given(st.text(max_size=60))
@settings(deadline=None)
def test_no_text_breaks_the_reading(text: str) -> None:
    names.read(text)
    birth_dates.read(text, YEAR)


def test_slips_between_words() -> None:
    assert letters.distance("ахметов", "ахмтеов", 2) == 1
    assert letters.distance("ким", "кин", 1) == 1
    assert letters.distance("ким", "ахметов", 2) == 3
    assert letters.distance("абвг", "гвба", 2) == 3
    assert letters.folded("Әбдіқадыров") == "абдикадыров"


DATES = [
    "05.09.2014",
    "5.9.2014",
    "05.09.2014 ж.",
    "5.9.2014ж.",
    "05.09.2014г.",
    "05.09.2014 г.р.",
    "05.09.2014 жылы туған",
    "2014-09-05",
    "2014-09-05 00:00:00",
    "2014.09.05",
    "2014/9/5",
    "05/09/2014",
    "05-09-2014",
    "05,09,2014",
    "05 09 2014",
    "05..09..2014",
    "05.09.14",
    "5/9/14",
    "О5.О9.2О14",
    "5 қыркүйек 2014",
    "5 қыркүйек 2014 ж.",
    "5 кыркуйек 2014",
    "2014 жылғы 5 қыркүйек",
    "2014 ж. 5 қыркүйек",
    "5 сентября 2014 г.",
    "5 сентября 2014 года",
    "05 сентябрь 2014",
    "5-сентябрь 2014",
    "2014-жылдын 5-сентябры",
    "5 аяк оона 2014",
    "September 5, 2014",
    "5 Sep 2014",
    "5.IX.2014",
    "05092014",
    "5092014",
    "20140905",
    "050914",
    "41887",
    "41887.0",
    "'05.09.2014",
    "05.09.2014 (12 жас)",
    "05.09.2014.",
    "5 қыркүйек, 2014 жылы",
]


@pytest.mark.parametrize("written", [*DATES, 41887, 41887.0, 5092014, 20140905, 50914, date(2014, 9, 5)])
def test_a_birth_date_is_read_from_any_spelling(written: str | int | float | date) -> None:
    assert birth_dates.read(written, YEAR) == date(2014, 9, 5)


@pytest.mark.parametrize(
    "written",
    [
        "",
        None,
        "2014",
        2014,
        "сентябрь 2014",
        "31.02.2014",
        "30.13.2014",
        "кеше",
        "5.9",
        12,
        "5.XX.2014",
        "қазан қараша 5 2014",
    ],
)
def test_what_is_no_day_stays_open(written: str | int | None) -> None:
    assert birth_dates.read(written, YEAR) is None


def test_months_and_days_that_a_foreign_program_swapped() -> None:
    assert birth_dates.read("09/25/2014", YEAR) == date(2014, 9, 25)


def test_a_bare_year_is_known_as_one() -> None:
    assert [
        birth_dates.birth_year(written)
        for written in ("2014", 2014, 2014.0, "2014 ж.", "2014ж", "05.09.2014", None)
    ] == [
        2014,
        2014,
        2014,
        2014,
        2014,
        None,
        None,
    ]


MONTH_NAMES = {
    "kk": [
        "қаңтар",
        "ақпан",
        "наурыз",
        "сәуір",
        "мамыр",
        "маусым",
        "шілде",
        "тамыз",
        "қыркүйек",
        "қазан",
        "қараша",
        "желтоқсан",
    ],
    "ru": [
        "января",
        "февраля",
        "марта",
        "апреля",
        "мая",
        "июня",
        "июля",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
    ],
    "ky": [
        "январь",
        "февраль",
        "март",
        "апрель",
        "май",
        "июнь",
        "июль",
        "август",
        "сентябрь",
        "октябрь",
        "ноябрь",
        "декабрь",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}
FORMS = [
    "{d:02}.{m:02}.{y}",
    "{d}.{m}.{y} ж.",
    "{y}-{m:02}-{d:02}",
    "{d:02}/{m:02}/{y}",
    "{d} {kk} {y}",
    "{d} {ru} {y} г.",
    "{y} жылғы {d} {kk}",
    "{d}-{ky} {y}",
    "{en} {d}, {y}",
    "{d:02}.{m:02}.{short:02}",
    "{d:02}{m:02}{y}",
]


@given(st.dates(date(2004, 1, 1), date(2022, 12, 31)), st.sampled_from(FORMS))
def test_any_date_in_any_spelling_is_read_back(day: date, form: str) -> None:
    spoken = {language: words[day.month - 1] for language, words in MONTH_NAMES.items()}
    written = form.format(d=day.day, m=day.month, y=day.year, short=day.year % 100, **spoken)
    assert birth_dates.read(written, YEAR) == day


@given(st.dates(date(2004, 1, 1), date(2022, 12, 31)))
def test_any_day_number_of_a_spreadsheet_is_read_back(day: date) -> None:
    assert birth_dates.read((day - date(1899, 12, 30)).days, YEAR) == day
