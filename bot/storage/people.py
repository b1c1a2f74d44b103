"""Telegram users, the roles they hold, and the links that lead into a role."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection, RowMapping, bindparam, insert, select, update

from bot.core.office import Grant, Invitation
from bot.core.people import Person, Role
from bot.storage.rows import insert_row, next_number, only
from bot.storage.shelf import NO_SHELF, Reach
from bot.storage.tables import invitation, person, representative, role_grant
from bot.storage.vault import Vault

BY_TELEGRAM = select(person).where(person.c.telegram_id == bindparam("telegram_id"))
BY_ID = select(person).where(person.c.id == bindparam("person_id"))
HELD = select(role_grant).where(role_grant.c.until.is_(None))
PARENTS = select(representative.c.person_id, representative.c.pupil_id).where(
    representative.c.until.is_(None)
)
CHILDREN_OF = select(representative.c.pupil_id).where(
    representative.c.until.is_(None), representative.c.person_id == bindparam("person_id")
)
NONE: frozenset[int] = frozenset()
HELD_BY = HELD.where(role_grant.c.person_id == bindparam("person_id"))


class SqlPeople:
    def __init__(self, connection: Connection, reach: Reach = NO_SHELF) -> None:
        self._connection = connection
        self._reach = reach

    def get(self, person_id: int) -> Person:
        return self._read(only(self._connection, BY_ID.params(person_id=person_id)))

    def by_telegram(self, telegram_id: int) -> Person | None:
        return self._reach.value(
            ("person", telegram_id),
            (person, role_grant, representative),
            lambda: self._load(telegram_id),
        )

    def _load(self, telegram_id: int) -> Person | None:
        row = self._connection.execute(BY_TELEGRAM, {"telegram_id": telegram_id}).mappings().first()
        return self._read(row) if row else None

    def add(self, telegram_id: int, name: str, language: str, at: datetime) -> Person:
        values = {"telegram_id": telegram_id, "name": name, "language": language, "created_at": at}
        return Person(
            insert_row(self._connection, insert(person).values(**values)), telegram_id, name, language
        )

    def set_name(self, person_id: int, name: str) -> None:
        self._change(person_id, name=name)

    def set_language(self, person_id: int, language: str) -> None:
        self._change(person_id, language=language)

    def set_blocked(self, person_id: int, at: datetime | None) -> None:
        self._change(person_id, blocked_at=at)

    def blocked(self) -> frozenset[int]:
        return frozenset(
            self._connection.execute(select(person.c.id).where(person.c.blocked_at.is_not(None))).scalars()
        )

    def grant(self, person_id: int, role: Role, class_id: int | None, at: datetime) -> None:
        held = HELD.where(role_grant.c.person_id == person_id, role_grant.c.role == role.value)
        held = held.where(
            role_grant.c.class_id.is_(None) if class_id is None else role_grant.c.class_id == class_id
        )
        if self._connection.execute(held).first() is None:
            values = {"person_id": person_id, "role": role.value, "class_id": class_id, "since": at}
            self._connection.execute(insert(role_grant).values(**values))

    def revoke(self, grant_id: int, at: datetime) -> None:
        self._connection.execute(update(role_grant).where(role_grant.c.id == grant_id).values(until=at))

    def grants(self) -> list[Grant]:
        held = self._connection.execute(HELD.order_by(role_grant.c.id)).mappings().all()
        people = {one.id: one for one in self._of({row["person_id"] for row in held})}
        return [_read_grant(row, people[row["person_id"]]) for row in held]

    def granted(self, grant_id: int) -> Grant:
        """A grant that is held or was."""
        row = only(self._connection, select(role_grant).where(role_grant.c.id == grant_id))
        return _read_grant(row, self.get(row["person_id"]))

    def teachers(self, class_id: int) -> list[Person]:
        return [
            one.person for one in self.grants() if one.role is Role.CLASS_TEACHER and one.class_id == class_id
        ]

    def with_role(self, role: Role) -> list[Person]:
        if role is Role.PARENT:
            return self._of(self._children())
        return list({one.person.id: one.person for one in self.grants() if one.role is role}.values())

    def _of(self, person_ids: Iterable[int]) -> list[Person]:
        wanted = select(person).where(person.c.id.in_(list(person_ids)))
        rows = self._connection.execute(wanted).mappings().all()
        grants = defaultdict(list)
        for row in self._connection.execute(HELD).mappings():
            grants[row["person_id"]].append(row)
        children = self._children()
        return [_read_person(row, grants[row["id"]], children.get(row["id"], NONE)) for row in rows]

    def _children(self) -> dict[int, frozenset[int]]:
        """The pupils that each confirmed representative stands for."""
        found: dict[int, set[int]] = defaultdict(set)
        for person_id, pupil_id in self._connection.execute(PARENTS):
            found[person_id].add(pupil_id)
        return {person_id: frozenset(pupils) for person_id, pupils in found.items()}

    def _read(self, row: RowMapping) -> Person:
        held = self._connection.execute(HELD_BY, {"person_id": row["id"]}).mappings().all()
        children = self._connection.execute(CHILDREN_OF, {"person_id": row["id"]}).scalars()
        return _read_person(row, held, frozenset(children))

    def _change(self, person_id: int, **values: object) -> None:
        self._connection.execute(update(person).where(person.c.id == person_id).values(**values))


def _read_person(row: RowMapping, held: Sequence[RowMapping], children: frozenset[int]) -> Person:
    roles = {Role(one["role"]) for one in held}
    return Person(
        id=row["id"],
        telegram_id=row["telegram_id"],
        name=row["name"],
        language=row["language"],
        roles=frozenset(roles | {Role.PARENT} if children else roles),
        classes=frozenset(one["class_id"] for one in held if one["class_id"] is not None),
        children=children,
    )


def _read_grant(row: RowMapping, holder: Person) -> Grant:
    return Grant(row["id"], holder, Role(row["role"]), row["class_id"], row["since"])


class SqlInvitations:
    def __init__(self, connection: Connection, vault: Vault) -> None:
        self._connection = connection
        self._vault = vault

    def add(
        self, role: Role, class_id: int | None, name: str, token: str, expires_at: datetime, by: int | None
    ) -> int:
        new_id = next_number(self._connection, invitation)
        seal = self._vault.seal(token, f"invitation.token:{new_id}")
        values = {"role": role.value, "class_id": class_id, "name": name, "expires_at": expires_at, "by": by}
        traced = {"token_seal": seal, "token_trace": self._vault.trace(token)}
        self._connection.execute(insert(invitation).values(id=new_id, **traced, **values))
        return new_id

    def get(self, invitation_id: int) -> Invitation:
        return self._read(only(self._connection, select(invitation).filter_by(id=invitation_id)))

    def by_token(self, token: str) -> Invitation | None:
        row = (
            self._connection.execute(select(invitation).filter_by(token_trace=self._vault.trace(token)))
            .mappings()
            .first()
        )
        return self._read(row) if row else None

    def all(self) -> list[Invitation]:
        rows = self._connection.execute(select(invitation).order_by(invitation.c.id)).mappings()
        return [self._read(row) for row in rows]

    def use(self, invitation_id: int, person_id: int, at: datetime) -> None:
        self._change(invitation_id, used_by=person_id, used_at=at)

    def revoke(self, invitation_id: int, at: datetime) -> None:
        self._change(invitation_id, revoked_at=at)

    def _change(self, invitation_id: int, **values: object) -> None:
        self._connection.execute(update(invitation).where(invitation.c.id == invitation_id).values(**values))

    def _read(self, row: RowMapping) -> Invitation:
        return Invitation(
            id=row["id"],
            token=self._vault.open(row["token_seal"], f"invitation.token:{row['id']}"),
            role=Role(row["role"]),
            class_id=row["class_id"],
            name=row["name"],
            expires_at=row["expires_at"],
            used_by=row["used_by"],
            used_at=row["used_at"],
            revoked_at=row["revoked_at"],
        )
