"""The people of the demo, each with a phone: who they are at the school, whose phone lies on the table."""

from dataclasses import dataclass, field, replace

from bot.core.people import Pupil, Role
from bot.core.school import Country
from bot.sandbox.persons import Person
from bot.sandbox.sample_parents import SampleParent, sample_parents
from bot.sandbox.sample_school import SampleSchool, StaffMember
from bot.sandbox.server import Telegram

PARENT, CONFIRMED = "parent", "confirmed_parent"
SOMEBODY = "somebody"
COLLEAGUES, NEWCOMERS = 8000, 9000


@dataclass(frozen=True, slots=True)
class Phone:
    """A phone on the chat page; `role` is a Role, "parent" or "somebody", `number` is shared as a contact.

    `link` is what its owner presses Start on; without one it is the bot alone. `child` is what a parent knows
    by heart: who their children are and when they were born.
    """

    key: str
    person: Person
    role: str
    class_name: str = ""
    number: str = ""
    shown: bool = True
    link: str = ""
    child: str = ""


@dataclass(slots=True)
class Cast:
    """All phones, in the order in which the page lays them out."""

    telegram: Telegram
    country: Country
    phones: list[Phone] = field(default_factory=list)

    def by_chat(self, chat_id: object) -> Phone | None:
        return next((phone for phone in self.phones if phone.person.id == chat_id), None)

    def hand(self, key: str, link: str) -> None:
        """Somebody got this link by another way than the bot."""
        self.phones = [replace(phone, link=link) if phone.key == key else phone for phone in self.phones]

    def add(self, name: str, language: str) -> Phone:
        """A new phone, of somebody who has not started the bot."""
        number = sum(phone.role == SOMEBODY for phone in self.phones) + 1
        person = self.telegram.person(name, language)
        phone = Phone(f"new-{number}", person, SOMEBODY, number=_number(self.country, NEWCOMERS + number))
        self.phones.append(phone)
        return phone


def cast_of(telegram: Telegram, sample: SampleSchool) -> tuple[Cast, tuple[list[int], list[int]]]:
    """The staff of the sample school, a parent who is new and one whom the school knows.

    Beside them the accounts of the staff, in the order of `sample.staff`, and of the parents whom it knows.
    """
    persons = [telegram.person(member.name, member.language) for member in sample.staff]
    staff = [_phone(sample, member, person) for member, person in zip(sample.staff, persons, strict=True)]
    teachers = _teachers_shown(sample)
    confirmed = _confirmed(telegram, sample, sample_parents(sample)[0])
    parents = [_newcomer(telegram, sample, teachers[0]), confirmed]
    first = [staff[0], *(staff[place] for place in teachers), *parents, staff[2]]
    rest = [phone for phone in staff if phone not in first]
    cast = Cast(telegram, sample.school.country, [*first, *(_put_away(phone) for phone in rest)])
    for phone in cast.phones:
        phone.person.chat.started = True
    return cast, ([person.id for person in persons], [confirmed.person.id])


def _phone(sample: SampleSchool, member: StaffMember, person: Person) -> Phone:
    names = {one.id: str(one.name) for one in sample.classes}
    class_name = names[member.classes[0]] if member.classes else ""
    number = _number(sample.school.country, COLLEAGUES + sample.staff.index(member))
    return Phone(class_name or member.role.value, person, member.role.value, class_name, number)


def _number(country: Country, last_four: int) -> str:
    """From the same range as the numbers of the sample school, above those that families have."""
    return f"{'+99670000' if country is Country.KYRGYZSTAN else '+7700000'}{last_four:04d}"


def _put_away(phone: Phone) -> Phone:
    return replace(phone, shown=False)


def _teachers_shown(sample: SampleSchool) -> list[int]:
    """Places in `staff`: a teacher of grade 7 who speaks Russian, one of grade 6 who does not."""
    grades = {one.id: one.name.grade for one in sample.classes}
    found: dict[tuple[int, bool], int] = {}
    for place, member in enumerate(sample.staff):
        if member.role is Role.CLASS_TEACHER:
            found.setdefault((grades[member.classes[0]], member.language == "ru"), place)
    return [found[7, True], found[6, False]]


def _newcomer(telegram: Telegram, sample: SampleSchool, teacher: int) -> Phone:
    """The first adult with a phone in the register of that teacher's class, whom the bot has never met."""
    pupils = sample.pupils_of(sample.staff[teacher].classes[0])
    child, adult = next((pupil, adult) for pupil in pupils for adult in pupil.adults if adult.phone)
    language = "ky" if sample.school.country is Country.KYRGYZSTAN else "kk"
    person = telegram.person(adult.name, language)
    return Phone(PARENT, person, PARENT, number=adult.phone, child=_by_heart(child))


def _confirmed(telegram: Telegram, sample: SampleSchool, parent: SampleParent) -> Phone:
    children = ", ".join(_by_heart(sample.pupils[index]) for index in parent.children)
    person = telegram.person(parent.name, parent.language)
    return Phone(CONFIRMED, person, PARENT, number=parent.number, child=children)


def _by_heart(child: Pupil) -> str:
    return f"{child.name.short}, {child.birth_date:%d.%m.%Y}"
