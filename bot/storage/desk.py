"""The desk of one unit of work: all repositories bound to its connection, with its moment and its person."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.core.people import Person
from bot.storage.applications import SqlApplications
from bot.storage.consents import SqlAttachments, SqlConsents
from bot.storage.councils import SqlCouncils
from bot.storage.decisions import SqlDecisions, SqlOrders
from bot.storage.desktop import SqlAlbums, SqlAudit, SqlDrafts, SqlImports, SqlPapers
from bot.storage.families import SqlFamilies
from bot.storage.lists import SqlLimits, SqlMonthlyLists
from bot.storage.outbox import SqlOutbox
from bot.storage.people import SqlInvitations, SqlPeople
from bot.storage.pupils import SqlPupils
from bot.storage.reports import SqlLabels, SqlReports
from bot.storage.representatives import SqlRepresentatives
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
    def albums(self) -> SqlAlbums:
        return SqlAlbums(self.connection, self.vault)

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

    @cached_property
    def representatives(self) -> SqlRepresentatives:
        return SqlRepresentatives(self.connection, self.vault, self.reach)

    @cached_property
    def consents(self) -> SqlConsents:
        return SqlConsents(self.connection, self.vault, self.reach)

    @cached_property
    def attachments(self) -> SqlAttachments:
        return SqlAttachments(self.connection, self.vault, self.reach)

    @cached_property
    def applications(self) -> SqlApplications:
        return SqlApplications(self.connection, self.vault, self.reach)

    @cached_property
    def decisions(self) -> SqlDecisions:
        return SqlDecisions(self.connection, self.vault, self.reach)

    @cached_property
    def councils(self) -> SqlCouncils:
        return SqlCouncils(self.connection, self.vault, self.reach)

    @cached_property
    def orders(self) -> SqlOrders:
        return SqlOrders(self.connection, self.vault, self.reach)

    @cached_property
    def monthly_lists(self) -> SqlMonthlyLists:
        return SqlMonthlyLists(self.connection, self.vault, self.reach)

    @cached_property
    def limits(self) -> SqlLimits:
        return SqlLimits(self.connection, self.vault, self.reach)

    def token(self) -> str:
        return self.vault.token()
