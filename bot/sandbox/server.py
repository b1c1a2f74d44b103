"""A Telegram of our own: the Bot API over HTTP, with its refusals, its faults and its pace."""

import time
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from aiohttp import web

from bot.sandbox.calls import Call, read_call
from bot.sandbox.clock import Monotonic, SandboxClock
from bot.sandbox.faults import Dropped, Fault, Faults, HtmlAnswer
from bot.sandbox.files import MEGABYTE
from bot.sandbox.methods import METHODS, Method
from bot.sandbox.pacing import Pace
from bot.sandbox.persons import Person
from bot.sandbox.refusals import NOT_FOUND, UNKNOWN_METHOD, Refused
from bot.sandbox.updates import UpdateQueue
from bot.sandbox.webhook import Webhook
from bot.sandbox.world import Chat, Message, World

TOKEN = "7000000001:AAHsandboxSandboxSandboxSandboxSandbo"
LARGEST_BODY = 80 * MEGABYTE


@dataclass(frozen=True, slots=True)
class RefusedCall:
    """A call that was answered with a refusal, for reports."""

    method: str
    description: str


class Telegram:
    """The server. Start it, give its address to the bot as TELEGRAM_API_URL, and let persons act."""

    def __init__(
        self,
        clock: SandboxClock,
        token: str = TOKEN,
        pacing: bool = False,
        monotonic: Monotonic = time.monotonic,
    ) -> None:
        self.clock = clock
        self.token = token
        self.url = ""
        self.world = World(clock, int(token.split(":")[0]))
        self.updates = UpdateQueue(clock, monotonic)
        self.faults = Faults()
        self.pace = Pace(pacing, monotonic)
        self.webhook = Webhook(self.updates, self.perform)
        self.forgets_after: timedelta | None = None
        self.calls: Counter[str] = Counter()
        self.unknown_methods: list[str] = []
        self.unknown_parameters: list[str] = []
        self.refusals: list[RefusedCall] = []
        self._runner: web.AppRunner | None = None

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> str:
        """Listens; returns the address for TELEGRAM_API_URL."""
        self._runner = web.AppRunner(
            self.application(), handler_cancellation=True, access_log=None, shutdown_timeout=1
        )
        await self._runner.setup()
        await web.TCPSite(self._runner, host, port).start()
        bound = self._runner.addresses[0]
        self.url = f"http://{host}:{bound[1]}"
        return self.url

    def application(self) -> web.Application:
        application = web.Application(client_max_size=LARGEST_BODY)
        application.router.add_get("/file/bot{token}/{path:.+}", self._download)
        application.router.add_route("*", "/bot{token}/{method}", self._answer)
        application.router.add_route("*", "/{path:.*}", self._nowhere)
        return application

    async def stop(self) -> None:
        await self.webhook.stop()
        await self.updates.end_poll()
        if self._runner is not None:
            await self._runner.cleanup()
        self._runner = None

    def person(self, name: str, language: str = "", username: str = "", is_bot: bool = False) -> Person:
        """A new account; it has not written to the bot yet."""
        chat = self.world.add_person(name, language, username, is_bot)
        return Person(self.world, self.updates, chat, self.world.accounts[chat.id], self._too_old)

    def group(self, title: str, kind: str = "group") -> Chat:
        return self.world.add_group(title, kind)

    def deliver_twice(self, updates: int = 1, copies: int = 2) -> None:
        self.updates.deliver_twice(updates, copies)

    def _too_old(self, message: Message) -> bool:
        return self.forgets_after is not None and self.clock.now() - message.date > self.forgets_after

    async def perform(self, call: Call) -> Any:
        """One call, from whichever door; raises Refused."""
        method = METHODS.get(call.method.lower())
        if method is None:
            self.unknown_methods.append(call.method)
            raise Refused(404, UNKNOWN_METHOD)
        self.calls[call.method.lower()] += 1
        self.unknown_parameters.extend(f"{call.method}({name})" for name in call.strangers(method.known))
        self._pace(method, call)
        return await self._own(call) if method.run is None else method.run(self.world, call)

    def _pace(self, method: Method, call: Call) -> None:
        if method.paced and call.number("chat_id") in self.world.chats:
            self.pace.check(call.number("chat_id"))

    async def _own(self, call: Call) -> Any:
        match call.method.lower():
            case "getupdates":
                self.updates.allow(call.nested("allowed_updates"))
                return await self.updates.poll(
                    call.number("offset"), call.number("limit", 100), call.number("timeout")
                )
            case "setwebhook":
                return await self.webhook.set(call)
            case "deletewebhook":
                return await self.webhook.stop(call.flag("drop_pending_updates"))
            case _:
                return self.webhook.info()

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["method"]
        try:
            self._check_token(request.match_info["token"])
            call = await read_call(request, name)
            return web.json_response({"ok": True, "result": await self._with_fault(call)})
        except Refused as refused:
            self.refusals.append(RefusedCall(name, refused.description))
            return _refusal(refused)
        except HtmlAnswer as answer:
            return web.Response(status=answer.status, text=answer.page, content_type="text/html")
        except Dropped:
            return _dropped(request)

    async def _with_fault(self, call: Call) -> Any:
        fault: Fault = self.faults.take(call.method)
        await fault.before()
        result = await self.perform(call)
        if fault.drops_after:
            raise Dropped
        return result

    def _check_token(self, token: str) -> None:
        if ":" not in token or token.startswith("0") or len(token) > 80:
            raise Refused(401, "Unauthorized: invalid token specified")
        if token != self.token:
            raise Refused(401, "Unauthorized")

    async def _download(self, request: web.Request) -> web.StreamResponse:
        """A file on its way to the bot; what goes wrong with it is queued under the name of `file`."""
        fault: Fault = self.faults.take("file")
        try:
            await fault.before()
            self._check_token(request.match_info["token"])
            content = self.world.files.fetch(request.match_info["path"], self.clock.now())
        except Refused as refused:
            return _refusal(refused)
        except HtmlAnswer as answer:
            return web.Response(status=answer.status, text=answer.page, content_type="text/html")
        except Dropped:
            return _dropped(request)
        if fault.drops_after:
            return _dropped(request)
        return web.Response(body=content, content_type="application/octet-stream")

    async def _nowhere(self, request: web.Request) -> web.StreamResponse:
        return _refusal(Refused(404, NOT_FOUND))


def _refusal(refused: Refused) -> web.Response:
    return web.json_response(refused.as_json(), status=refused.status)


def _dropped(request: web.Request) -> web.Response:
    assert request.transport is not None, "a request whose client has gone is cancelled before"
    request.transport.abort()
    return web.Response()
