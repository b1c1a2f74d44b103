"""The screens of the staff page."""

from urllib.parse import quote

from bot.chat import ROWS, Button, Row, Screen, in_rows, page_of
from bot.core.school import School
from bot.core.staff import Link, Membership, Post, Staff
from bot.handlers.addresses.staff import (
    AskInvitee,
    GiveBack,
    InviteAll,
    OpenLink,
    OpenLinks,
    OpenMembership,
    OpenPost,
    OpenStaff,
    OpenTeachers,
    PrintLinks,
    RenewLink,
    Revoke,
    ShowQr,
    SkipInvitee,
    WithdrawLink,
)
from bot.handlers.forms_pages import menu_button
from bot.handlers.roles import role_words
from bot.texts import Words, first_up

PEOPLE_A_PAGE = ROWS - 1
LINKS_A_PAGE = 7
CLASSES_A_PAGE = 2 * ROWS
CLASSES_NAMED = 60


def staff_screen(words: Words, view: Staff) -> Screen:
    """The offices with who holds them, and how many classes have a teacher."""
    lines = [
        words.html("staff.line", role=first_up(role_words(words, one.role, None)), people=_people(words, one))
        for one in view.offices
    ]
    joined, total = sum(bool(one.held) for one in view.classes), len(view.classes)
    lines.append(words.html("staff.classes_line", joined=joined, total=total))
    offices = [
        Button(_mark(one) + words(f"role.{one.role}.short"), OpenPost(role=one.role)) for one in view.offices
    ]
    rows: list[Row] = in_rows(offices, 2)
    if view.classes:
        rows.append((Button(words("staff.classes", joined=joined, total=total), OpenTeachers()),))
        rows.append((_all_button(words, view),))
    hint = words("staff.hint" if view.classes else "staff.no_classes")
    text = "\n".join((f"<b>{words('menu.staff')}</b>", "", *lines, "", hint))
    return Screen(text, [*rows, (menu_button(words),)])


def teachers_screen(words: Words, view: Staff, page: int) -> Screen:
    shown = page_of(view.classes, page, CLASSES_A_PAGE)
    buttons = [Button(_class_label(one), _to_post(one)) for one in shown.items]
    rows = in_rows(buttons, 2)
    rows.append(shown.turners(lambda number: OpenTeachers(page=number)))
    return Screen(words("staff.teachers"), [*rows, (_back(words, OpenStaff()),)])


def post_screen(words: Words, view: Post, page: int) -> Screen:
    """Who holds the post, who is invited, and a new link."""
    held = [Button(f"✅ {one.person.name}", OpenMembership(grant_id=one.id)) for one in view.held]
    invited = [
        Button(f"⏳ {_invitee(words, one.name)}", OpenLink(invitation_id=one.id)) for one in view.invited
    ]
    class_id = view.class_id or 0
    shown = page_of([*held, *invited], page, PEOPLE_A_PAGE)
    rows: list[Row] = [(one,) for one in shown.items]
    rows.append(shown.turners(lambda number: OpenPost(role=view.role, class_id=class_id, page=number)))
    rows.append((Button(words("staff.invite"), AskInvitee(role=view.role, class_id=class_id), "primary"),))
    rows.append((_back(words, OpenTeachers() if view.class_ else OpenStaff()),))
    role = first_up(role_words(words, view.role, view.class_))
    text = words.html("staff.post", role=role, joined=len(view.held), invited=len(view.invited))
    return Screen(text, rows)


def invitee_screen(words: Words, view: Post) -> Screen:
    skip = SkipInvitee(role=view.role, class_id=view.class_id or 0)
    rows = [(Button(words("staff.skip_name"), skip),), (_back(words, _to_post(view)),)]
    return Screen(words.html("staff.ask_name", role=role_words(words, view.role, view.class_)), rows)


def link_screen(words: Words, found: Link, bot_name: str) -> Screen:
    """The link with all that its receiver must know; or what became of it."""
    invitation = found.invitation
    back = _back(words, OpenPost(role=invitation.role, class_id=invitation.class_id or 0))
    number = invitation.id
    renew = Button(words("staff.renew"), RenewLink(invitation_id=number))
    if not found.open:
        text = words.html(f"staff.link.{_end(found)}", title=first_up(title_of(words, found)))
        return Screen(text, [(renew,) if _end(found) == "expired" else (), (back,)])
    link, until = address_of(found, bot_name), f"{found.until:%d.%m.%Y}"
    title = first_up(title_of(words, found))
    text = words.html("staff.link.open", title=title, link=link, until=until)
    rows: list[Row] = [
        (Button(words("staff.pass_on"), _share(words, found, link), "primary"),),
        (Button(words("staff.qr"), ShowQr(invitation_id=number)),),
        (renew, Button(words("staff.withdraw"), WithdrawLink(invitation_id=number), "danger")),
    ]
    return Screen(text, [*rows, (back,)])


def membership_screen(words: Words, view: Membership) -> Screen:
    grant = view.grant
    role = first_up(role_words(words, grant.role, view.class_))
    key = "staff.member.ended" if view.ended else "staff.member"
    text = words.html(key, name=grant.person.name, role=role, since=f"{grant.since:%d.%m.%Y}")
    if view.ended:
        act = Button(words("staff.give_back"), GiveBack(grant_id=grant.id), "primary")
    else:
        act = Button(words("staff.revoke"), Revoke(grant_id=grant.id))
    return Screen(text, [(act,), (_back(words, OpenPost(role=grant.role, class_id=grant.class_id or 0)),)])


def revoke_screen(words: Words, view: Membership) -> Screen:
    grant = view.grant
    text = words.html(
        "staff.revoke.ask", name=grant.person.name, role=role_words(words, grant.role, view.class_)
    )
    sure = Button(words("staff.revoke.sure"), Revoke(grant_id=grant.id, sure=True), "danger")
    return Screen(text, [(sure,), (_back(words, OpenMembership(grant_id=grant.id)),)])


def invite_all_screen(words: Words, view: Staff) -> Screen:
    missing = view.without_teacher
    if not missing:
        return Screen(words("staff.no_links_to_make"), [(_back(words, OpenStaff()),)])
    names = ", ".join(str(one.class_.name) for one in missing[:CLASSES_NAMED] if one.class_)
    text = words.html("staff.invite_all.ask", count=len(missing), classes=names)
    make = Button(words("staff.invite_all.make", count=len(missing)), InviteAll(sure=True), "primary")
    return Screen(text, [(make,), (_back(words, OpenStaff()),)])


def links_screen(
    words: Words, school: School, links: tuple[Link, ...], bot_name: str, page: int, makes_pdf: bool
) -> Screen:
    """The open links of class teachers as a list, and the sheet to print."""
    if not links:
        return Screen(words("staff.no_links_to_print"), [(_back(words, OpenStaff()),)])
    shown = page_of(links, page, LINKS_A_PAGE)
    lines = [f"{one.class_.name}: {address_of(one, bot_name)}" for one in shown.items]
    text = words.html("staff.links", count=len(links), lines="\n".join(lines))
    rows: list[Row] = [shown.turners(lambda number: OpenLinks(page=number))]
    for as_pdf in (False, True) if makes_pdf else (False,):
        rows.append(tuple(_print_button(words, one, as_pdf) for one in school.form_languages))
    return Screen(text, [*rows, (_back(words, OpenStaff()),)])


def address_of(found: Link, bot_name: str) -> str:
    return f"https://t.me/{bot_name}?start={found.invitation.token}"


def title_of(words: Words, found: Link) -> str:
    """Whose link it is: the role, and the name where one was given."""
    role = role_words(words, found.invitation.role, found.class_)
    return f"{role}, {found.invitation.name}" if found.invitation.name else role


def _end(found: Link) -> str:
    if found.invitation.revoked_at is not None:
        return "withdrawn"
    return "used" if found.invitation.used_by is not None else "expired"


def _share(words: Words, found: Link, link: str) -> str:
    """Telegram's own way of passing a link on: it opens the list of one's chats."""
    said = words("staff.pass_on.text", title=title_of(words, found), until=f"{found.until:%d.%m.%Y}")
    return f"https://t.me/share/url?url={quote(link, safe='')}&text={quote(said, safe='')}"


def _all_button(words: Words, view: Staff) -> Button:
    if view.without_teacher:
        return Button(words("staff.invite_all"), InviteAll(), "primary")
    return Button(words("staff.open_links"), OpenLinks())


def _print_button(words: Words, language: str, as_pdf: bool) -> Button:
    label = words(
        "staff.print", format="PDF" if as_pdf else "Word", form_language=words(f"staff.print.{language}")
    )
    return Button(label, PrintLinks(language=language, as_pdf=as_pdf))


def _people(words: Words, one: Post) -> str:
    names = ", ".join(grant.person.name for grant in one.held)
    return names or words("staff.invited" if one.invited else "staff.nobody")


def _invitee(words: Words, name: str) -> str:
    return name or words("staff.no_name")


def _mark(one: Post) -> str:
    return "✅ " if one.held else "⏳ " if one.invited else ""


def _class_label(one: Post) -> str:
    count = f" · {len(one.held)}" if len(one.held) > 1 else ""
    return f"{_mark(one)}{one.class_.name}{count}" if one.class_ else ""


def _to_post(one: Post) -> OpenPost:
    return OpenPost(role=one.role, class_id=one.class_id or 0)


def _back(words: Words, to: OpenStaff | OpenTeachers | OpenPost | OpenMembership) -> Button:
    return Button(words("go.back"), to)
