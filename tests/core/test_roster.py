"""A roster read from plain cells and from typed lines: layouts, problems, and what is no pupil."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.identity import iin
from bot.core.people import Adult, Relation, Sex
from bot.core.roster import Cell, Problem, Roster, RosterPupil, RosterWarning, Sheet, read_lines, read_sheets
from bot.core.roster.headings import Column, Field, Whose, column
from bot.core.roster.pupils import read_sex
from bot.core.school import ClassName, SchoolYear

YEAR = SchoolYear(2026)
SEVEN = ClassName(7, "Ә")


def number(start: str) -> str:
    return f"{start}{iin.checksum(start)}"


BOY, GIRL = number("14090550000"), number("14031260000")


def read(*rows: tuple[Cell, ...], sheet: str = "7Ә", title: str = "") -> Roster:
    return read_sheets([Sheet(sheet, rows)], YEAR, title)


def only(*rows: tuple[Cell, ...], sheet: str = "7Ә") -> RosterPupil:
    (pupil,) = read(*rows, sheet=sheet).pupils
    return pupil


HEADINGS = {
    Column(Field.NUMBER): "№|№ п/п|р/с|т/н|#|No|№ р/с|п/п|рс|р/н",
    Column(Field.FULL_NAME): (
        "ФИО|Ф.И.О.|Ф.И.О. учащегося|Т.А.Ә.|ТАӘ|Оқушының Т.А.Ә.|Аты-жөні|Оқушының аты-жөні"
        "|Аты жөні|Окуучунун аты-жөнү|Тегі, аты, әкесінің аты|Фамилия, имя, отчество"
        "|Фамилия Имя|Ученик|Оқушы|Окуучу|Full name|Name|Pupil|А.Т.Ә.|ФИО ребенка|Ф И О"
        "|Бала аты-жөні|Фамлия, имя|Aты-жөнi|Student name"
    ),
    Column(Field.LAST): "Фамилия|Тегі|Фамилиясы|Surname|Last name|Фамлия|Teгi|Оқушының тегі",
    Column(Field.FIRST): "Имя|Аты|First name|Given name|Aты|Имя, отчество",
    Column(
        Field.PATRONYMIC
    ): "Отчество|Әкесінің аты|Атасынын аты|Patronymic|Middle name|Отчесво|Әкeсінің aты",
    Column(Field.IIN): (
        "ИИН|ЖСН|ПИН|IIN|иин|Жеке сәйкестендіру нөмірі|Индивидуальный идентификационный номер"
        "|ИИН ребенка|Оқушының ЖСН|PIN|Жсн"
    ),
    Column(Field.BIRTH_DATE): (
        "Дата рождения|Туған күні|Туған жылы|Туған күні, айы, жылы|Туылған күні|Туулган күнү"
        "|Год рождения|Д.р.|г.р.|Date of birth|Birth date|Дата рожд.|Туған жылы, айы, күні"
        "|Число, месяц, год рождения|Дата рождние"
    ),
    Column(Field.SEX): "Пол|Жынысы|Sex|Gender|жынысы",
    Column(Field.NATIONALITY): "Национальность|Ұлты|Улуту|Nationality|Национальнось|Нац.",
    Column(Field.ADDRESS): (
        "Адрес|Мекенжайы|Мекен-жайы|Домашний адрес|Дареги|Address|Тұрғылықты мекенжайы"
        "|Место проживания|Үй мекенжайы"
    ),
    Column(Field.PHONE): (
        "Телефон|Телефоны|Тел.|Байланыс телефоны|Контакты|Phone|Ұялы телефон|Сот. тел."
        "|Үй телефоны|Телефон номери|Номер телефона|Тел. нөмірі"
    ),
    Column(Field.CLASS): "Класс|Сынып|Сыныбы|Class|Grade|Класы|Сынып атауы",
    Column(Field.HOUSEHOLD): "Отбасы құрамы (саны)|Состав семьи|Үй-бүлөнүн курамы",
    Column(Field.FULL_NAME, Whose.MOTHER): (
        "Анасы|Анасының аты-жөні|Мать|ФИО матери|Энеси|Мать (ФИО)|Mother|Анасының Т.А.Ә.|Mother's name"
    ),
    Column(
        Field.FULL_NAME, Whose.FATHER
    ): "Әкесі|Әкесінің аты-жөні|Отец|ФИО отца|Атасы|Father|Әкесінің Т.А.Ә.",
    Column(
        Field.FULL_NAME, Whose.PARENTS
    ): "Ата-анасының аты-жөні|ФИО родителей|Ата-энеси|Родители|Parents|Әке-шешесі",
    Column(
        Field.FULL_NAME, Whose.GUARDIAN
    ): "Қорғаншысы|Опекун|Камкорчусу|Guardian|Заңды өкілі|ФИО законного представителя",
    Column(Field.PHONE, Whose.MOTHER): "Телефон матери|Анасының телефоны|Энесинин телефону|мать тел",
    Column(Field.WORKPLACE, Whose.FATHER): "Место работы отца|Әкесінің жұмыс орны|Атасынын иштеген жери",
    Column(Field.EDUCATION, Whose.MOTHER): "Образование матери|Анасының білімі|Энесинин билими",
    Column(Field.ADDRESS, with_phone=True): "Мекенжайы, телефоны|Адрес, телефон|Дареги, телефону",
    Column(Field.OTHER): (
        "Место рождения|Туған жері|Дата прибытия|Примечание|Ескерту|Язык обучения|Әлеуметтік мәртебесі|Льготы"
    ),
    Column(Field.OTHER, Whose.STAFF): "Сынып жетекшісі|Классный руководитель|Класс жетекчи|Class teacher",
}


@pytest.mark.parametrize(
    ("heading", "meant"),
    [(heading, meant) for meant, headings in HEADINGS.items() for heading in headings.split("|")],
)
def test_a_heading_is_understood(heading: str, meant: Column) -> None:
    assert column(heading) == meant


@pytest.mark.parametrize(
    "text",
    ["", "Ахметов Айдар", "7А", "1", "қыз", "Бардыгы", "2026-2027", "x" * 100, "7 «Ә» сынып оқушылары"],
)
def test_what_is_no_heading(text: str) -> None:
    assert column(text) is None


def test_a_whole_row_of_the_form() -> None:
    pupil = only(
        (
            "№",
            "Оқушының Т.А.Ә.",
            "ЖСН",
            "Туған күні",
            "Жынысы",
            "Ұлты",
            "Ата-анасының аты-жөні",
            "Білімі",
            "Жұмыс орны",
            "Мекенжайы, телефоны",
            "Отбасы құрамы (саны)",
        ),
        (
            1,
            "Ахметов Айдар Болатұлы",
            BOY,
            "05.09.2014",
            "ұл",
            "қазақ",
            "Ахметов Болат Ерланұлы, Ахметова Айгүл Серікқызы",
            "жоғары; орта",
            "дүкен; мектеп",
            "Абай көшесі, 12-үй, 8 700 000 00 01",
            5,
        ),
    )
    assert pupil == RosterPupil(
        SEVEN,
        "Ахметов",
        "Айдар",
        "Болатұлы",
        BOY,
        date(2014, 9, 5),
        Sex.MALE,
        "қазақ",
        "Абай көшесі, 12-үй",
        "+77000000001",
        (
            Adult(Relation.FATHER, "Ахметов Болат Ерланұлы", "", "дүкен", "жоғары"),
            Adult(Relation.MOTHER, "Ахметова Айгүл Серікқызы", "", "мектеп", "орта"),
        ),
        "7Ә",
        2,
        (),
        5,
    )


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("140905500009" if BOY != "140905500009" else "140905500008", Problem.IIN_CHECKSUM),
        ("1409055000", Problem.IIN_LENGTH),
        ("жоқ 12", Problem.IIN_LENGTH),
        (GIRL, Problem.IIN_BIRTH_DATE_MISMATCH),
    ],
)
def test_problems_with_the_number(written: str, code: Problem) -> None:
    pupil = only(("ФИО", "ИИН", "Дата рождения"), ("Ахметов Айдар", written, "05.09.2014"))
    assert pupil.problems == (code,)
    assert pupil.birth_date == date(2014, 9, 5)


def test_a_number_that_a_spreadsheet_shortened() -> None:
    whole = number("09090550000")
    pupil = only(("ФИО", "ИИН"), ("Ахметов Айдар", float(whole)))
    assert (pupil.iin, pupil.problems, pupil.birth_date, pupil.sex) == (
        whole,
        (Problem.IIN_RESTORED_ZERO,),
        date(2009, 9, 5),
        Sex.MALE,
    )


def test_a_wrong_number_is_shown_and_not_kept() -> None:
    pupil = only(("ФИО", "ИИН"), ("Ахметов Айдар", "1409055000"))
    assert (pupil.iin, pupil.sure_iin, pupil.pupil(3).iin) == ("1409055000", "", "")


def test_birth_dates_that_are_not_clear() -> None:
    rows = (
        ("ФИО", "ИИН", "Туған жылы"),
        ("Ахметов Айдар", "", "2014"),
        ("Ким Тимур", BOY, 2014),
        ("Ли Анна", "", "05.09.1979"),
        ("Пак Ян", "", ""),
    )
    found = read(*rows).pupils
    assert [pupil.problems for pupil in found] == [
        (Problem.BIRTH_DATE_UNCLEAR,),
        (),
        (Problem.BIRTH_DATE_UNCLEAR,),
        (),
    ]
    assert [pupil.birth_date for pupil in found] == [None, date(2014, 9, 5), date(1979, 9, 5), None]


def test_pins_and_unusual_numbers() -> None:
    unusual = number("14090500000")
    roster = read(("ФИО", "ПИН"), ("Асанов Бек", "20509201400000"), ("Smith John", unusual), ("Ли Анна", ""))
    assert [pupil.birth_date for pupil in roster.pupils] == [date(2014, 9, 5), None, None]
    assert [pupil.problems for pupil in roster.pupils] == [(), (), ()]
    assert roster.warnings == (RosterWarning.IIN_UNUSUAL,)


def test_somebody_written_twice() -> None:
    roster = read(
        ("ФИО", "ИИН"),
        ("Ахметов Айдар", BOY),
        ("Ахметов А", BOY),
        ("Ким Тимур", ""),
        ("КИМ ТИМУР", ""),
        ("Ким Тимур", GIRL),
    )
    assert [Problem.DUPLICATE in pupil.problems for pupil in roster.pupils] == [
        False,
        True,
        False,
        True,
        False,
    ]


def test_names_that_are_not_whole_stay_with_their_problem() -> None:
    roster = read(
        ("№", "ФИО", "ИИН"), (1, "Ахметов", ""), (2, "", BOY), (None, "Ескі", ""), (3, "Ким Т.", "")
    )
    assert [(pupil.last, pupil.problems) for pupil in roster.pupils] == [
        ("Ахметов", (Problem.NAME_UNCLEAR,)),
        ("", (Problem.NAME_UNCLEAR,)),
        ("Ким", (Problem.NAME_UNCLEAR,)),
    ]


@pytest.mark.parametrize(
    "row",
    [
        ("", "Барлығы: 27", ""),
        ("", "Барлығы", 27),
        ("Итого:", "", 27),
        ("", "ИТОГО 27 учеников", ""),
        ("Всего", 27, None),
        ("", "Жыйынтыгы", 5),
        ("", "Бардыгы 27", None),
        ("", "Ұлдар: 12", ""),
        ("", "Мальчиков: 12, девочек: 15", ""),
        ("", "Жалпы саны", 27),
        ("Сынып жетекшісі: Сейтова А.",),
        ("Сынып жетекшісі", "Сейтова Айгүл", ""),
        ("Директор", "Қалиев Болат", None),
        ("", "Классный руководитель Сейтова Айгуль", ""),
        ("", "Мектеп директоры ______ Қалиев Б.", ""),
        ("1", "2", "3"),
        (None, "", None),
        ("", "оның ішінде қыздар", 15),
        ("Дата: 05.09.2026", "", ""),
        ("Total", "", 27),
        ("Қорытынды", "", ""),
        ("М.О.",),
    ],
)
def test_sums_and_signatures_are_no_pupils(row: tuple[Cell, ...]) -> None:
    roster = read(("№", "ФИО", "ИИН"), (1, "Ахметов Айдар", BOY), row)
    assert [pupil.last for pupil in roster.pupils] == ["Ахметов"]


@pytest.mark.parametrize(
    "surname",
    [
        "Мальчиков",
        "Девочкин",
        "Датаев",
        "Итогов",
        "Всеволодов",
        "Қыздарбеков",
        "Жалпыбаев",
        "Тегинбаев",
        "Классов",
        "Имянов",
        "Мамаев",
        "Папанов",
        "Балабаев",
        "Туғанбаев",
        "Тұрақов",
        "Арипов",
        "Языков",
        "Школьников",
        "Детков",
        "Муталимов",
        "Мекенбаев",
    ],
)
def test_surnames_that_begin_like_other_things(surname: str) -> None:
    assert [pupil.last for pupil in read(("№", "ФИО"), (1, f"{surname} Айдар")).pupils] == [surname]


@pytest.mark.parametrize(
    "line",
    [
        "7 «Ә» сынып",
        "7Ә сыныбы",
        "7 Ә",
        "7-Ә класс",
        "Класс: 7Ә",
        "Сынып: 7 «Ә»",
        "7 «Ә» сынып оқушыларының тізімі",
        'Список учащихся 7 "Ә" класса',
        "7 «Ә» сынып (27 оқушы)",
        "2026-2027 оқу жылы, 7 «Ә» сынып",
        "7-«Ә» класстын окуучулары",
    ],
)
def test_a_class_line_counts_for_the_pupils_below(line: str) -> None:
    roster = read(
        ("№", "ФИО"), ("6 «А» сынып", ""), (1, "Ким Тимур"), (line, None), (1, "Ахметов Айдар"), sheet="Лист1"
    )
    assert [pupil.class_name for pupil in roster.pupils] == [ClassName(6, "А"), SEVEN]


@pytest.mark.parametrize(
    ("sheet", "title"),
    [
        ("7Ә", ""),
        ("7 Ә сынып", ""),
        ("7-Ә", ""),
        ("7_Ә", ""),
        ("Лист1", "7Ә"),
        ("Sheet1", "Список 7 Ә класс"),
        ("Лист1", "spisok_7Ә_2026"),
        ("Лист 1", "2026-2027 7Ә"),
        ("Парақ", "7 «Ә» сынып тізімі"),
    ],
)
def test_the_class_in_the_name_of_sheet_or_file(sheet: str, title: str) -> None:
    assert [
        pupil.class_name
        for pupil in read(("ФИО", "ИИН"), ("Ахметов Айдар", BOY), sheet=sheet, title=title).pupils
    ] == [SEVEN]


def test_the_class_in_a_column() -> None:
    rows: list[tuple[Cell, ...]] = [("ФИО", "Класс", "Литер")]
    rows += [
        ("Ахметов Айдар", 7.0, "Ә"),
        ("Ким Тимур", "7 «ә»", ""),
        ("Ли Анна", "7Ә сынып", None),
        ("Пак Ян", "жоқ", ""),
        ("Югай Ия", "", ""),
    ]
    found = read(*rows, sheet="Лист1").pupils
    assert [pupil.class_name for pupil in found] == [SEVEN, SEVEN, SEVEN, None, None]
    assert [pupil.problems for pupil in found[3:]] == [(Problem.CLASS_UNCLEAR,)] * 2
    assert only(("ФИО", "Класс"), ("Ахметов Айдар", "7")).class_name == SEVEN
    assert only(("ФИО", "Класс"), ("Ахметов Айдар", "8")).class_name is None


def test_adults_in_columns_of_their_own() -> None:
    pupil = only(
        ("ФИО", "Телефон", "Мать", "Телефон", "Место работы", "Образование", "Отец", "Телефон", "Опекун"),
        ("Ахметов Айдар", "87000000001", "Ахметова Айгүл", "87000000002", "дүкен", "орта", "жоқ", "", "-"),
    )
    assert pupil.phone == "+77000000001"
    assert pupil.guardians == (Adult(Relation.MOTHER, "Ахметова Айгүл", "+77000000002", "дүкен", "орта"),)


@pytest.mark.parametrize(
    ("written", "relations"),
    [
        ("Мать: Ахметова Айгүл, отец: Ахметов Болат", "mother father"),
        ("анасы Айгүл Сейт, әкесі Болат Сейт", "mother father"),
        ("Ахметов Болат\nАхметова Айгүл", "father mother"),
        ("Ахметова Айгүл және Ахметов Болат", "mother father"),
        ("Ким Ирина Олеговна", "mother"),
        ("Сейт Болат", "guardian"),
        ("Опекун Ахметова Айгүл", "guardian"),
        ("Ахметова Айгүл 87000000002 / Ахметов Болат 87000000003", "mother father"),
        ("жоқ", ""),
        ("", ""),
    ],
)
def test_two_adults_in_one_cell(written: str, relations: str) -> None:
    pupil = only(("ФИО", "ФИО родителей"), ("Ахметов Айдар", written))
    assert " ".join(adult.relation.value for adult in pupil.guardians) == relations


def test_phones_of_parents_without_a_name_are_the_pupils() -> None:
    assert (
        only(("ФИО", "Телефон родителей"), ("Ахметов Айдар", "87000000001, 87000000002")).phone
        == "+77000000001, +77000000002"
    )
    assert only(("ФИО", "Телефон"), ("Ахметов Айдар", "5-12-34")).phone == "5-12-34"
    assert only(("ФИО, телефон", "№"), ("Ахметов Айдар 87000000001", 1)).phone == "+77000000001"


@pytest.mark.parametrize(
    "text",
    [
        "ұ",
        "ұл",
        "Ұл бала",
        "м",
        "М",
        "муж",
        "муж.",
        "мужской",
        "мальчик",
        "ер",
        "Ер бала",
        "эркек",
        "еркек",
        "male",
        "m",
        "boy",
        "ул",
        "уул бала",
        "M",
        "бала",
    ],
)
def test_a_boy(text: str) -> None:
    assert read_sex(text) is Sex.MALE


@pytest.mark.parametrize(
    "text",
    [
        "қ",
        "қыз",
        "Қыз бала",
        "ж",
        "Ж",
        "жен",
        "жен.",
        "женский",
        "девочка",
        "әйел",
        "аял",
        "female",
        "F",
        "girl",
        "кыз",
        "к",
        "қыз бала ",
        "дев.",
        "Женщина",
        "кыз бала",
    ],
)
def test_a_girl(text: str) -> None:
    assert read_sex(text) is Sex.FEMALE


@pytest.mark.parametrize("text", ["", "?", "иә", "оқушы"])
def test_no_sex(text: str) -> None:
    assert read_sex(text) is None


def test_two_heading_rows_whether_merged_or_not() -> None:
    pupil = (1, "Ахметов Айдар", "Ахметова Айгүл", "87000000002", "Ахметов Болат", "87000000003")
    merged = read(
        ("№", "Аты-жөні", "Анасы", "Анасы", "Әкесі", "Әкесі"),
        ("№", "Аты-жөні", "Аты-жөні", "Телефоны", "Аты-жөні", "Телефоны"),
        pupil,
    )
    plain = read(
        ("№", "Аты-жөні", "Анасы", "", "Әкесі", None),
        ("", "", "Аты-жөні", "Телефоны", "Аты-жөні", "Телефоны"),
        pupil,
    )
    assert merged.pupils == plain.pupils
    assert [adult.phone for adult in merged.pupils[0].guardians] == ["+77000000002", "+77000000003"]


def test_a_sheet_without_headings_is_read_and_said_so() -> None:
    roster = read(
        ("Тіректі мектебі 7 «Ә» сынып тізімі",),
        (1, "Ахметов Айдар", "05.09.2014", BOY, "87000000001"),
        (2, "Ким", "Тимур", "Германович", date(2014, 1, 2)),
        (None, "мектеп тізімі 2026"),
        ("Барлығы", 2),
        sheet="Лист1",
    )
    assert [(pupil.last, pupil.first, pupil.birth_date, pupil.class_name) for pupil in roster.pupils] == [
        ("Ахметов", "Айдар", date(2014, 9, 5), SEVEN),
        ("Ким", "Тимур", date(2014, 1, 2), SEVEN),
    ]
    assert roster.pupils[0].phone == "+77000000001"
    assert roster.warnings == (RosterWarning.COLUMNS_GUESSED,)


def test_sheets_without_pupils_are_told() -> None:
    roster = read_sheets(
        [
            Sheet("7Ә", (("ФИО", "№"), ("Ахметов Айдар", 1))),
            Sheet("Бос", ()),
            Sheet("Ескерту", (("Маңызды мәлімет",),)),
        ],
        YEAR,
    )
    assert (len(roster.pupils), roster.warnings) == (1, (RosterWarning.SHEET_SKIPPED,))


@pytest.mark.parametrize(
    "line",
    [
        "Ахметов Айдар Болатұлы",
        "1. Ахметов Айдар Болатұлы",
        "1) Ахметов Айдар Болатұлы",
        "1 Ахметов Айдар Болатұлы",
        "- Ахметов Айдар Болатұлы",
        "• ахметов айдар болатұлы",
        "АХМЕТОВ АЙДАР БОЛАТҰЛЫ",
        "Ахметов Айдар Болатұлы 05.09.2014",
        "Ахметов Айдар Болатұлы, 05.09.2014 ж.",
        "Ахметов Айдар Болатұлы 5 қыркүйек 2014 ж.",
        f"Ахметов Айдар Болатұлы {BOY}",
        f"Ахметов Айдар Болатұлы; 05.09.2014; {BOY}",
        f"{BOY} Ахметов Айдар Болатұлы",
        "Ахметов\tАйдар\tБолатұлы",
        "Ахметов | Айдар | Болатұлы",
        f"1\tАхметов Айдар Болатұлы\t05.09.2014\t{BOY}",
        f"Ахметов Айдар Болатұлы ЖСН {BOY}",
        "Ахметов Айдар Болатұлы тел. 87000000001",
        "Ахметов Айдар Болатұлы (2014-09-05)",
        "№ 1 Ахметов Айдар Болатұлы",
        "Ахметов Айдар Болатұлы туған 05.09.2014",
        f"Ахметов Айдар Болатұлы {BOY[:6]} {BOY[6:]}",
    ],
)
def test_a_typed_line_is_a_pupil(line: str) -> None:
    (pupil,) = read_lines(line, YEAR, SEVEN).pupils
    assert (pupil.last, pupil.first, pupil.patronymic, pupil.class_name, pupil.problems) == (
        "Ахметов",
        "Айдар",
        "Болатұлы",
        SEVEN,
        (),
    )
    assert pupil.birth_date == (
        date(2014, 9, 5) if any(letter in line for letter in ("2014", "1409")) else None
    )


def test_a_typed_list_names_its_classes() -> None:
    roster = read_lines(
        "6А сынып\nАты-жөні\n1. Ким Тимур\n\n7 «Ә»\n1. Ахметов Айдар\tқыз\t8Б\n2. Ли\nБарлығы: 3", YEAR
    )
    assert [(pupil.last, str(pupil.class_name), pupil.row) for pupil in roster.pupils] == [
        ("Ким", "6А", 3),
        ("Ахметов", "8Б", 6),
    ]


def test_an_empty_list_has_nobody() -> None:
    assert read_lines(" \n\n", YEAR).pupils == ()


COLUMNS: tuple[tuple[str, str], ...] = (
    ("Фамилия", "Ахметов"),
    ("Имя", "Айдар"),
    ("Отчество", "Болатұлы"),
    ("ИИН", BOY),
    ("Дата рождения", "05.09.2014"),
    ("Пол", "м"),
    ("Национальность", "қазақ"),
    ("Адрес", "Абай 12"),
    ("Телефон", "87000000001"),
    ("Класс", "7Ә"),
    ("ФИО матери", "Ахметова Айгүл"),
    ("Примечание", "жоқ"),
)


@given(st.permutations(COLUMNS))
@settings(max_examples=60)
def test_shuffled_columns_give_the_same_pupil(columns: list[tuple[str, str]]) -> None:
    headings, values = zip(*columns, strict=True)
    straight, other = zip(*COLUMNS, strict=True)
    assert only(headings, values, sheet="") == only(straight, other, sheet="")


@given(
    st.lists(
        st.lists(
            st.one_of(st.none(), st.text(max_size=25), st.integers(), st.floats(allow_nan=True), st.dates()),
            max_size=6,
        ),
        max_size=8,
    )
)
@settings(max_examples=150, deadline=None)
def test_any_cells_are_answered(rows: list[list[Cell]]) -> None:
    read(("№", "ФИО", "Дата рождения", "ИИН"), *(tuple(row) for row in rows))
    read(*(tuple(row) for row in rows), sheet="x")


def test_titles_above_headings_and_lists_of_names_alone() -> None:
    assert [
        one.last
        for one in read(
            ("Оқушылар тізімі",), ("Оқушының аты-жөні",), ("Ахметов Айдар",), ("Ким Тимур",)
        ).pupils
    ] == ["Ахметов", "Ким"]
    assert [one.last for one in read(("Оқушылар тізімі", ""), ("№", "ФИО"), (1, "Ахметов Айдар")).pupils] == [
        "Ахметов"
    ]
    assert read(("ФИО",)).pupils == ()
    assert [one.last for one in read(("ФИО", ""), ("Ахметов Айдар",)).pupils] == ["Ахметов"]


def test_a_father_beside_the_mother_is_no_patronymic() -> None:
    pupil = only(
        ("Оқушының аты-жөні", "Анасының аты", "Әкесінің аты"),
        ("Ахметов Айдар", "Ахметова Айгүл", "Ахметов Болат"),
    )
    assert (pupil.patronymic, [one.name for one in pupil.guardians]) == (
        "",
        ["Ахметова Айгүл", "Ахметов Болат"],
    )
    assert only(("ФИО", "Отчество"), ("Ахметов Айдар", "Болатұлы")).patronymic == "Болатұлы"


def test_a_cell_longer_than_any_register_is_cut() -> None:
    assert len(only(("ФИО", "Адрес"), ("Ахметов Айдар", "Абай " * 5000)).address) <= 300
    read(
        ("ФИО", "Телефон", "Дата рождения", "ИИН"),
        ("Ахметов " * 4000, "8 7" * 9000, "г. " * 9000, "1 " * 9000),
    )


def test_trades_and_phones_behind_a_name_belong_to_it() -> None:
    headings = ("ФИО", "ФИО родителей", "Отец", "Телефон родителей")
    both = "Ахметова Айгүл Серікқызы, дәрігер, 87000000002; Ахметов Болат - жүргізуші"
    pupil = only(headings, ("Ахметов Айдар", both, "Ахметов Болат, 87000000003, жүргізуші", "5-12"))
    assert pupil.guardians == (
        Adult(Relation.FATHER, "Ахметов Болат", "+77000000003", "жүргізуші"),
        Adult(Relation.MOTHER, "Ахметова Айгүл Серікқызы", "+77000000002", "дәрігер"),
        Adult(Relation.FATHER, "Ахметов Болат", "", "жүргізуші"),
    )


def test_two_parents_in_numbered_columns() -> None:
    pupil = only(("Ученик", "Родитель 1", "Родитель 2"), ("Ахметов Айдар", "Ахметова Айгүл", "Ахметов Болат"))
    assert [adult.relation for adult in pupil.guardians] == [Relation.MOTHER, Relation.FATHER]
