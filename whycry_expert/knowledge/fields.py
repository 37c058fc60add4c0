"""Reads the fields of a YAML mapping, complaining about each that is missing, misspelt or of another kind."""

import re
from collections.abc import Collection, Iterator
from fractions import Fraction

from whycry_expert.errors import Complaints, Place, nearest, unknown_name
from whycry_expert.knowledge.decimals import decimal
from whycry_expert.printable import quoted
from whycry_expert.source import MappingNode, Node, ScalarNode, SequenceNode

_VALUES = ("true", "false", "null")
NAME = re.compile(rf"(?!({'|'.join(_VALUES)})$)[a-z][a-z0-9]*(-[a-z0-9]+)*")
SEE_ALL = "the files of facts/ and rules/ name all of them"
"""How to see all names of a knowledge base that is being read."""
_FLAGS = {"yes": True, "no": False}


def kind_of(node: Node) -> str:
    """Say in plain words what a node is."""
    if isinstance(node, SequenceNode):
        return "a list"
    if isinstance(node, MappingNode):
        return "a mapping"
    if node.is_null and node.text:
        return f"{node.text}, which is nothing unless it stands in quotes"
    return quoted(node.text) if node.text else "nothing"


def why_no_name(text: str) -> str | None:
    """Say why a text cannot be a name, or give None where it can."""
    if text in _VALUES:
        return "a name must not be true, false or null, which editors take for values"
    return None if NAME.fullmatch(text) else "a name must be lower-case words joined by hyphens"


class Fields:
    """One mapping while it is read. Call `finish` last: it complains of what is missing and what is unknown."""

    def __init__(self, node: Node, complaints: Complaints, what: str) -> None:
        self.place: Place = node.place
        self.what = what
        self._complaints = complaints
        self._asked: set[str] = set()
        self._missing: list[str] = []
        self._is_mapping = isinstance(node, MappingNode)
        self._nodes: dict[str, tuple[ScalarNode, Node]] = {}
        if isinstance(node, MappingNode):
            self._nodes = {key.text: (key, value) for key, value in node.entries}
        else:
            complaints.add(node.place, f"{what} must be a mapping of names to values, not {kind_of(node)}")

    def complain(self, place: Place, message: str) -> None:
        """Note a problem."""
        self._complaints.add(place, message)

    def node(self, key: str, *, required: bool = False) -> Node | None:
        """Give the node under `key`; complain when it is required and absent."""
        self._asked.add(key)
        entry = self._nodes.get(key)
        if entry is None:
            if required and self._is_mapping and key not in self._missing:
                self._missing.append(key)
            return None
        return entry[1]

    def require(self, *keys: str) -> None:
        """Complain about each of `keys` that is absent."""
        for key in keys:
            self.node(key, required=True)

    def accept(self, *keys: str) -> None:
        """Leave `keys` unread, without a complaint about them."""
        self._asked.update(keys)

    def text(self, key: str, *, required: bool = False, default: str = "") -> str:
        """Give the text under `key`, without surrounding space."""
        node = self.node(key, required=required)
        if node is None:
            return default
        return self.text_in(node, f'"{key}" of {self.what}') or default

    def text_in(self, node: Node, what: str) -> str:
        """Give the text that a node holds, without surrounding space, or "" after a complaint."""
        if isinstance(node, ScalarNode) and node.text.strip() and not node.is_null:
            return " ".join(node.text.split())
        self.complain(node.place, f"{what} must be a text, not {kind_of(node)}")
        return ""

    def name(self, key: str) -> str:
        """Give the name under `key`, which is required."""
        node = self.node(key, required=True)
        return self.name_in(node) if node is not None else ""

    def name_in(self, node: Node) -> str:
        """Give the name that a node holds, or "" after a complaint."""
        text = node.text if isinstance(node, ScalarNode) else ""
        fault = why_no_name(text)
        if fault is None:
            return text
        self.complain(node.place, f"{fault}, not {kind_of(node)}" if text not in _VALUES else fault)
        return ""

    def flag(self, key: str) -> bool:
        """Give the yes or no under `key`; no when it is absent."""
        node = self.node(key)
        if node is None:
            return False
        if isinstance(node, ScalarNode) and node.text in _FLAGS:
            return _FLAGS[node.text]
        self.complain(node.place, f'"{key}" of {self.what} must be yes or no, not {kind_of(node)}')
        return False

    def number(self, key: str, *, required: bool = False) -> Fraction | None:
        """Give the decimal number under `key`."""
        node = self.node(key, required=required)
        if node is None:
            return None
        value = decimal(node.text) if isinstance(node, ScalarNode) else None
        if value is None:
            message = f'"{key}" of {self.what} must be a number such as 3 or 0.5, not {kind_of(node)}'
            self.complain(node.place, message)
        return value

    def whole_number(self, key: str, *, least: int) -> int | None:
        """Give the whole number under `key`, which is required and at least `least`."""
        node = self.node(key, required=True)
        if node is None:
            return None
        value = decimal(node.text) if isinstance(node, ScalarNode) else None
        if value is not None and value.denominator == 1 and value >= least:
            return int(value)
        message = f'"{key}" of {self.what} must be a whole number, {least} or more, not {kind_of(node)}'
        self.complain(node.place, message)
        return None

    def items(self, key: str, *, required: bool = False) -> tuple[Node, ...]:
        """Give the nodes of the list under `key`."""
        node = self.node(key, required=required)
        if node is None:
            return ()
        if not isinstance(node, SequenceNode):
            self.complain(node.place, f'"{key}" of {self.what} must be a list, not {kind_of(node)}')
            return ()
        if required and not node.items:
            self.complain(node.place, f'"{key}" of {self.what} is empty')
        return node.items

    def texts(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """Give the texts of the list under `key`."""
        what = f'every entry of "{key}" of {self.what}'
        found = (self.text_in(node, what) for node in self.items(key, required=required))
        return tuple(text for text in found if text)

    def names(self, key: str, kind: str, valid: Collection[str]) -> tuple[str, ...]:
        """Give the texts of the list under `key`; complain about each that is no `kind` among `valid`."""
        found = []
        for node in self.items(key):
            name = self.text_in(node, f'every entry of "{key}" of {self.what}')
            if name and name not in valid:
                self.complain(node.place, unknown_name(kind, name, valid, SEE_ALL))
            elif name:
                found.append(name)
        return tuple(found)

    def entries(self, key: str, *, required: bool = False) -> Iterator[tuple[ScalarNode, Node]]:
        """Give the entries of the mapping under `key`, in their order."""
        node = self.node(key, required=required)
        if node is None:
            return
        if not isinstance(node, MappingNode):
            self.complain(node.place, f'"{key}" of {self.what} must be a mapping, not {kind_of(node)}')
            return
        if required and not node.entries:
            self.complain(node.place, f'"{key}" of {self.what} is empty')
        yield from node.entries

    def one_of(self, key: str, valid: tuple[str, ...]) -> str:
        """Give the text under `key`, which is required and must be one of `valid`."""
        node = self.node(key, required=True)
        if node is None:
            return ""
        if isinstance(node, ScalarNode) and node.text in valid:
            return node.text
        if isinstance(node, ScalarNode) and node.text:
            self.complain(node.place, unknown_name(f'"{key}"', node.text, valid))
        else:
            self.complain(node.place, f'"{key}" of {self.what} must be one of {", ".join(valid)}, not {kind_of(node)}')
        return ""

    def finish(self) -> None:
        """Complain about every key that was not asked for, and every required one that is missing and not misspelt."""
        missing = dict.fromkeys(self._missing)
        for key, (scalar, _) in self._nodes.items():
            if key not in self._asked:
                expected = sorted(self._asked - self._nodes.keys()) or sorted(self._asked)
                missing.pop(nearest(key, expected) or "", None)
                self.complain(scalar.place, f"{self.what}: {unknown_name('field', key, expected)}")
        for key in missing:
            self.complain(self.place, f'{self.what} needs "{key}"')
