"""What stands over the columns of a roster, in four languages, misspelt or split over two rows."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from bot.core.identity.letters import folded
from bot.core.people import Relation


class Field(StrEnum):
    """What a column tells."""

    NUMBER = "number"
    FULL_NAME = "full_name"
    LAST = "last"
    FIRST = "first"
    PATRONYMIC = "patronymic"
    IIN = "iin"
    BIRTH_DATE = "birth_date"
    SEX = "sex"
    NATIONALITY = "nationality"
    ADDRESS = "address"
    PHONE = "phone"
    CLASS = "class"
    LETTER = "letter"
    HOUSEHOLD = "household"
    WORKPLACE = "workplace"
    EDUCATION = "education"
    OTHER = "other"


class Whose(StrEnum):
    """Of whom a column tells."""

    PUPIL = "pupil"
    MOTHER = "mother"
    FATHER = "father"
    PARENTS = "parents"
    GUARDIAN = "guardian"
    STAFF = "staff"


RELATIONS = {Whose.MOTHER: Relation.MOTHER, Whose.FATHER: Relation.FATHER, Whose.GUARDIAN: Relation.GUARDIAN}
NAME_FIELDS = frozenset({Field.FULL_NAME, Field.LAST, Field.FIRST, Field.PATRONYMIC})


@dataclass(frozen=True, slots=True)
class Column:
    """A column that was understood."""

    field: Field
    whose: Whose = Whose.PUPIL
    with_phone: bool = False


# A word that ends in * may go on; a phrase is found when each of its words is. The first phrase found wins.
PEOPLE: tuple[tuple[Whose, str], ...] = (
    (Whose.STAFF, "жетекши*|жетекчи*|руководител*|куратор*|тарбиеши*|мугалими|учител*|teacher|кл рук*"),
    (Whose.PARENTS, "аке шеше*|ата ана*|ата эне*|ата енес*|родител*|parent*|ата аналар*"),
    (
        Whose.GUARDIAN,
        "опекун*|корганшы*|камкоршы*|камкорчу*|попечител*|кузеци*|guardian|занды окил*|мыизамдуу окул*"
        "|законн* представител*",
    ),
    (Whose.MOTHER, "анасы|анасынын|ана|шешеси*|шеше|матер*|мать|матери|мама|мамы|энеси*|эне|апасы*|mother*"),
    (Whose.FATHER, "акеси*|аке|отец|отца|папа|папы|атасы|атасынын|father*"),
)
FIELDS: tuple[tuple[Field, str], ...] = (
    (
        Field.OTHER,
        "место рожд*|туган жер*|туулган жер*|прибыт*|выбыт*|келген*|свидетельств*|куалик*|куалиг*|ескерту*"
        "|примечан*|эскертуу*|тил|тили|язык|языка|статус*|мартебе*|льгот*|диагноз*|балабакша*|жасы|возраст*|age",
    ),
    (Field.PATRONYMIC, "отчеств*|patronymic|middle name|акесинин аты|атасынын аты|экесинин аты|очеств*"),
    (
        Field.IIN,
        "жсн*|иин*|iin|пин|пини|жеке саикестендиру*|идентификаци*|индивидуальн* номер*"
        "|персональн* номер*|pin|инн",
    ),
    (
        Field.HOUSEHOLD,
        "отбасы курам*|отбасы мушелер*|состав* семь*|уи було* курам*|количеств* член*|family size"
        "|household*|отбасындагы*",
    ),
    (Field.BIRTH_DATE, "туган|туылган|рожден*|рожд|birth*|туулган*|д р|др|гр|г р|born|dob"),
    (Field.SEX, "жыныс*|пол|sex|gender|м ж"),
    (Field.NATIONALITY, "улты|национальност*|улуту*|nationality|ethnic*|нац"),
    (
        Field.WORKPLACE,
        "жумыс*|работ*|иштег*|место работ*|иш жери|иштеи*|work*|должност*|кызмет*|occupation|иши",
    ),
    (Field.EDUCATION, "билими*|образован*|education"),
    (
        Field.ADDRESS,
        "мекен|мекенжаи*|адрес*|дарег*|дарек*|address|прожив*|тургылыкты*|турак|турак жаи|жашаган*|турагы",
    ),
    (
        Field.PHONE,
        "телефон*|тел|баиланыс*|контакт*|номер тел*|уялы|моб"
        "|phone*|whatsapp|ватсап|чуркама*|сотовыи|сот|сотка"
        "|contact*|mobile",
    ),
    (Field.CLASS, "сынып*|сыныб*|класс|классы|класса|class|grade|кл|параллел*|класы"),
    (Field.LETTER, "арип|арпи|литер*|буква|letter|тамга*"),
)
NAMES: tuple[tuple[Field, str], ...] = (
    (Field.LAST, "теги|тегы|тегинин|фамили*|surname|last name|family name|фам"),
    (Field.FIRST, "аты|есими|ат|имя|first name|given name|ысмы"),
)
WHOLE_NAMES = (
    "аты жони*|аты жон|аты жоны*|т а а|таа|фио|ф и о|фаа|ф а а|ааж|аты жону*|full name|а т а"
    "|толык аты|аты теги|фиа|ажо"
    "|имена|name surname|фии|пио"
)
PUPILS = (
    "окушы*|окуучу*|ученик*|учащ*|обучающ*|билим алушы*|бала|баланын|балалар*|балдар*"
    "|pupil*|student*|child*|ребен*|дети|детеи|тарбиеленуши*|воспитанник*"
)
NUMBERS = re.compile(r"(?:№|#|no|n|р с|т р|т н|п п|рет|№ п п|№ р с|р н|п н|рс|пп|рет саны|номер|n n)[\s№]*")
SPLIT = re.compile(r"[^\w№#]+|_")
LONGEST_HEADING = 90
WHOLE_HEADINGS = {
    "дата": Column(Field.BIRTH_DATE),
    "date": Column(Field.BIRTH_DATE),
    "name": Column(Field.FULL_NAME),
}
NOT_NUMBERED = frozenset({Field.FULL_NAME, Field.CLASS, Field.LAST, Field.FIRST, Field.OTHER})


@lru_cache(maxsize=4096)
def column(heading: str) -> Column | None:
    """The column that the heading announces; None where it is no heading that we know."""
    if not heading or len(heading) > LONGEST_HEADING:
        return None
    has_digits = any(letter.isdigit() for letter in heading)
    words = tuple(word for word in SPLIT.split(folded(heading).replace("й", "и")) if word)
    text = " ".join(words)
    if NUMBERS.fullmatch(text):
        return Column(Field.NUMBER)
    found = WHOLE_HEADINGS.get(text) or _of_words(words)
    numbered = has_digits and found is not None and found.whose is Whose.PUPIL and found.field in NOT_NUMBERED
    return None if numbered else found


def _of_words(words: tuple[str, ...]) -> Column | None:
    whose = next((one for one, phrases in PEOPLE if _has(words, phrases, slips=False)), Whose.PUPIL)
    if whose is Whose.STAFF:
        return Column(Field.OTHER, whose)
    name = _name(words)
    if _names_patronymic(words, whose):
        return Column(_with_patronymic(words, name))
    field = next((one for one, phrases in FIELDS if _has(words, phrases)), None)
    return _chosen(words, whose, name, None if field is Field.PATRONYMIC else field)


def _with_patronymic(words: tuple[str, ...], name: Field | None) -> Field:
    """`Имя, отчество` and `Аты, әкесінің аты` hold two parts in one column."""
    if name is Field.FULL_NAME or name is Field.LAST:
        return Field.FULL_NAME
    return Field.FIRST if "имя" in words or words.count("аты") > 1 else Field.PATRONYMIC


def _names_patronymic(words: tuple[str, ...], whose: Whose) -> bool:
    """`Әкесінің аты` is the pupil's patronymic, `Әкесінің аты-жөні` the father's name."""
    if whose not in (Whose.PUPIL, Whose.FATHER) or _has(words, WHOLE_NAMES):
        return False
    return _has(words, dict(FIELDS)[Field.PATRONYMIC])


def _chosen(words: tuple[str, ...], whose: Whose, name: Field | None, field: Field | None) -> Column | None:
    with_phone = _has(words, dict(FIELDS)[Field.PHONE])
    if name and (field is None or with_phone or name is Field.FULL_NAME):
        return Column(name, whose, with_phone)
    if field:
        return Column(field, whose, with_phone and field is not Field.PHONE)
    if whose is not Whose.PUPIL or _has(words, PUPILS) or "name" in words:
        return Column(Field.FULL_NAME, whose)
    return None


def _name(words: tuple[str, ...]) -> Field | None:
    """A whole name where two of its parts are named or an abbreviation stands for it."""
    parts = [field for field, phrases in NAMES if _has(words, phrases)]
    if _has(words, WHOLE_NAMES) or len(parts) == 2:
        return Field.FULL_NAME
    return parts[0] if parts else None


def _has(words: tuple[str, ...], phrases: str, slips: bool = True) -> bool:
    return any(_has_phrase(words, phrase, slips) for phrase in _split(phrases))


@lru_cache(maxsize=64)
def _split(phrases: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(phrase.split()) for phrase in phrases.split("|"))


def _has_phrase(words: tuple[str, ...], phrase: tuple[str, ...], slips: bool) -> bool:
    """The words of the phrase one after another."""
    return any(
        all(_is(word, wanted, slips) for word, wanted in zip(words[start:], phrase, strict=False))
        for start in range(len(words) - len(phrase) + 1)
    )


def _is(word: str, wanted: str, slips: bool) -> bool:
    """The same word; words that may go on are compared as far as they go, long ones may hold one slip."""
    stem = wanted.rstrip("*")
    if word == stem or (wanted.endswith("*") and word.startswith(stem)):
        return True
    return slips and len(stem) >= 6 and word[0] == stem[0] and _with_a_slip(word, stem, wanted.endswith("*"))


def _with_a_slip(word: str, stem: str, goes_on: bool) -> bool:
    """A letter other, more, less, or swapped with its neighbour."""
    shorter = min(len(word), len(stem))
    same = next((place for place in range(shorter) if word[place] != stem[place]), shorter)
    rest, wanted = word[same:], stem[same:]
    tails = (
        (rest[1:], wanted[1:]),
        (rest[1:], wanted),
        (rest, wanted[1:]),
        (rest[2:], wanted[2:]) if rest[:2] == wanted[1::-1] else ("", "-"),
    )
    return any(tail.startswith(left) if goes_on else tail == left for tail, left in tails)
