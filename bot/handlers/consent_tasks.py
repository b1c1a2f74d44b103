"""Withdrawn consents: what the pedagogue has to end, by when, ticked off when it is done."""

from collections.abc import Sequence

from aiogram import Router

from bot.chat import ROWS, Button, Row, Screen, page_of
from bot.core.parents.stopping import StopTask, note_stop_tasks_seen, stop_task, stop_tasks, tick_off
from bot.handlers.addresses.consents import OpenStopTask, OpenStopTasks, TickOff
from bot.handlers.addresses.parents import OpenParents
from bot.handlers.talk import Talk
from bot.texts import Words


async def open_tasks(talk: Talk, callback_data: OpenStopTasks) -> None:
    await talk.act(note_stop_tasks_seen)
    await _show_tasks(talk, callback_data.page)


async def open_task(talk: Talk, callback_data: OpenStopTask) -> None:
    task = await talk.ask(stop_task, callback_data.consent_id)
    if task is None:
        await _show_tasks(talk, 0)
    else:
        await talk.show(task_screen(talk.words, task))


async def tick(talk: Talk, callback_data: TickOff) -> None:
    """The first tap asks: the parent is told that it is done."""
    task = await talk.ask(stop_task, callback_data.consent_id)
    if task is not None and not callback_data.sure:
        await talk.show(sure_screen(talk.words, task))
        return
    done = await talk.act(tick_off, callback_data.consent_id)
    await _show_tasks(talk, 0, talk.words("consent.tasks.ticked") if done else "")


async def _show_tasks(talk: Talk, page: int, toast: str = "") -> None:
    await talk.show(tasks_screen(talk.words, await talk.ask(stop_tasks), page), toast)


def tasks_screen(words: Words, tasks: Sequence[StopTask], page: int) -> Screen:
    shown = page_of(tasks, page, ROWS)
    rows: list[Row] = [
        (Button(_label(one), OpenStopTask(consent_id=one.consent.id), "primary"),) for one in shown.items
    ]
    rows.append(shown.turners(lambda to: OpenStopTasks(page=to)))
    text = words("consent.tasks" if tasks else "consent.tasks.none")
    return Screen(text, [*rows, (Button(words("go.back"), OpenParents()),)])


def task_screen(words: Words, task: StopTask) -> Screen:
    """What was withdrawn, by whom, and what has to be ended."""
    text = words.html(
        "consent.task",
        child=task.pupil.name.short,
        class_name=task.class_.name.quoted if task.class_ else words("children.left"),
        person=task.person.name,
        due=_due(task),
    )
    done = Button(words("consent.tick"), TickOff(consent_id=task.consent.id), "primary")
    return Screen(text, [(done,), (Button(words("go.back"), OpenStopTasks()),)])


def sure_screen(words: Words, task: StopTask) -> Screen:
    number = task.consent.id
    rows: list[Row] = [
        (Button(words("consent.tick.sure"), TickOff(consent_id=number, sure=True), "success"),),
        (Button(words("go.back"), OpenStopTask(consent_id=number)),),
    ]
    return Screen(words.html("consent.tick.ask", child=task.pupil.name.short), rows)


def _label(task: StopTask) -> str:
    return f"{_due(task)} · {task.pupil.name.short}"


def _due(task: StopTask) -> str:
    return f"{'⚠️ ' if task.late else ''}{task.due:%d.%m.%Y}"


def routes() -> Router:
    router = Router()
    router.callback_query.register(open_tasks, OpenStopTasks.filter())
    router.callback_query.register(open_task, OpenStopTask.filter())
    router.callback_query.register(tick, TickOff.filter())
    return router
