"""How people come in."""

from tests.driver import World


async def test_somebody_without_a_role_is_told_where_to_get_one(telegram: World) -> None:
    aigul = telegram.person("Айгүл", language="kk")
    await aigul.sends("/start")
    aigul.sees("Тілді таңдаңыз")
    await aigul.taps("Қазақша")
    aigul.sees("жеке сілтеме")
