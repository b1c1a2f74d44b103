"""Invented applications, a sitting and an order on which Word forms are tried: everything filled in, and nothing."""

from collections.abc import Callable
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
from bot.core.papers import About, Paper, PaperRequest, papers_about
from bot.core.people import PersonName, Relation
from bot.core.school import ClassName, School, SchoolYear
from bot.core.services.service import Gives

YEAR = SchoolYear(2026)
DAY = date(2026, 9, 14)
CATEGORIES = ("1", "2", "3", "4", "5")
DETAILS = {
    "camp": "«Үлгі» лагері",
    "shift": "02–13.06.2027",
    "amount": "46228",
    "source": "<«Үлгі & Ко»>",
    "things": "күртеше; етік",
    "receipts_by": "2026-10-01",
}
PROTOCOL, ORDER = Numbered("3", DAY), Numbered("5-н/қ", DAY)
CHILD = Child(
    PersonName("Нұрмағамбетов-Әбдіқадыров", "Мұхаммедәли", "Бауыржанұлы"),
    "140905500001",
    date(2014, 9, 5),
    ClassName(7, "Ә"),
)
GRANT = Ruled(
    Ruling.GRANT, "2", "табысы аз", DAY, DAY, date(2027, 5, 25), DETAILS, PROTOCOL, ORDER, Numbered("12", DAY)
)
CHANGE = replace(GRANT, ruling=Ruling.CHANGE, category="1", until=None)
END = replace(GRANT, ruling=Ruling.END, protocol=None, order=None)
CASE = Case(
    id=1,
    service="sponsor",
    year=YEAR,
    number=12,
    source=Source.PAPER,
    state=State.GRANTED,
    category="2",
    received_at=datetime(2026, 9, 7, 9, 14),
    due_on=DAY,
    child=CHILD,
    applicant=Applicant(
        "Үсенова <Қарлығаш>", Relation.MOTHER, "850101400001", "Абай көшесі, 1", "+7 700 000 00 01"
    ),
    answers=(("occasion", "newyear"), ("size", "42")),
    proofs=(("income_paper", "files:1,2"), ("birth_cert", "later")),
    rulings=(GRANT,),
    told_on=DAY,
)
BARE = Case(
    id=2,
    service="meals",
    year=YEAR,
    number=13,
    source=Source.CHAT,
    state=State.NEW,
    category="",
    received_at=datetime(2026, 9, 8, 10, 0),
    due_on=DAY,
    child=Child(PersonName("Үсенова", "Қымбат")),
)
CHAIR = Member("Серікова Ұ. І.", Post.CHAIR, Capacity.PARENT)
VOTED = Heard(CASE, Ruling.GRANT, "2", "табысы аз", Votes(7, 0, 1), DETAILS)
CAME = Moved(What.CAME, CHILD, "2", since=DAY, ruled=GRANT)
PEDAGOGUE = "Оспанова Ә. Ғ."


def sample_of_cases(paper: Paper, school: School, language: str) -> tuple[PaperRequest, ...]:
    """The paper with everything on it, and with as little as there can be."""
    return SAMPLES[paper](school, language)


def _cases(school: School, language: str) -> tuple[PaperRequest, ...]:
    bare = CaseRequest(school=school, language=language, made_on=DAY, case=BARE)
    refused = replace(CASE, rulings=(replace(GRANT, ruling=Ruling.REFUSE),), proofs=())
    full = replace(
        bare, case=CASE, receipts_back=True, deputy="Әлі Ә.", teacher="Жұма Ұ.", pedagogue=PEDAGOGUE
    )
    return full, replace(full, case=refused), bare


def _sittings(school: School, language: str) -> tuple[PaperRequest, ...]:
    member = Member("<Ким & Ли> Һ.", Post.MEMBER, Capacity.SPONSOR)
    put_off = Heard(BARE)
    full = ProtocolRequest(
        school=school,
        language=language,
        made_on=DAY,
        pedagogue=PEDAGOGUE,
        year=YEAR,
        protocol=3,
        held_at=datetime(2026, 9, 14, 15, 30),
        held_in="кітапхана",
        chair=CHAIR.name,
        secretary="Әлі Ә.",
        present=(CHAIR, member),
        absent=(replace(member, post=Post.SECRETARY),),
        heard=(VOTED, put_off),
    )
    return full, replace(
        full, protocol=None, present=(), absent=(), heard=(), held_in="", chair="", secretary=""
    )


def _orders(school: School, language: str) -> tuple[PaperRequest, ...]:
    lines = (OrderLine(CASE, GRANT), OrderLine(CASE, CHANGE, GRANT), OrderLine(BARE, END, GRANT))
    full = OrderRequest(
        school=school,
        language=language,
        made_on=DAY,
        pedagogue=PEDAGOGUE,
        service="aid",
        gives=Gives.MONEY,
        year=YEAR,
        order=ORDER,
        lines=lines,
        receipts_back=True,
    )
    return full, replace(full, service="meals", gives=Gives.LIST, lines=())


def _registers(school: School, language: str) -> tuple[PaperRequest, ...]:
    full = RegisterRequest(
        school=school, language=language, made_on=DAY, service="aid", year=YEAR, cases=(CASE, BARE)
    )
    return full, replace(full, cases=())


def _beneficiaries(school: School, language: str) -> tuple[PaperRequest, ...]:
    full = BeneficiariesRequest(
        school=school,
        language=language,
        made_on=DAY,
        service="meals",
        year=YEAR,
        categories=CATEGORIES,
        beneficiaries=(Beneficiary(CHILD, GRANT), Beneficiary(BARE.child, CHANGE)),
    )
    return full, replace(full, with_names=False, category="2"), replace(full, beneficiaries=())


def _monthly(school: School, language: str) -> tuple[PaperRequest, ...]:
    changed = Moved(What.CHANGED, CHILD, "1", "2", DAY, ruled=CHANGE)
    left = Moved(What.LEFT, BARE.child, "2", "2", why=Why.LEFT_SCHOOL)
    full = MonthlyRequest(
        school=school,
        language=language,
        made_on=DAY,
        pedagogue=PEDAGOGUE,
        service="meals",
        year=YEAR,
        month=date(2026, 10, 1),
        lines=(Beneficiary(CHILD, GRANT),),
        moved=(CAME, changed, left),
        before=date(2026, 9, 1),
        handed_in_on=DAY,
    )
    return full, replace(full, lines=(), moved=(), before=None, handed_in_on=None)


def _totals(school: School, language: str) -> tuple[PaperRequest, ...]:
    given = AidTotal("aid", "<бюджет>", "money", 3, 2, 138_684)
    full = TotalsRequest(
        school=school,
        language=language,
        made_on=DAY,
        year=YEAR,
        totals=(given, AidTotal("meals", "", "list", 5, 4)),
        pupils=7,
        families=5,
        applications={"aid": 4},
        refused={"aid": 1},
        prices={"meals": "603"},
    )
    return full, replace(full, totals=(), pupils=0, families=0, applications={}, refused={}, prices={})


SAMPLES: dict[Paper, Callable[[School, str], tuple[PaperRequest, ...]]] = {
    **dict.fromkeys(papers_about(About.APPLICATION), _cases),
    **dict.fromkeys(papers_about(About.SITTING), _sittings),
    **dict.fromkeys(papers_about(About.ORDER), _orders),
    Paper.APPLICATION_REGISTER: _registers,
    Paper.BENEFICIARIES: _beneficiaries,
    Paper.MONTHLY_LIST: _monthly,
    Paper.AID_TOTALS: _totals,
}
