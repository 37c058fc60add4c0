"""Entries of the catalogue as text: a list by groups, and one entry whole."""

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from itertools import groupby
from textwrap import TextWrapper
from typing import Any, TypeAlias

from whycry_expert.knowledge.decimals import readable

Data: TypeAlias = Mapping[str, Any]
_WIDTH = 80
_NAME = 26


def list_text(entries: Iterable[Data], words: Callable[[Data], str]) -> str:
    """Write entries as names with words beside them, and options that were searched for, under the heads of groups."""
    parts = []
    for group, members in groupby(entries, key=lambda entry: str(entry.get("group", ""))):
        lines = [f"{group}\n{'-' * min(len(group), _WIDTH)}"] if group else []
        for entry in members:
            lines.append(_row(entry["name"], words(entry)))
            lines += [_row(f"  {option['name']}", option["label"]) for option in entry.get("found", ())]
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def fact_words(entry: Data) -> str:
    """Say the question of a fact and how it is answered."""
    how = f"{entry['kind']} of {len(entry['options'])}" if "options" in entry else entry.get("unit", entry["kind"])
    return f"{entry['question']} [{how}]"


def meaning_words(entry: Data) -> str:
    """Say the number and the title of a meaning."""
    return f"{entry['number']}. {entry['title']}"


def claim_words(entry: Data) -> str:
    """Say a claim, of which kind it is, and how often it is cited."""
    return f"{entry['text']} [{entry['kind']}; cited: {len(entry['cited_by'])}]"


def rule_words(entry: Data) -> str:
    """Say what a rule says."""
    return f"{_speaks(entry)}: {entry['because']}"


def fact_text(entry: Data) -> str:
    """Write all that is known of a fact."""
    page = _Page(entry["name"])
    page.paragraph(entry["question"])
    page.paragraph(entry["help"])
    sensitive = "; costs something to be asked" if entry["sensitive"] else ""
    page.paragraph(f"Theme: {entry['group']} ({entry['theme']}). Kind: {entry['kind']}{sensitive}.")
    if "unit" in entry:
        limits = [f"at least {readable(Fraction(entry['at_least']))}"] if entry["at_least"] is not None else []
        limits += [f"at most {readable(Fraction(entry['at_most']))}"] if entry["at_most"] is not None else []
        page.paragraph(f"In {entry['unit']}{': ' if limits else ''}{', '.join(limits)}.")
    if "yes" in entry:
        page.rows("Answers", [("yes", entry["yes"]), ("no", entry["no"])])
    page.lines("Asked only if", entry["only_if"])
    page.rows("Options", [(option["name"], _option(option)) for option in entry.get("options", ())])
    page.rows("Used by", [(use["name"], _use(use)) for use in entry["used_by"]])
    page.rows("What those rules rest on", [(cited["name"], cited["text"]) for cited in entry["rests_on"]])
    page.lines("Written in", [entry["place"]])
    return page.text()


def meaning_text(entry: Data) -> str:
    """Write all that is known of a meaning."""
    page = _Page(entry["name"])
    page.paragraph(f"{entry['number']}. {entry['title']}")
    page.paragraph(entry["says"])
    for line in entry["lines"]:
        page.rows(
            f"Line: {line['title']} ({line['name']})", [(rule["name"], rule_words(rule)) for rule in line["rules"]]
        )
    for key, head in (("expresses", "What more may lie in it"), ("advice", "Advice"), ("cautions", "Cautions")):
        page.lines(head, [_passage(passage) for passage in entry[key]])
    page.lines("Written in", [entry["place"]])
    return page.text()


def rule_text(entry: Data) -> str:
    """Write all that is known of a rule."""
    page = _Page(entry["name"])
    line = f", in the line {entry['line']} ({entry['line_title']})" if entry["line"] else ""
    page.paragraph(f"{_speaks(entry).capitalize()} the {entry['owner_kind']} {entry['owner']}{line}.")
    page.lines("It holds if", entry["if"])
    page.paragraph(entry["because"], "What it says to the person")
    page.paragraph(entry["why"], "Why")
    page.rows("What it rests on", [(cited["name"], cited["text"]) for cited in entry["rests_on"]])
    page.lines("Written in", [entry["place"]])
    return page.text()


def claim_text(entry: Data) -> str:
    """Write all that is known of a claim or a source."""
    page = _Page(entry["name"])
    page.paragraph(entry["text"])
    page.paragraph(f"{entry['group']}. Kind: {entry['kind']}.")
    page.lines("Cited by", entry["cited_by"])
    return page.text()


def _speaks(entry: Data) -> str:
    return f"{entry['strength']} against" if entry["direction"] == "against" else str(entry["strength"])


def _option(option: Data) -> str:
    return f"{option['label']} [used: {len(option['used_by'])}]"


def _use(use: Data) -> str:
    says = f" {use['says']}" if "says" in use else ""
    return f"{use['kind']}{says}, tests {use['test']}"


def _passage(passage: Data) -> str:
    condition = f" [if {'; '.join(line.strip() for line in passage['if'])}]" if passage["if"] else ""
    return f"{passage['text']} ({', '.join(passage['rests_on'])}){condition}"


class _Page:
    """A page of paragraphs, lines and rows in two columns."""

    def __init__(self, title: str) -> None:
        self._parts = [f"{title}\n{'=' * min(len(title), _WIDTH)}"]

    def paragraph(self, text: str, head: str = "") -> None:
        self._parts.append(_wrapped(f"{head}: {text}" if head else text))

    def lines(self, head: str, lines: Iterable[str]) -> None:
        told = [_wrapped(line, "  " + line[: len(line) - len(line.lstrip())]) for line in lines]
        if told:
            self._parts.append("\n".join([f"{head}:", *told]))

    def rows(self, head: str, rows: Iterable[tuple[str, str]]) -> None:
        told = [_row(*row) for row in rows]
        if told:
            self._parts.append("\n".join([f"{head}:", *told]))

    def text(self) -> str:
        return "\n\n".join(self._parts) + "\n"


def _wrapped(text: str, indent: str = "") -> str:
    hanging = indent + "  " if indent else ""
    wrapper = TextWrapper(
        _WIDTH, initial_indent=indent, subsequent_indent=hanging, break_long_words=False, break_on_hyphens=False
    )
    return wrapper.fill(text.strip())


def _row(name: str, words: str) -> str:
    indent = " " * (_NAME + 4)
    if len(name) > _NAME:
        return f"  {name}\n{_in_column(words, indent)}"
    return _in_column(words, f"  {name.ljust(_NAME)}  ")


def _in_column(words: str, beginning: str) -> str:
    wrapper = TextWrapper(
        _WIDTH,
        initial_indent=beginning,
        subsequent_indent=" " * len(beginning),
        break_long_words=False,
        break_on_hyphens=False,
    )
    return wrapper.fill(words)
