"""Delivery to a webhook: posts each update with the secret, tries again, and performs calls in the answer."""

import asyncio
import contextlib
import re
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from bot.sandbox.calls import Call, take_json, take_parts
from bot.sandbox.refusals import Refused, bad_request
from bot.sandbox.updates import UpdateQueue, Waiting

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
FIRST_RETRY = 0.05
LONGEST_RETRY = 5.0
LOCAL = ("127.0.0.1", "localhost", "::1")

Perform = Callable[[Call], Awaitable[object]]


class Webhook:
    """The webhook of the bot, if one is set."""

    def __init__(self, updates: UpdateQueue, perform: Perform) -> None:
        self.url = ""
        self.last_error = ""
        self._secret = ""
        self._updates = updates
        self._perform = perform
        self._task: asyncio.Task[None] | None = None

    async def set(self, call: Call) -> bool:
        url, secret = call.text("url"), call.text("secret_token")
        _check(url, secret)
        self._updates.allow(call.nested("allowed_updates"))
        await self.stop(call.flag("drop_pending_updates"))
        if url:
            await self._updates.end_poll()
            self.url, self._secret = url, secret
            self._updates.webhook_active = True
            self._task = asyncio.create_task(self._deliver())
        return True

    async def stop(self, drop_pending: bool = False) -> bool:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        self._task, self.url, self.last_error = None, "", ""
        self._updates.webhook_active = False
        if drop_pending:
            self._updates.drop_all()
        return True

    def info(self) -> dict[str, Any]:
        answer: dict[str, Any] = {"url": self.url, "has_custom_certificate": False}
        answer["pending_update_count"] = len(self._updates.pending())
        return answer | ({"last_error_message": self.last_error} if self.last_error else {})

    async def _deliver(self) -> None:
        async with aiohttp.ClientSession() as session:
            while True:
                await self._deliver_one(session, await self._updates.next_for_webhook())

    async def _deliver_one(self, session: aiohttp.ClientSession, update: Waiting) -> None:
        """Tries until the bot takes it, a little later each time."""
        wait = FIRST_RETRY
        while not await self._post(session, update):
            await asyncio.sleep(wait)
            wait = min(wait * 2, LONGEST_RETRY)
        self._updates.taken(update)

    async def _post(self, session: aiohttp.ClientSession, update: Waiting) -> bool:
        headers = {SECRET_HEADER: self._secret} if self._secret else {}
        try:
            async with session.post(self.url, json=update.content, headers=headers) as answer:
                if answer.ok:
                    await self._perform_answer(answer)
                    return True
                self.last_error = f"Wrong response from the webhook: {answer.status} {answer.reason}"
        except aiohttp.ClientError:
            self.last_error = "Connection refused"
        return False

    async def _perform_answer(self, answer: aiohttp.ClientResponse) -> None:
        """A method call in the answer is performed, and its result is told to nobody."""
        call = Call("")
        if answer.content_type == "application/json":
            take_json(call, await answer.text())
        elif answer.content_type.startswith("multipart/"):
            await take_parts(call, aiohttp.MultipartReader.from_response(answer).stream)
        call.method = call.parameters.pop("method", "")
        if call.method:
            with contextlib.suppress(Refused):
                await self._perform(call)


def _check(url: str, secret: str) -> None:
    if url and urlsplit(url).scheme != "https" and urlsplit(url).hostname not in LOCAL:
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if len(secret) > 256:
        raise bad_request("secret token is too long")
    if not re.fullmatch(r"[A-Za-z0-9_-]*", secret):
        raise bad_request("secret token contains unallowed characters")
