"""An invented small school on which a Word form is tried: long names, marks of every kind, nobody real."""

from dataclasses import replace
from datetime import date

from bot.core.papers import REGISTRY, About, Paper, PaperRequest, PassportRequest
from bot.core.passport.categories import Answer, Education, categories_of
from bot.core.passport.facts import ClassFacts, PupilFacts
from bot.core.people import Adult, PersonName, Pupil, Relation, Role, Sex
from bot.core.school import Class, ClassName, Country, School, SchoolYear
from bot.documents.sample_cases import sample_of_cases

NAMES = (
    PersonName("Нұрмағамбетов-Әбдіқадыров", "Мұхаммедәли", "Бауыржанұлы"),
    PersonName("Үсенова", "Қымбат", "Өмірқызы"),
    PersonName("<Ким & Ли>", "Һадиша"),
)


def sample_requests(paper: Paper, language: str) -> tuple[PaperRequest, ...]:
    """The paper with all that can stand on it and with nothing, as whoever may see it."""
    country = Country.KYRGYZSTAN if language == "ky" else Country.KAZAKHSTAN
    school = School("«Үлгі» мектебі", "Школа «Образец»", "Үлгі ауылы", country, "Әлиев Ә. Ә.")
    if REGISTRY[paper].about is not About.CLASS:
        return sample_of_cases(paper, school, language)
    return _of_passport(paper, _request(school, language))


def _of_passport(paper: Paper, full: PassportRequest) -> tuple[PaperRequest, ...]:
    """As the pedagogue and as a teacher may see it, with names and only counted, full and empty."""
    if REGISTRY[paper].one_class:
        full = replace(full, classes=full.classes[:1])
        empty = replace(full, classes=(replace(full.classes[0], pupils=()),))
    else:
        empty = replace(full, classes=(), missing=())
    teacher = replace(full, viewer_roles=frozenset({Role.CLASS_TEACHER}), with_names=False, pedagogue="")
    return full, teacher, empty


def _request(school: School, language: str) -> PassportRequest:
    country = school.country
    classes = tuple(_class(country, place, name) for place, name in enumerate(("7Ә", "11Ғ")))
    return PassportRequest(
        school=school,
        language=language,
        classes=classes,
        made_on=date(2026, 11, 20),
        viewer_roles=frozenset({Role.SOCIAL_PEDAGOGUE}),
        before=classes[:1],
        category="large_family",
        missing=(ClassName(1, "А"),),
        pedagogue="Оспанова Ә. Ғ.",
    )


def _class(country: Country, place: int, name: str) -> ClassFacts:
    class_ = Class(place + 1, SchoolYear(2026), ClassName(int(name[:-1]), name[-1]))
    pupils = tuple(_pupil(country, 10 * place + number, each) for number, each in enumerate(NAMES))
    return ClassFacts(class_, pupils, teacher="Жұмабекова Ұ. І.")


def _pupil(country: Country, number: int, name: PersonName) -> PupilFacts:
    """The first holds everything, the second is not known yet, the third has nothing to report."""
    said = (Answer.YES, Answer.UNKNOWN, Answer.NO)[number % 10]
    adults = (
        Adult(Relation.MOTHER, "Үсенова Қарлығаш", "+7 700 000 00 01", "дүкен", "жоғары"),
        Adult(Relation.GUARDIAN, "Үсенов Ғалым"),
    )
    pupil = Pupil(
        id=number,
        name=name,
        birth_date=date(2014, 9, 5),
        sex=Sex.MALE,
        nationality="қазақ",
        address="Бейбітшілік көшесі, 1",
        adults=adults,
        family=1,
        household_size=6,
    )
    answers = {one.key: said for one in categories_of(country)}
    return PupilFacts(pupil, answers, {"mother": Education.HIGHER, "father": Education.UNKNOWN})
