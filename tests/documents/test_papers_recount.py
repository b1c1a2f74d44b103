"""The papers of a school of 1,200 against a recount that uses none of the counting code."""

from dataclasses import replace

import pytest

from bot.core.papers import Format, Paper
from bot.core.people import Role
from bot.documents.making import make
from tests.core.test_passport_properties import FORMS, IN_FAMILIES, belongs, household, large_school
from tests.documents.reading import sheets
from tests.documents.requests import request


@pytest.mark.parametrize("language", ["kk", "ky"])
def test_the_passport_and_each_list_of_a_large_school(language: str) -> None:
    asked = request(Paper.SCHOOL_PASSPORT, language)
    country = asked.school.country
    asked = replace(asked, classes=tuple(large_school(country, 11)), before=None, missing=())
    everyone = [facts for one in asked.classes for facts in one.pupils]
    passport = next(iter(sheets(make(Paper.SCHOOL_PASSPORT, Format.EXCEL, asked).content).values()))
    printed = {row[0]: row[2:4] for row in reversed(passport) if isinstance(row[0], float)}
    for number, key in FORMS[country].items():
        inside = [one for one in everyone if belongs(country, one, key)]
        families = len({household(one) for one in inside}) if key in IN_FAMILIES else ""
        assert printed[number] == [len(inside), families]
        listed = sheets(make(Paper.CATEGORY_LIST, Format.EXCEL, replace(asked, category=key)).content)
        names = [row[1] for row in next(iter(listed.values())) if isinstance(row[0], float)]
        assert sorted(map(str, names)) == sorted(one.pupil.name.full for one in inside)


def test_the_register_and_the_class_tables_of_a_large_school_hold_everybody_once() -> None:
    asked = request(Paper.PUPILS_REGISTER)
    school = large_school(asked.school.country, 11)
    asked = replace(asked, classes=tuple(school), missing=(), viewer_roles=frozenset({Role.SOCIAL_PEDAGOGUE}))
    rows = next(iter(sheets(make(Paper.PUPILS_REGISTER, Format.EXCEL, asked).content).values()))
    everyone = sorted(facts.pupil.name.full for one in school for facts in one.pupils)
    assert sorted(str(row[1]) for row in rows if isinstance(row[0], float)) == everyone
    listed: list[str] = []
    for one in school:
        table = make(Paper.CLASS_TABLE, Format.EXCEL, replace(asked, classes=(one,)))
        rows = next(iter(sheets(table.content).values()))
        listed += [str(row[1]) for row in rows if isinstance(row[0], float)]
    assert sorted(listed) == everyone
