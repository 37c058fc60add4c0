"""The text of a YAML file that can be changed in places while all the rest stays as it is, to the last space."""

import re
from collections.abc import Mapping
from typing import TypeAlias

import yaml

Path: TypeAlias = tuple[str | int, ...]
"""The keys and positions that lead from the whole to a part of it."""

_LINE_END = re.compile("\r\n|[\r\n\x85\u2028\u2029]|\\Z")
_NEWLINE = re.compile("\r\n|[\r\n]")
_ONLY_COMMENTS = re.compile(r"(\s|#[^\r\n\x85\u2028\u2029]*)*")
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_Entry: TypeAlias = tuple[yaml.Node, yaml.Node]


class YamlText:
    """A text that is one YAML document without aliases.

    New text is written by whoever gives it and must be YAML on one line that is valid within brackets. A change that
    the layout of the file makes hard may lose a comment within what it changes; look at what the text then says.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._root = self._composed()

    def has(self, path: Path) -> bool:
        """Tell whether something stands there, were it nothing but a key."""
        return self._entry(path) is not None

    def is_list(self, path: Path) -> bool:
        """Tell whether a list stands there."""
        return isinstance(self._node(path), yaml.SequenceNode)

    def keys(self, path: Path) -> tuple[str, ...] | None:
        """Give the keys of the mapping that stands there, or None where there is none."""
        node = self._node(path)
        return tuple(key.value for key, _ in node.value) if isinstance(node, yaml.MappingNode) else None

    def items(self, path: Path) -> tuple[str, ...] | None:
        """Give the texts of the list that stands there, or None where there is no list of texts."""
        node = self._node(path)
        if not isinstance(node, yaml.SequenceNode) or not all(isinstance(item, yaml.ScalarNode) for item in node.value):
            return None
        return tuple(item.value for item in node.value)

    def set(self, path: Path, value: str) -> None:
        """Replace what stands under a key or at a position, which must be there."""
        entry = self._entry(path)
        if entry is None:
            raise KeyError(path)
        key, node = entry
        start, end = node.start_mark.index, self._end(node)
        if _is_block(node) and isinstance(path[-1], str):
            # the value began on a line of its own: it moves up to the colon, before a comment that stands there
            start = self.text.index(":", self._end(key)) + 1
        before = self.text[:start]
        if start > 0 and before[-1] in ":-?":
            value = f" {value}"
        elif isinstance(path[-1], str) and not node.start_mark.index > self._end(key):
            value = f": {value}"
        self._replace(start, end, value + self._comment_before(start, node))

    def delete(self, path: Path) -> None:
        """Take an entry of a mapping or list out, if it is there; a comment on its line stays."""
        entry = self._entry(path)
        if entry is None:
            return
        parent, (key, node) = self._collection(path[:-1]), entry
        if len(parent.value) == 1:
            self._replace(key.start_mark.index, self._end(node), "" if parent.flow_style else "{}")
        elif parent.flow_style:
            self._delete_between_commas(parent, key, node)
        else:
            self._delete_line(key.start_mark.index, self._end(node))

    def add(self, path: Path, entries: Mapping[str, str]) -> None:
        """Add entries to a mapping after its last one; a key that is there gets the new value."""
        for key in [key for key in entries if self.has((*path, key))]:
            self.set((*path, key), entries[key])
        self._append(path, [f"{key}: {value}" for key, value in entries.items() if not self.has((*path, key))])

    def append(self, path: Path, value: str) -> None:
        """Add an item to a list after its last one."""
        self._append(path, [value])

    def _append(self, path: Path, entries: list[str]) -> None:
        if not entries:
            return
        parent = self._collection(path)
        if parent.flow_style:
            whole = ", ".join(entries)
            end = self._end(_parts(parent)[-1]) if parent.value else parent.start_mark.index + 1
            self._replace(end, end, f", {whole}" if parent.value else whole)
            return
        lead = " " * parent.start_mark.column + ("- " if self.is_list(path) else "")
        end = self._end(parent)
        rest = _ONLY_COMMENTS.fullmatch(self.text, end)
        position = len(self.text) if rest and not path else self._line_end(end)
        newline = found[0] if (found := _NEWLINE.search(self.text)) else "\n"
        begun = "" if self.text[:position].endswith(("\n", "\r")) else newline
        self._replace(position, position, begun + "".join(f"{lead}{entry}{newline}" for entry in entries))

    def _delete_between_commas(self, parent: yaml.CollectionNode, key: yaml.Node, node: yaml.Node) -> None:
        starts = [part.start_mark.index for part in _starts(parent)]
        position = starts.index(key.start_mark.index)
        if position + 1 < len(starts):
            self._replace(starts[position], starts[position + 1], "")
        else:
            self._replace(self._end(_parts(parent)[position - 1]), self._end(node), "")

    def _delete_line(self, start: int, end: int) -> None:
        start, stop = self._line_start(start), self._line_end(end)
        rest = self.text[end:stop]
        lead = re.match(r"\s*", self.text[start:end])
        self._replace(start, stop, f"{lead[0] if lead else ''}{rest.lstrip()}" if rest.strip() else "")

    def _comment_before(self, start: int, node: yaml.Node) -> str:
        """Give the comment between a key and its value, when the value began on a later line."""
        between = self.text[start : node.start_mark.index]
        line = _LINE_END.split(between, maxsplit=1)[0]
        return f" {line.strip()}" if line != between and line.strip() else ""

    def _line_start(self, position: int) -> int:
        ends = [match.end() for match in _LINE_END.finditer(self.text, 0, position) if match[0]]
        return ends[-1] if ends else 0

    def _line_end(self, position: int) -> int:
        """Give where the line of a position ends, the line break included."""
        match = _LINE_END.search(self.text, position)
        return match.end() if match else len(self.text)

    def _end(self, node: yaml.Node) -> int:
        """Give where a node ends, without the space and the comments that follow it."""
        while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            node = _parts(node)[-1]
        start, end = node.start_mark.index, node.end_mark.index
        return start + len(self.text[start:end].rstrip())

    def _replace(self, start: int, end: int, new: str) -> None:
        self.text = self.text[:start] + new + self.text[end:]
        self._root = self._composed()

    def _composed(self) -> yaml.Node:
        root = yaml.compose(self.text, Loader=_Loader)
        if root is None:
            raise ValueError("the text holds nothing")
        return root

    def _node(self, path: Path) -> yaml.Node | None:
        entry = self._entry(path)
        return entry[1] if entry is not None else None

    def _collection(self, path: Path) -> yaml.CollectionNode:
        node = self._node(path)
        if not isinstance(node, yaml.CollectionNode):
            raise KeyError(path)
        return node

    def _entry(self, path: Path) -> _Entry | None:
        """Give a key with its value, or an item twice."""
        entry: _Entry | None = (self._root, self._root)
        for part in path:
            node = entry[1] if entry is not None else None
            if isinstance(node, yaml.MappingNode):
                entry = next((pair for pair in node.value if pair[0].value == part), None)
            elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
                entry = (node.value[part], node.value[part])
            else:
                entry = None
        return entry


def _is_block(node: yaml.Node) -> bool:
    return isinstance(node, yaml.CollectionNode) and not node.flow_style


def _parts(node: yaml.CollectionNode) -> list[yaml.Node]:
    """Give the values of a mapping or the items of a list."""
    return [part[1] if isinstance(part, tuple) else part for part in node.value]


def _starts(node: yaml.CollectionNode) -> list[yaml.Node]:
    return [part[0] if isinstance(part, tuple) else part for part in node.value]
