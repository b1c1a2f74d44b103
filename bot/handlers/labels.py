"""Restricted labels of a pupil: put with reason and term, seen with author and date, ended with a reason."""

from collections.abc import Callable
from datetime import date

from aiogram import F, Router

from bot.chat import Address, Button, Row, Screen
from bot.core.access import Action, may
from bot.core.labels import (
    END,
    REASON,
    UNTIL,
    LabelLine,
    LabelsPage,
    ask_end,
    ask_reason,
    end_label,
    keep_former_reason,
    keep_reason,
    label_of,
    labels_page,
    newest_label,
    note_labels_seen,
    put_label,
    put_label_until,
    reason_typed,
    reopen_label,
    take_back_label,
)
from bot.core.people import Person
from bot.handlers.addresses.labels import (
    AskEnd,
    AskLabelReason,
    KeepReason,
    NewLabel,
    OpenLabels,
    PutLabel,
    ReopenLabel,
    TakeBackLabel,
)
from bot.handlers.addresses.pupils import OpenPupil
from bot.handlers.talk import Expecting, Talk
from bot.texts import Words

REASON_LENGTH, SHORT_REASON, AUTHOR_LENGTH = 80, 30, 40
TERMS = ("term", "year", "open")


async def open_labels(talk: Talk, callback_data: OpenLabels) -> None:
    await talk.act(note_labels_seen, callback_data.pupil_id)
    await _show_page(talk, callback_data.pupil_id)


async def new_label(talk: Talk, callback_data: NewLabel) -> None:
    page = await talk.ask(labels_page, callback_data.pupil_id)
    await talk.show(choice_screen(talk.words, page))


async def ask_for_reason(talk: Talk, callback_data: AskLabelReason) -> None:
    page = await talk.ask(labels_page, callback_data.pupil_id)
    if await talk.act(ask_reason, callback_data.pupil_id, callback_data.category):
        reason = await talk.ask(reason_typed, callback_data.pupil_id, callback_data.category)
        await talk.show(reason_screen(talk.words, page, callback_data.category, reason))
    else:
        await talk.show(page_screen(talk.words, talk.person, page))


async def keep_the_reason(talk: Talk, callback_data: KeepReason) -> None:
    place = callback_data
    page = await talk.ask(labels_page, place.pupil_id)
    if await talk.act(keep_former_reason, place.pupil_id, place.category):
        reason = await talk.ask(reason_typed, place.pupil_id, place.category)
        await talk.show(until_screen(talk.words, page, place.category, reason or ""))
    else:
        await talk.show(page_screen(talk.words, talk.person, page))


async def take_reason(talk: Talk) -> None:
    """A reason says much about a family: once kept, it leaves the chat."""
    assert talk.draft is not None
    pupil_id, category = int(talk.draft.words["pupil"]), talk.draft.words["category"]
    page = await talk.ask(labels_page, pupil_id)
    if await talk.act(keep_reason, talk.chat.typed):
        await talk.chat.forget_typed()
        await talk.show(until_screen(talk.words, page, category, talk.chat.typed))
    else:
        await talk.show(reason_screen(talk.words, page, category, None))


async def put(talk: Talk, callback_data: PutLabel) -> None:
    place = callback_data
    page = await talk.ask(labels_page, place.pupil_id)
    written = await talk.act(put_label, place.pupil_id, place.category, _last_day(page, place.until))
    await _show_put(talk, place.pupil_id, place.category, written)


async def take_day(talk: Talk) -> None:
    assert talk.draft is not None
    pupil_id, category = int(talk.draft.words["pupil"]), talk.draft.words["category"]
    if await talk.act(put_label_until, talk.chat.typed):
        await _show_put(talk, pupil_id, category, True)
    else:
        page = await talk.ask(labels_page, pupil_id)
        await talk.show(until_screen(talk.words, page, category, talk.draft.words["reason"]))


async def _show_put(talk: Talk, pupil_id: int, category: str, written: bool) -> None:
    label_id = await talk.ask(newest_label, pupil_id, category)
    undo = TakeBackLabel(label_id=label_id) if written and label_id else None
    await _show_page(talk, pupil_id, undo, "labels.put" if undo else "", category)


async def ask_for_end(talk: Talk, callback_data: AskEnd) -> None:
    label = await talk.ask(label_of, callback_data.label_id)
    page = await talk.ask(labels_page, label.pupil_id)
    if await talk.act(ask_end, callback_data.label_id):
        await talk.show(question_screen(talk.words, page, "labels.ask_end", label.category))
    else:
        await talk.show(page_screen(talk.words, talk.person, page))


async def take_end(talk: Talk) -> None:
    assert talk.draft is not None
    label = await talk.ask(label_of, int(talk.draft.words["label"]))
    if await talk.act(end_label, talk.chat.typed):
        await talk.chat.forget_typed()
        await _show_page(talk, label.pupil_id, ReopenLabel(label_id=label.id), "labels.ended", label.category)
    else:
        page = await talk.ask(labels_page, label.pupil_id)
        await talk.show(question_screen(talk.words, page, "labels.ask_end", label.category))


async def take_back(talk: Talk, callback_data: TakeBackLabel) -> None:
    await _undo(talk, take_back_label, callback_data.label_id)


async def reopen(talk: Talk, callback_data: ReopenLabel) -> None:
    await _undo(talk, reopen_label, callback_data.label_id)


async def _undo(talk: Talk, use_case: Callable[..., None], label_id: int) -> None:
    await talk.act(use_case, label_id)
    await _show_page(talk, (await talk.ask(label_of, label_id)).pupil_id, None, "labels.undone")


async def _show_page(
    talk: Talk, pupil_id: int, undo: Address | None = None, done: str = "", category: str = ""
) -> None:
    page = await talk.ask(labels_page, pupil_id)
    first_line = talk.words(done, category=_name(talk.words, page, category)) if done else ""
    await talk.show(page_screen(talk.words, talk.person, page, undo, first_line), first_line)


def page_screen(
    words: Words, person: Person, page: LabelsPage, undo: Address | None = None, first_line: str = ""
) -> Screen:
    """The labels that hold; who may put them gets the buttons."""
    held = [_line(words, page, one) for one in page.held] or [words.html("labels.none")]
    title = words.html("labels.title", name=page.pupil.name.full)
    rows: list[Row] = []
    if may(person, Action.LABEL_PUPIL):
        rows += [(_end_button(words, page, one),) for one in page.held]
        if page.free:
            rows.append((Button(words("labels.add"), NewLabel(pupil_id=page.pupil.id)),))
    if undo:
        rows.append((Button(words("labels.undo"), undo),))
    rows.append((Button(words("go.back"), OpenPupil(pupil_id=page.pupil.id)),))
    return Screen("\n\n".join(part for part in (first_line, title, *held) if part), rows)


def choice_screen(words: Words, page: LabelsPage) -> Screen:
    pupil_id = page.pupil.id
    rows: list[Row] = [
        (Button(_name(words, page, one.key), AskLabelReason(pupil_id=pupil_id, category=one.key)),)
        for one in page.free
    ]
    text = words.html("labels.choose", name=page.pupil.name.full)
    return Screen(text, [*rows, (Button(words("go.back"), OpenLabels(pupil_id=pupil_id)),)])


def reason_screen(words: Words, page: LabelsPage, category: str, former: str | None) -> Screen:
    """The question for the reason; one that was typed before can be kept."""
    asked = question_screen(words, page, "labels.ask_reason", category)
    if former is None:
        return asked
    keep = KeepReason(pupil_id=page.pupil.id, category=category)
    said = words.html("labels.reason_before", reason=_cut(former, 3 * REASON_LENGTH))
    return Screen(
        f"{asked.text}\n\n{said}", [(Button(words("labels.keep_reason"), keep, "primary"),), *asked.rows]
    )


def question_screen(words: Words, page: LabelsPage, key: str, category: str) -> Screen:
    text = words.html(key, category=_name(words, page, category), name=page.pupil.name.full)
    return Screen(text, [(Button(words("go.back"), OpenLabels(pupil_id=page.pupil.id)),)])


def until_screen(words: Words, page: LabelsPage, category: str, reason: str) -> Screen:
    """The term: two usual ends with their dates, none, or a date that is typed."""
    pupil_id = page.pupil.id
    text = words.html(
        "labels.ask_until",
        category=_name(words, page, category),
        name=page.pupil.name.full,
        reason=_cut(reason, 3 * REASON_LENGTH),
    )
    rows: list[Row] = [
        (Button(_term(words, page, until), PutLabel(pupil_id=pupil_id, category=category, until=until)),)
        for until in TERMS
    ]
    return Screen(
        text, [*rows, (Button(words("go.back"), AskLabelReason(pupil_id=pupil_id, category=category)),)]
    )


def _end_button(words: Words, page: LabelsPage, one: LabelLine) -> Button:
    name = _name(words, page, one.label.category)
    return Button(words("labels.end", category=name), AskEnd(label_id=one.label.id))


def _term(words: Words, page: LabelsPage, until: str) -> str:
    day = _last_day(page, until)
    return words(f"labels.until.{until}", date=f"{day:%d.%m}" if day else "")


def _last_day(page: LabelsPage, until: str) -> date | None:
    return {"term": page.term_end, "year": page.year_end}.get(until)


def _line(words: Words, page: LabelsPage, one: LabelLine) -> str:
    day = f"{one.last_day:%d.%m.%Y}" if one.last_day else ""
    return words.html(
        "labels.line",
        category=_name(words, page, one.label.category),
        reason=_cut(one.label.reason, REASON_LENGTH if len(page.held) < 3 else SHORT_REASON),
        since=f"{one.since:%d.%m.%Y}",
        until=words("labels.until_day", date=day) if day else words("labels.open_ended"),
        author=_cut(one.author, AUTHOR_LENGTH),
    )


def _name(words: Words, page: LabelsPage, category: str) -> str:
    return words(f"category.{category}.name.{page.country}")


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"


def routes() -> Router:
    router = Router()
    router.message.register(take_reason, F.text, Expecting(REASON))
    router.message.register(take_day, F.text, Expecting(UNTIL))
    router.message.register(take_end, F.text, Expecting(END))
    router.callback_query.register(open_labels, OpenLabels.filter())
    router.callback_query.register(new_label, NewLabel.filter())
    router.callback_query.register(ask_for_reason, AskLabelReason.filter())
    router.callback_query.register(keep_the_reason, KeepReason.filter())
    router.callback_query.register(put, PutLabel.filter())
    router.callback_query.register(ask_for_end, AskEnd.filter())
    router.callback_query.register(take_back, TakeBackLabel.filter())
    router.callback_query.register(reopen, ReopenLabel.filter())
    return router
