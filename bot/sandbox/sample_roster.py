"""The roster file that the pedagogue of the sample school sends to the bot."""

from dataclasses import dataclass
from io import BytesIO

import xlsxwriter

from bot.core.people import Adult, Pupil, Relation, Sex
from bot.core.school import Class, Country
from bot.sandbox.sample_school import SampleSchool

WRITER_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
BOLD = {"bold": True, "align": "center", "valign": "vcenter", "text_wrap": True, "border": 1}
GROUPS = (Relation.MOTHER, Relation.FATHER, Relation.GUARDIAN)
HEADER_ROW = 4


@dataclass(frozen=True, slots=True)
class Wording:
    """What a school of one country writes over its columns."""

    headings: tuple[str, ...]
    groups: tuple[str, ...]
    adult: tuple[str, ...]
    sexes: tuple[str, str]
    title: str
    teacher: str
    total: str


WORDINGS = {
    Country.KAZAKHSTAN: Wording(
        (
            "№",
            "Оқушының Т.А.Ә.",
            "ЖСН",
            "Туған күні",
            "Жынысы",
            "Ұлты",
            "Мекенжайы",
            "Телефоны",
            "Отбасы құрамы",
        ),
        ("Анасы", "Әкесі", "Қорғаншысы"),
        ("Аты-жөні", "Телефоны", "Жұмыс орны", "Білімі"),
        ("ұл", "қыз"),
        "{class_name} сынып оқушылары, {year} оқу жылы",
        "Сынып жетекшісі: {name}",
        "Барлығы: {number}",
    ),
    Country.KYRGYZSTAN: Wording(
        (
            "№",
            "Окуучунун аты-жөнү",
            "ПИН",
            "Туулган күнү",
            "Жынысы",
            "Улуту",
            "Дареги",
            "Телефону",
            "Үй-бүлөнүн курамы",
        ),
        ("Энеси", "Атасы", "Камкорчусу"),
        ("Аты-жөнү", "Телефону", "Иштеген жери", "Билими"),
        ("эркек", "кыз"),
        "{class_name} класстын окуучулары, {year} окуу жылы",
        "Класс жетекчи: {name}",
        "Бардыгы: {number}",
    ),
}


def as_xlsx(school: SampleSchool) -> bytes:
    """A sheet a class, each with a title block, a two-row header, the pupils and a line with their number."""
    content = BytesIO()
    book = xlsxwriter.Workbook(content, WRITER_OPTIONS)
    bold = book.add_format(BOLD)
    for one in school.classes:
        _write_class(book.add_worksheet(str(one.name)), one, school, bold)
    book.close()
    return content.getvalue()


def _write_class(
    sheet: xlsxwriter.worksheet.Worksheet, one: Class, school: SampleSchool, bold: xlsxwriter.format.Format
) -> None:
    wording, pupils = WORDINGS[school.school.country], school.pupils_of(one.id)
    teacher = ", ".join(member.name for member in school.teachers_of(one.id))
    sheet.merge_range(0, 0, 0, 8, school.school.name_kk, bold)
    sheet.write_string(1, 0, wording.title.format(class_name=one.name.quoted, year=one.year))
    sheet.write_string(2, 0, wording.teacher.format(name=teacher))
    _write_heading(sheet, wording, bold)
    for number, pupil in enumerate(pupils, start=1):
        _write_pupil(sheet, number, pupil, wording)
    sheet.write_string(HEADER_ROW + 3 + len(pupils), 1, wording.total.format(number=len(pupils)))
    sheet.set_column(1, 1, 44)
    sheet.set_column(2, 20, 18)


def _write_heading(
    sheet: xlsxwriter.worksheet.Worksheet, wording: Wording, bold: xlsxwriter.format.Format
) -> None:
    for column, heading in enumerate(wording.headings):
        sheet.merge_range(HEADER_ROW, column, HEADER_ROW + 1, column, heading, bold)
    first = len(wording.headings)
    for title in wording.groups:
        sheet.merge_range(HEADER_ROW, first, HEADER_ROW, first + len(wording.adult) - 1, title, bold)
        sheet.write_row(HEADER_ROW + 1, first, wording.adult, bold)
        first += len(wording.adult)


def _write_pupil(sheet: xlsxwriter.worksheet.Worksheet, number: int, pupil: Pupil, wording: Wording) -> None:
    row = HEADER_ROW + 1 + number
    sheet.write_number(row, 0, number)
    for column, text in enumerate([*_about_pupil(pupil, wording), *_about_adults(pupil)], start=1):
        sheet.write_string(row, column, text)


def _about_pupil(pupil: Pupil, wording: Wording) -> list[str]:
    born = f"{pupil.birth_date:%d.%m.%Y}" if pupil.birth_date else ""
    sex = wording.sexes[0 if pupil.sex is Sex.MALE else 1]
    size = str(pupil.household_size or "")
    return [pupil.name.full, pupil.iin, born, sex, pupil.nationality, pupil.address, pupil.phone, size]


def _about_adults(pupil: Pupil) -> list[str]:
    adults = {adult.relation: adult for adult in pupil.adults}
    here = (adults.get(relation, Adult(relation, "")) for relation in GROUPS)
    return [text for adult in here for text in (adult.name, adult.phone, adult.workplace, adult.education)]
