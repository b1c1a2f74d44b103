"""Every address that a button can have, a file a conversation, with what its presser must be allowed to do."""
