"""How the members of the trustee council look."""

from bot.chat import ROWS, Address, Button, Row, Screen, in_rows, page_of
from bot.core.councils.council import FEWEST_MEMBERS, Capacity, CouncilMember, Post
from bot.core.councils.members import Council, MemberPage
from bot.handlers.addresses.council import (
    AskMemberName,
    AskMembers,
    ChooseCapacity,
    EndMember,
    OpenCouncil,
    OpenMember,
    ReturnMember,
    SetCapacity,
    SetPost,
)
from bot.handlers.addresses.sittings import OpenSittings
from bot.handlers.survey_words import cut, fitted
from bot.texts import Words, first_up

MEMBERS_A_PAGE = ROWS - 1
NAMES_LENGTH = 120
SIGNS = {Post.CHAIR: "★ ", Post.DEPUTY: "☆ ", Post.SECRETARY: "✎ ", Post.MEMBER: ""}


def council_screen(words: Words, view: Council, page: int = 0, first_line: str = "") -> Screen:
    """Who is in it, what is missing, and whom the software would ask about."""
    shown = page_of(view.members, page, MEMBERS_A_PAGE)
    rows: list[Row] = [(_member_button(words, one),) for one in shown.items]
    rows.append(shown.turners(lambda number: OpenCouncil(page=number)))
    rows.append((Button(words("council.add"), ChooseCapacity(), None if view.complete else "primary"),))
    rows.append((_back(words, OpenSittings()),))
    lines = [
        words.html("council.members", number=len(view.members)),
        _capacities(words, view),
        *hints(words, view),
    ]
    return Screen("\n\n".join(part for part in (first_line, *lines) if part), rows)


def hints(words: Words, view: Council) -> list[str]:
    """What is not as the rules have it: said, never forbidden."""
    found = []
    if not view.complete:
        found.append(words.html("council.incomplete", number=len(view.members), fewest=FEWEST_MEMBERS))
    if view.members and view.holder(Post.CHAIR) is None:
        found.append(words.html("council.no_chair"))
    if view.members and view.holder(Post.SECRETARY) is None:
        found.append(words.html("council.no_secretary"))
    leading = ", ".join(one.name for one in view.members if one.id in view.administration)
    if leading:
        found.append(words.html("council.administration", names=cut(leading, NAMES_LENGTH)))
    return found


def _capacities(words: Words, view: Council) -> str:
    counts = {one: sum(member.capacity is one for member in view.members) for one in Capacity}
    said = [f"{words(f'council.capacity.{one}')}: {number}" for one, number in counts.items() if number]
    return " · ".join(said)


def _member_button(words: Words, one: CouncilMember) -> Button:
    return Button(fitted(SIGNS[one.post], one.name, ""), OpenMember(member_id=one.id))


def capacity_screen(words: Words, member: CouncilMember | None) -> Screen:
    """Whom they stand for; asked before the names of new members."""
    back: Address = OpenMember(member_id=member.id) if member else OpenCouncil()
    rows: list[Row] = [(_capacity_button(words, one, member),) for one in Capacity]
    text = (
        words.html("council.ask_capacity.new")
        if member is None
        else _about(words, "council.ask_capacity", member)
    )
    return Screen(text, [*rows, (_back(words, back),)])


def _capacity_button(words: Words, one: Capacity, member: CouncilMember | None) -> Button:
    name = words(f"council.capacity.{one}")
    if member is None:
        return Button(name, AskMembers(capacity=one.value))
    sign = "✅ " if member.capacity is one else ""
    return Button(sign + name, SetCapacity(member_id=member.id, capacity=one.value))


def names_screen(words: Words, capacity: Capacity) -> Screen:
    text = words.html("council.ask_names", capacity=words(f"council.capacity.{capacity}"))
    return Screen(text, [(_back(words, ChooseCapacity()),)])


def member_screen(words: Words, page: MemberPage, first_line: str = "") -> Screen:
    """The member, what can be changed, and the end, which can be taken back."""
    one = page.member
    text = words.html(
        "council.member.ended" if one.until else "council.member",
        name=one.name,
        post=words(f"council.post.{one.post}"),
        capacity=words(f"council.capacity.{one.capacity}"),
        since=f"{one.since:%d.%m.%Y}",
        until=f"{one.until:%d.%m.%Y}" if one.until else "",
    )
    hint = words.html("council.administration", names=one.name) if page.leads_school and not one.until else ""
    rows = [(_return_button(words, one),)] if one.until else _changes(words, one)
    parts = (part for part in (first_line, text, hint) if part)
    return Screen("\n\n".join(parts), [*rows, (_back(words, OpenCouncil()),)])


def _changes(words: Words, one: CouncilMember) -> list[Row]:
    posts = [
        Button(words(f"council.make.{post}"), SetPost(member_id=one.id, post=post.value))
        for post in Post
        if post is not one.post
    ]
    capacity = Button(words("council.change_capacity"), ChooseCapacity(member_id=one.id))
    name = Button(words("council.change_name"), AskMemberName(member_id=one.id))
    end = Button(words("council.end"), EndMember(member_id=one.id), "danger")
    return [*in_rows(posts, 1), (capacity, name), (end,)]


def _return_button(words: Words, one: CouncilMember) -> Button:
    return Button(words("council.undo"), ReturnMember(member_id=one.id))


def name_screen(words: Words, member: CouncilMember) -> Screen:
    return Screen(
        _about(words, "council.ask_name", member), [(_back(words, OpenMember(member_id=member.id)),)]
    )


def _about(words: Words, key: str, member: CouncilMember) -> str:
    return words.html(key, name=first_up(member.name))


def _back(words: Words, to: Address) -> Button:
    return Button(words("go.back"), to)
