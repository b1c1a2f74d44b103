"""The desk of one unit of work: all repositories bound to its connection, with its moment and its person."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.core.people import Person
from bot.storage.desktop import SqlAudit, SqlDrafts, SqlImports, SqlPapers
from bot.storage.families import SqlFamilies
from bot.storage.outbox import SqlOutbox
from bot.storage.people import SqlInvitations, SqlPeople
from bot.storage.pupils import SqlPupils
from bot.storage.reports import SqlLabels, SqlReports
from bot.storage.schools import SqlSchools
from bot.storage.shelf import NO_SHELF, Reach
from bot.storage.vault import Vault


@dataclass
class SqlDesk:
    """Satisfies core.ports.Desk."""

    connection: Connection
    vault: Vault
    moment: datetime
    zone: ZoneInfo
    telegram_id: int
    find_person: Callable[["SqlDesk"], Person]
    reach: Reach = NO_SHELF

    @property
    def today(self) -> date:
        """The day at the school."""
        return self.moment.astimezone(self.zone).date()

    @cached_property
    def actor(self) -> Person:
        return self.find_person(self)

    @cached_property
    def schools(self) -> SqlSchools:
        return SqlSchools(self.connection, self.reach)

    @cached_property
    def pupils(self) -> SqlPupils:
        return SqlPupils(self.connection, self.vault, self.reach)

    @cached_property
    def families(self) -> SqlFamilies:
        return SqlFamilies(self.connection)

    @cached_property
    def people(self) -> SqlPeople:
        return SqlPeople(self.connection, self.reach)

    @cached_property
    def invitations(self) -> SqlInvitations:
        return SqlInvitations(self.connection, self.vault)

    @cached_property
    def reports(self) -> SqlReports:
        return SqlReports(self.connection, self.vault, self.reach)

    @cached_property
    def labels(self) -> SqlLabels:
        return SqlLabels(self.connection, self.vault)

    @cached_property
    def drafts(self) -> SqlDrafts:
        return SqlDrafts(self.connection, self.vault, self.reach)

    @cached_property
    def outbox(self) -> SqlOutbox:
        return SqlOutbox(self.connection, self.vault)

    @cached_property
    def audit(self) -> SqlAudit:
        return SqlAudit(self.connection)

    @cached_property
    def papers(self) -> SqlPapers:
        return SqlPapers(self.connection)

    @cached_property
    def imports(self) -> SqlImports:
        return SqlImports(self.connection, self.vault)

    def token(self) -> str:
        return self.vault.token()
