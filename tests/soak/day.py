"""A scripted day at the school, and the ledger of what its screens confirmed."""

import asyncio
from collections import Counter
from dataclasses import dataclass, field

from bot.handlers.addresses.survey import Tick
from tests.soak.humans import Human

PUPILS, CATEGORIES = 2, 2
SYLLABLES = ("бай", "гер", "дас", "жан", "кен", "мұр", "нұр", "рай", "сад", "тай")
REASON = "Нақтылап көріңізші"


@dataclass
class Ledger:
    """What people saw with their own eyes; it has to be in the records whatever happened meanwhile."""

    ticks: set[tuple[int, str, int]] = field(default_factory=set)
    sent: list[int] = field(default_factory=list)
    approved: list[int] = field(default_factory=list)
    returned: list[int] = field(default_factory=list)
    begun: Counter[int] = field(default_factory=Counter)
    pupils: list[str] = field(default_factory=list)
    papers: int = 0


async def reports(teacher: Human, class_id: int, ledger: Ledger, seed: int) -> int:
    """Begins a revision, ticks some pupils in some categories, and sends it; the number of the report."""
    ledger.begun[class_id] += 1
    await teacher.reaches(lambda: teacher.sees("pk:"), "sv", "bg:", "cs:")
    shown = (packed.split(":")[2] for _, packed in teacher.buttons() if packed.startswith("pk:"))
    keys = [key for key in shown if key != "complete_family" and not key.startswith("education")]
    report_id = int(teacher.sees("pk:").split(":")[1])
    for turn in range(CATEGORIES):
        await ticks(teacher, report_id, keys[(seed + turn) % min(len(keys), 4)], ledger, seed)
    await sends(teacher, report_id, ledger)
    return report_id


async def ticks(teacher: Human, report_id: int, key: str, ledger: Ledger, seed: int) -> None:
    here = f"pk:{report_id}:{key}:"
    for turn in range(PUPILS):
        await teacher.reaches(lambda: teacher.sees(f"tk:{report_id}:{key}:"), "sv", "cs:", here)
        pupils = list(dict.fromkeys(one.pupil_id for one in shown_ticks(teacher)))
        pupil = pupils[(seed * PUPILS + turn) % len(pupils)]
        await teacher.reaches(
            lambda pupil=pupil: ticked(teacher, key, pupil),
            "sv",
            "cs:",
            here,
            f"tk:{report_id}:{key}:{pupil}:yes:",
        )
        ledger.ticks.add((report_id, key, pupil))


def shown_ticks(teacher: Human) -> list[Tick]:
    return [Tick.unpack(packed) for _, packed in teacher.buttons() if packed.startswith("tk:")]


def ticked(teacher: Human, key: str, pupil: int) -> str:
    """The pupil's button would take the tick off, so it is on."""
    return next(
        (
            one.pack()
            for one in shown_ticks(teacher)
            if (one.key, one.pupil_id) == (key, pupil) and one.answer != "yes"
        ),
        "",
    )


async def sends(teacher: Human, report_id: int, ledger: Ledger) -> None:
    await teacher.reaches(lambda: teacher.sees("bg:"), "sv", "cs:", "rv:", "sd:")
    ledger.sent.append(report_id)


async def approves(pedagogue: Human, report_id: int, ledger: Ledger) -> None:
    await decides(pedagogue, report_id, f"ap:{report_id}")
    ledger.approved.append(report_id)


async def returns(pedagogue: Human, report_id: int, ledger: Ledger) -> None:
    """Asks about the first answer, with a reason of one's own."""
    while not pedagogue.sees(f"sb:{report_id}"):
        await pedagogue.reaches(
            lambda: pedagogue.sees(f"sb:{report_id}") or pedagogue.sees(f"tr:{report_id}:"),
            "qu:", f"ro:{report_id}:", f"ar:{report_id}:",
        )  # fmt: skip
        if pedagogue.sees(f"tr:{report_id}:"):
            await pedagogue.writes(REASON)
    await decides(pedagogue, report_id, f"sb:{report_id}")
    ledger.returned.append(report_id)


async def decides(pedagogue: Human, report_id: int, address: str) -> None:
    """Presses until the screen says that it is done, by offering to take it back, or the queue does."""
    done = False
    while not done:
        await pedagogue.reaches(lambda: pedagogue.sees(address), "qu:", f"ro:{report_id}:")
        await pedagogue.presses(pedagogue.sees(address))
        done = bool(pedagogue.sees(f"ud:{report_id}:")) or await is_gone(pedagogue, report_id)


async def is_gone(pedagogue: Human, report_id: int) -> bool:
    """Opens the queue anew and looks whether the report is still in it."""
    while True:
        await pedagogue.reaches(lambda: pedagogue.sees("qu:"), "menu")
        await pedagogue.presses(pedagogue.sees("qu:"))
        # The queue has a way to the board and one to the menu; no other screen on this way has both.
        if pedagogue.sees("menu") and pedagogue.sees("bo:"):
            return not pedagogue.sees(f"ro:{report_id}:")


async def imports(pedagogue: Human, class_name: str, names: list[str], ledger: Ledger) -> None:
    while not pedagogue.sees("roy:"):
        await pedagogue.writes("\n".join([class_name, *names]))
    # Where no answer came the button is still there, and a second press of it writes nothing.
    while pedagogue.sees("roy:"):
        await pedagogue.presses(pedagogue.sees("roy:"))
    ledger.pupils += names


async def prints(deputy: Human, ledger: Ledger) -> None:
    """A paper takes a number of the year, also where the bot dies before it is sent."""
    await deputy.reaches(lambda: deputy.sees("mp:"), "pa", "cp:")
    files = len([one for one in deputy.phone.messages if one.content.files])
    await deputy.presses(deputy.sees("mp:"))
    if await deputy.waits_for(
        lambda: len([one for one in deputy.phone.messages if one.content.files]) > files, 4
    ):
        ledger.papers += 1


def newcomers(number: int) -> list[str]:
    """Two names that nobody had before; figures are no part of a name."""
    last = f"Жаңа{SYLLABLES[number // len(SYLLABLES)]}{SYLLABLES[number % len(SYLLABLES)]}ов"
    return [f"{last} Ерлан", f"{last} Асан"]


async def one_day(pedagogue: Human, teachers: list[tuple[Human, int]], ledger: Ledger, number: int) -> None:
    """Three teachers report at once; one report comes back, is mended, and all are approved; a class is added."""
    (_, _), (second, second_class), (_, _) = teachers
    sent = await asyncio.gather(
        *(
            reports(teacher, class_id, ledger, number + place)
            for place, (teacher, class_id) in enumerate(teachers)
        ),
    )
    await imports(pedagogue, f"{1 + number % 11}Ш", newcomers(number), ledger)
    await approves(pedagogue, sent[0], ledger)
    await returns(pedagogue, sent[1], ledger)
    await approves(pedagogue, sent[2], ledger)
    mended = await reports(second, second_class, ledger, number + 5)
    await approves(pedagogue, mended, ledger)
