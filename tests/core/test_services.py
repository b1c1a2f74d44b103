"""The declared services as tables: papers by category and birth, terms, who decides, windows, words of their own."""

from datetime import date
from pathlib import Path

import pytest

from bot.core.forms.form import LATER, Choice, Proof, Typed
from bot.core.forms.interview import Interview, Page
from bot.core.school import Country, SchoolYear
from bot.core.services.limits import limits_in, read_limit
from bot.core.services.registry import SERVICES, services_of
from bot.core.services.service import Gives, Service
from bot.core.services.service import Path as Way
from bot.texts import LANGUAGES, text
from tests.core.service_forms import declared, interview, ways_to_answer

YEAR = SchoolYear(2026)
SERVICE_FOLDER = Path(__file__).parents[2] / "bot/core/services"
SIMPLE = {"surnames": "same", "abroad": "no", "relation": "mother", "born": "2014-09-05"}
KZ, KG = Country.KAZAKHSTAN, Country.KYRGYZSTAN


def filled(service: Service, **said: str) -> Interview:
    """A form in which everything that is not said is answered in the first way there is."""
    said = {**SIMPLE, **said}
    now = interview(service, {key: said[key] for key in ("born", "relation")})
    while now.place is not None:
        usual = next((one for one in ways_to_answer(now, now.place) if one), "")
        first = now.options(now.place)[0] if now.options(now.place) else usual
        now = now.answer(
            now.place.key, LATER if isinstance(now.place, Proof) else said.get(now.place.key, first)
        )
    return now


def papers(key: str, **said: str) -> list[str]:
    return [one.key for one in filled(SERVICES[key], **said).questions if isinstance(one, Proof)]


def asked(key: str, **said: str) -> set[str]:
    return {one.key for one in filled(SERVICES[key], **said).questions}


@pytest.mark.parametrize("key", ["meals", "aid"])
@pytest.mark.parametrize(
    ("category", "expected"),
    [
        ("1", ["asp_paper"]),
        ("2", ["income_paper"]),
        ("3", ["guard_paper"]),
        ("4", ["event_paper"]),
        ("5", ["reason_paper"]),
    ],
)
def test_each_category_has_its_paper(key: str, category: str, expected: list[str]) -> None:
    assert papers(key, category=category) == expected
    assert papers("camp", category=category) == [*expected, "health_paper"]


@pytest.mark.parametrize(
    ("category", "expected"),
    [
        ("needy", ["needy_paper"]),
        ("orphan", ["guard_paper"]),
        ("loss", ["loss_paper"]),
        ("disabled", ["disab_paper"]),
        ("large", ["family_paper"]),
        ("migrant", ["reason_paper"]),
        ("hard", ["reason_paper"]),
    ],
)
def test_each_category_of_kyrgyzstan_has_its_paper(category: str, expected: list[str]) -> None:
    assert papers("kg_meals", category=category) == papers("kg_aid", category=category) == expected
    assert papers("kg_camp", category=category) == [*expected, "health_paper"]


@pytest.mark.parametrize("key", ["sponsor", "kg_gifts"])
def test_help_from_sponsors_asks_for_no_paper(key: str) -> None:
    assert all(papers(key, category=one) == [] for one in SERVICES[key].categories)


@pytest.mark.parametrize(
    ("born", "abroad", "is_asked", "certificate"),
    [
        ("2007-08-12", "", False, True),
        ("2007-08-13", "no", True, False),
        ("2007-08-13", "yes", True, True),
        ("2014-09-05", "no", True, False),
        ("2014-09-05", "yes", True, True),
        ("1999-12-31", "", False, True),
        ("", "no", True, False),
        ("", "yes", True, True),
    ],
)
def test_a_birth_certificate_is_for_who_is_not_in_the_systems(
    born: str, abroad: str, is_asked: bool, certificate: bool
) -> None:
    for key in ("meals", "camp", "aid"):
        said = {"category": "1", "born": born, "abroad": abroad}
        assert ("abroad" in asked(key, **said)) == is_asked
        assert ("birth_cert" in papers(key, **said)) == certificate


@pytest.mark.parametrize(
    ("relation", "surnames", "is_asked", "certificate"),
    [
        ("mother", "same", True, False),
        ("mother", "new", True, False),
        ("father", "old", True, True),
        ("", "old", True, True),
        ("guardian", "old", False, False),
    ],
)
def test_a_marriage_certificate_is_for_other_surnames_of_before_2008(
    relation: str, surnames: str, is_asked: bool, certificate: bool
) -> None:
    said = {"category": "3", "relation": relation, "surnames": surnames}
    assert ("surnames" in asked("meals", **said)) == is_asked
    assert ("marriage_cert" in papers("meals", **said)) == certificate


@pytest.mark.parametrize(
    ("key", "category", "questions"),
    [
        ("meals", "1", {"asp"}),
        ("meals", "2", {"members", "income"}),
        ("meals", "3", {"decision_no"}),
        ("meals", "4", {"emergency"}),
        ("meals", "5", {"reason"}),
        ("sponsor", "1", set()),
        ("sponsor", "4", {"emergency"}),
        ("sponsor", "5", {"reason"}),
        ("kg_meals", "needy", {"allowance"}),
        ("kg_meals", "orphan", {"decision_no"}),
        ("kg_meals", "loss", set()),
        ("kg_meals", "disabled", set()),
        ("kg_meals", "large", {"children"}),
        ("kg_meals", "migrant", {"lives_with"}),
        ("kg_meals", "hard", {"reason"}),
    ],
)
def test_a_category_asks_only_its_own_questions(key: str, category: str, questions: set[str]) -> None:
    of_all = {
        *("asp", "members", "income", "decision_no", "emergency", "reason"),
        *("allowance", "children", "lives_with"),
    }
    assert asked(key, category=category) & of_all == questions


@pytest.mark.parametrize("allowance", ["applied", "no"])
def test_income_is_asked_where_no_allowance_shows_it(allowance: str) -> None:
    assert {"members", "income"} <= asked("kg_aid", category="needy", allowance=allowance)


def test_what_belongs_to_money_and_what_to_things() -> None:
    assert asked("aid", category="1", aid_kind="money") & {"iban", "size"} == {"iban"}
    assert asked("aid", category="1", aid_kind="things") & {"iban", "size"} == {"size"}
    assert asked("sponsor", category="1", occasion="newyear") & {"need", "size"} == set()
    assert asked("sponsor", category="1", occasion="winter", need="food") & {"need", "size"} == {"need"}
    assert {"need", "size"} <= asked("sponsor", category="1", occasion="winter", need="shoes")


def test_an_application_without_a_personal_number_says_why() -> None:
    with_number = filled(SERVICES["meals"], category="1")
    assert "no_iin" not in with_number.given
    skipped = with_number.answer("iin", "-")
    assert skipped.place is not None
    assert (skipped.place.key, skipped.page) == ("no_iin", Page.QUESTION)
    assert skipped.answer("no_iin", "at_school").complete


@pytest.mark.parametrize("grade", ["0", "1", "2", "3", "4"])
def test_primary_classes_eat_without_an_application(grade: str) -> None:
    now = interview(SERVICES["meals"], {"grade": grade})
    assert (now.page, now.gate) == (Page.GATE, "grades")
    assert interview(SERVICES["camp"], {"grade": grade}).page is Page.QUESTION


@pytest.mark.parametrize("grade", ["", "5", "9", "11", "12"])
def test_older_ones_apply(grade: str) -> None:
    assert interview(SERVICES["meals"], {"grade": grade}).page is Page.QUESTION


@pytest.mark.parametrize(
    ("key", "gives", "way", "window", "period"),
    [
        ("meals", Gives.LIST, Way.BOTH, None, ""),
        ("camp", Gives.VOUCHER, Way.COUNCIL, (date(2027, 4, 1), date(2027, 6, 30)), "june"),
        ("aid", Gives.MONEY, Way.COUNCIL, (date(2026, 8, 1), date(2026, 8, 15)), ""),
        ("sponsor", Gives.THINGS, Way.COUNCIL, None, "newyear"),
        ("kg_meals", Gives.LIST, Way.BOTH, None, ""),
        ("kg_camp", Gives.VOUCHER, Way.COUNCIL, (date(2027, 4, 1), date(2027, 6, 30)), "june"),
        ("kg_aid", Gives.THINGS, Way.COUNCIL, None, ""),
        ("kg_gifts", Gives.THINGS, Way.COUNCIL, None, "newyear"),
    ],
)
def test_who_decides_when_and_what_is_given(
    key: str, gives: Gives, way: Way, window: tuple[date, date] | None, period: str
) -> None:
    service = SERVICES[key]
    assert (service.gives, service.path, service.term_days) == (gives, way, 5)
    assert (service.window.days(YEAR) if service.window else None) == window
    assert service.period({"shift": "june", "occasion": "newyear"}) == period


def test_the_council_decides_about_meals_only_where_the_law_leaves_it_open() -> None:
    meals = SERVICES["meals"]
    assert [one for one in meals.categories if meals.decided_by_council(one)] == ["5"]


def test_each_country_has_its_own() -> None:
    assert [one.key for one in services_of(KZ)] == ["meals", "camp", "aid", "sponsor"]
    assert [one.key for one in services_of(KG)] == ["kg_meals", "kg_camp", "kg_aid", "kg_gifts"]
    for service in SERVICES.values():
        assert (service.country is KG) == service.key.startswith("kg_")


@pytest.mark.parametrize("key", sorted(SERVICES))
def test_a_service_is_one_file_of_few_lines(key: str) -> None:
    """One name everywhere: the key names the file, the words and the prefix of the words."""
    file = SERVICE_FOLDER / f"{key}.py"
    assert len(file.read_text().splitlines()) <= 45
    for language in ("kk", "ru", "ky", "en"):
        assert (SERVICE_FOLDER.parents[2] / f"locales/{language}/{key}.po").exists()


@pytest.mark.parametrize("key", sorted(SERVICES))
def test_what_a_grant_holds_can_be_set_as_a_limit(key: str) -> None:
    service = SERVICES[key]
    assert set(service.details) <= {one.key for one in service.limits}
    category = declared(service).question("category")
    assert isinstance(category, Choice)
    assert category.choices == (*service.categories, "none")
    assert category.ends == {"none"}


@pytest.mark.parametrize("key", sorted(SERVICES))
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_limit_has_a_name_and_an_example_that_is_understood(key: str, language: str) -> None:
    for one in limits_in(SERVICES[key]):
        label, example = (text(f"limits.{one.key}.{part}", language) for part in ("label", "example"))
        assert not label.startswith("limits.")
        assert len(label) <= 28
        assert read_limit(SERVICES[key], one.key, example, YEAR)


@pytest.mark.parametrize("key", sorted(SERVICES))
def test_no_copy_of_an_identity_paper_is_asked_for(key: str) -> None:
    proofs = {one.key for one in declared(SERVICES[key]).questions if isinstance(one, Proof)}
    known = {"asp", "income", "guard", "event", "reason", "health", "needy", "loss", "disab", "family"}
    assert proofs <= {*(f"{one}_paper" for one in known), "birth_cert", "marriage_cert"}


@pytest.mark.parametrize("key", sorted(SERVICES))
def test_numbers_of_persons_and_accounts_are_private(key: str) -> None:
    typed = {one.key: one for one in SERVICES[key].questions if isinstance(one, Typed)}
    assert all(typed[one].private for one in ("iin", "iban") if one in typed)
