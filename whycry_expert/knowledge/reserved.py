"""Words that no fact or option may be called by."""

RESERVED_NAMES = frozenset({"title", "story", "knowledge", "expect"})
"""What a situation file uses besides facts."""
RESERVED_OPTIONS = frozenset({"none", "yes", "no", "unsure", "probably", "maybe", "answer"})
"""What an answer says besides options."""
