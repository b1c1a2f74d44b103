"""Takes updates as calls of Telegram: each is answered only after it was handled, so that one cut short is delivered again."""

import asyncio
from contextlib import suppress

from aiogram import Bot, Dispatcher
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web


class Webhook:
    """An HTTP door on this machine; the web server in front of it speaks https under `url`."""

    def __init__(self, bot: Bot, dispatcher: Dispatcher, url: str, port: int, secret: str) -> None:
        self._bot = bot
        self._dispatcher = dispatcher
        self._url = url
        self._port = port
        self._secret = secret
        self._runner = web.AppRunner(self._application())

    async def run(self) -> None:
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self._port).start()
        wanted = self._dispatcher.resolve_used_update_types()
        await self._bot.set_webhook(self._url, secret_token=self._secret, allowed_updates=wanted)
        with suppress(asyncio.CancelledError):
            await asyncio.Event().wait()

    async def stop(self) -> None:
        await self._runner.cleanup()

    def _application(self) -> web.Application:
        application = web.Application()
        door = SimpleRequestHandler(
            self._dispatcher, self._bot, handle_in_background=False, secret_token=self._secret
        )
        door.register(application, path=_path_of(self._url))
        return application


def _path_of(url: str) -> str:
    return "/" + url.split("://", 1)[-1].partition("/")[2]
