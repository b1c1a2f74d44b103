"""Words of the papers about applications: services, categories, answers, sums and what a decision is based on."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from bot.core.applications.printed import Case, Numbered, OrderLine, Ruled, What
from bot.core.forms.form import FILES
from bot.core.papers import PaperRequest
from bot.documents.wording import NOTHING, date_printed
from bot.texts import first_up, text

BLANK = "_" * 24
AMOUNT = "amount"
SHARED = "service"


def words(request: PaperRequest, key: str, **values: object) -> str:
    return text(key, request.language, **values)


def of_country(request: PaperRequest, key: str, **values: object) -> str:
    """Where the countries say it differently: laws, money, the personal number."""
    return words(request, f"{key}.{request.school.country}", **values)


def service_words(request: PaperRequest, service: str, part: str, **values: object) -> str:
    """The service's own words, those that all services share, or nothing."""
    for owner in (service, SHARED):
        key = f"{owner}.{part}.{request.school.country}"
        found = text(key, request.language)
        if found != key:
            return found.format(**values) if values else found
    return ""


def paper_words(request: PaperRequest, service: str, part: str, year: str = "") -> str:
    """What a service is called on papers, what is asked for, by which law, the heading of its order ..."""
    title = service_words(request, service, "title") or service
    return service_words(request, service, f"paper.{part}", title=title, year=year)


def label_of(request: PaperRequest, service: str, question: str) -> str:
    return service_words(request, service, f"{question}.label") or question


def answer_printed(request: PaperRequest, service: str, question: str, kept: str) -> str:
    """A tapped answer in its words, a typed one as it was typed."""
    return (service_words(request, service, f"{question}.{kept}") if _is_key(kept) else "") or kept


def proof_printed(request: PaperRequest, service: str, proof: str, length: str = "name") -> str:
    """A paper that proves something; its `label` in a narrow column."""
    shared = _known(f"proof.{proof}.{length}.{request.school.country}", request.language)
    return shared or service_words(request, service, f"{proof}.{length}") or label_of(request, service, proof)


def how_printed(request: PaperRequest, kept: str) -> str:
    """How a paper came in."""
    how = "files" if kept.startswith(FILES) else kept or "none"
    return words(request, f"case_papers.how.{how}")


def category_official(request: PaperRequest, category: str) -> str:
    """The official words of a category; its code where nobody has any."""
    key = f"category_of.{request.school.country}.{category}.official"
    return _known(key, request.language) or category


def category_short(request: PaperRequest, category: str) -> str:
    """A category in a narrow column: its number, or its short name where it has none."""
    if not category or category.isdecimal():
        return category or NOTHING
    return _known(f"category_of.{request.school.country}.{category}.name", request.language) or category


def category_lines(request: PaperRequest, categories: Iterable[str]) -> list[str]:
    """What the numbers in a column mean."""
    numbered = [one for one in categories if one.isdecimal()]
    return [
        words(request, "case_papers.category_means", category=one, words=category_official(request, one))
        for one in numbered
    ]


def iin_label(request: PaperRequest) -> str:
    return of_country(request, "case_papers.iin")


def amount_printed(kept: str | int | Decimal) -> str:
    """`46 228`, its thousands kept together."""
    written = str(kept)
    return f"{int(written):,}".replace(",", "\N{NO-BREAK SPACE}") if written.isdecimal() else written


def money_printed(request: PaperRequest, kept: str | int) -> str:
    return of_country(request, "case_papers.money", amount=amount_printed(kept))


def detail_label(request: PaperRequest, service: str, key: str) -> str:
    """As papers have it, else as the table of limits or the form does."""
    own = _known(f"case_papers.detail.{key}", request.language) or _known(
        f"limits.{key}.label", request.language
    )
    return own or service_words(request, service, f"{key}.label") or first_up(key)


def detail_printed(request: PaperRequest, key: str, kept: str) -> str:
    return money_printed(request, kept) if key == AMOUNT else day_or_words(request, kept)


def day_or_words(request: PaperRequest, kept: str) -> str:
    try:
        return date_printed(date.fromisoformat(kept), request.language)
    except ValueError:
        return kept


def details_printed(request: PaperRequest, ruled: Ruled) -> str:
    """All that is given, in one cell."""
    given = (detail_printed(request, key, kept) for key, kept in ruled.details.items() if kept)
    return "; ".join(given)


def day_printed(request: PaperRequest, day: date | None) -> str:
    return date_printed(day, request.language) if day else ""


def plain_day(day: date | None) -> str:
    """A day in a narrow column."""
    return f"{day:%d.%m.%Y}" if day else ""


def term_printed(ruled: Ruled) -> str:
    return f"{plain_day(ruled.since)} –\n{plain_day(ruled.until)}" if ruled.until else plain_day(ruled.since)


def basis_printed(request: PaperRequest, case: Case, ruled: Ruled | None) -> str:
    """The protocol and the order of a decision, or the application where there is neither."""
    papers = _papers_of(ruled) or (("application", Numbered(str(case.number), case.received_at.date())),)
    return "; ".join(
        words(request, f"case_papers.basis.{what}", number=paper.number, day=day_printed(request, paper.on))
        for what, paper in papers
    )


def ruled_basis(request: PaperRequest, ruled: Ruled | None) -> str:
    """The same in a narrow column, a paper a line."""
    papers = _papers_of(ruled)
    if ruled and ruled.application and not papers:
        papers = (("application", ruled.application),)
    return "\n".join(
        words(request, f"case_papers.short.{what}", number=paper.number, day=plain_day(paper.on))
        for what, paper in papers
    )


def _papers_of(ruled: Ruled | None) -> tuple[tuple[str, Numbered], ...]:
    found = (("protocol", ruled.protocol), ("order", ruled.order)) if ruled else ()
    return tuple((what, paper) for what, paper in found if paper)


def numbered_printed(paper: Numbered | None) -> str:
    """A protocol or an order in a column of its own."""
    return f"№ {paper.number}\n{plain_day(paper.on)}" if paper else ""


def change_printed(request: PaperRequest, one: OrderLine) -> str:
    of_category = one.before is not None and one.before.category != one.ruled.category
    changed = "category" if one.what is What.CHANGED and of_category else one.what
    return words(request, f"case_papers.change.{changed}")


def _known(key: str, language: str) -> str:
    """The words, or nothing where nobody has any."""
    found = text(key, language)
    return "" if found == key else found


def _is_key(kept: str) -> bool:
    return kept.isascii() and kept.isidentifier()
