"""How the handling of a case looks: which papers, which answer and why, a note, the category, a request, a sitting."""

from collections.abc import Callable, Sequence
from html import escape

from bot.chat import Address, Button, Row, Screen, in_rows, page_of
from bot.core.applications.application import OPEN_TO_OFFICE, State, Step, allowed
from bot.core.applications.case import Asked, Case, Paper
from bot.core.councils.sittings import SittingLine
from bot.core.forms.form import Proof
from bot.handlers.addresses.cases import OpenCaseFiles
from bot.handlers.addresses.handling import (
    AcceptAsked,
    AskNote,
    AskRefusal,
    AskReturn,
    ChooseAnswer,
    ChooseCategory,
    ChooseMissing,
    CloseLeft,
    CorrectCategory,
    RefuseAsked,
    ReturnCase,
    SendMissing,
    ShowOriginals,
)
from bot.handlers.addresses.sittings import OpenSittings
from bot.handlers.application_words import paper_words
from bot.handlers.case_screens import back_to
from bot.handlers.case_words import (
    answer_words,
    category_name,
    change_words,
    label_of,
    lines_within,
    title_of,
)
from bot.handlers.survey_words import cut
from bot.texts import Words

ANSWERS_A_PAGE = 12
SITTINGS_SHOWN = 7
ROOM = 750
REASONS_FOR_PAPER = ("unreadable", "other_paper", "expired", "not_whole")
REASONS_FOR_ANSWER = ("differs", "incomplete", "mistake")
REASONS_FOR_ALL = ("ask_us", "other_category")
REASONS_OF_REFUSAL = ("no_ground", "no_paper", "decided_already")


def more_screen(words: Words, case: Case) -> Screen:
    """What is done more rarely."""
    here, mark, state = case.application.id, case.mark, case.application.state
    rows: list[Row] = [(Button(words("cases.write_note"), AskNote(application_id=here)),)]
    if case.papers and state in OPEN_TO_OFFICE:
        rows.append((Button(words("cases.originals"), ChooseMissing(application_id=here, mark=mark)),))
    if state in OPEN_TO_OFFICE - {State.ON_AGENDA}:
        rows.append(
            (Button(words("cases.correct_category"), ChooseCategory(application_id=here, mark=mark)),)
        )
    notes = [
        f"{one.at:%d.%m} · {one.who}: {one.event.words}" for one in case.notes if not one.event.undone_at
    ]
    text = words.html("cases.more_of", title=title_of(words, case))
    written = (
        [words.html("cases.notes"), *(escape(cut(one, 200), quote=False) for one in notes)] if notes else []
    )
    return Screen(lines_within([text, *written], ROOM), [*rows, (back_to(words, here),)])


def papers_screen(words: Words, case: Case, which: int) -> Screen:
    """Papers are chosen here, and what is true of them: not enough, or seen as originals."""
    here, mark = case.application.id, case.mark
    toggles = [
        Button(
            _box(which, place) + cut(paper_words(words, case.service.key, one.question.key), 24),
            ChooseMissing(application_id=here, mark=mark, which=which ^ (1 << place)),
        )
        for place, one in enumerate(case.papers)
    ]
    lines = [
        f"{place}. {cut(paper_words(words, case.service.key, one.question.key), 70)}"
        + (f" · {words('cases.paper.later')}" if one.missing else "")
        for place, one in enumerate(case.papers, 1)
    ]
    rows = [*in_rows(toggles, 1)[:7], _about_papers(words, case, which)]
    files = Button(words("cases.see_files"), OpenCaseFiles(application_id=here))
    text = words.html("cases.choose_papers", title=title_of(words, case), papers="\n".join(lines))
    return Screen(text, [*rows, (back_to(words, here), files)])


def _box(which: int, place: int) -> str:
    return "☑ " if which >> place & 1 else "☐ "


def _about_papers(words: Words, case: Case, which: int) -> Row:
    """What can be said of the chosen ones; of none, that all that is missing was seen."""
    here, mark = case.application.id, case.mark
    missing = sum(1 << place for place, one in enumerate(case.papers) if one.missing)
    chosen = which or missing
    if not chosen:
        return ()
    number = chosen.bit_count()
    shown = ShowOriginals(application_id=here, mark=mark, which=chosen)
    buttons = [Button(words("cases.seen" if which else "cases.all_seen", number=number), shown, "success")]
    if which and allowed(case.application.state, Step.PAPERS_MISSING):
        send = SendMissing(application_id=here, mark=mark, which=which)
        buttons.append(Button(words("cases.send_missing", number=number), send, "primary"))
    return tuple(buttons)


def chosen_papers(case: Case, which: int) -> tuple[str, ...]:
    papers: Sequence[Paper] = case.papers
    return tuple(one.question.key for place, one in enumerate(papers) if which >> place & 1)


def answers_to_return_screen(words: Words, case: Case, page: int) -> Screen:
    """Which answer is to be mended."""
    here, mark = case.application.id, case.mark
    questions = [one for one in case.interview.form.questions if one.key in case.application.answers]
    shown = page_of(questions, page, ANSWERS_A_PAGE)
    buttons = [
        Button(
            ("📎 " if isinstance(one, Proof) else "") + cut(label_of(words, case, one.key), 25),
            AskReturn(application_id=here, mark=mark, question=one.key),
        )
        for one in shown.items
    ]
    rows = [
        *in_rows(buttons, 2),
        shown.turners(lambda number: ChooseAnswer(application_id=here, mark=mark, page=number)),
        (Button(words("cases.return_whole"), AskReturn(application_id=here, mark=mark)),),
        (back_to(words, here),),
    ]
    return Screen(words.html("cases.which_answer", title=title_of(words, case)), rows)


def reason_screen(words: Words, case: Case, question: str) -> Screen:
    """Why it goes back: typed, or ready-made."""
    here, mark = case.application.id, case.mark
    rows = _ready(
        words,
        reasons_for(case, question),
        lambda one: ReturnCase(application_id=here, mark=mark, question=question, reason=one),
    )
    about = _about(words, case, question)
    back = Button(words("go.back"), ChooseAnswer(application_id=here, mark=mark))
    return Screen(words.html("cases.ask_return", about=about), [*rows, (back,)])


def reasons_for(case: Case, question: str) -> tuple[str, ...]:
    """Ready-made reasons as they fit a paper, an answer, or the whole."""
    if not question:
        return REASONS_FOR_ALL
    asked = case.interview.form.question(question)
    return REASONS_FOR_PAPER if isinstance(asked, Proof) else REASONS_FOR_ANSWER


def _about(words: Words, case: Case, question: str) -> str:
    if not question:
        return title_of(words, case)
    said = answer_words(words, case, question, case.application.answers.get(question, ""))
    return cut(f"{label_of(words, case, question)}: {said}", 200)


def _ready(words: Words, reasons: Sequence[str], to: Callable[[str], Address]) -> list[Row]:
    return [(Button(words(f"cases.ready.{one}"), to(one)),) for one in reasons]


def note_screen(words: Words, case: Case) -> Screen:
    text = words.html("cases.ask_note", title=title_of(words, case))
    return Screen(text, [(back_to(words, case.application.id),)])


def category_screen(words: Words, case: Case) -> Screen:
    """Another category; the sign says about which the council decides."""
    here, mark = case.application.id, case.mark
    rows: list[Row] = [
        (
            Button(
                ("✅ " if one == case.application.category else "")
                + cut(category_name(words, case.service, one), 25),
                CorrectCategory(application_id=here, mark=mark, category=one),
            ),
        )
        for one in case.service.categories
    ]
    council = [
        category_name(words, case.service, one)
        for one in case.service.categories
        if case.service.decided_by_council(one)
    ]
    text = words.html("cases.choose_category", title=title_of(words, case), council=", ".join(council) or "—")
    return Screen(text, [*rows, (back_to(words, here),)])


def asked_screen(words: Words, case: Case, asked: Asked) -> Screen:
    """A parent's request: what would change, and why."""
    lines = [
        words.html(
            f"cases.asks.{asked.request.kind}", title=title_of(words, case), name=case.pupil.name.short
        ),
        *(escape(change_words(words, case, one), quote=False) for one in asked.changes),
        words.html("cases.because", reason=cut(asked.request.reason, 300)) if asked.request.reason else "",
    ]
    number = asked.request.id
    rows: list[Row] = [
        (Button(words(f"cases.accept.{asked.request.kind}"), AcceptAsked(request_id=number), "success"),),
        (Button(words("cases.refuse_asked"), AskRefusal(request_id=number)),),
        (back_to(words, case.application.id),),
    ]
    return Screen(lines_within([line for line in lines if line], ROOM), rows)


def refusal_screen(words: Words, case: Case, request_id: int) -> Screen:
    rows = _ready(words, REASONS_OF_REFUSAL, lambda one: RefuseAsked(request_id=request_id, reason=one))
    back = back_to(words, case.application.id)
    return Screen(words.html("cases.ask_refusal", title=title_of(words, case)), [*rows, (back,)])


def sittings_screen(
    words: Words, planned: Sequence[SittingLine], to: Callable[[int], Address], back: Button, number: int
) -> Screen:
    """On which of the sittings to come; where there is none, the way to plan one."""
    rows: list[Row] = [
        (
            Button(
                words("cases.sitting_line", day=f"{one.at:%d.%m.%Y %H:%M}", number=one.children),
                to(one.sitting.id),
            ),
        )
        for one in planned[:SITTINGS_SHOWN]
    ]
    rows.append((Button(words("cases.plan_sitting"), OpenSittings(), None if planned else "primary"),))
    key = "cases.choose_sitting" if planned else "cases.no_sitting"
    return Screen(words.html(key, number=number), [*rows, (back,)])


def close_screen(words: Words, case: Case) -> Screen:
    """Names what is lost and wants a second tap."""
    sure = CloseLeft(application_id=case.application.id, mark=case.mark, sure=True)
    text = words.html("cases.close_sure", title=title_of(words, case), name=case.pupil.name.short)
    rows = [(back_to(words, case.application.id),), (Button(words("cases.close_left"), sure, "danger"),)]
    return Screen(text, rows)
