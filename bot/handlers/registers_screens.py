"""How the registers look: what can be taken out, what is still to be chosen, a month with its difference."""

from datetime import date
from html import escape

from bot.chat import ROWS, Button, Row, Screen, in_rows, page_of
from bot.core.applications.monthly import MonthPage
from bot.core.applications.printed import Moved, Numbered, What, Why
from bot.core.applications.registers import OF_CATEGORY, Registers, split_key
from bot.core.papers import REGISTRY, About, Format, Names, Paper, papers_about
from bot.core.school import Country, SchoolYear
from bot.core.services.service import Service
from bot.handlers.addresses.case_papers import MakeCasePaper
from bot.handlers.addresses.cases import OpenCases
from bot.handlers.addresses.registers import ChooseRegister, HandInMonth, OpenMonth, OpenRegisters
from bot.handlers.application_words import day_words, service_title
from bot.handlers.handing_out import format_rows, kinds_of
from bot.handlers.survey_words import cut
from bot.texts import Words

MONTHS_A_ROW = 2
MOVES_A_PAGE = 6
REASON_LENGTH, LINE_LENGTH = 40, 110
OF_A_SERVICE = frozenset({Paper.APPLICATION_REGISTER, Paper.BENEFICIARIES, Paper.MONTHLY_LIST})
OF_A_YEAR = frozenset({Paper.APPLICATION_REGISTER, Paper.AID_TOTALS})


def registers_screen(words: Words, found: Registers) -> Screen:
    papers = [one for one in papers_about(About.SERVICE) if found.monthly or one is not Paper.MONTHLY_LIST]
    rows: list[Row] = [
        (Button(words(f"paper_shelf.{paper}"), ChooseRegister(paper=paper.value)),) for paper in papers
    ]
    rows.append((Button(words("go.back"), OpenCases()),))
    return Screen(words.html("registers.title"), rows)


def choosing_screen(words: Words, found: Registers, place: ChooseRegister, pdf: bool) -> Screen:
    """What is still to be chosen: nothing of it is stored, the address holds it all."""
    if place.paper not in papers_about(About.SERVICE):
        return registers_screen(words, found)
    paper = Paper(place.paper)
    services = found.monthly if paper is Paper.MONTHLY_LIST else found.services
    if paper in OF_A_SERVICE and not place.key:
        if len(services) != 1:
            return services_screen(words, services, place)
        place = place.model_copy(update={"key": services[0].key})
    if paper is Paper.MONTHLY_LIST and not place.subject:
        return months_screen(words, found, place)
    if paper is Paper.BENEFICIARIES and OF_CATEGORY not in place.key:
        return categories_screen(words, found.service(place.key), place)
    return formats_screen(words, found, place, pdf)


def services_screen(words: Words, services: tuple[Service, ...], place: ChooseRegister) -> Screen:
    rows: list[Row] = [
        (Button(service_title(words, one.key), place.model_copy(update={"key": one.key})),)
        for one in services[:ROWS]
    ]
    rows.append((Button(words("go.back"), OpenRegisters()),))
    return Screen(_title(words, place) + words.html("registers.choose_service"), rows)


def categories_screen(words: Words, service: Service, place: ChooseRegister) -> Screen:
    """All of them come first."""
    named = [("", words("registers.all_categories"))]
    named += [(one, category_name(words, service.country, one)) for one in service.categories]
    rows: list[Row] = [
        (Button(label, place.model_copy(update={"key": f"{service.key}{OF_CATEGORY}{category}"})),)
        for category, label in named
    ]
    rows.append((Button(words("go.back"), ChooseRegister(paper=place.paper)),))
    about = service_title(words, service.key)
    return Screen(_title(words, place) + words.html("registers.choose_category", service=about), rows)


def months_screen(words: Words, found: Registers, place: ChooseRegister) -> Screen:
    """Those whose list was handed in carry a sign."""
    handed_in = found.handed_in.get(place.key, frozenset())
    buttons = [
        Button(
            ("✅ " if month in handed_in else "") + month_words(words, month),
            OpenMonth(service=place.key, month=number_of(month)),
        )
        for month in found.months
    ]
    back = ChooseRegister(paper=place.paper) if len(found.monthly) > 1 else OpenRegisters()
    rows = [*in_rows(buttons, MONTHS_A_ROW), (Button(words("go.back"), back),)]
    about = service_title(words, place.key)
    return Screen(_title(words, place) + words.html("registers.choose_month", service=about), rows)


def formats_screen(words: Words, found: Registers, place: ChooseRegister, pdf: bool) -> Screen:
    """Language and kind of file in one tap; above them the year where there are several."""
    paper = Paper(place.paper)
    service, category = split_key(place.key)
    subject = place.subject or (found.years[0].first if paper in OF_A_YEAR else 0)

    def make(language: str, kind: Format) -> MakeCasePaper:
        return MakeCasePaper(
            paper=paper.value,
            subject=subject,
            key=service + (OF_CATEGORY + category if category else ""),
            names=place.names,
            language=language,
            format=kind.value,
        )

    rows: list[Row] = [_years(words, found, place, subject)] if paper in OF_A_YEAR else []
    rows += format_rows(words, found.languages, kinds_of(paper, pdf), make)
    if REGISTRY[paper].names is Names.CHOSEN:
        label = words("paper_shelf.without_names" if place.names else "paper_shelf.with_names")
        rows.append((Button(label, place.model_copy(update={"names": not place.names})),))
    rows.append((Button(words("go.back"), _back(found, place)),))
    about = _about(words, found, place, subject)
    return Screen(_title(words, place) + words.html("paper_shelf.choose_format", about=about), rows)


def month_screen(words: Words, page: MonthPage, number: int) -> Screen:
    """How many are on the list, who came, left or changed and why, and what can be done with it."""
    shown = page_of(page.moved, number, MOVES_A_PAGE)
    service, month = page.service, number_of(page.month)
    lines = [_moved_line(words, one) for one in shown.items]
    text = "\n".join([_month_head(words, page), *lines, _month_state(words, page)])
    rows: list[Row] = [shown.turners(lambda turned: OpenMonth(service=service, month=month, page=turned))]
    if page.handles and (page.handed_in is None or page.stale):
        hand_in = Button(
            words("registers.hand_in"), HandInMonth(service=service, month=month, mark=page.mark), "success"
        )
        rows.append((hand_in,))
    paper = ChooseRegister(paper=Paper.MONTHLY_LIST.value, key=service, subject=month)
    rows.append((Button(words("registers.paper"), paper),))
    back = ChooseRegister(paper=Paper.MONTHLY_LIST.value, key=service)
    rows.append((Button(words("go.back"), back),))
    return Screen(text, rows)


def month_words(words: Words, month: date) -> str:
    return words(f"case_papers.month.{month.month}", year=month.year)


def number_of(month: date) -> int:
    return month.year * 100 + month.month


def category_name(words: Words, country: Country, category: str) -> str:
    """`2 · Low-income family`; a category that is a word is called by its name only."""
    name = words(f"category_of.{country}.{category}.name")
    return f"{category} · {name}" if category.isdecimal() else name


def _title(words: Words, place: ChooseRegister) -> str:
    return f"<b>{words(f'paper_shelf.{place.paper}')}</b>\n"


def _years(words: Words, found: Registers, place: ChooseRegister, chosen: int) -> Row:
    if len(found.years) == 1:
        return ()
    return tuple(
        Button(
            str(year),
            place.model_copy(update={"subject": year.first}),
            "primary" if year.first == chosen else None,
        )
        for year in sorted(found.years)
    )


def _about(words: Words, found: Registers, place: ChooseRegister, subject: int) -> str:
    """Of which service, category, year or month, and whether with names."""
    service, category = split_key(place.key)
    parts = [service_title(words, service)] if service else []
    if place.paper == Paper.BENEFICIARIES:
        country = found.service(service).country
        all_of_them = words("registers.all_categories")
        parts.append(category_name(words, country, category) if category else all_of_them)
        parts.append(words("paper_shelf.names" if place.names else "paper_shelf.no_names"))
    if place.paper in OF_A_YEAR:
        parts.append(str(SchoolYear(subject)))
    if place.paper == Paper.MONTHLY_LIST:
        parts.append(month_words(words, date(subject // 100, subject % 100, 1)))
    return " · ".join(parts)


def _back(found: Registers, place: ChooseRegister) -> ChooseRegister | OpenMonth | OpenRegisters:
    service, _ = split_key(place.key)
    if place.paper == Paper.MONTHLY_LIST:
        return OpenMonth(service=service, month=place.subject)
    if place.paper == Paper.BENEFICIARIES:
        return ChooseRegister(paper=place.paper, key=service)
    if place.paper in OF_A_SERVICE and len(found.services) > 1:
        return ChooseRegister(paper=place.paper)
    return OpenRegisters()


def _month_head(words: Words, page: MonthPage) -> str:
    title = service_title(words, page.service)
    month = month_words(words, page.month)
    head = words.html("registers.month", service=title, month=month, number=len(page.lines))
    if page.before is None:
        return f"{head}\n{words.html('registers.month.first')}"
    before = month_words(words, page.before.month)
    if not page.moved:
        return f"{head}\n{words.html('registers.month.same', month=before)}"
    numbers = {what.value: sum(one.what is what for one in page.moved) for what in What}
    return f"{head}\n{words.html('registers.month.changes', month=before, **numbers)}"


def _month_state(words: Words, page: MonthPage) -> str:
    if page.handed_in is None:
        return f"\n{words.html('registers.not_handed_in')}"
    key = "registers.stale" if page.stale else "registers.handed_in"
    return f"\n{words.html(key, day=day_words(page.handed_in.at.date()))}"


def _moved_line(words: Words, one: Moved) -> str:
    class_name = f" · {one.child.class_name}" if one.child.class_name else ""
    changed = f" {one.before} → {one.category}" if one.what is What.CHANGED else ""
    said = " · ".join(part for part in (_why(words, one), *_basis(words, one)) if part)
    line = f"{words(f'registers.sign.{one.what}')} {one.child.name.short}{class_name}{changed}"
    return escape(cut(f"{line} · {said}" if said else line, LINE_LENGTH), quote=False)


def _why(words: Words, one: Moved) -> str:
    if one.why is not Why.DECISION:
        return words(f"case_papers.why.{one.why}")
    return cut(one.ruled.reason, REASON_LENGTH) if one.ruled and one.ruled.reason else ""


def _basis(words: Words, one: Moved) -> list[str]:
    papers = (("order", one.ruled.order), ("protocol", one.ruled.protocol)) if one.ruled else ()
    return [_paper(words, what, paper) for what, paper in papers if paper][:1]


def _paper(words: Words, what: str, paper: Numbered) -> str:
    return words(f"case_papers.short.{what}", number=paper.number, day=day_words(paper.on))
