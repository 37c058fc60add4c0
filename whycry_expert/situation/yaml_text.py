"""The text of a YAML file that can be changed in places while all the rest stays as it is, to the last space."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

import yaml

from whycry_expert.source import YAML_LOADER

Path: TypeAlias = tuple[str | int, ...]
"""The keys and positions that lead from the whole to a part of it."""

_BYTE_ORDER_MARK = "\ufeff"
_LINE_END = re.compile("\r\n|[\r\n\x85\u2028\u2029]|\\Z")
_NEWLINE = re.compile("\r\n|[\r\n]")
_COMMENT = re.compile(r"(?<!\S)#[^\r\n\x85\u2028\u2029]*")
_LINES_BETWEEN = re.compile("([ \t]*(#[^\r\n\x85\u2028\u2029]*)?(\r\n|[\r\n\x85\u2028\u2029]|\\Z))*")
_ONLY_COMMENTS = re.compile(r"(\s|#[^\r\n\x85\u2028\u2029]*)*")
_Entry: TypeAlias = tuple[yaml.Node, yaml.Node]


class YamlText:
    """A text that is one YAML document without aliases.

    New text is written by whoever gives it and must be YAML on one line that is valid within brackets. Comments stay:
    those within what is replaced or taken out get lines of their own behind it.
    """

    def __init__(self, text: str) -> None:
        self._text = text.removeprefix(_BYTE_ORDER_MARK)
        self._mark = text[: len(text) - len(self._text)]
        self._root = self._composed()

    @property
    def text(self) -> str:
        """The text as it is now, with the mark of an encoding that it may begin with."""
        return self._mark + self._text

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
            start = self._text.index(":", self._end(key)) + 1
        before = self._text[:start]
        if start > 0 and before[-1] in ":-?":
            value = f" {value}"
        elif isinstance(path[-1], str) and not node.start_mark.index > self._end(key):
            value = f": {value}"
        comments = self._comments(start, node, end)
        if comments and start < node.start_mark.index and comments[0].start() < self._line_end(start):
            value += f" {comments.pop(0)[0].rstrip()}"
        self._replace_within(self._collection(path[:-1]), start, end, value, comments)

    def delete(self, path: Path) -> None:
        """Take an entry of a mapping or list out, if it is there."""
        entry = self._entry(path)
        if entry is None:
            return
        parent, (key, node) = self._collection(path[:-1]), entry
        start, end = key.start_mark.index, self._end(node)
        if len(parent.value) == 1:
            comments = self._comments(self._end(key), node, end)
            # before a key that a question mark announces
            start = start if parent.flow_style else parent.start_mark.index
            self._replace_within(parent, start, end, "" if parent.flow_style else "{}", comments)
        elif parent.flow_style:
            self._delete_between_commas(parent, key, node)
        else:
            self._delete_lines(parent, key, node)

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
        rest = _ONLY_COMMENTS.fullmatch(self._text, end)
        position = len(self._text) if rest and not path else self._line_end(end)
        newline = self._newline()
        begun = "" if self._text[:position].endswith(("\n", "\r")) else newline
        self._replace(position, position, begun + "".join(f"{lead}{entry}{newline}" for entry in entries))

    def _delete_between_commas(self, parent: yaml.CollectionNode, key: yaml.Node, node: yaml.Node) -> None:
        starts = [part.start_mark.index for part in _starts(parent)]
        position = starts.index(key.start_mark.index)
        if position + 1 < len(starts):
            start, end = starts[position], starts[position + 1]
            comments = self._comments(self._end(key), node, end)
        else:
            start, end = self._end(_parts(parent)[position - 1]), self._end(node)
            comments = [*_COMMENT.finditer(self._text, start, key.start_mark.index)]
            comments += self._comments(self._end(key), node, end)
        self._replace_within(parent, start, end, "", comments)

    def _delete_lines(self, parent: yaml.CollectionNode, key: yaml.Node, node: yaml.Node) -> None:
        start, stop = self._line_start(key.start_mark.index), self._line_end(self._end(node))
        before = [leaf for part in _parts(parent) for leaf in _leaves(part) if leaf.end_mark.index <= start]
        if before and _is_block_text(before[-1]) and (lines := _LINES_BETWEEN.match(self._text, stop)):
            # what is set in behind such a text would become part of it
            stop = lines.end()
        self._replace(start, stop, self._lines(self._comments(self._end(key), node, stop), parent))

    def _replace_within(
        self, parent: yaml.CollectionNode, start: int, end: int, new: str, comments: Sequence[re.Match[str]]
    ) -> None:
        """Put new text within a line, and comments behind the line, or at once where something else follows on it."""
        if comments:
            stop = self._line_end(end)
            if _ONLY_COMMENTS.fullmatch(self._text, end, stop):
                new, end = new + self._text[end:stop].rstrip(), stop
            new += self._newline() + self._lines(comments, parent)
        self._replace(start, end, new)

    def _lines(self, comments: Sequence[re.Match[str]], parent: yaml.CollectionNode) -> str:
        """Write comments on lines of their own, set in no further than the parts of a collection are."""
        lines, column = [], 0 if parent.flow_style else parent.start_mark.column
        for comment in comments:
            lead = self._text[self._line_start(comment.start()) : comment.start()]
            dent = column if lead.strip() else min(len(lead), column)
            lines.append(f"{' ' * dent}{comment[0].rstrip()}{self._newline()}")
        return "".join(lines)

    def _comments(self, start: int, node: yaml.Node, stop: int) -> list[re.Match[str]]:
        """Give the comments from one place to another that has a node between, but nothing that its texts say."""
        found: list[re.Match[str]] = []
        for leaf in _leaves(node):
            head = self._line_end(leaf.start_mark.index) if _is_block_text(leaf) else leaf.start_mark.index
            found += _COMMENT.finditer(self._text, start, head)
            start = self._end(leaf)
        return [*found, *_COMMENT.finditer(self._text, start, stop)]

    def _newline(self) -> str:
        return found[0] if (found := _NEWLINE.search(self._text)) else "\n"

    def _line_start(self, position: int) -> int:
        ends = [match.end() for match in _LINE_END.finditer(self._text, 0, position) if match[0]]
        return ends[-1] if ends else 0

    def _line_end(self, position: int) -> int:
        """Give where the line of a position ends, the line break included."""
        match = _LINE_END.search(self._text, position)
        return match.end() if match else len(self._text)

    def _end(self, node: yaml.Node) -> int:
        """Give where a node ends, without the space and the comments that follow it."""
        while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            node = _parts(node)[-1]
        start, end = node.start_mark.index, node.end_mark.index
        return start + len(self._text[start:end].rstrip())

    def _replace(self, start: int, end: int, new: str) -> None:
        self._text = self._text[:start] + new + self._text[end:]
        self._root = self._composed()

    def _composed(self) -> yaml.Node:
        root = yaml.compose(self._text, Loader=YAML_LOADER)
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


def _leaves(node: yaml.Node) -> Iterator[yaml.Node]:
    """Give the keys, texts and empty collections within a node, as they stand."""
    if isinstance(node, yaml.CollectionNode) and node.value:
        for part in node.value:
            for inner in part if isinstance(part, tuple) else (part,):
                yield from _leaves(inner)
    else:
        yield node


def _is_block_text(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.style in ("|", ">")
