"""Mothers, fathers and guardians in the columns of a roster, alone or two in one cell."""

import re
from collections.abc import Iterator

from bot.core.identity import names, phones
from bot.core.identity.letters import folded
from bot.core.people import Adult, Relation, Sex
from bot.core.roster_headings import NAME_FIELDS, RELATIONS, Column, Field, Whose
from bot.core.roster_layout import Entry, text_of

BETWEEN_ADULTS = re.compile(r"\s*[,;/\n]\s*|\s+(?:және|и|жана)\s+")
SAID_RELATIONS = (
    (Relation.MOTHER, re.compile(r"\b(?:анасы|ана|шешеси|мать|мама|матери|энеси|эне|mother)\b\s*[:\-–—]?")),
    (Relation.FATHER, re.compile(r"\b(?:акеси|аке|отец|папа|отца|атасы|father)\b\s*[:\-–—]?")),
    (
        Relation.GUARDIAN,
        re.compile(r"\b(?:корганшысы|камкоршысы|опекун|камкорчусу|guardian|апасы|атасы|ажеси)\b\s*[:\-–—]?"),
    ),
)
RELATION_WORD = re.compile(
    r"\(?\b(?:анасы|ана|шешесі|мать|мама|энеси|эне|әкесі|әке|отец|папа|атасы|қорғаншысы|қамқоршысы|опекун|камкорчусу|mother|father"
    r"|guardian)\b\)?\s*[:\-–—]?\s*",
    re.I,
)
FEMININE = re.compile(r"(?:ова|ева|ёва|ина|ына|ская|цкая)$")
MASCULINE = re.compile(r"(?:ов|ев|ёв|ин|ын|ский|цкий)$")
NOBODY = re.compile(r"[\s\-–—.]*|жоқ|жок|нет|no|none|қайтыс болған|умер\w*|\?+", re.I)


def adults_of(entry: Entry) -> tuple[Adult, ...]:
    """The mother, the father, the guardian, then those who stood in a column for both parents."""
    named = [adult for whose in RELATIONS if (adult := _adult(entry, whose))]
    return (*named, *_parents(entry))


def _adult(entry: Entry, whose: Whose) -> Adult | None:
    written = _names(entry, whose)
    name = _person(written)
    if not name:
        return None
    numbers = phones.read(f"{_text(entry, whose, Field.PHONE)} ; {written}")
    return Adult(
        RELATIONS[whose],
        name,
        numbers[0].e164 if numbers else _text(entry, whose, Field.PHONE),
        _text(entry, whose, Field.WORKPLACE),
        _text(entry, whose, Field.EDUCATION),
    )


def _parents(entry: Entry) -> Iterator[Adult]:
    """Names in one cell, each with its own phone where there are as many, else the first with all there is."""
    written = "\n".join(_cells(entry, Whose.PARENTS, *NAME_FIELDS))
    people = [text for text in BETWEEN_ADULTS.split(written) if _person(text)]
    numbers = phones.read(_text(entry, Whose.PARENTS, Field.PHONE) + " ; " + written)
    shared = [_shares(entry, field, len(people)) for field in (Field.WORKPLACE, Field.EDUCATION)]
    for place, text in enumerate(people):
        phone = numbers[place].e164 if place < len(numbers) else ""
        yield Adult(_relation(text), _person(text), phone, shared[0][place], shared[1][place])


def _shares(entry: Entry, field: Field, people: int) -> list[str]:
    """What stands in the cell for each of the people: divided where it has as many parts, else the first has it."""
    text = " ; ".join(_cells(entry, Whose.PARENTS, field))
    parts = re.split(r"\s*[;/\n]\s*", text) if re.search(r"[;/\n]", text) else re.split(r"\s*,\s*", text)
    return parts if len(parts) == people else [text] + [""] * (people - 1)


def _cells(entry: Entry, whose: Whose, *fields: Field) -> Iterator[str]:
    """The texts in reading order of surname, first name, patronymic where those stand apart."""
    for field in sorted(fields, key=list(Field).index):
        for with_phone in (False, True):
            for cell in entry.cells.get(Column(field, whose, with_phone), ()):
                yield str(cell) if isinstance(cell, str) else text_of(cell)


def _text(entry: Entry, whose: Whose, field: Field) -> str:
    return " ".join(text for text in _cells(entry, whose, field)).strip()


def _names(entry: Entry, whose: Whose) -> str:
    return " ".join(_cells(entry, whose, *NAME_FIELDS))


def _person(text: str) -> str:
    """The name in the text, relation words and phones left out; empty where nobody is named."""
    bare = RELATION_WORD.sub("", phones.without(text)).strip(" ,;:-–—")
    if NOBODY.fullmatch(bare) or not re.search(r"[^\W\d_]{2}", bare):
        return ""
    return " ".join(names.words_of(bare))


def _relation(text: str) -> Relation:
    """As the cell says, else as the patronymic or the surname shows; who can not be told is a guardian."""
    spoken = folded(text)
    said = next((relation for relation, words in SAID_RELATIONS if words.search(spoken)), None)
    if said:
        return said
    words = _person(text).split()
    sex = next((sex for word in words if (sex := names.sex_of(word))), None) or _sex_of_surname(words)
    return {Sex.MALE: Relation.FATHER, Sex.FEMALE: Relation.MOTHER, None: Relation.GUARDIAN}[sex]


def _sex_of_surname(words: list[str]) -> Sex | None:
    surname = words[0].lower() if words else ""
    if FEMININE.search(surname):
        return Sex.FEMALE
    return Sex.MALE if MASCULINE.search(surname) else None
