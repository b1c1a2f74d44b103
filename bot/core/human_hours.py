"""When people may be written to: from 08:00 to 21:00 of a working day (rule 14 of the conversations)."""

from datetime import datetime, time, timedelta, tzinfo

from bot.core.school import Calendar

MORNING, EVENING = time(8), time(21)


def next_human_hour(moment: datetime, zone: tzinfo, calendar: Calendar) -> datetime:
    """The moment itself where it is a human hour, else 08:00 of the next working day."""
    local = moment.astimezone(zone)
    if calendar.works(local.date()) and MORNING <= local.time() < EVENING:
        return moment
    day = local.date() if local.time() < MORNING else local.date() + timedelta(days=1)
    while not calendar.works(day):
        day += timedelta(days=1)
    return datetime.combine(day, MORNING, zone)
