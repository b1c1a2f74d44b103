"""How voting looks: who is chosen, what would be written, and the questions on the way to it."""

from html import escape

from bot.chat import Address, Button, Row, Screen, in_rows, page_of
from bot.core.applications.decision import Ruling
from bot.core.councils.proposal import READY, ProposalView
from bot.core.councils.sittings import Entry
from bot.core.councils.voting import carried
from bot.core.services.limits import printed
from bot.core.services.service import Service
from bot.handlers.addresses.sittings import OpenPresence, OpenSitting
from bot.handlers.addresses.voting import (
    AskRulingDetail,
    AskRulingReason,
    AskVotes,
    ChooseAll,
    ChooseChild,
    ChooseRulingCategory,
    GiveRulingCategory,
    GiveRulingReason,
    GiveVotes,
    OpenProposal,
    OpenVotes,
    ProposeRuling,
    WriteRuling,
)
from bot.handlers.application_words import service_title
from bot.handlers.case_words import category_name, detail_words
from bot.handlers.sittings_words import SIGNS, category_words, child_words
from bot.handlers.survey_words import cut, fitted
from bot.texts import Words

CHOICES_A_PAGE = 10
CHILDREN_A_PAGE = 6
MOST_OFFERED = 3
REASON_LENGTH, LINE_LENGTH, DETAIL_LENGTH = 110, 60, 45


def votes_screen(words: Words, view: ProposalView, page: int) -> Screen:
    """A tick for each child who is chosen; a sign on those about whom something is written."""
    here, chosen = view.sitting.id, {one.item.id for one in view.entries}
    shown = page_of(view.all_entries, page, CHOICES_A_PAGE)
    buttons = [_choice(here, one, one.item.id in chosen, shown.number) for one in shown.items]
    rows: list[Row] = [*in_rows(buttons, 2), shown.turners(lambda at: OpenVotes(sitting_id=here, page=at))]
    every = Button(
        words("council.choose_none")
        if chosen
        else words("council.choose_undecided", number=len(view.undecided)),
        ChooseAll(sitting_id=here, everybody=not chosen),
    )
    rows.append((every,))
    if chosen:
        rows.append(_rulings(words, view))
    if not view.present:
        rows.append((Button(words("council.tick_present"), OpenPresence(sitting_id=here), "primary"),))
    text = words.html(
        "council.choosing",
        chosen=len(chosen),
        total=len(view.all_entries),
        undecided=len(view.undecided),
        present=view.present,
    )
    return Screen(text, [*rows, (_back(words, OpenSitting(sitting_id=here)),)])


def _choice(sitting_id: int, one: Entry, chosen: bool, page: int) -> Button:
    sign = "☑ " if chosen else "☐ "
    ruled = f" {SIGNS[one.item.ruling]}" if one.item.ruling else ""
    address = ChooseChild(sitting_id=sitting_id, item_id=one.item.id, chosen=not chosen, page=page)
    return Button(fitted(sign, one.pupil.name.short, ruled), address)


def _rulings(words: Words, view: ProposalView) -> Row:
    here, number = view.sitting.id, len(view.entries)
    return (
        Button(
            words("council.grant_chosen", number=number),
            ProposeRuling(sitting_id=here, ruling=Ruling.GRANT.value),
            "primary",
        ),
        Button(
            words("council.refuse_chosen", number=number),
            ProposeRuling(sitting_id=here, ruling=Ruling.REFUSE.value),
        ),
    )


def proposal_screen(words: Words, view: ProposalView, page: int = 0) -> Screen:
    """All that would be written, for whom; each part can be changed before."""
    here, shown = view.sitting.id, page_of(view.entries, page, CHILDREN_A_PAGE)
    first = shown.number * CHILDREN_A_PAGE + 1
    children = [_child_line(words, view, place, one) for place, one in enumerate(shown.items, first)]
    text = "\n".join([_head(words, view), *children, "", *_parts(words, view)])
    rows: list[Row] = [
        *in_rows(_changes(words, view), 2),
        shown.turners(lambda at: OpenProposal(sitting_id=here, page=at)),
        (
            Button(
                words(f"council.write.{view.proposal.ruling}", number=len(view.entries)),
                WriteRuling(sitting_id=here, mark=view.mark),
                "success",
            ),
        ),
    ]
    return Screen(text, [*rows, (_back(words, OpenVotes(sitting_id=here)),)])


def _head(words: Words, view: ProposalView) -> str:
    return words.html(f"council.proposal.{view.proposal.ruling}", number=len(view.entries))


def _child_line(words: Words, view: ProposalView, place: int, one: Entry) -> str:
    service = service_title(words, one.application.service)
    category = view.proposal.category or one.application.category
    line = f"{place}. {child_words(one.pupil, one.class_)} · {service} · {category}"
    return escape(cut(line, LINE_LENGTH), quote=False)


def _parts(words: Words, view: ProposalView) -> list[str]:
    """The votes, the reason, the category where it is another one, and what is given."""
    votes, proposal = view.votes, view.proposal
    counts = {"in_favour": votes.in_favour, "against": votes.against, "abstained": votes.abstained}
    found = [words.html("council.votes_line", **counts)]
    if not carried(votes, view.present):
        found.append(words.html("council.not_carried_one"))
    if proposal.reason:
        found.append(words.html("council.item.reason", reason=cut(proposal.reason, REASON_LENGTH)))
    if proposal.category and view.service:
        category = category_name(words, view.service, proposal.category)
        found.append(words.html("council.category_line", category=category))
    return [*found, *_details(words, view)] if proposal.ruling is Ruling.GRANT else found


def _details(words: Words, view: ProposalView) -> list[str]:
    """What each will be given: of the limits table, or written over."""
    if view.service is None:
        return []
    return [_detail_line(words, view.service, key, view.details.get(key, "")) for key in view.service.details]


def _detail_line(words: Words, service: Service, key: str, value: str) -> str:
    shown = cut(printed(service, key, value), DETAIL_LENGTH) or "—"
    return escape(f"{detail_words(words, key)}: {shown}", quote=False)


def _changes(words: Words, view: ProposalView) -> list[Button]:
    here, proposal = view.sitting.id, view.proposal
    found = [
        Button(words("council.change_votes"), AskVotes(sitting_id=here)),
        Button(words("council.change_reason"), AskRulingReason(sitting_id=here)),
    ]
    if view.service is None:
        return found
    found.append(Button(words("council.change_category"), ChooseRulingCategory(sitting_id=here)))
    if proposal.ruling is Ruling.GRANT:
        found += [
            Button(cut(f"✏️ {detail_words(words, key)}", 28), AskRulingDetail(sitting_id=here, key=key))
            for key in view.service.details
        ]
    return found


def reason_screen(words: Words, view: ProposalView) -> Screen:
    """Typed, or ready-made for a refusal; a refusal without one goes back to the choice."""
    here, refused = view.sitting.id, view.proposal.ruling is Ruling.REFUSE
    rows: list[Row] = [
        (Button(words(f"council.ready.{one}.short"), GiveRulingReason(sitting_id=here, reason=one)),)
        for one in READY
        if refused
    ]
    back: Address = OpenVotes(sitting_id=here) if view.needs_reason else OpenProposal(sitting_id=here)
    key = "council.ask_reason" if refused else "council.ask_reason.grant"
    text = words.html(key, number=len(view.entries), now=cut(view.proposal.reason, REASON_LENGTH) or "—")
    return Screen(text, [*rows, (_back(words, back),)])


def count_screen(words: Words, view: ProposalView) -> Screen:
    """Who was against and who abstained is tapped, everybody else is in favour; or all three are typed."""
    here, votes = view.sitting.id, view.votes
    rows: list[Row] = [
        (
            Button(
                words("council.unanimous", number=view.present),
                GiveVotes(sitting_id=here, against=0, abstained=0),
            ),
        ),
        _counts(words, view, "against"),
        _counts(words, view, "abstained"),
    ]
    text = words.html(
        "council.ask_votes",
        present=view.present,
        in_favour=votes.in_favour,
        against=votes.against,
        abstained=votes.abstained,
    )
    done = Button(words("go.done"), OpenProposal(sitting_id=here), "primary")
    return Screen(text, [*rows, (done,)])


def _counts(words: Words, view: ProposalView, kind: str) -> Row:
    """Small numbers of one kind, the other kind as it is."""
    votes = view.votes
    now = {"against": votes.against, "abstained": votes.abstained}
    other = sum(now.values()) - now[kind]
    buttons = []
    for number in range(min(MOST_OFFERED, view.present - other) + 1):
        counts = {**now, kind: number}
        sign = "• " if number == now[kind] else ""
        label = sign + words(f"council.count.{kind}", number=number)
        buttons.append(Button(label, GiveVotes(sitting_id=view.sitting.id, **counts)))
    return tuple(buttons)


def category_screen(words: Words, view: ProposalView) -> Screen:
    """The categories of the service, or each child its own."""
    here, now = view.sitting.id, view.proposal.category
    assert view.service is not None
    rows: list[Row] = [
        (
            Button(
                cut(("✅ " if one == now else "") + category_name(words, view.service, one), 28),
                GiveRulingCategory(sitting_id=here, category=one),
            ),
        )
        for one in view.service.categories
    ]
    own = ("✅ " if not now else "") + words("council.own_category")
    rows.append((Button(own, GiveRulingCategory(sitting_id=here)),))
    first = view.entries[0]
    text = words.html("council.ask_category", number=len(view.entries), category=category_words(words, first))
    return Screen(text, [*rows, (_back(words, OpenProposal(sitting_id=here)),)])


def detail_screen(words: Words, view: ProposalView, key: str) -> Screen:
    assert view.service is not None
    text = words.html(
        "council.ask_detail",
        detail=detail_words(words, key),
        number=len(view.entries),
        now=printed(view.service, key, view.details.get(key, "")) or "—",
        example=words(f"limits.{key}.example"),
    )
    return Screen(text, [(_back(words, OpenProposal(sitting_id=view.sitting.id)),)])


def _back(words: Words, to: Address) -> Button:
    return Button(words("go.back"), to)
