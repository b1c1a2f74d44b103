"""A word to the pedagogues that a report arrived, at a human hour, while it still waits for them."""

from datetime import timedelta

from bot.core.human_hours import next_human_hour
from bot.core.office import Notice
from bot.core.passport.reports import ClassReport
from bot.core.people import Role
from bot.core.ports import Desk
from bot.core.school import Calendar

# Teachers often see something to mend right after sending: taken back within this time, it disturbs nobody.
PAUSE = timedelta(minutes=10)


def announce(desk: Desk, report: ClassReport, opens: str) -> None:
    """One message a report to each pedagogue; `opens` is where its button leads."""
    calendar = Calendar(desk.schools.days_off(), desk.schools.get().week_days)
    words = {"class_name": desk.schools.class_(report.class_id).name, "teacher": desk.actor.name}
    for person in desk.people.with_role(Role.SOCIAL_PEDAGOGUE):
        if person.id != desk.actor.id:
            notice = Notice(
                "review.arrived",
                words,
                (("review.open_report", opens),),
                unique=f"{_mark(report.id)}{person.id}",
                not_before=next_human_hour(desk.moment + PAUSE, desk.zone, calendar),
            )
            desk.outbox.put(person.id, notice, desk.moment)


def withdraw_announcements(desk: Desk, report_id: int) -> None:
    """What has not gone out yet is not needed once the report waits no more."""
    for mark in desk.outbox.marks(_mark(report_id)):
        desk.outbox.withdraw(mark)


def _mark(report_id: int) -> str:
    return f"arrived:{report_id}:"
