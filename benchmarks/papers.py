"""Figure 4: the whole passport set beside stamping the same bytes into zip files, and how it grows with the pupils."""

import io
import sys
import time
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from random import Random

from benchmarks.stage import middle
from bot.core.papers import Format, Paper, PassportRequest
from bot.core.passport.categories import KAZAKHSTAN, Answer, Education
from bot.core.passport.facts import ClassFacts, PupilFacts
from bot.core.people import Adult, PersonName, Pupil, Relation, Role, Sex
from bot.core.ports import File
from bot.core.school import LETTERS, Class, ClassName, School, SchoolYear
from bot.documents.making import make

YEAR = SchoolYear(2026)
ROUNDS = 3
WORD_AND_EXCEL = (Format.WORD, Format.EXCEL)
SIZES = (300, 1_200, 4_800)
CLASS_SIZE = 27


def passport_set(_: object, __: object) -> Iterator[str]:
    ratios, spent = [], dict.fromkeys(SIZES, 0.0)
    for _ in range(ROUNDS):
        for size in SIZES:
            seconds, files = timed_set(school_of(size))
            spent[size] += seconds / ROUNDS
            if size == 1_200:
                ratios.append(seconds / stamped(files))
    yield f"4  passport set of 1,200 pupils, raw zip stamp = 1  {middle(ratios)}"
    steps = [spent[large] / spent[small] / 4 for small, large in pairwise(SIZES)]
    yield f"4  its growth per pupil, 300 → 1,200 → 4,800        {steps[0]:.2f}, {steps[1]:.2f}   linear = 1.00"


def timed_set(classes: Sequence[ClassFacts]) -> tuple[float, list[File]]:
    began = time.perf_counter()
    files = [
        file for paper in (Paper.SCHOOL_PASSPORT, Paper.PUPILS_REGISTER) for file in _both(paper, classes)
    ]
    files += [file for one in classes for file in _both(Paper.CLASS_PASSPORT, (one,))]
    for category in ("large_family", "low_income_family", "orphan"):
        files += _both(Paper.CATEGORY_LIST, classes, category)
    return time.perf_counter() - began, files


def _both(paper: Paper, classes: Sequence[ClassFacts], category: str | None = None) -> list[File]:
    request = PassportRequest(
        school=School("№ 1 мектеп", "Школа № 1", "Алматы", director="А. Директор", year=YEAR),
        language="kk",
        classes=tuple(classes),
        made_on=date(2026, 10, 31),
        viewer_roles=frozenset({Role.SOCIAL_PEDAGOGUE}),
        category=category,
    )
    return [make(paper, format, request) for format in WORD_AND_EXCEL]


def stamped(files: Sequence[File]) -> float:
    """The seconds that it takes to compress what is in these files once more."""
    parts = [
        [(entry, archive.read(entry)) for entry in archive.namelist()] for archive in map(_opened, files)
    ]
    began = time.perf_counter()
    for entries in parts:
        with zipfile.ZipFile(io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as target:
            for name, content in entries:
                target.writestr(name, content)
    return time.perf_counter() - began


def _opened(file: File) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(file.content))


def school_of(pupils: int) -> tuple[ClassFacts, ...]:
    random = Random(1)
    classes = range(-(-pupils // CLASS_SIZE))
    return tuple(_class(random, number, min(CLASS_SIZE, pupils - number * CLASS_SIZE)) for number in classes)


def _class(random: Random, number: int, size: int) -> ClassFacts:
    name = ClassName(1 + number % 11, LETTERS[number // 11 % len(LETTERS)])
    members = tuple(_pupil(random, number * CLASS_SIZE + place + 1) for place in range(size))
    return ClassFacts(Class(number + 1, YEAR, name), members, "Мұғалім", 1)


def _pupil(random: Random, number: int) -> PupilFacts:
    born = date(2010, 1, 1) + timedelta(days=random.randrange(2_500))
    name = PersonName(f"Нұрмағамбетов{number}", "Мұхаммедәли", "Бауыржанұлы")
    adults = (
        Adult(Relation.MOTHER, f"Нұрмағамбетова Гүлнар {number}", "+77000000000", "дәріхана"),
        Adult(Relation.FATHER, f"Нұрмағамбетов Бауыржан {number}", "+77000000001", "құрылыс"),
    )
    pupil = Pupil(number, name, born, Sex.MALE, "", "қазақ", "Абай көшесі, 1", "", adults, None, 5)
    said = {one.key: Answer.YES for one in KAZAKHSTAN if not one.presumed and random.random() < 0.1}
    return PupilFacts(pupil, said, {"mother": Education.HIGHER, "father": Education.SECONDARY})


def forever() -> None:
    """The largest export again and again: what the workshop's process does while somebody taps."""
    classes = school_of(1_200)
    print("ready", flush=True)
    while True:
        _both(Paper.PUPILS_REGISTER, classes)


if __name__ == "__main__" and sys.argv[1:] == ["forever"]:
    forever()
