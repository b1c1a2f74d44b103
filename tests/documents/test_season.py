"""A season of the office: 120 applications, six sittings; every paper against every other and against a recount."""

import random
import re
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
import pytest_asyncio

from bot.core.applications.case_papers import papers_of
from bot.core.applications.decision import Ruling
from bot.core.issuing import SOURCES
from bot.core.papers import Format, Paper, PaperRequest, Wanted
from bot.core.people import Pupil
from bot.core.ports import Desk
from bot.documents.case_wording import paper_words
from bot.documents.contents import Content
from bot.documents.making import content_of, make
from bot.texts import first_up
from tests.core.office import office_over
from tests.documents.reading import sheets, text_of
from tests.documents.recount import Issued, Listed, Recount
from tests.documents.season import (
    APPLICATIONS,
    GIVEN,
    MONTHS,
    YEAR,
    Left,
    Ruled,
    Sat,
    Season,
    Voted,
    shares,
)

ALL_SERVICES = ("meals", "camp", "aid", "sponsor")
SEEDS = (7,)
MORE_SEEDS = (11, 23, 42, 99, 2026)
RESULTS = {
    "granted": "берілді",
    "ended": "тоқтатылды",
    "refused": "бас тартылды",
    "withdrawn": "өтініш қайтарып алынды",
    "open": "қаралуда",
}
RULED = {None: "кейінге қалдырылсын", Ruling.GRANT: "берілсін", Ruling.REFUSE: "бас тартылсын"}
CHANGES = {"came": "тізімге енгізілді", "left": "тізімнен шығарылды"}
VERDICTS = {
    Ruling.GRANT: "ҚАНАҒАТТАНДЫРЫЛДЫ",
    Ruling.REFUSE: "БАС ТАРТЫЛДЫ",
    Ruling.CHANGE: "ӨЗГЕРТІЛДІ",
    Ruling.END: "ТОҚТАТЫЛДЫ",
}
Row = dict[str, str]


@pytest_asyncio.fixture
async def season(
    request: pytest.FixtureRequest, school_database: Path, tmp_path: Path
) -> AsyncIterator[Season]:
    async with office_over(school_database, tmp_path) as office:
        yield Season(office, random.Random(request.param))


@pytest.mark.parametrize("season", SEEDS, indirect=True)
async def test_all_papers_of_a_season_agree(season: Season) -> None:
    await a_year(season)


@pytest.mark.parametrize("season", MORE_SEEDS, indirect=True)
async def test_all_papers_of_more_seasons_agree(season: Season, soak: bool) -> None:
    if not soak:
        pytest.skip("one season is enough: --soak makes five more")
    await a_year(season)


async def a_year(season: Season) -> None:
    """Looked at once in the middle, with decisions that wait for an order, and at the end."""
    await season.begins()
    for (month, sits), number in zip(MONTHS, shares(APPLICATIONS, len(MONTHS)), strict=True):
        await season.passes_month(month, sits, number)
        if month == 1:
            check(await gathered(season), files=False)
    await season.ends()
    assert is_eventful(season)
    check(await gathered(season))


def is_eventful(season: Season) -> bool:
    """Whether there is enough in it to be worth checking."""
    rulings = Counter(one.ruling for one in season.of(Ruled))
    assert len(Recount(season.log).filed) == APPLICATIONS
    assert len(season.of(Sat)) == sum(sits for _, sits in MONTHS)
    assert len(season.of(Left)) >= 2
    assert len({one.source for one in Recount(season.log).filed.values()}) == 5
    return min(rulings[one] for one in Ruling) >= 5


# -- gathering ---------------------------------------------------------------------------------------------------


@dataclass
class Papers:
    """All papers of a moment: what stands on them, what they are made of, who the children are."""

    today: date
    recount: Recount
    pupils: dict[int, Pupil]
    requests: dict[tuple[Paper, int, str], PaperRequest] = field(default_factory=dict)
    contents: dict[tuple[Paper, int, str], Content] = field(default_factory=dict)

    def values(self, paper: Paper, subject: int = 0, key: str = "") -> dict[str, object]:
        return dict(self.contents[paper, subject, key].values)

    def rows(self, paper: Paper, subject: int = 0, key: str = "") -> list[Row]:
        rows = self.values(paper, subject, key)["rows"]
        assert isinstance(rows, list)
        return rows

    def word(self, paper: Paper, subject: int = 0, key: str = "") -> str:
        return text_of(make(paper, Format.WORD, self.requests[paper, subject, key]).content)

    def excel(self, paper: Paper, subject: int = 0, key: str = "") -> list[list[list[object]]]:
        made = make(paper, Format.EXCEL, self.requests[paper, subject, key])
        return list(sheets(made.content).values())

    def name(self, application: int) -> str:
        return self.pupils[self.recount.filed[application].pupil].name.full

    def of(self, paper: Paper) -> list[tuple[int, str]]:
        return [(subject, key) for kind, subject, key in self.requests if kind is paper]


async def gathered(season: Season) -> Papers:
    """Every paper that the pedagogue can take out now."""
    recount = Recount(list(season.log))
    pupils = await season.sees(lambda desk: {one.id: one for one in desk.pupils.every()})
    papers = Papers(season.today, recount, pupils)

    def gather(desk: Desk) -> None:
        wanted = [*of_services(recount), *of_records(recount)]
        wanted += [(paper, one, "") for one in recount.filed for paper in papers_of(desk, one)]
        for paper, subject, key in wanted:
            asked = Wanted(paper, "kk", Format.WORD, subject, key)
            SOURCES[paper].check(desk, asked)
            papers.requests[paper, subject, key] = SOURCES[paper].request(desk, asked)

    await season.sees(gather)
    papers.contents |= {key: content_of(key[0], request) for key, request in papers.requests.items()}
    return papers


def of_services(recount: Recount) -> list[tuple[Paper, int, str]]:
    found = [(Paper.AID_TOTALS, YEAR, "")]
    for service in ALL_SERVICES:
        keys = (service, *(f"{service}.{category}" for category in "12345"))
        found += [
            (Paper.APPLICATION_REGISTER, YEAR, service),
            *((Paper.BENEFICIARIES, 0, one) for one in keys),
        ]
    months = sorted(recount.months())
    return [*found, *((Paper.MONTHLY_LIST, one.year * 100 + one.month, "meals") for one in months)]


def of_records(recount: Recount) -> list[tuple[Paper, int, str]]:
    sittings = [(Paper.PROTOCOL, one.sitting, "") for one in recount.sat]
    kinds = {True: Paper.ORDER, False: Paper.ORDER_CHANGES}
    return [*sittings, *((kinds[one.first], one.ordered.order, "") for one in recount.orders)]


# -- checking ----------------------------------------------------------------------------------------------------


def check(papers: Papers, files: bool = True) -> None:
    """What stands on the papers; at the end also what can be read in the files, and that nothing waits any more."""
    for service in ALL_SERVICES:
        check_register(papers, service)
        check_beneficiaries(papers, service)
    for number, sat in enumerate(papers.recount.sat, 1):
        check_protocol(papers, number, sat)
    for issued in papers.recount.orders:
        check_order(papers, issued)
    check_orders_together(papers)
    check_months(papers)
    for application in papers.recount.filed:
        check_case_papers(papers, application)
    check_totals(papers)
    if files:
        check_files(papers)
        granted = {one for one in papers.recount.filed if papers.recount.has(one)}
        assert granted <= {line.application for one in papers.recount.orders for line in one.lines}


def check_files(papers: Papers) -> None:
    """The Word and Excel files say what the rows say."""
    for service in ALL_SERVICES:
        check_register_files(papers, service)
        check_beneficiaries_files(papers, service)
    for sat in papers.recount.sat:
        check_protocol_file(papers, sat)
    for issued in papers.recount.orders:
        check_order_file(papers, issued)
    for month in papers.recount.months():
        check_month_files(papers, month.year * 100 + month.month)


def plain(day: date) -> str:
    return f"{day:%d.%m.%Y}"


def numbered(number: object, day: date) -> str:
    return f"№ {number}\n{plain(day)}"


def check_register(papers: Papers, service: str) -> None:
    """Gapless, each with the protocol and the order that it stands in; the files say what the rows say."""
    recount = papers.recount
    rows = papers.rows(Paper.APPLICATION_REGISTER, YEAR, service)
    assert [row["number"] for row in rows] == [str(one) for one in range(1, len(recount.of(service)) + 1)]
    for one, row in zip(recount.of(service), rows, strict=True):
        application = one.application
        protocol, order = recount.protocol(application), recount.order_of.get(application)
        assert row["child"] == papers.name(application)
        assert row["received"] == f"{plain(one.at.date())}\n{one.at:%H:%M}"
        assert row["category"] == recount.category(application), (service, row["number"])
        assert row["council"] == (numbered(*protocol) if protocol else ""), (service, row["number"])
        assert row["order"] == (numbered(order.printed, order.ordered.day) if order else ""), (service, row)
        assert row["result"].split(":")[0] == RESULTS[recount.result(application)], (service, row)


def check_register_files(papers: Papers, service: str) -> None:
    rows = papers.rows(Paper.APPLICATION_REGISTER, YEAR, service)
    (table,) = papers.excel(Paper.APPLICATION_REGISTER, YEAR, service)
    printed = [[str(cell) for cell in line[1:-1]] for line in table if isinstance(line[0], float)]
    keys = [key for key in rows[0] if key not in ("number", "signature")]
    assert printed == [[row[key] for key in keys] for row in rows]
    word = papers.word(Paper.APPLICATION_REGISTER, YEAR, service)
    counted = Counter(papers.recount.result(one.application) for one in papers.recount.of(service))
    granted = counted["granted"] + counted["ended"]
    assert f"Өтініштер саны: {len(rows)}; берілді: {granted}; бас тартылды: {counted['refused']}" in word
    for row in rows:
        assert f"{row['child']}" in word
        assert row["council"].replace("\n", " / ") in word


def check_protocol(papers: Papers, number: int, sat: Sat) -> None:
    """Everybody who was heard once, with the votes of no more than were there, as the register has it."""
    values = papers.values(Paper.PROTOCOL, sat.sitting)
    assert values["protocol"] == str(number)
    assert values["draft"] is False
    present, points = values["present"], values["points"]
    assert isinstance(present, list)
    assert isinstance(points, list)
    assert len(present) == sat.present
    request = papers.requests[Paper.PROTOCOL, sat.sitting, ""]
    services = {first_up(paper_words(request, one, "agenda")): one for one in ALL_SERVICES}
    rows = {(services[point["title"]], row["application"]): row for point in points for row in point["rows"]}
    heard = {heard_as(papers, one): one for one in sat.voted}
    assert sorted(rows) == sorted(heard)
    assert len(rows) == sum(len(point["rows"]) for point in points)
    for key, row in rows.items():
        assert row["child"] == papers.name(heard[key].application)
        check_heard(papers, heard[key], row, sat)
    decided = Counter(one.ruling for one in sat.voted)
    assert sum(int(re.findall(r"\d+", point["decided"])[0]) for point in points) == decided[Ruling.GRANT]


def check_protocol_file(papers: Papers, sat: Sat) -> None:
    word, points = (
        papers.word(Paper.PROTOCOL, sat.sitting),
        papers.values(Paper.PROTOCOL, sat.sitting)["points"],
    )
    assert isinstance(points, list)
    for row in [row for point in points for row in point["rows"]]:
        assert f"{row['child']} | {row['class_name']} | {row['application']} | {row['category']}" in word


def heard_as(papers: Papers, one: Voted) -> tuple[str, str]:
    """The service and the number by which a protocol names an application."""
    filed = papers.recount.filed[one.application]
    number = papers.recount.numbers[one.application]
    return filed.service, f"№ {number}, {plain(filed.at.date())}"


def check_heard(papers: Papers, said: Voted, row: Row, sat: Sat) -> None:
    assert row["decision"].startswith(RULED[said.ruling])
    if said.votes is None:
        return
    votes = (said.votes.in_favour, said.votes.against, said.votes.abstained)
    assert tuple(int(row[key]) for key in ("in_favour", "against", "abstained")) == votes
    assert sum(votes) <= sat.present
    assert row["category"] == said.category
    if said.ruling is Ruling.GRANT:
        for given in GIVEN[papers.recount.filed[said.application].service].values():
            assert spaced(given) in row["decision"] or given in row["decision"]


def spaced(amount: str) -> str:
    return f"{int(amount):,}".replace(",", "\N{NO-BREAK SPACE}") if amount.isdecimal() else amount


def check_order(papers: Papers, issued: Issued) -> None:
    """The number of its place in the year, and the children whose right changed since the order before."""
    paper = Paper.ORDER if issued.first else Paper.ORDER_CHANGES
    values, rows = papers.values(paper, issued.ordered.order), papers.rows(paper, issued.ordered.order)
    assert (values["order"], values["signed_on"]) != ("", "")
    assert values["order"] == issued.printed
    lines = {(papers.name(one.application), one.what): one for one in issued.lines}
    assert sorted((row["child"], what_of(row)) for row in rows) == sorted(lines)
    assert [row["number"] for row in rows] == [str(one) for one in range(1, len(rows) + 1)]
    for row in rows:
        check_order_line(issued, lines[row["child"], what_of(row)], row)


def check_order_file(papers: Papers, issued: Issued) -> None:
    """The children, the protocols that are its basis, and the sum that it gives."""
    paper = Paper.ORDER if issued.first else Paper.ORDER_CHANGES
    word = papers.word(paper, issued.ordered.order)
    assert all(row["child"] in word for row in papers.rows(paper, issued.ordered.order))
    of_council = [one for one in issued.lines if by_council_only(papers, one)]
    for number, _ in filter(None, {papers.recount.protocol(one.application) for one in of_council}):
        assert f"№ {number} хаттамасы" in word
    if issued.ordered.service == "aid" and any(one.before is None for one in issued.lines):
        gave = [(one.before, one.after) for one in issued.lines if one.after]
        total = sum(
            int(now.details["amount"]) - int(was.details["amount"] if was else 0) for was, now in gave
        )
        assert spaced(str(total)) in word


def by_council_only(papers: Papers, line: Listed) -> bool:
    """Whether the line stands on what the council said and nothing after it."""
    made = papers.recount.rulings(line.application)
    return line.before is None and line.after is not None and len(made) == 1


def what_of(row: Row) -> str:
    """What an order does with a child; a first list has only those who came."""
    kinds = {words: what for what, words in CHANGES.items()}
    return kinds.get(row.get("change", CHANGES["came"]), "changed")


def check_order_line(issued: Issued, line: Listed, row: Row) -> None:
    if issued.first:
        assert line.before is None
        assert line.after
        assert row["category"] == line.after.category
        assert row["term"].startswith(plain(line.after.since))
        return
    was, now = line.before or line.after, line.after or line.before
    assert was
    assert now
    assert row["category"] == (
        now.category if was.category == now.category else f"{was.category} → {now.category}"
    )
    assert row["since"]


def check_orders_together(papers: Papers) -> None:
    """Nobody comes onto the lists twice by one application."""
    recount = papers.recount
    came = Counter(line.application for one in recount.orders for line in one.lines if line.what == "came")
    assert set(came.values()) <= {1}
    printed = Counter[str]()
    for one in recount.orders:
        rows = papers.rows(Paper.ORDER if one.first else Paper.ORDER_CHANGES, one.ordered.order)
        printed.update(row["child"] for row in rows if row.get("change", CHANGES["came"]) == CHANGES["came"])
    assert printed == Counter(papers.name(one) for one in came.elements())


def check_beneficiaries(papers: Papers, service: str) -> None:
    """Everybody who has it today, and nobody else; the lists by category are parts of the whole one."""
    held = papers.recount.held(service, papers.today)
    rows = papers.rows(Paper.BENEFICIARIES, 0, service)
    wanted = [
        (papers.name(one), state.category, plain(state.since), plain(state.until) if state.until else "")
        for one, state in held.items()
    ]
    keys = ("child", "category", "since", "until")
    assert sorted(tuple(row[key] for key in keys) for row in rows) == sorted(wanted)
    parts = [papers.rows(Paper.BENEFICIARIES, 0, f"{service}.{category}") for category in "12345"]
    assert [row["category"] for part in parts for row in part] == sorted(row["category"] for row in rows)
    assert Counter(row["child"] for part in parts for row in part) == Counter(row["child"] for row in rows)


def check_beneficiaries_files(papers: Papers, service: str) -> None:
    rows = papers.rows(Paper.BENEFICIARIES, 0, service)
    (table,) = papers.excel(Paper.BENEFICIARIES, 0, service)
    assert [str(line[1]) for line in table if isinstance(line[0], float)] == [row["child"] for row in rows]
    word = papers.word(Paper.BENEFICIARIES, 0, service)
    assert all(row["child"] in word for row in rows)


def check_months(papers: Papers) -> None:
    """Each list is the fold of the decisions, and what came, left and changed turns one into the next."""
    before: dict[str, str] | None = None
    for month, expected in sorted(papers.recount.months().items()):
        subject = month.year * 100 + month.month
        rows = papers.rows(Paper.MONTHLY_LIST, subject, "meals")
        listed = {row["child"]: row["category"] for row in rows}
        assert listed == {papers.pupils[one].name.full: said for one, said in expected.items()}, month
        assert len(rows) == len(expected)
        moved = papers.values(Paper.MONTHLY_LIST, subject, "meals")["moved"]
        assert isinstance(moved, list)
        if before is not None:
            assert turned(before, moved, listed) == listed, month
        before = listed


def turned(before: dict[str, str], moved: Sequence[Row], now: dict[str, str]) -> dict[str, str]:
    """The list of the month before with the changes that the new one prints."""
    after = dict(before)
    for row in moved:
        child, change = row["child"], row["change"]
        if "енді" in change:
            assert child not in after
            after[child] = now[child]
        elif "шықты" in change:
            del after[child]
            assert row["reason"]
        else:
            was, becomes = re.findall(r"\d", change)
            assert after[child] == was
            after[child] = becomes
    return after


def check_month_files(papers: Papers, subject: int) -> None:
    rows = papers.rows(Paper.MONTHLY_LIST, subject, "meals")
    typed_in, changed = papers.excel(Paper.MONTHLY_LIST, subject, "meals")
    listed = [(str(line[1]), str(line[3])[:1]) for line in typed_in if len(str(line[0])) == 12]
    assert listed == [(row["child"], row["category"]) for row in rows]
    moved = papers.values(Paper.MONTHLY_LIST, subject, "meals")["moved"]
    assert isinstance(moved, list)
    assert [str(line[1]) for line in changed if isinstance(line[0], float)] == [row["child"] for row in moved]
    word = papers.word(Paper.MONTHLY_LIST, subject, "meals")
    assert f"Оқушылар саны: {len(rows)}." in word
    assert all(row["child"] in word for row in (*rows, *moved))


def check_case_papers(papers: Papers, application: int) -> None:
    recount = papers.recount
    service, number = recount.filed[application].service, recount.numbers[application]
    rulings, has = recount.rulings(application), recount.has(application)
    there = {
        paper for paper, subject, _ in papers.requests if subject == application and paper in CASE_PAPERS
    }
    assert papers.values(Paper.APPLICATION, application)["case_number"] == str(number)
    assert (Paper.NOTICE in there) is bool(rulings)
    assert (Paper.VOUCHER in there) is bool(has and service == "camp")
    assert (Paper.HANDOVER_ACT in there) is bool(has and service in ("aid", "sponsor"))
    assert (Paper.RECEIPTS_SHEET in there) is bool(has and service == "aid")
    if rulings:
        check_notice(papers, application, rulings[-1])
    for paper in there - {Paper.APPLICATION, Paper.NOTICE}:
        assert papers.values(paper, application)["case_number"] == str(number)
    if has and service == "camp":
        assert {"Сынақ лагері", "2-13 маусым"} <= {
            row["value"] for row in papers.rows(Paper.VOUCHER, application)
        }


CASE_PAPERS = (Paper.APPLICATION, Paper.NOTICE, Paper.VOUCHER, Paper.HANDOVER_ACT, Paper.RECEIPTS_SHEET)


def check_notice(papers: Papers, application: int, last: Ruled) -> None:
    """The newest decision with the papers that it stands in."""
    values = papers.values(Paper.NOTICE, application)
    said = " ".join(row["value"] for row in papers.rows(Paper.NOTICE, application))
    assert str(values["verdict"]).endswith(VERDICTS[last.ruling])
    assert papers.name(application) in said
    assert last.reason in said
    if last.sitting:
        protocol = papers.recount.protocol(application)
        assert protocol
        assert f"№ {protocol[0]} хаттамасы" in said
    if last.ruling in (Ruling.GRANT, Ruling.CHANGE):
        assert f"{last.category}. " in said


def check_totals(papers: Papers) -> None:
    """Numbers and sums by service and source: of the decisions, of the acts, of the sheets for receipts."""
    values, recount = papers.values(Paper.AID_TOTALS, YEAR), papers.recount
    rows = papers.rows(Paper.AID_TOTALS, YEAR)
    given = {service: recount.given(service) for service in ALL_SERVICES}
    for service in ("aid", "sponsor"):
        of_service = [row for row in rows if row["source"] == GIVEN[service]["source"]]
        amount = sum(amount_of(row["amount"]) for row in of_service)
        assert amount == sum(int(one.details["amount"]) for one in given[service].values())
        acts = [
            papers.values(Paper.HANDOVER_ACT, one)
            for one, _ in papers.of(Paper.HANDOVER_ACT)
            if recount.filed[one].service == service
        ]
        assert amount == sum(amount_of(str(one["worth"])) for one in acts)
        assert len(acts) == len(given[service])
    sheets_of_money = [one for one, _ in papers.of(Paper.RECEIPTS_SHEET)]
    on_sheets = [
        row["value"]
        for one in sheets_of_money
        for row in papers.rows(Paper.RECEIPTS_SHEET, one)
        if "теңге" in row["value"]
    ]
    assert sum(map(amount_of, on_sheets)) == sum(int(one.details["amount"]) for one in given["aid"].values())
    pupils = {recount.filed[one].pupil for its in given.values() for one in its}
    whole = values["whole"]
    assert isinstance(whole, dict)
    assert whole["pupils"] == str(len(pupils))
    assert amount_of(whole["amount"]) == sum(amount_of(row["amount"]) for row in rows)
    notes = " ".join(map(str, values["notes"]))  # type: ignore[call-overload]
    for service in ALL_SERVICES:
        refused = sum(recount.result(one.application) == "refused" for one in recount.of(service))
        assert f"өтініштер: {len(recount.of(service))}, бас тартылғаны: {refused}." in notes


def amount_of(printed: str) -> int:
    return int("".join(re.findall(r"\d", printed)) or 0)
