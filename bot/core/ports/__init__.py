"""What the core needs from the world, as small protocols; storage/ provides them bound to one transaction."""

from bot.core.ports.cases import (
    Applications,
    Attachments,
    Consents,
    Councils,
    Decisions,
    Limits,
    MonthlyLists,
    Orders,
    Representatives,
)
from bot.core.ports.desk import Albums, Audit, Desk, Drafts, Imports, Office, Outbox, Papers
from bot.core.ports.records import Families, Invitations, Labels, People, Pupils, Reports, Schools
from bot.core.ports.world import Clock, File, FileCabinet, Letters, SentFiles, Workshop

__all__ = [
    "Albums",
    "Applications",
    "Attachments",
    "Audit",
    "Clock",
    "Consents",
    "Councils",
    "Decisions",
    "Desk",
    "Drafts",
    "Families",
    "File",
    "FileCabinet",
    "Imports",
    "Invitations",
    "Labels",
    "Letters",
    "Limits",
    "MonthlyLists",
    "Office",
    "Orders",
    "Outbox",
    "Papers",
    "People",
    "Pupils",
    "Reports",
    "Representatives",
    "Schools",
    "SentFiles",
    "Workshop",
]
