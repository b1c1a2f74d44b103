"""Where the buttons of notices lead: the core does not know addresses."""

from bot.core.office import Doors
from bot.handlers.addresses.applying import OpenMyCase
from bot.handlers.addresses.cases import OpenCase, OpenCases
from bot.handlers.addresses.parents import AnswerClaim, OpenClaim, OpenClaims, OpenTries

DOORS = Doors(
    case=lambda application_id: OpenCase(application_id=application_id).pack(),
    my_case=lambda application_id: OpenMyCase(application_id=application_id).pack(),
    queue=OpenCases().pack(),
    claim=lambda claim_id: OpenClaim(claim_id=claim_id).pack(),
    answer_claim=lambda claim_id, yes: AnswerClaim(claim_id=claim_id, yes=yes).pack(),
    claims=OpenClaims().pack(),
    tries=OpenTries().pack(),
)
