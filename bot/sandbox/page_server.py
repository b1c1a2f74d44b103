"""Serves the chat page: its files, the live line of events and acts, the files that went through chats."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from aiohttp import WSMsgType, web
from aiohttp.helpers import content_disposition_header

from bot.sandbox.page_acts import IMAGES, Failed, Stage
from bot.sandbox.page_views import Table, told, whole
from bot.sandbox.persons import Document
from bot.sandbox.refusals import Refused
from bot.sandbox.server import LARGEST_BODY
from bot.sandbox.world import Event

PAGE = Path(__file__).parent / "page"
HEARTBEAT = 20
SHOWN_IN_PLACE = (*IMAGES, "image/gif", "image/webp")
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data: blob:; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
}


class ChatPage:
    """The page of one table of phones; `time_moved` is awaited after the clock was moved by hand."""

    def __init__(self, table: Table, time_moved: Callable[[], Awaitable[object]]) -> None:
        self.table = table
        self.url = ""
        self._stage = Stage(table, time_moved)
        self._lines: set[web.WebSocketResponse] = set()
        self._runner: web.AppRunner | None = None

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> str:
        """Listens; another port is taken where the wanted one is not free. Returns the address to open."""
        self._runner = web.AppRunner(self.application(), access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, host, port).start()
        except OSError:
            await web.TCPSite(self._runner, host, 0).start()
        self.url = f"http://{host}:{self._runner.addresses[0][1]}/"
        return self.url

    async def stop(self) -> None:
        await asyncio.gather(*(line.close() for line in tuple(self._lines)))
        if self._runner is not None:
            await self._runner.cleanup()
        self._runner = None

    def application(self) -> web.Application:
        application = web.Application(client_max_size=LARGEST_BODY)
        application.on_response_prepare.append(_with_headers)
        application.router.add_get("/", self._index)
        application.router.add_get("/live", self._live)
        application.router.add_post("/phones/{chat:[0-9]+}/file", self._take_file)
        application.router.add_post("/phones/{chat:[0-9]+}/files", self._take_files)
        application.router.add_get("/files/{file}/{name}", self._give_file)
        application.router.add_static("/page", PAGE)
        return application

    async def _index(self, request: web.Request) -> web.StreamResponse:
        return web.FileResponse(PAGE / "index.html")

    async def _live(self, request: web.Request) -> web.StreamResponse:
        _check_origin(request)
        line = web.WebSocketResponse(heartbeat=HEARTBEAT)
        await line.prepare(request)
        self._lines.add(line)
        world = self.table.cast.telegram.world
        events = world.events()
        telling = asyncio.create_task(self._tell(line, events))
        try:
            await self._hear(line)
        finally:
            telling.cancel()
            world.forget(events)
            self._lines.discard(line)
        return line

    async def _tell(self, line: web.WebSocketResponse, events: "asyncio.Queue[Event]") -> None:
        """The queue was opened in the same breath, so nothing falls between the whole and its events."""
        with suppress(ConnectionError):
            await line.send_str(_packed(whole(self.table)))
            while True:
                view = told(self.table, await events.get())
                if view is not None:
                    await line.send_str(_packed(view))

    async def _hear(self, line: web.WebSocketResponse) -> None:
        async for message in line:
            if message.type is WSMsgType.TEXT:
                await self._do(line, message.data)

    async def _do(self, line: web.WebSocketResponse, written: str) -> None:
        try:
            await self._stage.does(written)
        except Failed as failed:
            await line.send_str(_packed({"kind": "failed", "code": failed.code, "chat": failed.chat_id}))

    async def _take_file(self, request: web.Request) -> web.StreamResponse:
        _check_origin(request)
        document = Document(await request.read(), request.query.get("name", ""), request.content_type)
        return await _done(self._stage.sends_file(int(request.match_info["chat"]), document))

    async def _take_files(self, request: web.Request) -> web.StreamResponse:
        _check_origin(request)
        fields = (await request.post()).getall("file", [])
        documents = [
            Document(one.file.read(), one.filename, one.content_type)
            for one in fields
            if isinstance(one, web.FileField)
        ]
        return await _done(self._stage.sends_files(int(request.match_info["chat"]), documents))

    async def _give_file(self, request: web.Request) -> web.StreamResponse:
        try:
            file = self.table.cast.telegram.world.files.by_id(request.match_info["file"])
        except Refused:
            raise web.HTTPNotFound from None
        kind = "inline" if file.mime in SHOWN_IN_PLACE else "attachment"
        shown = content_disposition_header(kind, filename=file.name or request.match_info["name"])
        headers = {"Content-Type": file.mime, "Content-Disposition": shown}
        return web.Response(body=file.content, headers=headers)


async def _done(sending: Awaitable[None]) -> web.StreamResponse:
    try:
        await sending
    except Failed as failed:
        return web.json_response({"code": failed.code}, status=409)
    return web.json_response({})


def _packed(view: dict[str, object]) -> str:
    return json.dumps(view, ensure_ascii=False)


def _check_origin(request: web.Request) -> None:
    """Another site that is open in the same browser must not act on the phones."""
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != request.host:
        raise web.HTTPForbidden


async def _with_headers(request: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(HEADERS)
