"""A day with one more family: it comes in by the link of the class, applies, mends, is decided about and ordered for.

Every step goes on by what stands on the phone, whatever died on the way; the ledger holds what the screens confirmed.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.core.people import Pupil
from bot.handlers.addresses.forms import GiveAnswer
from bot.texts import Words
from tests.soak.humans import Human

TURNS = 90
TAG = re.compile("<[^>]+>")
ANSWERS = {
    "relation": "mother", "category": "5", "reason": "Үйіміз 2 рет өртенді", "applicant": "Үлгіева Үміт Үлгіқызы",
    "iin": "", "no_iin": "at_school", "phone": "+7 701 000 00 01", "address": "Тірек көшесі, 1-үй", "abroad": "no",
    "surnames": "same", "registries": "yes",
}  # fmt: skip
PHOTOS = frozenset({"reason_paper"})
MENDED = "Тірек көшесі, 12-үй, 3-пәтер"
SAYS = {
    "name": "claim.name.ask", "birth": "claim.birth.ask", "reason": "service.reason.ask", "phone": "service.phone.ask",
    "applicant": "service.applicant.ask", "address": "service.address.ask",
}  # fmt: skip


@dataclass
class Books:
    """What families and the office saw with their own eyes."""

    agreed: list[int] = field(default_factory=list)
    applied: dict[int, bytes] = field(default_factory=dict)
    returned: list[int] = field(default_factory=list)
    mended: list[int] = field(default_factory=list)
    granted: list[int] = field(default_factory=list)
    sittings: list[int] = field(default_factory=list)
    orders: int = 0


@dataclass(frozen=True)
class Family:
    """Somebody new with a phone, their child, the token of its class, and a photo of their own."""

    parent: Human
    child: Pupil
    token: str
    photo: bytes

    @property
    def answers(self) -> Mapping[str, str]:
        born = f"{self.child.birth_date:%d.%m.%Y}"
        return {**ANSWERS, "name": self.child.name.short, "birth": born}


def asked_in(words: str) -> str:
    """The question that is typed for on this screen."""
    kazakh = Words("kk")
    return next((key for key, said in SAYS.items() if TAG.sub("", kazakh(said)) in words), "")


def says(human: Human, key: str) -> bool:
    """Whether the screen begins as these words do."""
    told = TAG.sub("", Words("kk")(key)).split("\n")[0].split("{")[0].strip()
    return told in human.text


async def fills(family: Family, begins: str) -> None:
    """Question after question until it can be sent; `begins` is typed where there is no question."""
    parent = family.parent
    for _ in range(TURNS):
        if parent.sees("qs:"):
            return
        step = next((seen for one in ("qb:", "qk:") if (seen := parent.sees(one))), "")
        if step:
            await parent.presses(step)
        elif not await _answers(family):
            await parent.writes(begins)
    raise AssertionError(f"{parent.name} never gets through: {parent.trail[-30:]}")


async def _answers(family: Family) -> bool:
    """Whether there was a question on the screen."""
    parent = family.parent
    packed = [one for _, one in parent.buttons() if one.startswith("qa:")]
    key = GiveAnswer.unpack(packed[0]).key if packed else asked_in(parent.text)
    if key in PHOTOS or parent.sees("qr:"):
        await _sends_the_photo(family)
        return True
    value = family.answers.get(key)
    wanted = [one for one in packed if GiveAnswer.unpack(one).value == value]
    if wanted:
        await parent.presses(wanted[0])
    elif value and asked_in(parent.text) == key:
        await parent.writes(value)
    elif parent.sees("lang:kk"):
        await parent.presses(parent.sees("lang:kk"))
    return bool(key or packed or wanted or parent.sees("lang:kk"))


async def _sends_the_photo(family: Family) -> None:
    if family.parent.sees("qr:"):
        await family.parent.presses(family.parent.sees("qf:"))
    else:
        await family.parent.photographs(family.photo)


async def names_the_child(family: Family) -> None:
    parent = family.parent
    await fills(family, f"/start {family.token}")
    while not says(parent, "claim.done"):
        await parent.presses(parent.sees("qs:"))


async def is_confirmed(teacher: Human, parent: Human) -> None:
    """The teacher hears of it and says yes; pressed again it finds that said."""
    while not teacher.sees("xqu:"):
        await teacher.reaches(
            lambda: teacher.sees("xqa:") or teacher.sees("xqu:"), "xp", "xpc:", "xq", "xqo:"
        )
        if teacher.sees("xqa:"):
            await teacher.presses(
                next(one for _, one in teacher.buttons() if re.fullmatch(r"xqa:\d+:1", one))
            )
    # Where the letter has not come yet, who asks for the menu finds it there.
    if not await parent.waits_for(lambda: bool(parent.sees("xch:")), 3):
        await parent.reaches(lambda: parent.sees("xch:"), "xc")


async def agrees(family: Family, books: Books) -> None:
    """Page by page to the end of the text; then what can be applied for is offered."""
    parent, pages = family.parent, 0
    pupil = int(parent.sees("xch:").split(":")[1])
    while not parent.sees("mcs"):
        forward = [one for _, one in parent.buttons() if one.startswith(f"ya:{pupil}:")]
        step = parent.sees("yag:") or (forward[-1] if forward else "") or parent.sees(f"xch:{pupil}")
        if step:
            await parent.presses(step)
        else:
            await parent.writes("/children")
        pages += 1
        assert pages < TURNS, parent.trail[-30:]
    books.agreed.append(pupil)


async def applies(family: Family, books: Books) -> int:
    parent = family.parent
    await parent.writes("/menu")
    await parent.reaches(
        lambda: parent.sees("qb:") or parent.sees("qa:") or parent.sees("qk:") or parent.sees("qs:"),
        "apl", "aps:meals", "qo:meals",
    )  # fmt: skip
    await fills(family, "/menu")
    number = await _sends(parent)
    books.applied[number] = family.photo
    return number


async def _sends(parent: Human) -> int:
    """Pressed until the receipt is there; the number of the application."""
    while not parent.sees("cpo:application:"):
        await parent.presses(parent.sees("qs:"))
    return int(parent.sees("cpo:application:").split(":")[2])


async def is_returned(pedagogue: Human, number: int, books: Books) -> None:
    """Because of the address; for one of the usual reasons."""
    await pedagogue.writes("/menu")
    here, why = rf"hra:{number}:\d+:address", rf"hrr:{number}:\d+:address:\w+"
    while not pedagogue.sees(f"hun:{number}:"):
        await pedagogue.reaches(
            lambda: pedagogue.finds(why) or pedagogue.finds(here) or pedagogue.sees(f"hun:{number}:"),
            "cq", "hpi:new", f"ca:{number}", f"hrt:{number}:",
        )  # fmt: skip
        if not pedagogue.sees(f"hun:{number}:"):
            await pedagogue.presses(pedagogue.finds(why) or pedagogue.finds(here))
    books.returned.append(number)


async def mends(family: Family, number: int, books: Books) -> None:
    """Opens the answer by the message of the return, or by what is listed as one's own."""
    parent = family.parent
    await parent.writes("/menu")
    for _ in range(TURNS):
        if parent.sees("qs:") and MENDED in parent.text:
            break
        if asked_in(parent.text) == "address":
            await parent.writes(MENDED)
        else:
            await _opens_the_answer(parent, number)
    await _sends(parent)
    books.mended.append(number)


async def _opens_the_answer(parent: Human, number: int) -> None:
    """From the message of the return, the list of one's own, or the review that it led to."""
    await parent.reaches(
        lambda: parent.sees(f"mm:{number}:address") or parent.finds("qq:.*:address:1"),
        "mcs", f"mc:{number}", "qo:meals-m", "qt:",
    )  # fmt: skip
    await parent.presses(parent.sees(f"mm:{number}:address") or parent.finds("qq:.*:address:1"))


async def is_decided(pedagogue: Human, number: int, books: Books) -> None:
    """The papers are complete; a sitting of today hears it, and is closed."""
    await does(pedagogue, f"hpc:{number}:", f"hun:{number}:", "cq", "hpi:new", "hpi:sitting", f"ca:{number}")
    sitting = await _plans(pedagogue)
    here = ("cq", "gs", f"gi:{sitting}")
    await does(
        pedagogue,
        f"gwa:{sitting}:",
        f"gao:{sitting}:",
        *here,
        f"gw:{sitting}",
        f"ga:{sitting}:",
        f"gai:{sitting}:",
    )
    await does(pedagogue, f"gpa:{sitting}", f"gpm:{sitting}:1:0", *here, f"gp:{sitting}")
    await _votes(pedagogue, sitting, here)
    await does(pedagogue, f"gxc:{sitting}:", f"gxo:{sitting}:", *here, f"gx:{sitting}")
    books.sittings.append(sitting)
    books.granted.append(number)


async def _plans(pedagogue: Human) -> int:
    await pedagogue.writes("/menu")
    await pedagogue.reaches(lambda: pedagogue.sees("gdp:0:"), "cq", "gs", "gd:0", "gdd:0:20260907", "gdt:0:")
    packed = pedagogue.sees("gdp:0:")
    while not pedagogue.sees("gp:"):
        # Where no answer came the button is still there, and a second press plans nothing.
        await pedagogue.presses(packed)
    return int(pedagogue.sees("gp:").split(":")[1])


async def _votes(pedagogue: Human, sitting: int, here: tuple[str, ...]) -> None:
    """About the only child on the agenda: all who are there are in favour."""
    route = (*here, f"ga:{sitting}", f"gai:{sitting}:", f"gvp:{sitting}:grant")
    await does(pedagogue, f"gvx:{sitting}:", f"gvz:{sitting}:", *route)


async def is_ordered(pedagogue: Human, books: Books) -> None:
    await pedagogue.writes("/menu")
    await does(pedagogue, "odm:meals:", "odb:", "cq", "od:", "gs", "odo:", "odw:meals:")
    books.orders += 1


async def does(human: Human, step: str, done: str, *route: str) -> None:
    """Presses the button of the step until a screen says that it is done."""
    await human.writes("/menu")
    while not human.sees(done):
        await human.reaches(lambda: human.sees(step) or human.sees(done), *route)
        if not human.sees(done):
            await human.presses(human.sees(step))


async def families_day(family: Family, teacher: Human, pedagogue: Human, books: Books) -> None:
    await names_the_child(family)
    await is_confirmed(teacher, family.parent)
    await agrees(family, books)
    number = await applies(family, books)
    await is_returned(pedagogue, number, books)
    await mends(family, number, books)
    await is_decided(pedagogue, number, books)
    await is_ordered(pedagogue, books)
