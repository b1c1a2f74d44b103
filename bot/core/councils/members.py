"""Who belongs to the trustee council: members with post and capacity, added by name (order No 355, annex 2)."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot.core.access import Action, require_all
from bot.core.councils.council import FEWEST_MEMBERS, Capacity, CouncilMember, Post
from bot.core.errors import NotFound, Outdated, Refusal
from bot.core.forms.readers import person_name
from bot.core.identity import names
from bot.core.identity.letters import folded
from bot.core.labels import leave_questions
from bot.core.people import ALPHABET, Role
from bot.core.ports import Desk

NAMES, NAME = "council_names", "council_name"
QUESTIONS = frozenset({NAMES, NAME})
ADMINISTRATION = (Role.DIRECTOR, Role.DEPUTY)
SINGLE_POSTS = frozenset({Post.CHAIR, Post.SECRETARY})
MOST_AT_ONCE = 40
SHOWN = 60
# What parts a line: `Name, post`, `Name (post)`, `Name — post`, and names that stand in one line.
PARTS = re.compile(r"\s*[,;:()\[\]/\t\n]\s*|\s+[-–—]+\s+")
COUNCILS = r"(?:(?:\w+\s+)?кенес\w*\s+)?"
OF_THE_COUNCIL = r"(?:\s+(?:\w+\s+)?(?:кенес\w*|совет\w*|council))?"
NUMBERING = re.compile(r"^\s*\d{1,3}\s*[.)\-:]\s*", re.M)
# The words for a post, folded; a deputy is named after the chair, so the deputy comes first.
POSTS = tuple(
    (post, re.compile(f"{COUNCILS}(?:{words}){OF_THE_COUNCIL}"))
    for post, words in (
        (
            Post.DEPUTY,
            r"(?:тора\w+\s+)?орынбасар\w*|зам\w*\.?(?:\s+пред\w*)?|(?:deputy|vice)(?:\W?\s*chair\w*)?",
        ),
        (Post.CHAIR, r"тораг\w*|торайым\w*|пред(?:с\w*)?|chair\w*"),
        (Post.SECRETARY, r"хатшы\w*|катчы\w*|секр\w*|secretary"),
        (Post.MEMBER, r"муше\w*|мучо\w*|член\w*|member"),
    )
)


class NamesNotUnderstood(Refusal):
    """The lines that are no names; nothing of the message was taken."""

    key = "council.names_not_understood"


class NameNotUnderstood(Refusal):
    key = "council.name_not_understood"


class AllThere(Refusal):
    key = "council.all_there"


@dataclass(frozen=True, slots=True)
class Council:
    """Those in office, by post and name; `administration` are those who seem to lead the school."""

    members: tuple[CouncilMember, ...]
    administration: frozenset[int] = frozenset()

    @property
    def complete(self) -> bool:
        return len(self.members) >= FEWEST_MEMBERS

    def holder(self, post: Post) -> CouncilMember | None:
        return next((one for one in self.members if one.post is post), None)


@dataclass(frozen=True, slots=True)
class MemberPage:
    """A member; `leads_school` where the name is that of the school's administration."""

    member: CouncilMember
    leads_school: bool

    @property
    def ended(self) -> bool:
        return self.member.until is not None


def council(desk: Desk) -> Council:
    require_all(desk.actor, Action.HOLD_SITTINGS)
    found = in_order(desk.councils.members())
    leading = _leading(desk)
    return Council(found, frozenset(one.id for one in found if _is_one_of(one.name, leading)))


def member_page(desk: Desk, member_id: int) -> MemberPage:
    require_all(desk.actor, Action.HOLD_SITTINGS)
    member = desk.councils.member(member_id)
    return MemberPage(member, _is_one_of(member.name, _leading(desk)))


def in_order(members: Iterable[CouncilMember]) -> tuple[CouncilMember, ...]:
    """By post, then by name as the Kazakh alphabet has it."""
    posts = list(Post)
    return tuple(
        sorted(members, key=lambda one: (posts.index(one.post), one.name.casefold().translate(ALPHABET)))
    )


def look_at_council(desk: Desk) -> None:
    """Turns to the list: what is typed next is no name of a member any more."""
    require_all(desk.actor, Action.HOLD_SITTINGS)
    leave_questions(desk, QUESTIONS)


def ask_names(desk: Desk, capacity: Capacity) -> None:
    """What the person types next are names of members of this capacity, one a line."""
    require_all(desk.actor, Action.HOLD_SITTINGS)
    desk.drafts.open(desk.actor.id, NAMES, {"capacity": capacity}, desk.moment)


def add_members(desk: Desk, typed: str) -> None:
    """Takes all names of the message or none; who is a member already is not added again."""
    capacity = Capacity(_asked(desk, NAMES)["capacity"])
    there = {folded(one.name) for one in desk.councils.members()}
    new = [one for one in names_and_posts(typed) if folded(one[0]) not in there]
    if not new:
        raise AllThere()
    for name, post in dict(new).items():
        member = CouncilMember(0, name, Post.MEMBER, capacity, desk.today)
        added = replace(member, id=desk.councils.add_member(member))
        _note(desk, "add_member", added.id)
        if post is not Post.MEMBER:
            _give_post(desk, added, post)
    desk.drafts.close(desk.actor.id)


def set_post(desk: Desk, member_id: int, post: Post) -> None:
    """A new chair or secretary takes the place of the former one, who stays a member."""
    member = _in_office(desk, member_id)
    if member.post is not post:
        _give_post(desk, member, post)


def set_capacity(desk: Desk, member_id: int, capacity: Capacity) -> None:
    member = _in_office(desk, member_id)
    if member.capacity is not capacity:
        desk.councils.change_member(replace(member, capacity=capacity))
        _note(desk, f"capacity:{capacity}", member_id)


def ask_name(desk: Desk, member_id: int) -> None:
    """What the person types next is the right name of this member."""
    _in_office(desk, member_id)
    desk.drafts.open(desk.actor.id, NAME, {"member": str(member_id)}, desk.moment)


def rename(desk: Desk, typed: str) -> None:
    member = _in_office(desk, asked_member(_asked(desk, NAME)))
    name = person_name(typed)
    if name is None:
        raise NameNotUnderstood(typed=typed[:SHOWN])
    desk.councils.change_member(replace(member, name=name))
    desk.drafts.close(desk.actor.id)
    _note(desk, "rename_member", member.id)


def asked_member(words: Mapping[str, str]) -> int:
    """The member that the question for a name is about."""
    return int(words["member"])


def end_member(desk: Desk, member_id: int) -> None:
    """The member does not belong to the council from today on; earlier protocols keep them."""
    require_all(desk.actor, Action.HOLD_SITTINGS)
    member = desk.councils.member(member_id)
    if member.until is None:
        desk.councils.change_member(replace(member, until=desk.today))
        _note(desk, "end_member", member_id)


def return_member(desk: Desk, member_id: int) -> None:
    """Takes the end back; a post that somebody else has by now stays with them."""
    require_all(desk.actor, Action.HOLD_SITTINGS)
    member = desk.councils.member(member_id)
    if member.until is None:
        return
    taken = {one.post for one in desk.councils.members()} & SINGLE_POSTS
    post = Post.MEMBER if member.post in taken else member.post
    desk.councils.change_member(replace(member, until=None, post=post))
    _note(desk, "return_member", member_id)


def in_office_on(desk: Desk, day: date) -> tuple[CouncilMember, ...]:
    """Who belongs to the council on the day of a sitting that is not closed; one who was added later counts too."""
    return in_order(one for one in desk.councils.all_members() if one.until is None or day < one.until)


def names_and_posts(typed: str) -> list[tuple[str, Post]]:
    """The names, each with the post that was written behind it."""
    parts = [part for part in PARTS.split(NUMBERING.sub("", typed)) if part.strip(" .")]
    found: list[tuple[str, Post]] = []
    wrong = []
    for part in parts:
        post, name = _post(part), person_name(part)
        if post and found:
            found[-1] = (found[-1][0], post)
        elif name and not post:
            found.append((name, Post.MEMBER))
        else:
            wrong.append(part[:SHOWN])
    if wrong or not 0 < len(found) <= MOST_AT_ONCE:
        raise NamesNotUnderstood(lines="; ".join(wrong[:3]) or typed[:SHOWN])
    return found


def _post(words: str) -> Post | None:
    """The post that these words are, if they are one."""
    said = folded(words.strip(" ."))
    return next((post for post, pattern in POSTS if pattern.fullmatch(said)), None)


def _give_post(desk: Desk, member: CouncilMember, post: Post) -> None:
    for one in desk.councils.members():
        if post in SINGLE_POSTS and one.post is post and one.id != member.id:
            desk.councils.change_member(replace(one, post=Post.MEMBER))
    desk.councils.change_member(replace(member, post=post))
    _note(desk, f"post:{post}", member.id)


def _in_office(desk: Desk, member_id: int) -> CouncilMember:
    require_all(desk.actor, Action.HOLD_SITTINGS)
    member = desk.councils.member(member_id)
    if member.until is not None:
        raise Outdated()
    return member


def _asked(desk: Desk, question: str) -> dict[str, str]:
    require_all(desk.actor, Action.HOLD_SITTINGS)
    draft = desk.drafts.of(desk.actor.id)
    if draft is None or draft.question != question:
        raise Outdated()
    return dict(draft.words)


def _leading(desk: Desk) -> tuple[str, ...]:
    """The names of the school's administration, who can not be members (order No 355, annex 2)."""
    school = desk.schools.get()
    people = (person.name for role in ADMINISTRATION for person in desk.people.with_role(role))
    return tuple(name for name in (school.director, *school.deputies, *people) if name)


def _is_one_of(name: str, others: Iterable[str]) -> bool:
    return any(_same(name, one) for one in others)


def _same(one: str, other: str) -> bool:
    """The same surname and first name, or initial where one of the two has no more."""
    name, its = names.read(one).name, names.read(other).name
    if folded(name.last) != folded(its.last) or not (name.first and its.first):
        return False
    first, second = (folded(part.rstrip(".")) for part in (name.first, its.first))
    return first == second or (min(len(first), len(second)) == 1 and first[0] == second[0])


def _note(desk: Desk, action: str, member_id: int) -> None:
    desk.audit.note(desk.actor.id, action, f"member:{member_id}", desk.moment)


def read_post(written: str) -> Post:
    """The post that an address names."""
    if written not in set(Post):
        raise NotFound()
    return Post(written)


def read_capacity(written: str) -> Capacity:
    if written not in set(Capacity):
        raise NotFound()
    return Capacity(written)
