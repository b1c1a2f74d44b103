"""Two families and their guests with something in every drawer of the office, each with words that nobody else may
read.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import delete, update

from bot.core.applications.application import Application, Attachment, RequestKind, Source, Step
from bot.core.applications.deciding import decide
from bot.core.applications.decision import ListLine, MonthlyList, Ruling
from bot.core.applications.form import questions_of
from bot.core.applications.handling import mark_on, note, papers_complete, return_to_parent, take_step
from bot.core.applications.orders import make_order, waiting_for_order
from bot.core.applications.registering import register
from bot.core.applications.requests import accept_request, ask_withdrawal, refuse_request
from bot.core.applications.sending import ask
from bot.core.councils.closing import close_sitting
from bot.core.councils.council import Capacity, CouncilMember, Post
from bot.core.councils.planning import plan
from bot.core.councils.sittings import put_on_agenda
from bot.core.councils.voting import mark_all_present, rule
from bot.core.forms.form import LATER, Proof, files_answer
from bot.core.office import FORM
from bot.core.parents.representative import Claim, Consent, Representative
from bot.core.people import Adult, PersonName, Relation
from bot.core.people import Person as Member
from bot.core.school import SchoolYear
from bot.core.services.registry import SERVICES
from bot.handlers.addresses.applying import OpenMyCase
from bot.handlers.doors import DOORS
from bot.storage.desk import SqlDesk
from bot.storage.tables import application as application_table
from bot.storage.tables import outbox as outbox_table

YEAR = SchoolYear(2026)
HELD_AT = datetime(2026, 9, 7, 3, tzinfo=UTC)
PLANNED_AT = datetime(2026, 9, 14, 5, tzinfo=UTC)
MONTH = date(2026, 9, 1)
GUARDIANS_DECISION = "№ 4417, 03.02.2025"
NOTE = "ІШКІ-ЕСКЕРТУ"
SPOKEN = ("Бір", "Екі", "Үш", "Төрт", "Бес", "Алты", "Жеті", "Сегіз", "Тоғыз", "Он")


def opens(application_id: int) -> str:
    return OpenMyCase(application_id=application_id).pack()


@dataclass(frozen=True)
class Secret:
    """What a family is called here and what it writes: no other text of the bot has these words.

    Their names come first in every list, so that they stand on its first page.
    """

    token: str
    last: str
    first: tuple[str, ...]
    numbers_from: int
    income: str
    iin: str
    phone: str
    iban: str
    in_roster: str

    @property
    def names(self) -> tuple[str, ...]:
        """What the school's list says of them."""
        return (self.last, *self.first, self.in_roster)

    @property
    def contents(self) -> tuple[str, ...]:
        """What stands in their applications, as it was written and as screens may write it."""
        thousands = f"{int(self.income):,}".replace(",", " ")
        return (self.token, self.income, thousands, self.iin, self.phone, self.phone[-9:], self.iban)

    def answers(self) -> dict[str, str]:
        said = (
            "applicant", "address", "reason", "emergency", "decision_no", "size", "change_reason", "asp", "occasion",
        )  # fmt: skip
        typed = {key: f"{self.token} {key} 5" for key in said if key not in ("asp", "occasion")}
        own = {"iin": self.iin, "phone": self.phone, "income": self.income, "iban": self.iban, "members": "6"}
        return typed | own | {"category": "2", "surnames": "old", "abroad": "yes", "aid_kind": "money"}


FIRST = Secret(
    "ҚҰПИЯ-АҚҚУ", "Аайбасова", ("Нұрсәуле", "Тоқтарбек"), 8001, "52348", "140118500014", "+7 701 909 81 81",
    "KZ75125KZT1001300335", "ТІЗІМДЕГІ-АҚҚУ",
)  # fmt: skip
SECOND = Secret(
    "ҚҰПИЯ-БҮРКІТ", "Аағылманов", ("Сәлімгерей",), 7001, "41237", "140518500023", "+7 702 808 72 72",
    "KZ86125KZT1001300446", "ТІЗІМДЕГІ-БҮРКІТ",
)  # fmt: skip
# The other parent of the first family's first child.
THIRD = Secret(
    "ҚҰПИЯ-ДУАДАҚ",
    "Аайбасов",
    (),
    6001,
    "63459",
    "850718300457",
    "+7 705 707 63 63",
    "KZ97125KZT1001300557",
    "ТІЗІМДЕГІ-ДУАДАҚ",
)


@dataclass
class Household:
    """A family: who stands for it, its children, and the numbers of its records by the names that addresses have."""

    secret: Secret
    person: Member
    pupils: tuple[int, ...]
    class_ids: tuple[int, ...]
    class_names: tuple[str, ...]
    records: dict[str, list[int]] = field(default_factory=dict)
    references: list[str] = field(default_factory=list)
    cases: dict[str, int] = field(default_factory=dict)
    files: tuple[int, ...] = ()

    def keep(self, name: str, number: int) -> int:
        self.records.setdefault(name, []).append(number)
        return number

    @property
    def numbers(self) -> tuple[str, ...]:
        """Register numbers that only this family has."""
        count = len(self.records.get("application_id", ()))
        return tuple(str(self.secret.numbers_from + place) for place in range(count))

    @property
    def secrets(self) -> tuple[str, ...]:
        """All that another family must never read."""
        return (*self.secret.names, *self.secret.contents, *self.numbers, *self.class_names)


@dataclass
class Office:
    """Records that belong to no family."""

    sitting_ids: list[int] = field(default_factory=list)
    order_ids: list[int] = field(default_factory=list)
    member_ids: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Acting:
    """The one transaction in which all of this happens, and who can act in it."""

    desk: SqlDesk
    pedagogue: Member

    def as_person(self, person: Member) -> SqlDesk:
        return replace(self.desk, telegram_id=person.telegram_id, find_person=lambda _: person)

    @property
    def office(self) -> SqlDesk:
        return self.as_person(self.pedagogue)


def household(desk: SqlDesk, secret: Secret, person: Member) -> Household:
    """The children of this person get names that nobody else has."""
    pupils = tuple(one.pupil_id for one in desk.representatives.of_person(person.id))
    for pupil_id, first in zip(pupils, secret.first, strict=True):
        pupil = desk.pupils.get(pupil_id)
        word = secret.in_roster
        adult = Adult(Relation.MOTHER, f"{word} Ана", "+7 700 000 11 22", workplace=word)
        name = PersonName(secret.last, first)
        desk.pupils.change(replace(pupil, name=name, adults=(adult,), address=f"{word} көшесі 5"))
    classes = [desk.pupils.class_of(one, desk.schools.get().year) or 0 for one in pupils]
    names = [desk.schools.class_(one).name for one in classes]
    written = tuple(form for name in names for form in (str(name), name.quoted))
    found = Household(secret, person, pupils, tuple(classes), written)
    for pupil_id in pupils:
        found.keep("pupil_id", pupil_id)
    return found


def answers_to(service_key: str, facts: Mapping[str, str], wishes: Mapping[str, str]) -> dict[str, str]:
    """Every question that is asked, answered: as wished, else with what can be tapped first."""
    given, answers = dict(facts), {}
    for question in questions_of(SERVICES[service_key]):
        if not question.asked(given):
            continue
        options = question.options(given)
        said = wishes.get(question.key, "")
        fits = said and (not options or said in options or isinstance(question, Proof))
        answers[question.key] = given[question.key] = said if fits else next(iter(options), "-")
    return answers


def facts_of(desk: SqlDesk, pupil_id: int, by: str, source: Source) -> dict[str, str]:
    pupil = desk.pupils.get(pupil_id)
    return {
        "by": by, "doing": "new", "source": source.value, "country": "kz", "grade": "7", "relation": "mother",
        "born": pupil.birth_date.isoformat() if pupil.birth_date else "", "year": str(YEAR),
        "today": desk.today.isoformat(),
    }  # fmt: skip


def apply_for(
    acting: Acting, of: Household, service: str, place: int = 0, by: Member | None = None, **wishes: str
) -> Application:
    """The family's application in the chat; `by` staff for somebody without Telegram."""
    person = by or of.person
    desk, pupil_id = acting.as_person(person), of.pupils[place]
    facts = facts_of(desk, pupil_id, "staff" if by else "parent", Source.PAPER if by else Source.CHAT)
    said = {**of.secret.answers(), "income_paper": files_answer(of.files), "marriage_cert": LATER, **wishes}
    answers = answers_to(service, facts, said)
    answers.pop("received_on", None)
    source, applicant = (Source.PAPER, None) if by else (Source.CHAT, person.id)
    made = register(desk, SERVICES[service], pupil_id, answers, source, applicant)
    of.keep("application_id", made.id)
    return made


def furnish_families(acting: Acting, families: Sequence[Household], office: Office) -> None:
    """Applications of both in every state, the council with a sitting to come and one that was held, and orders."""
    _council(acting, office)
    to_come, held = (_sitting(acting, office, at) for at in (PLANNED_AT, HELD_AT))
    for of in families:
        _waiting_cases(acting, of, to_come)
        _council_cases(acting, of, held)
        _school_case(acting, of)
        _drafts(acting, of)
    _hold(acting, held, families)
    _orders(acting, families, office)
    _lists(acting, families)
    for of in families:
        _paper_case(acting, of)


def _waiting_cases(acting: Acting, of: Household, to_come: int) -> None:
    """Those that nobody has decided about."""
    token = of.secret.token
    new = apply_for(acting, of, "sponsor", occasion="newyear", category="4")
    _refused_request(acting, of, new)
    missing = apply_for(acting, of, "aid")
    returned = apply_for(acting, of, "sponsor", occasion="autumn", category="5")
    return_to_parent(
        acting.office, returned.id, mark_on(acting.office, returned.id), "reason",
        f"{token} қайта жазыңыз", "", opens,
    )  # fmt: skip
    ready = ready_case(acting, of, "camp", shift="june")
    _request(acting, of, ready, RequestKind.WITHDRAW)
    note(acting.office, ready.id, f"{NOTE} {token}")
    on_agenda = ready_case(acting, of, "camp", shift="july")
    put_on_agenda(acting.office, to_come, [on_agenda.id], opens)
    withdrawn = apply_for(acting, of, "sponsor", occasion="winter", category="5")
    ask_withdrawal(acting.as_person(of.person), withdrawn.id, f"{token} керек емес", DOORS)
    (asked,) = acting.desk.applications.open_requests(withdrawn.id)
    accept_request(acting.office, of.keep("request_id", asked.id), opens)
    of.cases |= {
        "new": new.id, "papers_missing": missing.id, "returned": returned.id, "ready": ready.id,
        "on_agenda": on_agenda.id, "withdrawn": withdrawn.id,
    }  # fmt: skip
    items = acting.desk.councils.agenda(to_come)
    of.keep("item_id", next(one.id for one in items if one.application_id == on_agenda.id))


def _council_cases(acting: Acting, of: Household, held: int) -> None:
    """Two that the council has decided about."""
    granted = ready_case(acting, of, "sponsor", occasion="other", category="5")
    refused = ready_case(acting, of, "camp", shift="august")
    put_on_agenda(acting.office, held, [granted.id, refused.id], opens)
    of.cases |= {"granted": granted.id, "refused": refused.id}


def _school_case(acting: Acting, of: Household) -> None:
    """One that the school has decided about, with a change since and a correction that is asked for."""
    one = ready_case(acting, of, "meals")
    day, token = acting.desk.today, of.secret.token
    decide(acting.office, one, Ruling.GRANT, f"{token} негіз", one.category, day, date(2027, 5, 25), {})
    of.cases["meals"] = one.id
    _request(acting, of, one, RequestKind.CORRECT)


def ready_case(acting: Acting, of: Household, service: str, **wishes: str) -> Application:
    made = apply_for(
        acting, of, service, marriage_cert=files_answer(of.files), **_all_there(service), **wishes
    )
    papers_complete(acting.office, made.id, mark_on(acting.office, made.id), opens)
    return acting.desk.applications.get(made.id)


def _all_there(service: str) -> dict[str, str]:
    return {
        one.key: "egov"
        for one in SERVICES[service].proofs
        if one.key not in ("marriage_cert", "income_paper")
    }


def _request(acting: Acting, of: Household, one: Application, kind: RequestKind) -> int:
    changed = (
        {**one.answers, "address": f"{of.secret.token} жаңа көше 9"} if kind is RequestKind.CORRECT else {}
    )
    ask(acting.as_person(of.person), one, kind, changed, f"{of.secret.token} себебі", DOORS)
    return of.keep("request_id", acting.desk.applications.open_requests(one.id)[-1].id)


def _refused_request(acting: Acting, of: Household, one: Application) -> None:
    number = _request(acting, of, one, RequestKind.CORRECT)
    refuse_request(acting.office, number, f"{of.secret.token} болмайды", opens)


def _paper_case(acting: Acting, of: Household) -> None:
    """Entered by the pedagogue for somebody without Telegram: of the last child, for what nobody asked for yet."""
    place = len(of.pupils) - 1
    service = "meals" if place else "camp"
    made = apply_for(acting, of, service, place, acting.pedagogue, shift="holidays")
    acting.office.applications.get(made.id)
    of.cases["paper"] = made.id


def _drafts(acting: Acting, of: Household) -> None:
    """Forms that were begun: a new application with an answer in it, and the one that came back."""
    new, mend = f"sponsor-n{of.pupils[-1]}", f"sponsor-m{of.cases['returned']}"
    words = {"category": "5", "reason": f"{of.secret.token} жазылып жатыр"}
    for reference, mark in ((new, "draft1"), (mend, "draft2")):
        question = f"{FORM}:{reference}:{mark}::"
        acting.desk.drafts.open(of.person.id, question, words, acting.desk.moment)
        of.references.append(reference)


def _council(acting: Acting, office: Office) -> None:
    posts = (Post.CHAIR, Post.DEPUTY, Post.SECRETARY)
    for place, name in enumerate(SPOKEN):
        post = posts[place] if place < len(posts) else Post.MEMBER
        member = CouncilMember(0, f"Кеңесов {name}", post, Capacity.PARENT, date(2026, 9, 1))
        office.member_ids.append(acting.desk.councils.add_member(member))


def _sitting(acting: Acting, office: Office, at: datetime) -> int:
    plan(acting.office, at, "Мәжіліс залы", lambda number: DOORS.queue)
    found = acting.desk.councils.sittings(YEAR)
    number = next(one.id for one in found if one.held_at == at)
    mark_all_present(acting.office, number)
    office.sitting_ids.append(number)
    return number


def _hold(acting: Acting, held: int, families: Iterable[Household]) -> None:
    items = {one.application_id: one.id for one in acting.desk.councils.agenda(held)}
    for of in families:
        granted, refused = items[of.cases["granted"]], items[of.cases["refused"]]
        details = {"source": f"{of.secret.token} демеуші", "amount": of.secret.income}
        rule(acting.office, held, [granted], Ruling.GRANT, f"{of.secret.token} берілсін", details=details)
        rule(acting.office, held, [refused], Ruling.REFUSE, f"{of.secret.token} бас тартылсын")
        for number in (granted, refused):
            of.keep("item_id", number)
    revision = acting.desk.councils.sitting(held).revision
    close_sitting(acting.office, held, revision, opens)


def _orders(acting: Acting, families: Sequence[Household], office: Office) -> None:
    """One for each service, and a change of the list that still waits for its own."""
    for service in ("meals", "sponsor"):
        mark = waiting_for_order(acting.office, service, YEAR).mark
        make_order(acting.office, service, YEAR, mark)
    office.order_ids += [one.id for one in acting.desk.orders.of_year(YEAR)]
    for of in families:
        one = acting.desk.applications.get(of.cases["meals"])
        reason = f"{of.secret.token} өзгерді"
        decide(acting.office, one, Ruling.CHANGE, reason, "3", acting.desk.today, None, {})
        take_step(acting.office, one, Step.NOTE, words=f"{NOTE} {of.secret.token}")


def _lists(acting: Acting, families: Sequence[Household]) -> None:
    desk = acting.desk
    lines = tuple(
        ListLine(of.pupils[0], of.class_ids[0], "2", desk.decisions.of_application(of.cases["meals"])[0].id)
        for of in families
    )
    desk.monthly_lists.keep(MonthlyList(0, "meals", MONTH, acting.pedagogue.id, desk.moment, lines))
    for service, key, value in (
        ("meals", "price", "650"),
        ("camp", "camp", "«Балдәурен»"),
        ("aid", "amount", "45000"),
    ):
        desk.limits.set(service, YEAR, key, value, acting.pedagogue.id, desk.moment)


def number_and_forget(acting: Acting, families: Iterable[Household]) -> None:
    """Register numbers that tell whose they are; what was to be said about all this counts as said."""
    for of in families:
        for place, number in enumerate(of.records["application_id"]):
            its = of.secret.numbers_from + place
            chosen = application_table.c.id == number
            acting.desk.connection.execute(update(application_table).where(chosen).values(number=its))
    acting.desk.connection.execute(delete(outbox_table))


def join(
    acting: Acting, person: Member, pupil_id: int, relation: Relation, decision: str = "", agrees: bool = True
) -> Representative:
    """Another representative of a pupil."""
    desk = acting.desk
    new = Representative(0, person.id, pupil_id, relation, decision, desk.moment - timedelta(days=5))
    made = replace(new, id=desk.representatives.add(new))
    if agrees:
        desk.consents.give(consent_of(desk, person, pupil_id))
    return made


def consent_of(desk: SqlDesk, person: Member, pupil_id: int) -> Consent:
    return Consent(0, person.id, pupil_id, "2026-1", person.language, f"Келісім {person.name}", desk.moment)


def claim_of(
    desk: SqlDesk,
    person: Member,
    class_id: int,
    written: str,
    pupil_id: int | None,
    relation: Relation = Relation.MOTHER,
) -> int:
    decision = GUARDIANS_DECISION if relation is Relation.GUARDIAN else ""
    return desk.representatives.claim(
        Claim(0, person.id, class_id, written, relation, decision, pupil_id, desk.moment)
    )


def attach(desk: SqlDesk, of: Household, places: Iterable[str]) -> None:
    """Papers of the family that lie in the cabinet."""
    numbers = [
        desk.attachments.add(
            Attachment(0, of.person.id, of.pupils[0], place, "jpg", len(place), 1, desk.moment)
        )
        for place in places
    ]
    of.files = tuple(of.keep("attachment_id", one) for one in numbers)


def held_by(desk: SqlDesk, person: Member) -> Iterator[tuple[str, int]]:
    """Ties and consents of a person, by the names that addresses have for them."""
    for tie in desk.representatives.of_person(person.id):
        yield "representative_id", tie.id
    for consent in desk.consents.of_person(person.id):
        yield "consent_id", consent.id
