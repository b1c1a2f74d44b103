"""A Telegram that costs next to nothing: hands out taps, counts answers and edits, and keeps the time."""

import asyncio
import json
import sys
import time
from dataclasses import dataclass, field
from itertools import count

from aiohttp import web

FIRST_PERSON = 500_001
BOT = {"id": 42, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}
LONGEST_POLL = 20


@dataclass
class Round:
    """One measured run of one bot: so many taps by so many people, each tapping again once answered."""

    taps: list[list[str]]
    left: int
    rate: float
    done: asyncio.Event = field(default_factory=asyncio.Event)
    waiting: dict[int, set[str]] = field(default_factory=dict)
    began: dict[int, float] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)
    given: dict[int, int] = field(default_factory=dict)
    under_way: int = 0


@dataclass
class Bot:
    """What the server knows of one bot token."""

    queue: asyncio.Queue[dict[str, object]] = field(default_factory=asyncio.Queue)
    way: float = 0.0
    round: Round | None = None
    polled: asyncio.Event = field(default_factory=asyncio.Event)


bots: dict[str, Bot] = {}
numbers = count(1)


async def api(request: web.Request) -> web.Response:
    bot = bots.setdefault(request.match_info["token"], Bot())
    method = request.match_info["method"].lower()
    if method == "getupdates":
        return await get_updates(bot)
    form = await request.post()
    if method == "getme":
        return answer(BOT)
    if bot.way:
        await asyncio.sleep(bot.way)
    if method == "answercallbackquery":
        note(bot, int(str(form["callback_query_id"]).split("-")[0]), "answer")
        return answer(True)
    if method == "setmycommands":
        return answer(True)
    if method == "editmessagetext":
        note(bot, int(str(form["chat_id"])), "edit")
    return answer({"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}, "text": "ok"})


async def get_updates(bot: Bot) -> web.Response:
    bot.polled.set()
    try:
        found = [await asyncio.wait_for(bot.queue.get(), LONGEST_POLL)]
    except TimeoutError:
        return answer([])
    while not bot.queue.empty() and len(found) < 100:
        found.append(bot.queue.get_nowait())
    return answer(found)


def note(bot: Bot, person: int, what: str) -> None:
    """An answer or an edit arrived; with both of them the tap is over and the person taps again."""
    run = bot.round
    if run is None or person not in run.waiting:
        return
    run.waiting[person].discard(what)
    if run.waiting[person]:
        return
    del run.waiting[person]
    run.seconds.append(time.perf_counter() - run.began[person])
    run.under_way -= 1
    if run.rate:
        if run.left == 0 and run.under_way == 0:
            run.done.set()
    elif run.left > 0:
        tap(bot, run, person)
    elif run.under_way == 0:
        run.done.set()


def tap(bot: Bot, run: Round, person: int) -> None:
    run.left -= 1
    run.under_way += 1
    place = run.given.get(person, 0)
    run.given[person] = place + 1
    own = run.taps[(person - FIRST_PERSON) % len(run.taps)]
    run.waiting[person] = {"answer", "edit"}
    run.began[person] = time.perf_counter()
    number = next(numbers)
    bot.queue.put_nowait(update(number, person, own[place % len(own)]))


def update(number: int, person: int, data: str) -> dict[str, object]:
    user = {"id": person, "is_bot": False, "first_name": "A", "language_code": "kk"}
    chat = {"id": person, "type": "private", "first_name": "A"}
    message = {"message_id": 7, "date": int(time.time()), "chat": chat, "from": BOT, "text": "x"}
    query = {"id": f"{person}-{number}", "from": user, "chat_instance": "1", "message": message, "data": data}
    # Update numbers grow with the time, so that a database used before has not seen them.
    return {"update_id": int(time.time() * 1000) * 1000 + number % 1000, "callback_query": query}


async def control(request: web.Request) -> web.Response:
    """POST {token, taps: one list of callback data a person, people, count, rate, way} → the seconds of each tap."""
    wanted = await request.json()
    bot = bots.setdefault(wanted["token"], Bot())
    bot.way = wanted.get("way", 0.0)
    run = bot.round = Round(wanted["taps"], wanted["count"], wanted.get("rate", 0.0))
    began = time.perf_counter()
    people = [FIRST_PERSON + place for place in range(wanted["people"])]
    if run.rate:
        await tap_at_rate(bot, run, people)
    else:
        for person in people:
            tap(bot, run, person)
    await asyncio.wait_for(run.done.wait(), 120)
    return answer({"seconds": time.perf_counter() - began, "taps": run.seconds})


async def tap_at_rate(bot: Bot, run: Round, people: list[int]) -> None:
    began = time.perf_counter()
    for place in range(run.left):
        await asyncio.sleep(max(0.0, began + place / run.rate - time.perf_counter()))
        person = next(
            (one for one in people[place % len(people) :] + people if one not in run.waiting), people[0]
        )
        tap(bot, run, person)


async def first_poll(request: web.Request) -> web.Response:
    """Answers when the bot has asked for updates for the first time since it was last asked about."""
    bot = bots.setdefault(request.match_info["token"], Bot())
    await asyncio.wait_for(bot.polled.wait(), 60)
    bot.polled.clear()
    return answer(time.time())


def answer(result: object) -> web.Response:
    return web.Response(text=json.dumps({"ok": True, "result": result}), content_type="application/json")


async def main(port: int) -> None:
    application = web.Application()
    application.router.add_route("*", "/bot{token}/{method}", api)
    application.router.add_post("/control", control)
    application.router.add_get("/polled/{token}", first_poll)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    print("ready", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
