"""Takes updates as calls of Telegram, answered after they were handled: one cut short is delivered again."""

import asyncio
from collections.abc import Awaitable, Callable
from itertools import chain, repeat

import structlog
from aiogram import Bot, Dispatcher
from aiogram.exceptions import AiogramError
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web

PAUSES = (0.2, 1, 3, 10, 30)
GRACE = 5
log = structlog.get_logger()


class Webhook:
    """An HTTP door on this machine; the web server in front of it speaks https under `url`."""

    def __init__(self, bot: Bot, dispatcher: Dispatcher, url: str, port: int, secret: str) -> None:
        self._bot = bot
        self._dispatcher = dispatcher
        self._url = url
        self._port = port
        self._secret = secret
        self._runner = web.AppRunner(self._application(), shutdown_timeout=GRACE)

    async def run(self) -> None:
        await self._runner.setup()
        for step in (self._listen, self._register):
            await self._until_it_works(step)
        await asyncio.Event().wait()

    async def stop(self) -> None:
        await self._runner.cleanup()

    async def _until_it_works(self, step: Callable[[], Awaitable[None]]) -> None:
        """The port may still be held by the process before, and Telegram be out of reach."""
        for pause in chain(PAUSES, repeat(PAUSES[-1])):
            try:
                return await step()
            except (OSError, AiogramError) as failure:
                log.warning("webhook_failed", kind=type(failure).__name__)
                await asyncio.sleep(pause)

    async def _listen(self) -> None:
        await web.TCPSite(self._runner, "127.0.0.1", self._port).start()

    async def _register(self) -> None:
        wanted = self._dispatcher.resolve_used_update_types()
        await self._bot.set_webhook(self._url, secret_token=self._secret, allowed_updates=wanted)

    def _application(self) -> web.Application:
        application = web.Application()
        door = SimpleRequestHandler(
            self._dispatcher, self._bot, handle_in_background=False, secret_token=self._secret
        )
        door.register(application, path=_path_of(self._url))
        return application


def _path_of(url: str) -> str:
    return "/" + url.split("://", 1)[-1].partition("/")[2]
