"""A decision while it is put together: which applications, what it does, and which part is asked for next."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from zlib import crc32

from bot.core.applications.decision import Ruling
from bot.core.applications.registering import service_named

CATEGORY, REASON, SINCE, UNTIL = "category", "reason", "since", "until"
DETAIL = "detail."
# Nothing of these is decided without a reason (rule 13 of the conversations).
REASONED = frozenset({Ruling.REFUSE, Ruling.CHANGE, Ruling.END})


@dataclass(frozen=True, slots=True)
class Proposal:
    """What would be decided; `cases` are applications with the mark that each was drawn from.

    `mark` tells this proposal from the next one; `category` is empty where each keeps its own; `asks` is the part
    that the next typed message answers.
    """

    mark: str
    ruling: Ruling
    service: str
    cases: tuple[tuple[int, int], ...]
    since: date
    until: date | None = None
    category: str = ""
    reason: str = ""
    details: Mapping[str, str] = field(default_factory=dict)
    asks: str = ""

    @property
    def revision(self) -> str:
        """Changes with what is proposed: what is decided is what was seen."""
        return f"{crc32(repr(sorted(written(replace(self, asks='')).items())).encode()):08x}"

    @property
    def single(self) -> int:
        """The application, where it is only one."""
        return self.cases[0][0] if len(self.cases) == 1 else 0

    @property
    def lacks(self) -> str:
        """The next part that this ruling can not do without."""
        if self.ruling is Ruling.CHANGE and not self.category:
            return CATEGORY
        return REASON if self.ruling in REASONED and not self.reason else ""

    @property
    def parts(self) -> tuple[str, ...]:
        """What can be said of such a decision; a category is chosen for one application at a time."""
        own = (CATEGORY,) if self.single else ()
        details = tuple(DETAIL + one for one in service_named(self.service).details)
        return {
            Ruling.GRANT: (*own, SINCE, UNTIL, *details, REASON),
            Ruling.REFUSE: (REASON,),
            Ruling.CHANGE: (*own, SINCE, UNTIL, *details, REASON),
            Ruling.END: (SINCE, REASON),
        }[self.ruling]


def written(proposal: Proposal) -> dict[str, str]:
    """The proposal as words of a draft."""
    words = {
        "mark": proposal.mark,
        "ruling": proposal.ruling.value,
        "service": proposal.service,
        "cases": " ".join(f"{application}:{mark}" for application, mark in proposal.cases),
        SINCE: proposal.since.isoformat(),
        UNTIL: proposal.until.isoformat() if proposal.until else "",
        CATEGORY: proposal.category,
        REASON: proposal.reason,
        "asks": proposal.asks,
    }
    return words | {DETAIL + key: value for key, value in proposal.details.items()}


def read(words: Mapping[str, str]) -> Proposal:
    cases = (one.split(":") for one in words["cases"].split())
    return Proposal(
        mark=words["mark"],
        ruling=Ruling(words["ruling"]),
        service=words["service"],
        cases=tuple((int(application), int(mark)) for application, mark in cases),
        since=date.fromisoformat(words[SINCE]),
        until=date.fromisoformat(words[UNTIL]) if words[UNTIL] else None,
        category=words[CATEGORY],
        reason=words[REASON],
        details={key.removeprefix(DETAIL): value for key, value in words.items() if key.startswith(DETAIL)},
        asks=words["asks"],
    )
