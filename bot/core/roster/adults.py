"""Mothers, fathers and guardians in the columns of a roster, alone or two in one cell."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.core.identity import names, phones
from bot.core.identity.letters import folded
from bot.core.people import Adult, Relation, Sex
from bot.core.roster.headings import NAME_FIELDS, RELATIONS, Column, Field, Whose
from bot.core.roster.layout import Entry, text_of

BETWEEN_ADULTS = re.compile(r"\s*[,;/\n]\s*|\s+(?:және|и|жана)\s+|(?<=[^\W\d_])\s+[-–—]\s+(?=[^\W\d_])")
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


@dataclass(frozen=True, slots=True)
class Mention:
    """One person in a cell: the words of the name, and what stood behind it."""

    said: str
    behind: tuple[str, ...] = ()

    @property
    def phones(self) -> tuple[phones.Phone, ...]:
        return phones.read(" ; ".join((self.said, *self.behind)))

    @property
    def work(self) -> str:
        return ", ".join(filter(None, (phones.without(text) for text in self.behind)))


def adults_of(entry: Entry) -> tuple[Adult, ...]:
    """The mother, the father, the guardian, then those who stood in a column for both parents."""
    named = [adult for whose in RELATIONS if (adult := _adult(entry, whose))]
    return (*named, *_parents(entry))


def _adult(entry: Entry, whose: Whose) -> Adult | None:
    first, *others = [*_mentions(" ".join(_cells(entry, whose, *NAME_FIELDS))), Mention("")]
    if not _person(first.said):
        return None
    column_text = _text(entry, whose, Field.PHONE)
    numbers = (*phones.read(column_text), *first.phones, *(phone for one in others for phone in one.phones))
    return Adult(
        RELATIONS[whose],
        _person(first.said),
        numbers[0].e164 if numbers else column_text,
        _text(entry, whose, Field.WORKPLACE) or first.work,
        _text(entry, whose, Field.EDUCATION),
    )


def _parents(entry: Entry) -> Iterator[Adult]:
    """Names in one cell, each with the phone beside it, else with its own where the column has as many."""
    people = _mentions("\n".join(_cells(entry, Whose.PARENTS, *NAME_FIELDS)))
    numbers = phones.read(_text(entry, Whose.PARENTS, Field.PHONE))
    work, education = (_shares(entry, field, len(people)) for field in (Field.WORKPLACE, Field.EDUCATION))
    for place, one in enumerate(people):
        beside = one.phones or numbers[place : place + 1]
        phone = beside[0].e164 if beside else ""
        yield Adult(_relation(one.said), _person(one.said), phone, work[place] or one.work, education[place])


def _mentions(text: str) -> list[Mention]:
    """Two words or a word of kinship begin a person; a phone or a trade belongs to the last one."""
    people: list[Mention] = []
    for part in filter(None, BETWEEN_ADULTS.split(text)):
        name = _person(part)
        if name and (" " in name or RELATION_WORD.search(part) or not people):
            people.append(Mention(part))
        elif people:
            people[-1] = Mention(people[-1].said, (*people[-1].behind, part))
    return people


def _shares(entry: Entry, field: Field, people: int) -> list[str]:
    """What stands in the cell for each of the people: divided where it has as many parts."""
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
