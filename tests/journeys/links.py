"""Links that journeys begin with."""

import re

from tests.conftest import Staff
from tests.driver import World
from tests.running import TirekUnderTest

LINK = re.compile(r"https://t\.me/\w+\?start=[\w-]+")


async def owner_link(telegram: World) -> str:
    """What the first start prints; empty once the school has its pedagogue."""
    assert isinstance(telegram.bot, TirekUnderTest)
    return await telegram.bot.running.owner_link() or ""


async def link_for(telegram: World, school: Staff, class_name: str, name: str = "") -> str:
    """The pedagogue invites a class teacher in the chat."""
    pedagogue = school.pedagogue
    await pedagogue.sends("/staff")
    await pedagogue.taps("Сыныптар")
    await pedagogue.taps(next(one for one in pedagogue.buttons if class_name in one))
    await pedagogue.taps("Шақыру")
    await (pedagogue.sends(name) if name else pedagogue.taps("Атсыз сілтеме"))
    found = LINK.search(pedagogue.screen)
    assert found, pedagogue.screen
    pedagogue.reads_all()
    return found[0]
