"""The registers: journal, lists by category, the monthly list with its difference, totals of aid."""

from aiogram import Router

from bot.core.applications.monthly import hand_in, look_at_month, month_page
from bot.core.applications.registers import registers
from bot.core.ports import Workshop
from bot.handlers.addresses.registers import ChooseRegister, HandInMonth, OpenMonth, OpenRegisters
from bot.handlers.registers_screens import choosing_screen, month_screen, registers_screen
from bot.handlers.talk import Talk


async def open_registers(talk: Talk) -> None:
    await talk.leave_question()
    await talk.show(registers_screen(talk.words, await talk.ask(registers)))


async def choose(talk: Talk, callback_data: ChooseRegister, workshop: Workshop) -> None:
    found = await talk.ask(registers)
    await talk.show(choosing_screen(talk.words, found, callback_data, workshop.makes_pdf()))


async def open_month(talk: Talk, callback_data: OpenMonth) -> None:
    await talk.act(look_at_month, callback_data.service, callback_data.month)
    await _show_month(talk, callback_data.service, callback_data.month, callback_data.page)


async def hand_in_month(talk: Talk, callback_data: HandInMonth) -> None:
    place = callback_data
    done = await talk.act(hand_in, place.service, place.month, place.mark)
    toast = talk.words("registers.now_handed_in") if done else ""
    await _show_month(talk, place.service, place.month, toast=toast)


async def _show_month(talk: Talk, service: str, month: int, page: int = 0, toast: str = "") -> None:
    found = await talk.ask(month_page, service, month)
    await talk.show(month_screen(talk.words, found, page), toast)


def routes() -> Router:
    router = Router()
    router.callback_query.register(open_registers, OpenRegisters.filter())
    router.callback_query.register(choose, ChooseRegister.filter())
    router.callback_query.register(open_month, OpenMonth.filter())
    router.callback_query.register(hand_in_month, HandInMonth.filter())
    return router
