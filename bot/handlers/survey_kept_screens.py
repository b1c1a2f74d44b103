"""The screens that offer what was known last year."""

from bot.chat import Button, Row, Screen, in_rows
from bot.core.passport.categories import PARENTS, Answer
from bot.core.passport.survey_last_year import Known, LastYear
from bot.core.passport.survey_views import ReportView
from bot.handlers.addresses.survey import KeepAll, KeepFact, KeepOf, LookThroughKept, OpenClass
from bot.handlers.survey_words import SAID, level_name, subject_short
from bot.texts import Words

PAST_THE_END = 99


def offer_screen(words: Words, view: ReportView, offer: LastYear) -> Screen:
    text = words.html(
        "survey.kept.offer",
        class_name=view.facts.class_.name.quoted,
        facts=offer.facts,
        pupils=len(offer.pupils),
        schooled=offer.schooled,
    )
    report_id = view.report.id
    rows: list[Row] = [
        (Button(words("survey.kept.all"), KeepAll(report_id=report_id), "primary"),),
        (Button(words("survey.kept.through"), LookThroughKept(report_id=report_id)),),
        (Button(words("survey.kept.none"), LookThroughKept(report_id=report_id, step=PAST_THE_END)),),
        (Button(words("go.back"), OpenClass(class_id=view.facts.class_.id)),),
    ]
    return Screen(text, rows)


def kept_screen(words: Words, view: ReportView, offer: LastYear, step: int) -> Screen:
    """One pupil of last year, or at the end the parents' education."""
    if step < len(offer.pupils):
        return _pupil_screen(words, view, offer, step)
    text = words.html("survey.kept.education", step=step + 1, total=offer.steps, pupils=offer.schooled)
    return Screen("\n".join([text, *_levels(words, offer)]), _ways(words, offer, step, 0))


def _pupil_screen(words: Words, view: ReportView, offer: LastYear, step: int) -> Screen:
    known = offer.pupils[step]
    text = words.html("survey.kept.pupil", name=known.pupil.name.short, step=step + 1, total=offer.steps)
    facts = [_fact_button(words, view, known, key, step) for key in known.categories]
    return Screen(text, [*in_rows(facts, 2), *_ways(words, offer, step, known.pupil.id)])


def _fact_button(words: Words, view: ReportView, known: Known, key: str, step: int) -> Button:
    kept = key in known.kept
    answer = "" if kept else Answer.YES.value
    address = KeepFact(report_id=view.report.id, step=step, pupil_id=known.pupil.id, key=key, answer=answer)
    return Button((SAID if kept else "") + subject_short(words, view.school.country, key), address)


def _ways(words: Words, offer: LastYear, step: int, pupil_id: int) -> list[Row]:
    report_id = offer.report.id
    keep = KeepOf(report_id=report_id, step=step, pupil_id=pupil_id)
    back = Button(words("go.back"), LookThroughKept(report_id=report_id, step=step - 1))
    following = Button(words("survey.kept.next"), LookThroughKept(report_id=report_id, step=step + 1))
    return [(Button(words("survey.kept.this"), keep, "primary"),), (back, following)]


def _levels(words: Words, offer: LastYear) -> list[str]:
    return [
        words.html(
            "survey.check_education",
            subject=words(f"survey.short.education.{parent}"),
            levels=_counted(words, offer, parent),
        )
        for parent in PARENTS
        if parent in offer.education
    ]


def _counted(words: Words, offer: LastYear, parent: str) -> str:
    levels = list(offer.education[parent].values())
    found = sorted(set(levels), key=lambda level: -levels.count(level))
    return ", ".join(
        words("survey.check_level", level=level_name(words, one.value), count=levels.count(one))
        for one in found
    )
