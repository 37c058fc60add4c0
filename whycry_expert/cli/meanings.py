"""The command `meanings`."""

from typing import Any

from whycry_expert.cli import completing
from whycry_expert.cli.catalogue import catalogue_command, catalogue_of, show_entries


@catalogue_command("meanings", completing.meanings, "remorse")
def meanings_command(*, knowledge_folder: str | None, **chosen: Any) -> None:  # noqa: ANN401 - what all have in common
    """Show the readings that there are, or one of them.

    One reading, by its name or number, comes whole and with its rules.
    """
    from whycry_expert.presentation.catalogue.text import meaning_text, meaning_words

    entries = catalogue_of(knowledge_folder).meanings()
    by_number = {str(entry["number"]): entry["name"] for entry in entries}
    chosen["name"] = by_number.get(chosen["name"], chosen["name"])
    show_entries("meaning", entries, chosen, meaning_words, meaning_text)
