"""The command `claims`."""

from typing import Any

from whycry_expert.cli import completing
from whycry_expert.cli.catalogue import catalogue_command, catalogue_of, show_entries


@catalogue_command("claims", completing.claims, "M1.1")
def claims_command(*, knowledge_folder: str | None, **chosen: Any) -> None:  # noqa: ANN401 - what all have in common
    """Show what the rules rest on, and which rules cite it.

    These are the claims of the source article, in our words, and the other sources.
    """
    from whycry_expert.presentation.catalogue.text import claim_text, claim_words

    show_entries("claim", catalogue_of(knowledge_folder).claims(), chosen, claim_words, claim_text)
