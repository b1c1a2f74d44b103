"""One call of a method: its parameters and files, from a query string, a form, parts or JSON."""

import json
import re
from dataclasses import dataclass, field
from typing import Any

from aiohttp import BodyPartReader, MultipartReader, web

from bot.sandbox.files import Upload
from bot.sandbox.refusals import bad_request


@dataclass(slots=True)
class Call:
    """What the bot asked for; every parameter is the text that it sent."""

    method: str
    parameters: dict[str, str] = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        return self.parameters.get(name, "")

    def number(self, name: str, default: int = 0) -> int:
        """Telegram reads a number as far as it goes and takes 0 otherwise."""
        match = re.match(r"\s*(-?\d+)", self.text(name))
        if name not in self.parameters:
            return default
        return int(match.group(1)) if match else 0

    def flag(self, name: str) -> bool:
        return self.text(name).lower() in ("true", "yes", "1")

    def nested(self, name: str) -> Any:
        """The JSON value of a parameter, None when it is absent."""
        if not self.text(name):
            return None
        try:
            return json.loads(self.text(name))
        except ValueError:
            raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from None

    def file(self, name: str) -> Upload | str | None:
        """The upload behind a field, or a file_id; None when nothing was sent."""
        value = self.text(name)
        if value.startswith("attach://"):
            return self.uploads.get(value.removeprefix("attach://"))
        return self.uploads.get(name) or value or None

    def strangers(self, known: frozenset[str]) -> tuple[str, ...]:
        """Parameters that the method does not know, and parts that no parameter points to."""
        named = " ".join(self.parameters.values())
        loose = (part for part in self.uploads if part not in known and f"attach://{part}" not in named)
        return (*(name for name in self.parameters if name not in known), *loose)


async def read_call(request: web.Request, method: str) -> Call:
    call = Call(method, dict(request.query))
    kind = request.content_type
    if kind == "application/json":
        take_json(call, await request.text())
    elif kind.startswith("multipart/"):
        await take_parts(call, await request.multipart())
    elif request.method == "POST":
        call.parameters.update({name: str(value) for name, value in (await request.post()).items()})
    return call


def take_json(call: Call, body: str) -> None:
    try:
        values = json.loads(body or "{}")
    except ValueError:
        raise bad_request("can't parse JSON object") from None
    if not isinstance(values, dict):
        raise bad_request("expected JSON object")
    call.parameters.update({name: _as_text(value) for name, value in values.items() if value is not None})


def _as_text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


async def take_parts(call: Call, parts: MultipartReader) -> None:
    while (part := await parts.next()) is not None:
        if isinstance(part, BodyPartReader) and part.name:
            await _take_part(call, part.name, part)


async def _take_part(call: Call, name: str, part: BodyPartReader) -> None:
    if part.filename is None:
        call.parameters[name] = await part.text()
        return
    call.uploads[name] = Upload(part.filename, bytes(await part.read(decode=False)))
