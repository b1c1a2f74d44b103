"""Bare aiogram: stores nothing, answers each tap and edits the message with a screen of the same size as ours."""

import asyncio
import sys

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

NAMES = ("Нұрмағамбетов Айдар", "Сейтова Айша", "Ким Алина", "Ахметов Ерлан")


async def tapped(query: CallbackQuery) -> None:
    assert isinstance(query.message, Message)
    rows = [
        [
            InlineKeyboardButton(text=NAMES[(row + side) % 4], callback_data=f"tk:1:large_family:{row}{side}")
            for side in (0, 1)
        ]
        for row in range(8)
    ]
    rows.append([InlineKeyboardButton(text=label, callback_data="pk:1") for label in ("◀", "1/2", "▶")])
    rows.append([InlineKeyboardButton(text="✓ Дайын", callback_data="cs:1")])
    text = f"<b>Көпбалалы отбасы</b> · {query.data}/27\nКәмелетке толмаған төрт және одан да көп баласы бар отбасы."
    edit = query.message.edit_text(
        text, reply_markup=InlineKeyboardMarkup(inline_keyboard=rows), parse_mode="HTML"
    )
    assert query.bot is not None
    await asyncio.gather(query.bot(query.answer()), query.bot(edit))


async def main(url: str, token: str) -> None:
    bot = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(url)))
    dispatcher = Dispatcher()
    dispatcher.callback_query.register(tapped)
    await dispatcher.start_polling(bot)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2]))
