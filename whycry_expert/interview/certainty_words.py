"""The words for how sure someone is, as they are typed: whole, begun or by their initials."""

from whycry_expert.knowledge.answer import CERTAINTY_WORDS

_INITIALS = {"".join(part[0] for part in word.split()): word for word in CERTAINTY_WORDS if " " in word}
_AS_WELL = {"not": "no", **{f"{word} yes": word for word, signed in CERTAINTY_WORDS.items() if 0 < signed < 1}}


def certainty_word(typed: str) -> str | None:
    """Give the yes-no word that some letters begin, or whose words' initials they are; None if there is none."""
    if typed in CERTAINTY_WORDS:
        return typed
    other = _INITIALS.get(typed) or _AS_WELL.get(typed)
    if other is not None or not typed:
        return other
    begun = sorted((word for word in CERTAINTY_WORDS if word.startswith(typed)), key=len)
    # "probably" begins "probably not": the shorter is meant unless more is typed
    return begun[0] if begun and all(word.startswith(begun[0]) for word in begun) else None
