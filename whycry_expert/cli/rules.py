"""The command `rules`."""

from typing import Any

from whycry_expert.cli import completing
from whycry_expert.cli.catalogue import catalogue_command, catalogue_of, show_entries


@catalogue_command("rules", completing.rules, "remorse")
def rules_command(*, knowledge_folder: str | None, **chosen: Any) -> None:  # noqa: ANN401 - what all have in common
    """Show all rules, those of one finding or meaning, or one rule."""
    from whycry_expert.presentation.catalogue.text import rule_text, rule_words

    entries = catalogue_of(knowledge_folder).rules()
    of_owner = [entry for entry in entries if entry["owner"] == chosen["name"]]
    if of_owner:
        entries, chosen["name"] = of_owner, None
    show_entries("rule", entries, chosen, rule_words, rule_text)
