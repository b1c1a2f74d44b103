"""The survey by category: a class teacher ticks the pupils of a category, the others need nothing."""

from aiogram import Router

from bot.chat import ROWS, Button, Row, Screen, in_rows, page_of
from bot.core.passport.categories import Answer, Category
from bot.core.passport.facts import PupilFacts
from bot.core.passport.survey import begin, say, send
from bot.core.passport.survey_views import ClassView, ReportView, class_view, own_classes, report_view
from bot.core.passport.reports import ReportState
from bot.handlers.addresses import (
    BeginReport,
    OpenCategories,
    OpenClass,
    OpenMenu,
    OpenSurvey,
    Pick,
    ReviewReport,
    SendReport,
    Tick,
)
from bot.handlers.talk import Talk
from bot.texts import Words

MARKS = {Answer.YES: "✅ ", Answer.UNKNOWN: "❔ "}
PUPILS_A_PAGE = 2 * ROWS
EDITABLE = frozenset({ReportState.IN_WORK})


async def survey(talk: Talk) -> None:
    classes = await talk.ask(own_classes)
    if len(classes) == 1:
        await talk.show(class_screen(talk.words, await talk.ask(class_view, classes[0].class_.id)))
    else:
        await talk.show(classes_screen(talk.words, classes))


async def open_class(talk: Talk, callback_data: OpenClass) -> None:
    await talk.show(class_screen(talk.words, await talk.ask(class_view, callback_data.class_id)))


async def begin_report(talk: Talk, callback_data: BeginReport) -> None:
    await talk.act(begin, callback_data.class_id, callback_data.after)
    view = await talk.ask(class_view, callback_data.class_id)
    if view.report is None or view.report.state is not ReportState.IN_WORK:
        await talk.show(class_screen(talk.words, view))
    else:
        await talk.show(categories_screen(talk.words, await talk.ask(report_view, view.report.id), 0))


async def open_categories(talk: Talk, callback_data: OpenCategories) -> None:
    view = await talk.ask(report_view, callback_data.report_id)
    await talk.show(categories_screen(talk.words, view, callback_data.page))


async def open_picker(talk: Talk, callback_data: Pick) -> None:
    view = await talk.ask(report_view, callback_data.report_id)
    await talk.show(picker_screen(talk.words, view, callback_data))


async def tick(talk: Talk, callback_data: Tick) -> None:
    place = callback_data
    answer = Answer(place.answer) if place.answer else None
    await talk.act(say, place.report_id, (place.pupil_id,), place.key, answer)
    view = await talk.ask(report_view, place.report_id)
    here = Pick(report_id=place.report_id, key=place.key, mark=place.mark, page=place.page)
    await talk.show(picker_screen(talk.words, view, here))


async def review(talk: Talk, callback_data: ReviewReport) -> None:
    await talk.show(review_screen(talk.words, await talk.ask(report_view, callback_data.report_id)))


async def send_report(talk: Talk, callback_data: SendReport) -> None:
    await talk.act(send, callback_data.report_id)
    view = await talk.ask(report_view, callback_data.report_id)
    await talk.show(class_screen(talk.words, await talk.ask(class_view, view.facts.class_.id)))


def classes_screen(words: Words, classes: list[ClassView]) -> Screen:
    buttons = [
        Button(f"{one.class_.name} · {words(f'state.{one.state}')}", OpenClass(class_id=one.class_.id)) for one in classes
    ]
    return Screen(words("survey.classes"), [*in_rows(buttons, 2), (Button(words("go.menu"), OpenMenu()),)])


def class_screen(words: Words, view: ClassView) -> Screen:
    state = words(f"state.{view.state}")
    text = words.html("survey.class", class_name=view.class_.name.quoted, pupils=view.pupils, state=state)
    rows: list[Row] = []
    if view.report is not None and view.report.state is ReportState.IN_WORK:
        rows.append((Button(words("survey.go_on"), OpenCategories(report_id=view.report.id), "primary"),))
    else:
        after = view.report.revision if view.report else 0
        label = words("survey.change" if view.report else "survey.begin")
        rows.append((Button(label, BeginReport(class_id=view.class_.id, after=after), None if view.report else "primary"),))
    return Screen(text, [*rows, (Button(words("go.menu"), OpenMenu()),)])


def categories_screen(words: Words, view: ReportView, page: int) -> Screen:
    shown = page_of(view.categories, page)
    rows: list[Row] = [(_category_button(words, view, one),) for one in shown.items]
    rows.append(shown.turners(lambda number: OpenCategories(report_id=view.report.id, page=number)))
    back = Button(words("go.back"), OpenClass(class_id=view.facts.class_.id))
    rows.append((back, Button(words("survey.review"), ReviewReport(report_id=view.report.id), "primary")))
    seen = sum(one.key in view.looked for one in view.categories)
    text = words.html(
        "survey.categories", class_name=view.facts.class_.name.quoted, seen=seen, total=len(view.categories)
    )
    return Screen(text, rows)


def _category_button(words: Words, view: ReportView, one: Category) -> Button:
    count = sum(pupil.holds(one) for pupil in view.facts.pupils)
    done = "✅ " if one.key in view.looked else ""
    return Button(f"{done}{words(f'category.{one.key}.name')} · {count}", Pick(report_id=view.report.id, key=one.key))


def picker_screen(words: Words, view: ReportView, here: Pick) -> Screen:
    chosen = view.category(here.key)
    shown = page_of(view.facts.pupils, here.page, PUPILS_A_PAGE)
    buttons = [_pupil_button(pupil, chosen, here) for pupil in shown.items]
    rows = in_rows(buttons, 2)
    rows.append(shown.turners(lambda page: here.model_copy(update={"page": page})))
    rows.append((Button(words("go.done"), OpenCategories(report_id=here.report_id), "primary"),))
    held = sum(one.holds(chosen) for one in view.facts.pupils)
    text = words.html(
        "survey.pick",
        category=words(f"category.{here.key}.name"),
        hint=words(f"category.{here.key}.hint"),
        count=held,
        total=len(view.facts.pupils),
    )
    return Screen(text, rows)


def _pupil_button(one: PupilFacts, chosen: Category, here: Pick) -> Button:
    now = Answer.UNKNOWN if one.unknown(chosen) else Answer.YES if one.holds(chosen) else None
    answer = here.mark if now != here.mark else "no" if chosen.presumed else ""
    address = Tick(
        report_id=here.report_id, key=here.key, pupil_id=one.pupil.id, answer=answer, mark=here.mark, page=here.page
    )
    return Button(MARKS.get(now, "") + one.pupil.name.short if now else one.pupil.name.short, address)


def review_screen(words: Words, view: ReportView) -> Screen:
    lines = [
        f"{words(f'category.{one.key}.name')}: {count}"
        for one in view.categories
        if (count := sum(pupil.holds(one) for pupil in view.facts.pupils))
    ]
    text = words.html("survey.check", class_name=view.facts.class_.name.quoted, lines="\n".join(lines))
    return Screen(
        text,
        [
            (Button(words("survey.send"), SendReport(report_id=view.report.id), "success"),),
            (Button(words("go.back"), OpenCategories(report_id=view.report.id)),),
        ],
    )


def routes() -> Router:
    router = Router()
    router.callback_query.register(survey, OpenSurvey.filter())
    router.callback_query.register(open_class, OpenClass.filter())
    router.callback_query.register(begin_report, BeginReport.filter())
    router.callback_query.register(open_categories, OpenCategories.filter())
    router.callback_query.register(open_picker, Pick.filter())
    router.callback_query.register(tick, Tick.filter())
    router.callback_query.register(review, ReviewReport.filter())
    router.callback_query.register(send_report, SendReport.filter())
    return router
