"""The papers of applications, sittings and orders that the tests ask for: invented people, long names among them."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime

from bot.core.applications.application import Source, State
from bot.core.applications.decision import Ruling
from bot.core.applications.printed import (
    AidTotal,
    Applicant,
    BeneficiariesRequest,
    Beneficiary,
    Case,
    CaseRequest,
    Child,
    Heard,
    Member,
    MonthlyRequest,
    Moved,
    Numbered,
    OrderLine,
    OrderRequest,
    ProtocolRequest,
    RegisterRequest,
    Ruled,
    TotalsRequest,
    What,
    Why,
)
from bot.core.councils.council import Capacity, Post, Votes
from bot.core.papers import Paper, PaperRequest
from bot.core.people import PersonName, Relation
from bot.core.school import ClassName, SchoolYear
from bot.core.services.service import Gives
from tests.documents.requests import LONG, school

YEAR = SchoolYear(2026)
TODAY, DECIDED = date(2026, 11, 20), date(2026, 9, 14)
PEDAGOGUE = "Сәрсен Гүлнәр Өмірзаққызы"
PROTOCOL, ORDER = Numbered("3", DECIDED), Numbered("5", date(2026, 9, 15))
LATER_ORDER = Numbered("8", date(2026, 10, 20))
NAMES = {
    "kk": (LONG, PersonName("Үсенова", "Һадиша", "Ғаниқызы"), PersonName("Әлі", "Ғани")),
    "ky": (
        PersonName("Токтогулов-Жумабеков", "Нурмухаммедали", "Бакытжан уулу"),
        PersonName("Өмүрбекова", "Айзирек", "Таалайбек кызы"),
        PersonName("Үсөнов", "Эрмек"),
    ),
}
SERVICES = {
    "kk": {"meals": "meals", "camp": "camp", "money": "aid", "things": "sponsor"},
    "ky": {"meals": "kg_meals", "camp": "kg_camp", "money": "kg_aid", "things": "kg_gifts"},
}
CATEGORIES = {
    "kk": ("1", "2", "3", "4", "5"),
    "ky": ("needy", "orphan", "loss", "disabled", "large", "migrant", "hard"),
}
REASONS = {
    "kk": ("жан басына шаққандағы табыс ең төменгі күнкөріс деңгейінен төмен", "құжаттар талапқа сай емес"),
    "ru": ("среднедушевой доход ниже прожиточного минимума", "документы не подтверждают категорию"),
    "ky": ("үй-бүлөнүн кирешеси жашоо минимумунан төмөн", "документтер талапка жооп бербейт"),
}
PLACES = {
    "kk": "Көктөбе ауылы, Бейбітшілік көшесі, 101-үй",
    "ky": "Көк-Жар айылы, Тоголок Молдо көчөсү, 9-үй",
}


def people(language: str) -> str:
    """Whose names a paper in this language holds: the ones of Kyrgyzstan in Kyrgyz, else those of Kazakhstan."""
    return "ky" if language == "ky" else "kk"


def service(language: str, kind: str) -> str:
    return SERVICES[people(language)][kind]


def child(language: str, place: int = 0) -> Child:
    names = (ClassName(7, "Ә"), ClassName(11, "Ғ"), ClassName(5, "А"))
    number = f"{14 - place}0905500{place:02}1" if people(language) == "kk" else f"2050920140000{place}"
    return Child(NAMES[people(language)][place], number, date(2014 - place, 9, 5), names[place], place)


def given(language: str, kind: str) -> Mapping[str, str]:
    source = {"kk": "«Береке» серіктестігі", "ky": "«Береке» коому"}[people(language)]
    things = {
        "kk": "Қысқы күртеше, 42; етік; Жаңа жыл сыйлығы",
        "ky": "Кышкы куртка, 42; өтүк; Жаңы жыл белеги",
    }
    of_camp = {"camp": "«Балауса»", "shift": "02–13.06.2027"}
    return {
        "meals": {},
        "camp": of_camp,
        "money": {"amount": "46228", "source": source},
        "things": {"source": source, "things": things[people(language)], "amount": "38500"},
    }[kind]


def ruled(language: str, kind: str = "meals", ruling: Ruling = Ruling.GRANT, **other: object) -> Ruled:
    category = CATEGORIES[people(language)][1 if people(language) == "kk" else 0]
    refused = ruling is Ruling.REFUSE
    made = Ruled(
        ruling,
        category,
        REASONS[language][refused],
        DECIDED,
        DECIDED,
        None if refused else date(2027, 5, 25),
        {} if refused else given(language, kind),
        PROTOCOL,
        ORDER,
        Numbered("12", date(2026, 9, 7)),
    )
    return replace(made, **other)  # type: ignore[arg-type]


def case(language: str, kind: str = "meals", place: int = 0, **other: object) -> Case:
    name = {"kk": "Нұрмағамбетова-Әбдіқадырова Қарлығаш Өмірбекқызы", "ky": "Токтогулова Бермет Сагынбековна"}
    category = CATEGORIES[people(language)][1 if people(language) == "kk" else 0]
    applicant = Applicant(
        name[people(language)],
        Relation.MOTHER,
        "850101400001" if people(language) == "kk" else "10101198500001",
        PLACES[people(language)],
        "+7 701 123 45 67" if people(language) == "kk" else "+996 555 12 34 56",
    )
    made = Case(
        id=place + 1,
        service=service(language, kind),
        year=YEAR,
        number=12 + place,
        source=(Source.CHAT, Source.PAPER, Source.EGOV)[place],
        state=State.GRANTED,
        category=category,
        received_at=datetime(2026, 9, 7 + place, 9, 14),
        due_on=DECIDED,
        child=child(language, place),
        applicant=applicant,
        answers=answers(language, kind),
        proofs=(("income_paper", "files:1,2"), ("birth_cert", "later"), ("guard_paper", "egov")),
        rulings=(ruled(language, kind),),
        told_on=DECIDED,
    )
    return replace(made, **other)  # type: ignore[arg-type]


def answers(language: str, kind: str) -> tuple[tuple[str, str], ...]:
    common = (("members", "5"), ("income", "41500"), ("registries", "yes"))
    return {
        "meals": common,
        "camp": (*common, ("shift", "june"), ("camp_kind", "outside")),
        "money": (*common, ("aid_kind", "money"), ("iban", "KZ861234567890123456")),
        "things": (("occasion", "winter"), ("need", "clothes"), ("size", "42")),
    }[kind]


def of_case(language: str, kind: str = "meals", **other: object) -> CaseRequest:
    deputy, teacher = (
        ("Әбілов Қ. Ұ.", "Жұмабекова Ұ. І.") if people(language) == "kk" else ("Осмонов К. Э.", "")
    )
    made = CaseRequest(
        school=school(language),
        language=language,
        made_on=TODAY,
        pedagogue=PEDAGOGUE,
        number=7,
        case=case(language, kind),
        deputy=deputy,
        teacher=teacher,
        receipts_back=kind == "money",
    )
    return replace(made, **other)  # type: ignore[arg-type]


def members(language: str) -> tuple[Member, ...]:
    last = ("Серікова Ұлбосын Іңкәрқызы", "Байжанов Қуаныш", "Ким Ольга Петровна", "Әуезова Ғалия")
    ky = ("Сыдыкова Үмүт", "Байсалов Эрлан", "Ким Ольга Петровна", "Өскөнбаева Гүлзат")
    names = ky if people(language) == "ky" else last
    posts = (Post.CHAIR, Post.SECRETARY, Post.MEMBER, Post.MEMBER)
    capacities = (Capacity.PARENT, Capacity.EXECUTIVE, Capacity.EMPLOYER, Capacity.SPONSOR)
    return tuple(Member(*each) for each in zip(names, posts, capacities, strict=True))


def protocol(language: str) -> ProtocolRequest:
    first, second, third = (case(language, "meals", place) for place in range(3))
    reason, no = REASONS[language]
    aid = case(language, "money", 1)
    heard = (
        Heard(first, Ruling.GRANT, first.category, reason, Votes(7, 0, 1)),
        Heard(aid, Ruling.GRANT, aid.category, reason, Votes(8, 0, 0), given(language, "money")),
        Heard(second, Ruling.REFUSE, second.category, no, Votes(1, 6, 1)),
        Heard(third),
    )
    everyone = members(language)
    return ProtocolRequest(
        school=school(language),
        language=language,
        made_on=TODAY,
        pedagogue=PEDAGOGUE,
        number=7,
        year=YEAR,
        protocol=3,
        held_at=datetime(2026, 9, 14, 15, 30),
        held_in={"kk": "Мектеп кітапханасы", "ru": "Школьная библиотека", "ky": "Мектеп китепканасы"}[
            language
        ],
        chair=everyone[0].name,
        secretary=everyone[1].name,
        present=everyone[:3],
        absent=everyone[3:],
        heard=heard,
    )


def order(language: str, kind: str = "money") -> OrderRequest:
    gives = {"meals": Gives.LIST, "camp": Gives.VOUCHER, "money": Gives.MONEY, "things": Gives.THINGS}
    lines = tuple(OrderLine(case(language, kind, place), ruled(language, kind)) for place in range(3))
    return OrderRequest(
        school=school(language),
        language=language,
        made_on=TODAY,
        pedagogue=PEDAGOGUE,
        number=7,
        service=service(language, kind),
        gives=gives[kind],
        year=YEAR,
        order=ORDER,
        lines=lines,
        receipts_back=kind == "money",
    )


def order_changes(language: str) -> OrderRequest:
    first = CATEGORIES[people(language)][0 if people(language) == "kk" else 4]
    before = ruled(language)
    change = ruled(language, ruling=Ruling.CHANGE, category=first, reason="", since=LATER_ORDER.on)
    end = ruled(language, ruling=Ruling.END, reason=REASONS[language][1], protocol=None, since=LATER_ORDER.on)
    lines = (
        OrderLine(case(language, "meals", 0), change, before),
        OrderLine(case(language, "meals", 1), end, before),
        OrderLine(case(language, "meals", 2), before),
    )
    return replace(order(language, "meals"), order=LATER_ORDER, lines=lines)


def register(language: str) -> RegisterRequest:
    refused = ruled(language, ruling=Ruling.REFUSE, order=None)
    cases = (
        case(language, "meals", 0),
        case(language, "meals", 1, state=State.REFUSED, rulings=(refused,), proofs=()),
        case(language, "meals", 2, state=State.NEW, rulings=(), told_on=None),
    )
    return RegisterRequest(
        school=school(language),
        language=language,
        made_on=TODAY,
        pedagogue=PEDAGOGUE,
        number=7,
        service=service(language, "meals"),
        year=YEAR,
        cases=cases,
    )


def beneficiaries(language: str, names: bool = True) -> BeneficiariesRequest:
    found = tuple(Beneficiary(child(language, place), ruled(language)) for place in range(3))
    return BeneficiariesRequest(
        school=school(language),
        language=language,
        made_on=TODAY,
        pedagogue=PEDAGOGUE,
        number=7,
        service=service(language, "meals"),
        year=YEAR,
        categories=CATEGORIES[people(language)],
        beneficiaries=found,
        with_names=names,
    )


def monthly(language: str) -> MonthlyRequest:
    first = CATEGORIES[people(language)][0 if people(language) == "kk" else 4]
    change = ruled(language, ruling=Ruling.CHANGE, category=first, since=LATER_ORDER.on, order=LATER_ORDER)
    moved = (
        Moved(What.CAME, child(language, 1), change.category, since=DECIDED, ruled=ruled(language)),
        Moved(
            What.CHANGED, child(language, 0), first, ruled(language).category, LATER_ORDER.on, ruled=change
        ),
        Moved(What.LEFT, child(language, 2), "", change.category, LATER_ORDER.on, Why.LEFT_SCHOOL),
    )
    lines = (Beneficiary(child(language, 0), change), Beneficiary(child(language, 1), ruled(language)))
    return MonthlyRequest(
        school=school(language),
        language=language,
        made_on=TODAY,
        pedagogue=PEDAGOGUE,
        number=7,
        service=service(language, "meals"),
        year=YEAR,
        month=date(2026, 11, 1),
        lines=lines,
        moved=moved,
        before=date(2026, 10, 1),
        handed_in_on=date(2026, 10, 28),
    )


def totals(language: str) -> TotalsRequest:
    source = given(language, "money")["source"]
    return TotalsRequest(
        school=school(language),
        language=language,
        made_on=TODAY,
        pedagogue=PEDAGOGUE,
        number=7,
        year=YEAR,
        totals=(
            AidTotal(service(language, "meals"), "", "list", 22, 19),
            AidTotal(service(language, "money"), source, "money", 3, 3, 138_684),
            AidTotal(service(language, "things"), source, "food", 6, 5, 96_000),
        ),
        pupils=28,
        families=24,
        applications={service(language, "meals"): 25, service(language, "money"): 4},
        refused={service(language, "meals"): 3},
        prices={service(language, "meals"): "603"},
    )


REQUESTS: dict[str, tuple[Paper, Callable[[str], PaperRequest]]] = {
    "application": (Paper.APPLICATION, of_case),
    "notice": (Paper.NOTICE, of_case),
    "notice_of_refusal": (Paper.NOTICE, lambda language: refused(language)),
    "voucher": (Paper.VOUCHER, lambda language: of_case(language, "camp")),
    "handover_act": (Paper.HANDOVER_ACT, lambda language: of_case(language, "things")),
    "receipts_sheet": (Paper.RECEIPTS_SHEET, lambda language: of_case(language, "money")),
    "protocol": (Paper.PROTOCOL, protocol),
    "order": (Paper.ORDER, order),
    "order_changes": (Paper.ORDER_CHANGES, order_changes),
    "application_register": (Paper.APPLICATION_REGISTER, register),
    "beneficiaries": (Paper.BENEFICIARIES, beneficiaries),
    "beneficiaries_counts": (Paper.BENEFICIARIES, lambda language: beneficiaries(language, names=False)),
    "monthly_list": (Paper.MONTHLY_LIST, monthly),
    "aid_totals": (Paper.AID_TOTALS, totals),
}


def refused(language: str) -> CaseRequest:
    refusal = ruled(language, ruling=Ruling.REFUSE, order=None)
    return of_case(language, case=case(language, state=State.REFUSED, rulings=(refusal,)))
