"""One layout for knowledge files and situations, so that differences between versions are about meaning."""

import io
from collections.abc import Iterable
from typing import Any, Final

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError

from whycry_expert.errors import Complaints
from whycry_expert.source import MappingNode, Node, ScalarNode, SequenceNode, parse

_ORDER: Final = (
    "theme",
    "meaning",
    "number",
    "urgency",
    "title",
    "version",
    "subject",
    "story",
    "id",
    "line",
    "question",
    "help",
    "kind",
    "sensitive",
    "only if",
    "unit",
    "range",
    "label",
    "applies when",
    "raised when",
    "if",
    "then",
    "text",
    "first",
    "says",
    "yes",
    "no",
    "because",
    "why",
    "danger",
    "expresses",
    "concluded when the picture is",
    "lines",
    "options",
    "excludes",
    "implies",
    "claims",
    "sources",
    "facts",
    "rules",
    "advice",
    "cautions",
)
"""The order of keys that the files give a meaning of their own. Facts, options, lines and answers keep theirs."""
_OWN: Final = (
    {"id", "because", "why"},
    {"question", "help", "kind"},
    {"theme", "title", "facts"},
    {"meaning", "number", "says"},
    {"urgency", "raised when", "first"},
)
"""Mappings with all of these keys are put into order."""


def laid_out(content: bytes) -> bytes | None:
    """Give a YAML file in the one layout, or None where that would change what it says, so that it is left alone.

    Comments stay where they are; the keys of a mapping that holds some keep their order.
    """
    yaml = _yaml()
    try:
        data = yaml.load(content.decode("utf-8-sig"))
    except (YAMLError, UnicodeDecodeError, ValueError):
        return None
    if not isinstance(data, CommentedMap):
        return None
    _put_into_order(data)
    stream = io.StringIO()
    yaml.dump(data, stream)
    text = "".join(f"{line.rstrip()}\n" for line in stream.getvalue().splitlines())
    result = text.encode()
    return result if _says(result) == _says(content) else None


def _yaml() -> YAML:
    yaml = YAML(typ="rt", pure=True)
    yaml.version = None
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.width = 1_000_000
    yaml.brace_single_entry_mapping_in_flow_sequence = True
    yaml.allow_duplicate_keys = False
    return yaml


def _put_into_order(data: Any) -> None:  # noqa: ANN401 - whatever YAML holds
    if isinstance(data, CommentedMap):
        if any(keys <= data.keys() for keys in _OWN) and not _has_comments(data):
            for key in sorted(data, key=_position):
                data.move_to_end(key)
        for value in data.values():
            _put_into_order(value)
    elif isinstance(data, CommentedSeq):
        for item in data:
            _put_into_order(item)


def _position(key: object) -> int:
    return _ORDER.index(str(key)) if key in _ORDER else len(_ORDER)


def _has_comments(data: Any) -> bool:  # noqa: ANN401 - whatever YAML holds
    if isinstance(data, (CommentedMap, CommentedSeq)):
        if data.ca.comment or data.ca.items or data.ca.end:
            return True
        values: Iterable[Any] = data.values() if isinstance(data, CommentedMap) else data
        return any(_has_comments(value) for value in values)
    return False


def _says(content: bytes) -> object:
    """Give what a file says, whatever its layout and the order of its keys with a fixed order."""
    complaints = Complaints()
    root = parse(content, "", complaints)
    return None if complaints or root is None else _plain(root)


def _plain(node: Node) -> object:
    if isinstance(node, ScalarNode):
        return "" if node.is_null else node.text, node.is_null
    if isinstance(node, SequenceNode):
        return [_plain(item) for item in node.items]
    entries = [(key.text, _plain(value)) for key, value in node.entries]
    return ("in any order", sorted(entries, key=repr)) if _is_ordered(node) else entries


def _is_ordered(node: MappingNode) -> bool:
    return any(keys <= set(node.keys()) for keys in _OWN)
