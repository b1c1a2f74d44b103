"""The line between a bot and the sandbox, for the tests of the server."""

from collections.abc import AsyncIterator

import pytest_asyncio

from tests.sandbox.conversations import Line, line


@pytest_asyncio.fixture
async def phone_line() -> AsyncIterator[Line]:
    async with line() as opened:
        yield opened
