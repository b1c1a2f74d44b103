"""A season of the office: parents come in, apply, change their minds; the school and the council decide, order, list.

Everything is done through the use cases, each as the person who may. What was done is written into a log of plain
values, from which the tests count again what the papers have to say.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.core.applications.application import RequestKind, Source, State
from bot.core.applications.decision import Ruling
from bot.core.applications.handling import (
    can_be_undone,
    correct_category,
    mark_on,
    originals_shown,
    papers_complete,
    return_to_parent,
    undo_last,
)
from bot.core.applications.monthly import hand_in, month_page
from bot.core.applications.order_book import BOOK, ask_book, take_number
from bot.core.applications.orders import (
    make_order,
    newest_order,
    stands,
    take_back_order,
    waiting_for_order,
    waiting_orders,
)
from bot.core.applications.proposal import CATEGORY, REASON, SINCE
from bot.core.applications.proposing import carry_out, propose, proposed, set_part
from bot.core.applications.receipts import tick_receipts
from bot.core.applications.registering import missing_papers, service_named
from bot.core.applications.requests import accept_request, ask_withdrawal, refuse_request
from bot.core.councils.closing import close_sitting, reopen_sitting
from bot.core.councils.council import Capacity, Votes
from bot.core.councils.members import add_members, ask_names
from bot.core.councils.planning import plan, planned_at
from bot.core.councils.sittings import put_waiting
from bot.core.councils.voting import mark_present, rule
from bot.core.forms.filling import answer, begin, finish, take_known, under_way
from bot.core.forms.form import LATER, Proof, Question
from bot.core.forms.interview import Interview, Page
from bot.core.parents.claiming import claim, come_by_link
from bot.core.parents.class_links import class_link, make_class_link
from bot.core.parents.consent import agree, fingerprint
from bot.core.parents.requests import answer_request, requests
from bot.core.people import Pupil
from bot.core.ports import Desk
from bot.core.roster.importing import keep_roster, newest_import, write_roster
from bot.core.roster.values import Roster, RosterPupil
from bot.core.services.limits import set_limit
from bot.handlers.doors import DOORS
from bot.handlers.forms_words import worded
from bot.texts import Words
from tests.conftest import FIRST_ACCOUNT
from tests.core.office import OfficeOfTests

R = TypeVar("R")
PEDAGOGUE = FIRST_ACCOUNT
FIRST_PARENT = 900_001
ZONE = ZoneInfo("Asia/Almaty")
YEAR = 2026
CATEGORIES = "12345"
PARENTS, APPLICATIONS = 40, 120
SERVICES = ("meals", "meals", "meals", "camp", "aid", "sponsor")
COUNCIL = "\n".join(f"Мүше{letter} Сынақ" for letter in "абвгдежзикл")
OF_COUNCIL = {"meals": "5", "camp": CATEGORIES, "aid": CATEGORIES, "sponsor": CATEGORIES}
SUMMER, OCCASIONS = ("june", "july", "august"), ("newyear", "autumn", "winter")
GIVEN: Mapping[str, Mapping[str, str]] = {
    "meals": {},
    "camp": {"camp": "Сынақ лагері", "shift": "2-13 маусым"},
    "aid": {"amount": "46228", "source": "Жергілікті бюджет"},
    "sponsor": {"amount": "15000", "source": "Сынақ қоры", "things": "Қысқы күртеше"},
}
LIMITS = {
    "meals": {"price": "650"},
    "camp": {**GIVEN["camp"], "closes": "30.06.2027", "opens": "01.09.2026"},
    "aid": {**GIVEN["aid"], "closes": "31.05.2027", "opens": "01.09.2026"},
    "sponsor": GIVEN["sponsor"],
}
WAYS = ("m", "f", "g", "e", "l", "s")
# Month, whether the council sits in it.
MONTHS = (
    (9, True),
    (10, True),
    (11, True),
    (12, False),
    (1, True),
    (2, False),
    (3, True),
    (4, False),
    (5, True),
)


@dataclass(frozen=True)
class Filed:
    """An application as it was sent in."""

    application: int
    service: str
    pupil: int
    period: str
    source: Source
    answers: Mapping[str, str]
    at: datetime

    @property
    def category(self) -> str:
        return self.answers["category"]


@dataclass(frozen=True)
class Categorised:
    """Another category than was applied for, before anything was decided."""

    application: int
    category: str


@dataclass(frozen=True)
class Ruled:
    """A decision, of the council where there is a sitting."""

    application: int
    ruling: Ruling
    category: str
    since: date
    until: date | None
    details: Mapping[str, str]
    reason: str
    day: date
    sitting: int = 0


@dataclass(frozen=True)
class Withdrawn:
    application: int
    day: date


@dataclass(frozen=True)
class Voted:
    """What the council said about an application; without a ruling it was put off."""

    application: int
    ruling: Ruling | None
    category: str
    votes: Votes | None


@dataclass(frozen=True)
class Sat:
    sitting: int
    day: date
    present: int
    voted: tuple[Voted, ...]


@dataclass(frozen=True)
class Ordered:
    order: int
    service: str
    day: date
    book: str = ""


@dataclass(frozen=True)
class HandedIn:
    service: str
    month: date
    day: date


@dataclass(frozen=True)
class Left:
    pupil: int
    day: date


Entry = Filed | Categorised | Ruled | Withdrawn | Sat | Ordered | HandedIn | Left


def opens(number: int) -> str:
    return f"o:{number}"


@dataclass
class Season:
    """`parents` are accounts by the pupil whom they represent; `log` is what was done and not undone again."""

    office: OfficeOfTests
    chance: random.Random
    log: list[Entry] = field(default_factory=list)
    parents: dict[int, int] = field(default_factory=dict)
    asked: set[tuple[str, int, str]] = field(default_factory=set)
    links: dict[int, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    @property
    def now(self) -> datetime:
        return self.office.clock.now().astimezone(ZONE)

    @property
    def today(self) -> date:
        return self.now.date()

    def of(self, kind: type[R]) -> list[R]:
        return [one for one in self.log if isinstance(one, kind)]

    def likely(self, share: float) -> bool:
        return self.chance.random() < share

    async def does(self, work: Callable[[Desk], None], who: int = PEDAGOGUE) -> None:
        """In an update of its own, a second after the one before."""
        self.office.clock.passes(seconds=1)
        await self.office.does(who, work)

    async def sees(self, query: Callable[[Desk], R], who: int = PEDAGOGUE) -> R:
        return await self.office.sees(who, query)

    # -- the beginning -------------------------------------------------------------------------------------------

    async def begins(self) -> None:
        await self.does(lambda desk: ask_names(desk, Capacity.PARENT))
        await self.does(lambda desk: add_members(desk, COUNCIL))
        limits = [
            (service, YEAR, key, value) for service, its in LIMITS.items() for key, value in its.items()
        ]

        def set_all(desk: Desk) -> None:
            for service, year, key, value in limits:
                set_limit(desk, service, year, key, value)

        await self.does(set_all)
        everybody = await self.sees(older)
        for number, pupil in enumerate(self.chance.sample(everybody, PARENTS)):
            await self._comes_in(FIRST_PARENT + number, *pupil)

    async def _comes_in(self, account: int, pupil: Pupil, class_id: int) -> None:
        """By the link of the class, named, confirmed, agreed."""
        token = await self._link(class_id)
        await self.does(lambda desk: come_by_link(desk, token, "Ата-ана", "kk"), account)
        born = pupil.birth_date
        assert born is not None
        said = {
            "relation": "mother",
            "name": f"{pupil.name.last} {pupil.name.first}",
            "birth": f"{born:%d.%m.%Y}",
        }
        await self.does(lambda desk: claim(desk, f"c{class_id}", said, DOORS), account)
        waiting = await self.sees(requests)
        if not waiting:  # a namesake born on the same day: nobody is let in
            return
        await self.does(lambda desk: answer_request(desk, waiting[0].claim.id, True, opens))
        text = "Келісемін"
        await self.does(lambda desk: agree(desk, pupil.id, text, "kk", fingerprint(text)), account)
        self.parents[pupil.id] = account

    async def _link(self, class_id: int) -> str:
        if class_id not in self.links:
            await self.does(lambda desk: make_class_link(desk, class_id))
            card = await self.sees(lambda desk: class_link(desk, class_id))
            self.links[class_id] = card.link.token
        return self.links[class_id]

    # -- applications --------------------------------------------------------------------------------------------

    async def applies(self, number: int) -> None:
        """So many applications from anybody, by any way, some on a later hour."""
        everybody = [pupil for pupil, _ in await self.sees(older)]
        here = {one.id for one in everybody}
        while number:
            service = self.chance.choice(SERVICES)
            own = sorted(self.parents.keys() & here)
            pupil = self.chance.choice(own) if self.likely(0.5) else self.chance.choice(everybody).id
            period = {"camp": SUMMER, "sponsor": OCCASIONS}.get(service, ("",))
            chosen = self.chance.choice(period)
            over = [one for one in self.over() if one.pupil in here]
            if over and self.likely(0.2):
                again = self.chance.choice(over)
                service, pupil, chosen = again.service, again.pupil, again.period
            elif (service, pupil, chosen) in self.asked:
                continue
            self.asked.add((service, pupil, chosen))
            await self._files(service, pupil, chosen)
            self.office.clock.passes(minutes=self.chance.randint(1, 20))
            number -= 1

    def over(self) -> list[Filed]:
        """The newest applications for something that were refused, withdrawn or ended: it can be applied for anew."""
        newest = {(one.service, one.pupil, one.period): one for one in self.of(Filed)}
        refused = {one.application for one in self.of(Ruled) if one.ruling is Ruling.REFUSE}
        return [one for one in newest.values() if one.application in refused or self.ended(one.application)]

    async def _files(self, service: str, pupil: int, period: str) -> None:
        account = self.parents.get(pupil)
        chat = account is not None and self.likely(0.8)
        way = self.chance.choice(WAYS)
        reference = f"{service}-n{pupil}" if chat else f"{service}-p{pupil}{way}"
        category = self.chance.choice("1122345") if service == "meals" else self.chance.choice(CATEGORIES)
        wishes = {"category": category, "shift": period, "occasion": period}
        made = await self._fills(reference, account if chat and account else PEDAGOGUE, wishes)
        source = (
            Source.CHAT if chat else {"e": Source.EGOV, "l": Source.PLATFORM, "s": Source.PROACTIVE}.get(way)
        )
        self.log.append(Filed(made[0], service, pupil, period, source or Source.PAPER, made[1], self.now))

    async def _fills(
        self, reference: str, who: int, wishes: Mapping[str, str], key: str = ""
    ) -> tuple[int, Mapping[str, str]]:
        """The form from its first question, or from this one, to its end; the application and what was answered."""
        given: dict[str, str] = {}

        def fill(desk: Desk) -> None:
            begin(desk, reference, key)
            while True:
                now = under_way(desk, reference)
                assert now is not None
                assert now.page is not Page.ENDED
                if now.page is Page.KNOWN:
                    take_known(desk, reference, now.mark, now.known_revision)
                elif now.place is not None:
                    answer(desk, reference, now.mark, now.place.key, self._answer(now, now.place, wishes))
                elif wrong := [one for one in wishes if one in now.given and now.given[one] != wishes[one]]:
                    answer(desk, reference, now.mark, wrong[0], wishes[wrong[0]])
                else:
                    break
            given.update(now.given)
            finish(desk, reference, now.mark, now.revision, DOORS)

        await self.does(fill, who)
        newest = await self.sees(
            lambda desk: max(one.id for one in desk.applications.of_year(desk.schools.get().year))
        )
        return newest, given

    def _answer(self, now: Interview, question: Question, wishes: Mapping[str, str]) -> str:
        if wishes.get(question.key):
            return wishes[question.key]
        options = now.options(question)
        if question.key == "received_on":
            return options[0]
        if isinstance(question, Proof) and len(options) > 1 and self.likely(0.7):
            options = tuple(one for one in options if one != LATER)
        if options:
            return self.chance.choice(options)
        example = worded(Words("kk"), now, question, "example")
        return "" if question.optional and (self.likely(0.5) or not example) else example

    # -- the office ----------------------------------------------------------------------------------------------

    async def in_state(self, *states: State) -> list[int]:
        return [one.id for one in await self.sees(lambda desk: desk.applications.in_states(states))]

    def filed(self, application: int) -> Filed:
        return next(one for one in self.of(Filed) if one.application == application)

    def applicant(self, application: int) -> int:
        """The account of whoever mends it: the parent in the chat, else the pedagogue."""
        one = self.filed(application)
        return self.parents[one.pupil] if one.source is Source.CHAT else PEDAGOGUE

    def category(self, application: int) -> str:
        """As it is before a decision."""
        said = [
            one.category
            for one in self.log
            if isinstance(one, Filed | Categorised) and one.application == application
        ]
        return said[-1]

    async def looks_through(self) -> None:
        """New applications: sent back and mended, corrected, asked to be changed, completed; some steps undone."""
        for one in await self.in_state(State.NEW, State.PAPERS_MISSING):
            if self.likely(0.15):
                await self._sends_back(one)
            if self.likely(0.12):
                await self._puts_right(one)
            if self.likely(0.15):
                await self._asks(one)
            if self.likely(0.9):
                await self._completes(one)

    async def _sends_back(self, application: int) -> None:
        question = "phone" if self.filed(application).source in (Source.CHAT, Source.PAPER) else ""
        await self.does(
            lambda desk: return_to_parent(
                desk, application, mark_on(desk, application), question, "Анық емес", "жауап", opens
            )
        )
        if self.likely(0.3):
            await self._undoes(application)
            return
        self.office.clock.passes(hours=1)
        reference = f"{self.filed(application).service}-m{application}"
        await self._fills(reference, self.applicant(application), {"phone": "+7 700 111 22 33"}, question)

    async def _puts_right(self, application: int) -> None:
        """The office sees another category in the papers."""
        new = self.chance.choice([one for one in CATEGORIES if one != self.category(application)])
        await self.does(lambda desk: correct_category(desk, application, mark_on(desk, application), new))
        if self.likely(0.4):
            await self._undoes(application)
        else:
            self.log.append(Categorised(application, new))

    async def _asks(self, application: int) -> None:
        """The applicant asks for another category, or to withdraw; the office agrees or not."""
        if self.filed(application).source is not Source.CHAT:
            return
        if self.likely(0.4):
            await self.asks_out(application)
            return
        stands = {self.category(application), self.filed(application).category}
        new = self.chance.choice([one for one in CATEGORIES if one not in stands])
        reference = f"{self.filed(application).service}-m{application}"
        await self._fills(reference, self.applicant(application), {"category": new}, "category")
        if await self._answers(application, RequestKind.CORRECT):
            self.log.append(Categorised(application, new))

    async def asks_out(self, application: int, agrees: float = 0.7) -> None:
        who = self.applicant(application)
        await self.does(lambda desk: ask_withdrawal(desk, application, "Көшіп кетеміз", DOORS), who)
        if await self._answers(application, RequestKind.WITHDRAW, agrees):
            if self.granted(application) and not self.ended(application):
                last = [one for one in self.of(Ruled) if one.application == application][-1]
                since = max(self.today, last.since)
                self.log.append(
                    Ruled(
                        application, Ruling.END, last.category, since, None, {}, "Көшіп кетеміз", self.today
                    )
                )
            self.log.append(Withdrawn(application, self.today))

    async def _answers(self, application: int, kind: RequestKind, agrees: float = 0.7) -> bool:
        found = await self.sees(lambda desk: desk.applications.open_requests(application))
        assert [one.kind for one in found] == [kind]
        agreed = self.likely(agrees)
        if agreed:
            await self.does(lambda desk: accept_request(desk, found[0].id, opens))
        else:
            await self.does(lambda desk: refuse_request(desk, found[0].id, "Жарамайды", opens))
        return agreed

    async def _completes(self, application: int) -> None:
        now = await self.sees(lambda desk: desk.applications.get(application))
        if now.state not in (State.NEW, State.PAPERS_MISSING):
            return
        missing = missing_papers(service_named(now.service), now.answers)
        if missing:
            await self.does(
                lambda desk: originals_shown(desk, application, mark_on(desk, application), missing)
            )

        def complete(desk: Desk) -> None:
            papers_complete(desk, application, mark_on(desk, application), opens)

        await self.does(complete)
        if self.likely(0.1):
            await self._undoes(application)
            await self.does(complete)

    async def _undoes(self, application: int) -> None:
        def undo(desk: Desk) -> None:
            last = can_be_undone(desk.applications.get(application), desk.applications.history(application))
            assert last is not None
            undo_last(desk, application, last.id, opens)

        await self.does(undo)

    # -- decisions -----------------------------------------------------------------------------------------------

    def granted(self, application: int) -> bool:
        return any(one.application == application and one.ruling is Ruling.GRANT for one in self.of(Ruled))

    def ended(self, application: int) -> bool:
        gone = [one for one in self.of(Withdrawn) if one.application == application]
        return bool(gone) or any(
            one.application == application and one.ruling is Ruling.END for one in self.of(Ruled)
        )

    async def decides(self) -> None:
        """The school: meals of the categories that need no council, most at once, some refused, some undone."""
        ready = await self.in_state(State.READY)
        own = [one for one in ready if self.category(one) not in OF_COUNCIL[self.filed(one).service]]
        refused = [one for one in own if self.likely(0.15)]
        for one in refused:
            await self._rules(Ruling.REFUSE, [one], reason="Құжаты расталмады")
        alone = [one for one in own if one not in refused and self.likely(0.2)]
        for one in alone:
            later = (self.today.replace(day=28) + timedelta(days=9)).replace(day=1)
            await self._rules(
                Ruling.GRANT, [one], since=later if later.month != 6 and self.likely(0.5) else None
            )
            if self.likely(0.4):
                await self._undoes(one)
                self._forgets_ruling(one)
        if rest := [one for one in own if one not in (*refused, *alone)]:
            await self._rules(Ruling.GRANT, rest)

    def _forgets_ruling(self, application: int) -> None:
        last = [one for one in self.of(Ruled) if one.application == application][-1]
        self.log.remove(last)

    async def changes(self) -> None:
        """Of what is held some changes its category, some ends; some of that is undone."""
        held = [
            one.application
            for one in self.of(Filed)
            if self.granted(one.application) and not self.ended(one.application)
        ]
        for one in self.chance.sample(held, min(7, len(held))):
            last = [ruled for ruled in self.of(Ruled) if ruled.application == one][-1]
            if last.since > self.today:
                continue
            if self.likely(0.5):
                new = self.chance.choice([other for other in "1234" if other != last.category])
                await self._rules(Ruling.CHANGE, [one], reason="Жаңа құжат", category=new)
            else:
                await self._rules(Ruling.END, [one], reason="Мұқтаждық бітті")
            if self.likely(0.3):
                await self._undoes(one)
                self._forgets_ruling(one)
        chat = [one for one in held if self.filed(one).source is Source.CHAT and not self.ended(one)]
        for one in self.chance.sample(chat, min(1, len(chat))):
            await self.asks_out(one)

    async def _rules(
        self,
        ruling: Ruling,
        applications: Sequence[int],
        reason: str = "",
        category: str = "",
        since: date | None = None,
    ) -> None:
        """Put together part by part, seen, carried out."""
        parts = {REASON: reason, CATEGORY: category, SINCE: since.isoformat() if since else ""}

        def work(desk: Desk) -> None:
            propose(desk, ruling, [(one, mark_on(desk, one)) for one in applications])
            seen = proposed(desk)
            assert seen is not None
            for part, value in parts.items():
                if value:
                    set_part(desk, seen.mark, part, value)
            seen = proposed(desk)
            assert seen is not None
            for one in applications:
                said = category or self._category_now(one)
                self.log.append(
                    Ruled(one, ruling, said, seen.since, seen.until, dict(seen.details), reason, self.today)
                )
            carry_out(desk, seen.mark, seen.revision, opens)

        await self.does(work)

    def _category_now(self, application: int) -> str:
        ruled = [one.category for one in self.of(Ruled) if one.application == application]
        return ruled[-1] if ruled else self.category(application)

    # -- the council ---------------------------------------------------------------------------------------------

    async def sits(self) -> None:
        """All who wait; some put off, votes counted, sometimes closed, taken back, changed and closed again."""
        at = self.now + timedelta(hours=2)
        await self.does(lambda desk: plan(desk, at, "school", opens))
        sitting = await self.sees(lambda desk: planned_at(desk, at))
        assert sitting is not None
        await self.does(lambda desk: put_waiting(desk, sitting, "", opens))
        members = [one.id for one in await self.sees(lambda desk: desk.councils.members())]
        present = self.chance.randint(7, len(members))
        there = self.chance.sample(members, present)

        def come(desk: Desk) -> None:
            for one in there:
                mark_present(desk, sitting, one, True)

        await self.does(come)
        agenda = await self.sees(lambda desk: desk.councils.agenda(sitting))
        for item in agenda:
            if self.filed(item.application_id).source is Source.CHAT and self.likely(0.05):
                await self.asks_out(item.application_id, agrees=1)
        voted = {
            one.application_id: await self._votes(sitting, one.id, one.application_id, present)
            for one in agenda
            if not self.ended(one.application_id)
        }
        await self._closes(sitting)
        self.notes.append(f"{len(voted)} heard")
        if self.likely(0.5):
            await self._reopens(sitting)
            again = self.chance.choice(agenda)
            if again.application_id in voted:
                voted[again.application_id] = await self._votes(
                    sitting, again.id, again.application_id, present
                )
            await self._closes(sitting)
            self.notes.append("reopened")
        self._writes_down(sitting, present, tuple(voted.values()))

    async def _votes(self, sitting: int, item: int, application: int, present: int) -> Voted:
        ruling = self.chance.choice((Ruling.GRANT, Ruling.GRANT, Ruling.GRANT, Ruling.REFUSE, None))
        other = self.chance.choice(CATEGORIES) if ruling is Ruling.GRANT and self.likely(0.15) else ""
        category = other or self.category(application)
        if ruling is None:
            now = await self.sees(lambda desk: desk.councils.item_of(application))
            if now is not None and now.ruling is None:
                return Voted(application, None, category, None)
            ruling = Ruling.REFUSE
        against = self.chance.randint(0, present // 3)
        votes = Votes(present - against - 1, against, self.chance.randint(0, 1))
        reason = "Негіз жоқ" if ruling is Ruling.REFUSE else ""
        await self.does(lambda desk: rule(desk, sitting, [item], ruling, reason, votes, category=other))
        return Voted(application, ruling, category, votes)

    async def _closes(self, sitting: int) -> None:
        revision = (await self.sees(lambda desk: desk.councils.sitting(sitting))).revision
        await self.does(lambda desk: close_sitting(desk, sitting, revision, opens))

    async def _reopens(self, sitting: int) -> None:
        revision = (await self.sees(lambda desk: desk.councils.sitting(sitting))).revision
        await self.does(lambda desk: reopen_sitting(desk, sitting, revision, opens))

    def _writes_down(self, sitting: int, present: int, voted: tuple[Voted, ...]) -> None:
        self.log.append(Sat(sitting, self.today, present, voted))
        for one in voted:
            if one.ruling is None:
                continue
            granted = one.ruling is Ruling.GRANT
            details = GIVEN[self.filed(one.application).service] if granted else {}
            reason = "" if granted else "Негіз жоқ"
            self.log.append(
                Ruled(
                    one.application,
                    one.ruling,
                    one.category,
                    self.today,
                    None,
                    details,
                    reason,
                    self.today,
                    sitting,
                )
            )

    # -- orders, lists, receipts, the roster -----------------------------------------------------------------------

    async def orders(self, share: float = 0.8) -> None:
        for waiting in await self.sees(waiting_orders):
            if not self.likely(share):
                continue
            order = await self._orders(waiting.service)
            if self.likely(0.25):
                await self.does(lambda desk, it=order: take_back_order(desk, it))
                order = await self._orders(waiting.service)
                self.notes.append("order taken back")
            book = f"{100 + order}-Б" if self.likely(0.3) else ""
            if book:
                await self.does(lambda desk, it=order: ask_book(desk, it, BOOK))
                await self.does(lambda desk, it=book: take_number(desk, it))
            self.log.append(Ordered(order, waiting.service, self.today, book))

    async def _orders(self, service: str) -> int:
        def order(desk: Desk) -> None:
            waiting = waiting_for_order(desk, service)
            make_order(desk, service, waiting.year, waiting.mark)

        await self.does(order)
        made = await self.sees(lambda desk: newest_order(desk, service, desk.schools.get().year))
        assert made is not None
        assert not await self.sees(lambda desk: stands(desk, made))
        return made.id

    async def hands_in(self) -> None:
        month = self.today.replace(day=1)
        number = month.year * 100 + month.month

        def work(desk: Desk) -> None:
            hand_in(desk, "meals", number, month_page(desk, "meals", number).mark)

        await self.does(work)
        self.log.append(HandedIn("meals", month, self.today))

    async def brings_receipts(self) -> None:
        for one in await self.in_state(State.GRANTED):
            if self.filed(one).service == "aid" and self.likely(0.3):
                await self.does(lambda desk, it=one: tick_receipts(desk, it, True))

    async def leaves(self, number: int) -> None:
        """A new list of their classes does not name them any more."""
        places = {pupil.id: class_id for pupil, class_id in await self.sees(older)}
        eats = [one.pupil for one in self.of(Filed) if one.pupil in places and one.service == "meals"]
        for pupil in self.chance.sample(sorted(set(eats)), number):
            await self._goes(pupil, places[pupil])

    async def _goes(self, pupil: int, class_id: int) -> None:
        def read(desk: Desk) -> None:
            name = desk.schools.class_(class_id).name
            rows = tuple(
                RosterPupil(name, one.name.last, one.name.first, one.name.patronymic, one.iin, one.birth_date)
                for one in desk.pupils.of_class(class_id)
                if one.id != pupil
            )
            keep_roster(desk, "тізім.xlsx", desk.schools.get().year, Roster(rows))

        def write(desk: Desk) -> None:
            there = newest_import(desk)
            assert there is not None
            assert [one.pupil.id for one in there.change.left] == [pupil]
            write_roster(desk, there.id, there.mark)

        await self.does(read)
        await self.does(write)
        self.log.append(Left(pupil, self.today))

    # -- the year ------------------------------------------------------------------------------------------------

    async def passes_month(self, month: int, sits: bool, applications: int) -> None:
        year = YEAR if month > 8 else YEAR + 1
        first = datetime(year, month, 2 if month != 9 else 8, 10, tzinfo=ZONE)
        self.office.clock.moves_to(first)
        await self.applies(applications)
        self.office.clock.passes(days=2)
        await self.looks_through()
        await self.decides()
        if sits:
            await self.sits()
        self.office.clock.passes(days=3)
        await self.changes()
        await self.orders()
        self.office.clock.passes(days=3)
        await self.brings_receipts()
        if month in (11, 2, 4):
            await self.leaves(1)
        await self.hands_in()
        if self.likely(0.4):
            self.office.clock.passes(days=2)
            await self.changes()
            await self.hands_in()

    async def ends(self) -> None:
        """Nothing waits for an order any more."""
        self.office.clock.passes(days=1)
        await self.orders(share=1)


def older(desk: Desk) -> list[tuple[Pupil, int]]:
    """The pupils of grade 5 and above who are at the school, each with the class."""
    year = desk.schools.get().year
    classes = [one.id for one in desk.schools.classes(year) if one.name.grade >= 5]
    return [(one, class_id) for class_id in classes for one in desk.pupils.of_class(class_id)]


def shares(whole: int, parts: int) -> list[int]:
    return [whole // parts + (place < whole % parts) for place in range(parts)]
