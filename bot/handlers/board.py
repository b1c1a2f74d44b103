"""The board: where each class stands, who has not sent, and a word to remind them."""

from aiogram import Router

from bot.chat import ROWS, Button, Row, Screen, in_rows, page_of
from bot.core.passport.board import NOT_SENT, STATES, Board, ClassLine, Teacher, board, remind
from bot.core.people import Role
from bot.core.school import Class
from bot.handlers.addresses.board import OpenBoard, OpenLate, Remind
from bot.handlers.addresses.entrance import OpenMenu
from bot.handlers.addresses.review import OpenQueue, OpenReview
from bot.handlers.addresses.staff import OpenPost
from bot.handlers.addresses.survey import OpenClass
from bot.handlers.talk import Talk
from bot.texts import Words, first_up

LINES_A_PAGE = 10
NAME_LENGTH = 40
REVIEWED = frozenset({"approved", "waiting", "returned"})


async def open_board(talk: Talk, callback_data: OpenBoard) -> None:
    found = await talk.ask(board)
    if callback_data.state in STATES:
        await talk.show(state_screen(talk.words, found, callback_data))
    else:
        await talk.show(board_screen(talk.words, found))


async def open_late(talk: Talk, callback_data: OpenLate) -> None:
    await talk.show(late_screen(talk.words, await talk.ask(board), callback_data.page))


async def remind_teachers(talk: Talk) -> None:
    await talk.act(remind, _opens_class)
    await talk.show(late_screen(talk.words, await talk.ask(board), 0), talk.words("board.reminded"))


def _opens_class(class_id: int) -> str:
    return OpenClass(class_id=class_id).pack()


def board_screen(words: Words, found: Board) -> Screen:
    """The counts first; each opens its classes."""
    rows: list[Row] = [
        (
            Button(
                words("board.state_line", state=first_up(words(f"state.{state}")), number=number),
                OpenBoard(state=state),
            ),
        )
        for state, number in found.counts.items()
        if number
    ]
    if found.in_state(*NOT_SENT):
        rows.append((Button(words("board.late"), OpenLate(), "primary" if found.may_remind else None),))
    if found.may_remind and found.in_state("waiting"):
        rows.append((Button(words("board.to_review"), OpenQueue(), "primary"),))
    rows.append((Button(words("go.menu"), OpenMenu()),))
    counts = {f"{state}_number": number for state, number in found.counts.items()}
    return Screen(words.html("board.counts", total=len(found.lines), **counts), rows)


def state_screen(words: Words, found: Board, place: OpenBoard) -> Screen:
    """The classes of one state with their teachers; those who review can open the reports."""
    lines = found.in_state(place.state)
    shown = page_of(lines, place.page, LINES_A_PAGE)
    opened = [
        Button(line.class_.name.quoted, OpenReview(report_id=line.report.id))
        for line in shown.items
        if found.may_remind and line.report and line.state in REVIEWED
    ]
    rows = in_rows(opened, 2)
    rows.append(shown.turners(lambda number: place.model_copy(update={"page": number})))
    rows.append((Button(words("go.back"), OpenBoard()),))
    written = "\n".join(_class_line(words, line) for line in shown.items)
    state = first_up(words(f"state.{place.state}"))
    return Screen(words.html("board.state", state=state, number=len(lines), lines=written or "—"), rows)


def _class_line(words: Words, line: ClassLine) -> str:
    teachers = ", ".join(one.name for one in line.teachers)[:NAME_LENGTH]
    return f"{line.class_.name.quoted} · {teachers or words('board.no_teacher')}"


def late_screen(words: Words, found: Board, page: int) -> Screen:
    """Teachers by name with what they owe; classes without a teacher, to whom one can be invited."""
    lines = [(_teacher_line(words, one, classes), None) for one, classes in found.late.items()]
    left = [line for line in found.in_state(*NOT_SENT) if not line.teachers]
    shown = page_of([*lines, *((_class_line(words, line), line.class_) for line in left)], page, ROWS)
    invite = [_invite_button(words, class_) for _, class_ in shown.items if class_ and found.may_invite]
    rows: list[Row] = [_remind_button(words, found), *in_rows(invite, 2)]
    rows.append(shown.turners(lambda number: OpenLate(page=number)))
    rows.append((Button(words("go.back"), OpenBoard()),))
    held = found.may_remind and found.late and found.remind_at > found.now
    when = words.html("board.held", at=f"{found.remind_at:%d.%m %H:%M}") if held else ""
    written = "\n".join(line for line, _ in shown.items)
    text = words.html("board.late_list", number=len(lines) + len(left), lines=written or "—")
    return Screen("\n".join(part for part in (text, when) if part), rows)


def _teacher_line(words: Words, one: Teacher, classes: list[Class]) -> str:
    sign = words("board.blocked") if one.blocked else words("board.already") if one.reminded else ""
    names = ", ".join(class_.name.quoted for class_ in classes)
    return " · ".join(part for part in (one.name[:NAME_LENGTH], names, sign) if part)


def _invite_button(words: Words, class_: Class) -> Button:
    label = words("board.invite", class_name=class_.name.quoted)
    return Button(label, OpenPost(role=Role.CLASS_TEACHER, class_id=class_.id))


def _remind_button(words: Words, found: Board) -> Row:
    if not found.may_remind or not found.to_remind:
        return ()
    return (Button(words("board.remind", number=len(found.to_remind)), Remind(), "primary"),)


def routes() -> Router:
    router = Router()
    router.callback_query.register(open_board, OpenBoard.filter())
    router.callback_query.register(open_late, OpenLate.filter())
    router.callback_query.register(remind_teachers, Remind.filter())
    return router
