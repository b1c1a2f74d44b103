"""How the agenda of a sitting looks: its children, what could be put on it, and who of the council is there."""

from html import escape

from bot.chat import ROWS, Address, Button, Row, Screen, in_rows, page_of
from bot.core.applications.decision import Ruling
from bot.core.councils.council import CouncilMember
from bot.core.councils.sittings import Agenda, Entry, Waiting
from bot.core.councils.voting import Attendance
from bot.handlers.addresses.cases import OpenCase
from bot.handlers.addresses.sittings import (
    MarkAllPresent,
    MarkPresent,
    OpenAgenda,
    OpenItem,
    OpenPresence,
    OpenSitting,
    OpenWaiting,
    OpenWaitingList,
    PutOne,
    PutWaiting,
    TakeOff,
)
from bot.handlers.addresses.voting import ClearRuling, ProposeRuling
from bot.handlers.application_words import service_title
from bot.handlers.case_words import detail_words
from bot.handlers.sittings_words import (
    SIGNS,
    category_words,
    child_words,
    council_hints,
    entry_line,
    presence_line,
    votes_words,
    when_words,
)
from bot.handlers.survey_words import cut, fitted
from bot.texts import Words

CHILDREN_A_PAGE = ROWS
WAITING_A_PAGE = ROWS - 1
MEMBERS_A_PAGE = 2 * (ROWS - 1)
REASON_LENGTH = 200


def agenda_screen(words: Words, view: Agenda, page: int) -> Screen:
    """A line and a button for each child, numbered alike."""
    here, shown = view.sitting.id, page_of(view.entries, page, CHILDREN_A_PAGE)
    first = shown.number * CHILDREN_A_PAGE + 1
    lines = [entry_line(words, place, one) for place, one in enumerate(shown.items, first)]
    buttons = [
        Button(
            fitted(f"{place}. ", one.pupil.name.short, f" {SIGNS[one.item.ruling]}"),
            OpenItem(sitting_id=here, item_id=one.item.id),
        )
        for place, one in enumerate(shown.items, first)
    ]
    head = words.html("council.agenda.title", when=when_words(view.at), number=len(view.entries))
    text = "\n".join([head, "", *(escape(one, quote=False) for one in lines)])
    rows: list[Row] = [*in_rows(buttons, 2), shown.turners(lambda at: OpenAgenda(sitting_id=here, page=at))]
    if view.open:
        rows.append((Button(words("council.add_children"), OpenWaiting(sitting_id=here)),))
    return Screen(text, [*rows, (_back(words, OpenSitting(sitting_id=here)),)])


def item_screen(words: Words, view: Agenda, entry: Entry) -> Screen:
    """One child: what is asked for, what was decided; while the sitting is open, the ways to decide."""
    item, application = entry.item, entry.application
    lines = [
        words.html(
            "council.item",
            child=child_words(entry.pupil, entry.class_),
            service=service_title(words, application.service),
            number=application.number,
            category=category_words(words, entry, item),
        ),
        *_ruled(words, view, entry),
    ]
    rows = _acts(words, view, entry) if view.open else []
    case = Button(words("council.open_case"), OpenCase(application_id=application.id))
    back = _back(words, OpenAgenda(sitting_id=view.sitting.id))
    return Screen("\n".join(lines), [*rows, (case,), (back,)])


def _ruled(words: Words, view: Agenda, entry: Entry) -> list[str]:
    """What was voted, with its reason and what is given."""
    item = entry.item
    if item.ruling is None:
        return [words.html("council.item.undecided" if view.open else "council.item.put_off")]
    found = [words.html(f"council.item.{item.ruling}", votes=votes_words(item.votes))]
    if item.reason:
        found.append(words.html("council.item.reason", reason=cut(item.reason, REASON_LENGTH)))
    found += [
        escape(f"{detail_words(words, key)}: {value}", quote=False) for key, value in item.details.items()
    ]
    return found


def _acts(words: Words, view: Agenda, entry: Entry) -> list[Row]:
    here, item = view.sitting, entry.item
    grant = ProposeRuling(sitting_id=here.id, ruling=Ruling.GRANT.value, item_id=item.id)
    refuse = ProposeRuling(sitting_id=here.id, ruling=Ruling.REFUSE.value, item_id=item.id)
    rows: list[Row] = [
        (
            Button(words("council.grant"), grant, "primary" if item.ruling is None else None),
            Button(words("council.refuse"), refuse),
        )
    ]
    if item.ruling is None:
        off = TakeOff(sitting_id=here.id, application_id=entry.application.id)
        return [*rows, (Button(words("council.take_off"), off),)]
    clear = ClearRuling(sitting_id=here.id, item_id=item.id, revision=here.revision)
    return [*rows, (Button(words("council.clear"), clear),)]


def waiting_screen(words: Words, sitting_id: int, counts: dict[str, int]) -> Screen:
    """All at once, by service, or one by one."""
    total = sum(counts.values())
    rows: list[Row] = []
    if total:
        rows.append(
            (Button(words("council.put_all", number=total), PutWaiting(sitting_id=sitting_id), "primary"),)
        )
    for service, number in sorted(counts.items())[: ROWS - 1]:
        label = fitted("", service_title(words, service), f" · {number}")
        rows.append((Button(label, OpenWaitingList(sitting_id=sitting_id, service=service)),))
    text = words.html("council.waiting.title" if total else "council.waiting.none", number=total)
    return Screen(text, [*rows, (_back(words, OpenSitting(sitting_id=sitting_id)),)])


def waiting_list_screen(
    words: Words, sitting_id: int, service: str, waiting: tuple[Waiting, ...], page: int
) -> Screen:
    """Each tap puts one on the agenda, where it leaves this list."""
    shown = page_of(waiting, page, WAITING_A_PAGE)
    rows: list[Row] = [(_waiting_button(sitting_id, one, shown.number),) for one in shown.items]
    rows.append(shown.turners(lambda at: OpenWaitingList(sitting_id=sitting_id, service=service, page=at)))
    if waiting:
        every = PutWaiting(sitting_id=sitting_id, service=service)
        rows.append((Button(words("council.put_all", number=len(waiting)), every, "primary"),))
    text = words.html("council.waiting_list", service=service_title(words, service), number=len(waiting))
    return Screen(text, [*rows, (_back(words, OpenWaiting(sitting_id=sitting_id)),)])


def _waiting_button(sitting_id: int, one: Waiting, page: int) -> Button:
    application = one.application
    child = child_words(one.pupil, one.class_)
    return Button(
        fitted(f"№ {application.number} · ", child, f" · {application.category}"),
        PutOne(sitting_id=sitting_id, application_id=application.id, service=application.service, page=page),
    )


def presence_screen(words: Words, sitting_id: int, there: Attendance, page: int) -> Screen:
    """A tick for each member; the quorum stands above."""
    present = {one.id for one in there.present}
    members = sorted((*there.present, *there.absent), key=lambda one: one.id)
    shown = page_of(members, page, MEMBERS_A_PAGE)
    buttons = [_tick(sitting_id, one, one.id in present, shown.number) for one in shown.items]
    rows: list[Row] = [
        *in_rows(buttons, 2),
        shown.turners(lambda at: OpenPresence(sitting_id=sitting_id, page=at)),
    ]
    if there.absent:
        rows.append((Button(words("council.all_present"), MarkAllPresent(sitting_id=sitting_id)),))
    lines = [words.html("council.presence.title"), presence_line(words, there), *council_hints(words, there)]
    return Screen("\n\n".join(lines), [*rows, (_back(words, OpenSitting(sitting_id=sitting_id)),)])


def _tick(sitting_id: int, one: CouncilMember, present: bool, page: int) -> Button:
    sign = "✅ " if present else "▫️ "
    address = MarkPresent(sitting_id=sitting_id, member_id=one.id, present=not present, page=page)
    return Button(fitted(sign, one.name, ""), address)


def _back(words: Words, to: Address) -> Button:
    return Button(words("go.back"), to)
