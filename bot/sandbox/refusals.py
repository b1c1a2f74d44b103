"""How the server says no: a status, Telegram's own words, and the parameters of the answer."""

from typing import Any


class Refused(Exception):
    """An answer that is not `ok`; raised anywhere below a method of the server."""

    def __init__(self, status: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters

    def as_json(self) -> dict[str, Any]:
        answer = {"ok": False, "error_code": self.status, "description": self.description}
        return answer | {"parameters": self.parameters} if self.parameters else answer


def bad_request(words: str) -> Refused:
    """TDLib's words, with the first letter lowered unless the second one is upper case or "_"."""
    keeps_its_case = len(words) > 1 and (words[1] == "_" or "A" <= words[1] <= "Z")
    return Refused(400, "Bad Request: " + (words if keeps_its_case else words[:1].lower() + words[1:]))


def forbidden(words: str) -> Refused:
    return Refused(403, f"Forbidden: {words}")


def conflict(words: str) -> Refused:
    return Refused(409, f"Conflict: {words}")


def too_many_requests(seconds: int) -> Refused:
    return Refused(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)


def kicked(kind: str = "group") -> Refused:
    """Kinds of chats are group, supergroup and channel."""
    return forbidden(f"bot was kicked from the {kind} chat")


def not_a_member(kind: str = "group") -> Refused:
    return forbidden(f"bot is not a member of the {kind} chat")


def group_deleted() -> Refused:
    return forbidden("the group chat was deleted")


def upgraded(to_chat_id: int) -> Refused:
    words = "Bad Request: group chat was upgraded to a supergroup chat"
    return Refused(400, words, migrate_to_chat_id=to_chat_id)


def no_rights() -> Refused:
    return bad_request("not enough rights to send text messages to the chat")


NOT_FOUND = "Not Found"
UNKNOWN_METHOD = "Not Found: method not found"
BLOCKED = "bot was blocked by the user"
DEACTIVATED = "user is deactivated"
NEVER_STARTED = "bot can't initiate conversation with a user"
TO_A_BOT = "bot can't send messages to bots"
QUERY_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
OTHER_POLL = "terminated by other getUpdates request; make sure that only one bot instance is running"
CUT_BY_WEBHOOK = "terminated by setWebhook request"
WEBHOOK_ACTIVE = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)
