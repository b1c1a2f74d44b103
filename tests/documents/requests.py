"""The requests that the tests of the papers make, over one small school."""

from dataclasses import replace
from datetime import date

from bot.core.papers import REGISTRY, About, Paper, PassportRequest, papers_about
from bot.core.passport.categories import Answer, Education
from bot.core.passport.facts import ClassFacts
from bot.core.people import PersonName, Role, Sex
from bot.core.school import ClassName, Country, School
from tests.core.passport_school import class_of, pupil

LONG = PersonName("Нұрмағамбетов-Әбдіқадыров", "Мұхаммедәли", "Бауыржанұлы")
EVERYONE = frozenset({Role.SOCIAL_PEDAGOGUE})
LANGUAGE_OF = {"kk": Country.KAZAKHSTAN, "ru": Country.KAZAKHSTAN, "ky": Country.KYRGYZSTAN}
FORMS = [paper for paper in papers_about(About.CLASS) if REGISTRY[paper].has_template]
HIGHER, SECONDARY, NOT_KNOWN = Education.HIGHER, Education.SECONDARY, Education.UNKNOWN


def school(language: str) -> School:
    return School(
        name_kk="«Өрнек» мектебі" if language == "kk" else "«Үлгү» мектеби",
        name_ru="Школа «Өрнек» & Ко",
        place="Көктөбе",
        country=LANGUAGE_OF[language],
        director="Әбенова Ғ. Қ.",
    )


def classes() -> tuple[ClassFacts, ...]:
    """7Ә with one of most things and 11Ғ with a brother; the first pupil has a very long name."""
    first = pupil(1, "large_family", "low_income_family", family=1, size=6, education={"mother": HIGHER})
    first = replace(first, pupil=replace(first.pupil, name=LONG, nationality="<қазақ>"))
    seven = class_of(
        "7Ә",
        first,
        pupil(2, "incomplete_family", "no_father", "half_orphan", name="Үсен Һадиша", sex=Sex.FEMALE),
        pupil(3, "orphan", "risk_group", "difficult_life_situation", name="Әлі Ғани"),
        pupil(4, name="Ёлкина Яна", sex=Sex.FEMALE, low_income_family=Answer.UNKNOWN),
        pupil(5, "disability", name="=1+2 @SUM", education={"mother": SECONDARY, "father": NOT_KNOWN}),
    )
    eleven = class_of("11Ғ", pupil(6, "large_family", family=1), number=2, approved=False, waits=True)
    return seven, eleven


def request(paper: Paper, language: str = "kk") -> PassportRequest:
    """The paper as the social pedagogue asks for it."""
    made = PassportRequest(
        school=school(language),
        language=language,
        classes=classes(),
        made_on=date(2026, 11, 20),
        viewer_roles=EVERYONE,
        before=(class_of("6Ә", pupil(1, "large_family", family=1), pupil(2)),),
        category="large_family",
        revision=2,
        number=7,
        missing=(ClassName(1, "Ә"), ClassName(1, "А")),
        pedagogue="Сәрсен Гүлнәр",
    )
    return replace(made, classes=made.classes[:1]) if REGISTRY[paper].one_class else made
