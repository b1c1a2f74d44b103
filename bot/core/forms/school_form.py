"""The set-up of a school, as a page to read aloud (order No 130 prints these values on every form)."""

from datetime import date

from bot.core.access import Action
from bot.core.forms import readers
from bot.core.forms.form import Answers, Choice, Form, Several, Typed
from bot.core.office import Doors
from bot.core.ports import Desk
from bot.core.school import Country, School, SchoolYear

KZ, KG = Country.KAZAKHSTAN.value, Country.KYRGYZSTAN.value
LARGE_FAMILY = "4"
COUNTRIES = {
    "қаз": KZ, "каз": KZ, "kaz": KZ, "рк": KZ, "қр": KZ,
    "қыр": KG, "кыр": KG, "кир": KG, "kyr": KG, "kir": KG, "кр": KG,
}  # fmt: skip


def in_kyrgyzstan(answers: Answers) -> bool:
    return answers.get("country") == KG


def of_kyrgyzstan(answers: Answers) -> str:
    return KG if in_kyrgyzstan(answers) else ""


def years(given: Answers) -> tuple[str, ...]:
    """The present year first; before summer's end the next one can be prepared too."""
    present = SchoolYear.of(date.fromisoformat(given["today"]))
    return (str(present), str(present.after))


def school_of(answers: Answers) -> School:
    return School(
        country=Country(answers["country"]),
        name_kk=answers["name_kk"],
        name_ru=answers["name_ru"],
        place=answers["place"],
        director=answers["director"],
        pedagogue=answers.get("pedagogue", ""),
        deputies=tuple(one for one in answers["deputies"].split("\n") if one),
        year=SchoolYear(int(answers["year"][:4])),
        week_days=int(answers["week_days"]),
        large_family_from=int(answers.get("large_family_from", LARGE_FAMILY)),
    )


def answers_of(school: School) -> dict[str, str]:
    return {
        "country": school.country.value,
        "name_kk": school.name_kk,
        "name_ru": school.name_ru,
        "place": school.place,
        "director": school.director,
        "pedagogue": school.pedagogue,
        "deputies": "\n".join(school.deputies),
        "year": str(school.year),
        "week_days": str(school.week_days),
        "large_family_from": str(school.large_family_from),
    }


def set_up(desk: Desk, subject: str, answers: Answers, doors: Doors) -> None:
    desk.schools.save(school_of(answers))
    desk.audit.note(desk.actor.id, "set_up_school", "school:1", desk.moment)


def is_set_up(desk: Desk, subject: str) -> bool:
    return desk.schools.is_set_up()


SCHOOL_FORM = Form(
    key="school",
    action=Action.SET_UP_SCHOOL,
    questions=(
        Choice("country", choices=(KZ, KG), heard=COUNTRIES),
        Typed("name_kk", reader=readers.official_name, variant=of_kyrgyzstan),
        Typed("name_ru", reader=readers.official_name),
        Typed("place", reader=readers.place),
        Typed("director", reader=readers.person_name),
        Typed("pedagogue", reader=readers.person_name),
        Several("deputies", reader=readers.person_name, separators=readers.LIST_OF_NAMES, optional=True),
        Typed("year", reader=readers.school_year, offers=years),
        Choice("week_days", choices=("5", "6"), usual="5"),
        Choice(
            "large_family_from",
            choices=("3", "4", "5"),
            usual=LARGE_FAMILY,
            asked=in_kyrgyzstan,
            otherwise=LARGE_FAMILY,
        ),
    ),
    save=set_up,
    is_saved=is_set_up,
)
