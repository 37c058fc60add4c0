"""YAML as a person wrote it: nodes that know their place, with nothing turned into booleans or times.

PyYAML's safe C parser reads the events; the tree is built here in one loop, so that a hostile file can
neither nest too deeply nor multiply itself through aliases, and so that `yes`, `no` and `12:30` stay
the text that was written.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias

import yaml
from msgspec import Struct, field

from whycry_expert.errors import Complaints, InputError, Place, Problem
from whycry_expert.printable import quoted

MAX_BYTES = 1_000_000
MAX_DEPTH = 24
YAML_SUFFIXES = frozenset({".yaml", ".yml"})

_LINE_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
_UNREADABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # YAML 1.1, c-printable
_NULLS = ("", "~", "null", "Null", "NULL")  # YAML 1.2, core schema
_KEY_AND_VALUE = re.compile(r":(\s|$)")
_BELONGS_NOWHERE = ("did not find expected key", "did not find expected '-'", "did not find expected <document start>")
_WRITE_OUT = "write the value out"
_SAME_COLUMN = "lines that belong together begin in the same column"
_SHORT_TAG = "tag:yaml.org,2002:"
YAML_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""PyYAML's safe loader, in C where there is one."""


class ScalarNode(Struct, frozen=True):
    """A single value, as text.

    `quoted` tells whether it stood in quotes or a block, and `continued` that it did not and yet goes on in a further
    line, which a wrong indent can bring about.
    """

    text: str
    place: Place
    quoted: bool = False
    continued: bool = False

    @property
    def is_null(self) -> bool:
        """Whether YAML takes it for nothing: it is empty, ~ or null, and not in quotes."""
        return not self.quoted and self.text in _NULLS


class SequenceNode(Struct, frozen=True):
    """A list of nodes."""

    items: "tuple[Node, ...]"
    place: Place


class MappingNode(Struct, frozen=True):
    """Keys with their nodes, in the order of the file; no key stands in it twice."""

    entries: tuple[tuple[ScalarNode, "Node"], ...]
    place: Place

    def get(self, key: str) -> "Node | None":
        """Give the node under `key`, or None."""
        return next((node for name, node in self.entries if name.text == key), None)

    def keys(self) -> tuple[str, ...]:
        """Give the keys in the order of the file."""
        return tuple(name.text for name, _ in self.entries)


Node: TypeAlias = ScalarNode | SequenceNode | MappingNode


def read_bytes(path: Path, shown_as: str | None = None) -> bytes:
    """Read a file of at most MAX_BYTES.

    Raises InputError when it is missing, a folder, unreadable or too large.
    """
    return check_size(read_start(path, shown_as, MAX_BYTES + 1), Place(shown_as or str(path)))


def read_start(path: Path, shown_as: str | None, most: int) -> bytes:
    """Read the first `most` bytes of a file. Raises InputError when it is missing, a folder or unreadable."""
    if shown_as == "":
        raise InputError([Problem(Place('""'), "an empty name is no file")])
    place = Place(shown_as or str(path))
    try:
        if path.is_dir():
            raise InputError([Problem(place, "this is a directory; a file was expected")])
        with path.open("rb") as stream:
            return stream.read(most)
    except (OSError, ValueError) as error:
        raise unreadable(place, error) from None


def unreadable(place: Place, error: Exception) -> InputError:
    """Give what is to be raised where the operating system does not let a file be read."""
    missing = isinstance(error, FileNotFoundError)
    told = "there is no such file" if missing else f"the file cannot be read: {reason_of(error)}"
    return InputError([Problem(place, told)])


def read_ordinary(path: Path) -> bytes:
    """Read a file as `read_bytes` does, but no pipe and no device, which could be waited for without end.

    Raises InputError as `read_bytes` does.
    """
    try:
        is_other = path.exists() and not path.is_file() and not path.is_dir()
    except (OSError, ValueError):
        is_other = False  # reading it then says what is wrong
    if is_other:
        raise InputError([Problem(Place(str(path)), "this is no ordinary file")])
    return read_bytes(path)


def is_hidden(path: Path) -> bool:
    """Tell whether a file is hidden, as those are that editors and file systems leave beside others."""
    return path.name.startswith(".")


def reason_of(error: Exception) -> str:
    """Say why the operating system refused something."""
    return (getattr(error, "strerror", None) or str(error)).lower()


def check_size(content: bytes, place: Place) -> bytes:
    """Give `content` back. Raises InputError when it is longer than MAX_BYTES."""
    if len(content) > MAX_BYTES:
        raise InputError([Problem(place, f"the file is larger than {MAX_BYTES // 1000} kB, the most that is read")])
    return content


def parse(content: bytes, name: str, complaints: Complaints) -> Node | None:
    """Read one YAML document from `content`; `name` is what messages call the file.

    Every duplicate key, alias and tag goes to `complaints`; so does what makes the whole unreadable, and then
    the answer is None.
    """
    documents = _documents(content, name, complaints)
    if len(documents) > 1:
        complaints.add(
            documents[1][0], "a second document begins here; one was expected, so put it into a file of its own"
        )
        return None
    return documents[0][1] if documents else None


def parse_all(content: bytes, name: str, complaints: Complaints) -> tuple[Node, ...]:
    """Read all YAML documents of `content`, as `parse` reads one; none of them is left out, and none is empty.

    What makes the whole unreadable goes to `complaints`, and then there are none.
    """
    documents = _documents(content, name, complaints)
    for place, root in documents:
        if _is_blank(root):
            complaints.add(place, "this document is empty; take its --- away, or write answers below it")
    return tuple(root for _, root in documents if not _is_blank(root))


def _documents(content: bytes, name: str, complaints: Complaints) -> tuple[tuple[Place, Node], ...]:
    """Give each document with the place where it begins; none where the whole is empty or cannot be read."""
    try:
        documents = _build(_decode(content, name), name, complaints)
    except InputError as error:
        complaints.take(error)
        return ()
    if not documents or (len(documents) == 1 and _is_blank(documents[0][1])):
        complaints.add(Place(name, 1, 1), "the file is empty")
        return ()
    return documents


def _is_blank(root: Node) -> bool:
    return isinstance(root, ScalarNode) and root.is_null


def _build(text: str, name: str, complaints: Complaints) -> tuple[tuple[Place, Node], ...]:
    builder = _TreeBuilder(name, complaints)
    try:
        for event in _events(text):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        raise InputError([Problem(_place_of(name, error.problem_mark), _syntax_message(error, text))]) from None
    return tuple(zip(builder.starts, builder.roots, strict=True))


def _decode(content: bytes, name: str) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = _place_at(name, error.object[: error.start].decode("utf-8"))
        raise InputError([Problem(place, "the file is not UTF-8 text; save it in the encoding UTF-8")]) from None
    # before the parser does, whose own complaint counts bytes
    if unreadable := _UNREADABLE.search(text):
        message = f"a control character {quoted(unreadable[0])} stands in the file; plain text was expected"
        raise InputError([Problem(_place_at(name, text[: unreadable.start()]), message)])
    return text


def _events(text: str) -> Iterator[yaml.Event]:
    loader = YAML_LOADER(text)
    try:
        while loader.check_event():
            yield loader.get_event()
    finally:
        loader.dispose()


def _place_of(name: str, mark: Any) -> Place:  # noqa: ANN401 - the C parser has a mark of its own
    return Place(name, mark.line + 1, mark.column + 1) if mark else Place(name, 1, 1)


def _place_at(name: str, before: str) -> Place:
    lines = _LINE_BREAK.split(before)
    return Place(name, len(lines), len(lines[-1]) + 1)


def _syntax_message(error: yaml.MarkedYAMLError, text: str) -> str:
    mark = error.problem_mark
    lines = _LINE_BREAK.split(text)
    line = lines[mark.line] if mark and mark.line < len(lines) else ""
    if "\t" in line[: len(line) - len(line.lstrip())] or "'\\t'" in str(error.problem):
        return "a tab stands where spaces were expected; indent with spaces"
    wrong_indent = _wrong_indent(error, lines)
    if wrong_indent:
        return wrong_indent
    said = str(error.problem or error).replace("did not find expected", "expected")
    if said.startswith("mapping values are not allowed"):
        return 'this is not valid YAML: a second ": " stands here; write a text that contains one in quotes'
    begun = error.context_mark if error.context_mark and mark and error.context_mark.line != mark.line else None
    since = f", {error.context} that begins on line {begun.line + 1}" if begun and error.context else ""
    return f"this is not valid YAML: {said}{since}"


def _wrong_indent(error: yaml.MarkedYAMLError, lines: list[str]) -> str | None:
    """Say that a line begins in a column where it belongs to nothing, if that is what is wrong."""
    mark = error.problem_mark
    if mark is None or not 0 < mark.line < len(lines):
        return None
    line = lines[mark.line]
    indents = [_indent(above) for above in lines[: mark.line] if above.strip() and not above.lstrip().startswith("#")]
    if not indents:
        return None
    begins = mark.column == _indent(line)
    if begins and str(error.problem).startswith(_BELONGS_NOWHERE) and _indent(line) not in indents:
        how = f"indented by {_spaces(_indent(line))}" if _indent(line) else "not indented"
        return f"the indent is wrong: this line is {how}, and no line above it is; {_SAME_COLUMN}"
    is_first_key = not _KEY_AND_VALUE.search(line[: mark.column])
    if not is_first_key or not str(error.problem).startswith("mapping values are not"):
        return None
    if _indent(line) > indents[-1]:
        return (
            "the indent is wrong: this line is indented further than the one above it, which is complete; "
            f"{_SAME_COLUMN}"
        )
    return (
        'the indent of this line is wrong, or the line above it is no "name: answer" with a space after the colon: '
        f"it is read as a part of that line; {_SAME_COLUMN}"
    )


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _spaces(number: int) -> str:
    return "1 space" if number == 1 else f"{number} spaces"


class _Open(Struct):
    """A list or mapping that is being read; `key` is a key that waits for its value."""

    place: Place
    is_mapping: bool
    items: list[Node] = field(default_factory=list)
    entries: dict[str, tuple[ScalarNode, Node]] = field(default_factory=dict)
    key: ScalarNode | None = None
    skip_value: bool = False


class _TreeBuilder:
    """Turns parser events into nodes, without recursion."""

    def __init__(self, name: str, complaints: Complaints) -> None:
        self._name = name
        self._complaints = complaints
        self._stack: list[_Open] = []
        self.starts: list[Place] = []
        self.roots: list[Node] = []

    def take(self, event: yaml.Event) -> None:
        place = _place_of(self._name, event.start_mark)
        if isinstance(event, yaml.DocumentStartEvent):
            self.starts.append(place)
        elif isinstance(event, yaml.AliasEvent):
            self._complaints.add(place, f"an alias ({quoted(f'*{event.anchor}')}) is not used here; {_WRITE_OUT}")
            self._place_node(ScalarNode("", place))
        elif isinstance(event, yaml.ScalarEvent):
            self._refuse_decoration(event, place)
            end = _place_of(self._name, event.end_mark)
            continued = not event.style and end.line > place.line
            self._place_node(ScalarNode(event.value, place, quoted=bool(event.style), continued=continued))
        elif isinstance(event, yaml.CollectionStartEvent):
            self._refuse_decoration(event, place)
            self._open(place, is_mapping=isinstance(event, yaml.MappingStartEvent))
        elif isinstance(event, yaml.CollectionEndEvent):
            self._close()

    def _refuse_decoration(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent, place: Place) -> None:
        if event.anchor:
            self._complaints.add(place, f"an anchor ({quoted(f'&{event.anchor}')}) is not used here; {_WRITE_OUT}")
        if event.tag and event.tag != "!":
            tag = event.tag.replace(_SHORT_TAG, "!!", 1)
            self._complaints.add(place, f"a tag ({quoted(tag)}) is not used here; write the plain value")

    def _open(self, place: Place, *, is_mapping: bool) -> None:
        if len(self._stack) >= MAX_DEPTH:
            raise InputError([Problem(place, f"the file nests more than {MAX_DEPTH} levels deep")])
        self._stack.append(_Open(place, is_mapping))

    def _close(self) -> None:
        done = self._stack.pop()
        if done.is_mapping:
            self._place_node(MappingNode(tuple(done.entries.values()), done.place))
        else:
            self._place_node(SequenceNode(tuple(done.items), done.place))

    def _place_node(self, node: Node) -> None:
        if not self._stack:
            self.roots.append(node)
            return
        parent = self._stack[-1]
        if not parent.is_mapping:
            parent.items.append(node)
        elif parent.key is None:
            self._take_key(parent, node)
        else:
            if not parent.skip_value:
                parent.entries[parent.key.text] = (parent.key, node)
            parent.key, parent.skip_value = None, False

    def _take_key(self, parent: _Open, node: Node) -> None:
        if isinstance(node, ScalarNode):
            parent.key = node
            first = parent.entries.get(node.text)
            if first is not None:
                parent.skip_value = True
                line = first[0].place.line
                message = f"{quoted(node.text)} stands here a second time; it was first on line {line}"
                self._complaints.add(node.place, message)
        else:
            self._complaints.add(node.place, "a key must be a single word or phrase")
            parent.key, parent.skip_value = ScalarNode("", node.place), True
