"""The words in which journeys are told: persons tap what they see, the clock passes, the bot restarts."""

from tests.driver.bots import RunningBot
from tests.driver.papers import File
from tests.driver.persons import Person, ShownButton
from tests.driver.world import Clock, World

__all__ = ["Clock", "File", "Person", "RunningBot", "ShownButton", "World"]
