"""The command `facts`."""

from typing import Any

from whycry_expert.cli import completing
from whycry_expert.cli.catalogue import catalogue_command, catalogue_of, show_entries


@catalogue_command("facts", completing.facts, "ending")
def facts_command(*, knowledge_folder: str | None, **chosen: Any) -> None:  # noqa: ANN401 - what all have in common
    """Show what can be asked: all facts by theme, or one of them.

    One fact comes whole, with its options and with what uses it.
    """
    from whycry_expert.presentation.catalogue.text import fact_text, fact_words

    show_entries("fact", catalogue_of(knowledge_folder).facts(), chosen, fact_words, fact_text)
