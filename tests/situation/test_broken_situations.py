import pytest

from whycry_expert import InputError, read_situation_file
from whycry_expert.errors import MAX_PROBLEMS
from whycry_expert.situation.reading import read_situation

ONE_MISTAKE_EACH = [
    # what is wrong, the file, where it is said to be, what the message says
    ("an unknown fact", "flower: rye", "1:1", ['no fact "flower"', 'did you mean "flour"?']),
    ("an unknown fact like no other", "xyz: rye", "1:1", ['no fact "xyz"', "valid are: flour, risen, hours"]),
    ("an unknown option", "flour: ry", "1:8", ['no option of flour "ry"', 'did you mean "rye"?']),
    ("an option with a space", "flour: no gluten", "1:8", ['did you mean "no-gluten"?']),
    (
        "a denied choice",
        "flour: maybe not rye",
        "1:8",
        ['"maybe not" denies rye', "the one option of flour that holds"],
    ),
    ("a denied choice of a misspelt option", "flour: no ry", "1:8", ['no option of flour "no ry"']),
    ("an unknown answer", "risen: perhaps", "1:8", ['no answer "perhaps"', "yes, probably, maybe", "unsure"]),
    ("a list for a yes-no fact", "risen: [yes]", "1:8", ["risen needs one of yes, probably", "not a list"]),
    ("a mapping for a yes-no fact", "risen: {so: yes}", "1:8", ["risen needs one of", "not a mapping"]),
    ("a mapping for a choice", "flour: {rye: yes}", "1:8", ["flour needs exactly one option", "not a mapping"]),
    ("a list for a choice", "flour: [rye, wheat]", "1:8", ["flour needs exactly one option", "not a list"]),
    ("a list within choices", "yeast: [[old]]", "1:9", ["yeast needs names of options", "not a list"]),
    ("a list under an option", "yeast: {old: [yes]}", "1:14", ["yeast needs one of yes", "not a list"]),
    ("a text for a number", "hours: long", "1:8", ["a number of hours, such as 3", '"long"']),
    ("a list for a number", "hours: [3]", "1:8", ["a number of hours, such as 3", "a list"]),
    ("a number too large", "hours: 73", "1:8", ["at most 72 hours"]),
    ("a number too small", "hours: -1", "1:8", ["at least 0 hours"]),
    ("a time of day", "hours: 12:30", "1:8", ["a number of hours", '"12:30"']),
    ("a number with an underscore", "hours: 1_000", "1:8", ["a number of hours", '"1_000"']),
    ("a hexadecimal number", "hours: 0x10", "1:8", ["a number of hours", '"0x10"']),
    ("a number with an exponent", "hours: 1e3", "1:8", ["a number of hours", '"1e3"']),
    ("infinity", "hours: .inf", "1:8", ["a number of hours", '".inf"']),
    ("not a number", "hours: nan", "1:8", ["a number of hours", '"nan"']),
    ("digits of another script", "hours: ٣", "1:8", ["a number of hours"]),
    ("on as a word", "risen: on", "1:8", ["write yes or no", '"on"']),
    ("off as a word", "risen: off", "1:8", ["write yes or no", '"off"']),
    ("off under an option", "yeast: {on: off}", "1:13", ["write yes or no", '"off"']),
    ("a certainty twice", "risen: {answer: probably, certainty: 0.6}", "1:17", ["both a word and a number"]),
    ("a certainty of 0", "risen: {answer: yes, certainty: 0}", "1:33", ["above 0 and not above 1", '"0"']),
    ("a certainty above 1", "risen: {answer: yes, certainty: 1.5}", "1:33", ["above 0 and not above 1", '"1.5"']),
    ("a certainty in words", "risen: {answer: yes, certainty: so}", "1:33", ["must be a number such as", '"so"']),
    ("a misspelt certainty", "risen: {answer: yes, certanity: 1}", "1:22", ['did you mean "certainty"?']),
    ("a certainty of nothing", "risen: {certainty: 0.5}", "1:8", ['the answer to risen needs "answer"']),
    ("a list as a note", "risen: {answer: yes, note: [so]}", "1:28", ['"note"', "must be a text, not a list"]),
    ("answers that exclude each other", "flour: rye\nsourdough: yes\nyeast: fresh", "3:1", ["cannot both be true"]),
    ("options that exclude each other", "yeast: [old, fresh]", "1:1", ["cannot both be true", "make it unsure"]),
    ("an answer out of place", "flour: no-gluten\nsourdough: yes", "2:1", ["only if flour", "answered otherwise"]),
    ("an option twice", "yeast: [old, old]", "1:14", ['"old" is answered twice']),
    ("an option twice in a mapping", "yeast: {old: yes, old: no}", "1:19", ['"old" stands here a second time']),
    ("none denied", "yeast: no none", "1:8", ['"no none" does not say which of yeast holds', "name it"]),
    ("none beside another", "yeast: [old, none]", "1:14", ["none cannot stand beside other options of yeast"]),
    ("an empty list", "yeast: []", "1:8", ["an empty list says nothing", "write none"]),
    ("an empty mapping", "yeast: {}", "1:8", ["an empty mapping says nothing", "write none"]),
    ("a key twice", "risen: yes\nhours: 3\nrisen: no", "3:1", ['"risen" stands here a second time', "line 1"]),
    ("a list as a key", "? [a, b]\n: yes", "1:3", ["a key must be a single word or phrase"]),
    ("a title that is a list", "title: [a]", "1:8", ['"title" must be a text, not a list']),
    ("a story that is a mapping", "story: {a: b}", "1:8", ['"story" must be a text, not a mapping']),
    ("an open bracket", "risen: [yes\nhours: 3", "2:6", ["not valid YAML", "begins on line 1"]),
    ("two colons on a line", "story: he said: no", "1:15", ["not valid YAML", "in quotes"]),
    ("a tab as indentation", "yeast:\n\told: yes", "2:1", ["a tab stands where spaces were expected"]),
    ("a list", "- risen", "1:1", ["a mapping of facts to answers, not a list"]),
    ("a bare word", "risen", "1:1", ["a mapping of facts to answers", '"risen"']),
    ("nothing at all", "", "1:1", ["the file is empty"]),
    ("comments alone", "# risen\n# flour\n", "1:1", ["the file is empty"]),
    ("an empty document", "---\n", "1:1", ["the file is empty"]),
    ("two documents", "risen: yes\n---\nrisen: no", "3:1", ["a second occasion begins here", "a file of its own"]),
    (
        "a tag that runs code",
        "title: !!python/object:os.system ls",
        "1:8",
        ['"!!python/object:os.system"', "plain value"],
    ),
    ("an anchor", "title: &a so", "1:8", ['an anchor ("&a")', "write the value out"]),
    ("an escape of a terminal in a value", 'flour: "\\x1b[31mrye"', "1:8", ['"\\x1b[31mrye"']),
    ("an escape of a terminal in a key", '"\\x1b[31m": yes', "1:1", ['no fact "\\x1b[31m"']),
    ("text that runs backwards", '"\u202erisen": yes', "1:1", ['"\\u202erisen"', 'did you mean "risen"?']),
    ("half of a surrogate pair", 'title: "\\ud800"', "1:11", ["not valid YAML"]),
    ("an option as a fact", "old: no", "1:1", ['"old" is no fact but an option of yeast: write yeast: {old: no}']),
    ("an option of one as a fact", "rye: probably", "1:1", ["write flour: probably rye"]),
    ("an option as a fact, wrapped", "old: {answer: no}", "1:1", ["write yeast: {old: no}"]),
    ("an option as a fact with no known answer", "old: perhaps", "1:1", ["write yeast: {old: ANSWER}"]),
    ("a misspelt title", "titel: so", "1:1", ['no fact "titel"', 'did you mean "title"?']),
    ("a misspelt story", "storey: so", "1:1", ['did you mean "story"?']),
    ("a mapping in a list", "yeast: [old: probably]", "1:9", ["not a mapping", "write probably old"]),
    ("a word of no certainty", "yeast: [not old]", "1:9", ['"not" before old', "valid are: yes, probably", "no"]),
    ("a word of no certainty at a choice", "flour: perhaps rye", "1:8", ['"perhaps" before rye', "probably, maybe"]),
    ("an item indented too far", "yeast:\n- old\n  - fresh", "2:3", ["the indent is wrong", '"old - fresh"']),
    ("an option indented too far", "yeast:\n  old: no\n    fresh", "2:8", ["the indent is wrong", '"no fresh"']),
    ("a fact indented too far", "flour: rye\n  risen", "1:8", ["the indent is wrong", '"rye risen"']),
    ("a number that goes on", "hours: 3\n  risen", "1:8", ["the indent is wrong", '"3 risen"']),
    ("a fact under an answer", "flour:\n  rye\n  risen: yes", "3:8", ["the indent of this line is wrong, or"]),
    ("no colon on the line above", "flour rye\nrisen: yes", "2:6", ["the line above it", "space after the colon"]),
    ("no space after the colon", "flour:rye", "1:1", ["FACT: ANSWER on each line, with a space after the colon"]),
    ("a misspelt option as a fact", "wheet: yes", "1:1", ['did you mean "wheat"?', "an option of flour"]),
    (
        "a fact under a fact",
        "yeast:\n  old: yes\n  risen: no",
        "3:3",
        ["risen is a fact", "beginning of a line"],
    ),
    ("a fact in a list", "yeast: [old, risen]", "1:14", ["risen is a fact of its own"]),
    ("a fact under a choice", "flour: {risen: yes}", "1:9", ["risen is a fact of its own"]),
    ("an option of another", "yeast: [rye]", "1:9", ["rye is no option of yeast but of flour: write flour: rye"]),
    ("a note at the top", "note: so", "1:1", ['"note" belongs under the fact', "FACT: {answer: ANSWER, note: ...}"]),
    ("a certainty at the top", "certainty: 1", "1:1", ["FACT: {answer: ANSWER, certainty: ...}"]),
    (
        "an expectation at the top",
        "leading: [old-yeast]",
        "1:1",
        ['under "expect": write expect: {leading: ...}'],
    ),
    ("a misspelt answer", "flour: {anser: rye}", "1:9", ['no field "anser"', 'did you mean "answer"?']),
    ("an answer in an answer", "risen: {answer: {answer: yes}}", "1:18", ["stands within another", "{answer: ANSWER}"]),
    ("a note in an answer", "risen: {answer: {note: so}}", "1:18", ["write risen: {answer: ANSWER, note: ...}"]),
    ("an answer in an answer of options", "yeast: {answer: {answer: [old]}}", "1:18", ["stands within another"]),
    ("a misspelt answer of options", "yeast: {anser: [old]}", "1:9", ['no field "anser"', 'did you mean "answer"?']),
    ("a note beside options", "yeast: {old: yes, note: so}", "1:19", ["write yeast: {answer: {...}, note: ...}"]),
    ("a line too far left", "yeast:\n  old: yes\n risen: no", "3:2", ["the indent is wrong", "indented by 1 space"]),
    ("a line too far right", "risen: yes\n  hours: 3", "2:8", ["the indent is wrong", "indented further"]),
    ("a line further right", "yeast:\n  old: yes\n    on: no", "3:7", ["the indent is wrong", "indented further"]),
    ("a first line too far right", "  risen: yes\nhours: 3", "2:1", ["the indent is wrong", "not indented"]),
    ("an item too far left", "yeast:\n  - old\n - on", "3:2", ["the indent is wrong", "indented by 1 space"]),
    ("wide letters before a mistake", "title: \U0001f600\U0001f600\nstory: \U0001f600 x: y", "2:11", ["in quotes"]),
    ("an expectation that is a word", "expect: open", "1:9", ['"expect" must be a mapping', '"open"']),
    ("an expected picture", "expect: {picture: cler}", "1:19", ['did you mean "clear"?']),
    ("an expected reading", "expect: {leading: [old-yest]}", "1:20", ['no meaning "old-yest"', '"old-yeast"?']),
    ("an expected notice", "expect: {notices: [fir]}", "1:20", ['no notice "fir"', 'did you mean "fire"?']),
    ("an expected misspelling", "expect: {leeding: [old-yeast]}", "1:10", ['did you mean "leading"?']),
]

NO_TEXT_AT_ALL = [
    ("latin-1", "title: un café\n".encode("latin-1"), "1:14", ["not UTF-8 text", "save it in the encoding UTF-8"]),
    ("latin-1 after other letters", "title: ü\n# ".encode() + b"\xe9", "2:3", ["not UTF-8 text"]),
    ("UTF-16", "risen: yes\n".encode("utf-16"), "1:1", ["not UTF-8 text"]),
    ("UTF-16 without a mark", "risen: yes\n".encode("utf-16-le"), "1:2", ['a control character "\\x00"']),
    ("a raw control character", b"title: \x1b[31mred\n", "1:8", ['a control character "\\x1b"']),
    ("a raw control character of eight bits", "title: \u009b31m\n".encode(), "1:8", ['a control character "\\x9b"']),
    ("brackets without end", b"risen: " + b"[" * 10_000, "1:31", ["nests more than 24 levels deep"]),
    ("mappings without end", b"risen: " + b"{a: " * 10_000, "1:100", ["nests more than 24 levels deep"]),
    ("more than is read", b"# " + b"x" * 1_000_000, "", ["larger than 1000 kB"]),
]


def problems_of(path, knowledge):
    with pytest.raises(InputError) as caught:
        read_situation_file(path, knowledge)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(("text", "place", "words"), [pytest.param(*rest, id=name) for name, *rest in ONE_MISTAKE_EACH])
def test_a_mistake_is_told_in_one_line_that_says_where_it_is_and_what_was_expected(text, place, words, bread, tmp_path):
    path = tmp_path / "situation.yaml"
    path.write_text(text, encoding="utf-8")
    (told,) = problems_of(path, bread)
    assert told.startswith(f"{path}:{place}: ")
    assert [word for word in words if word not in told] == []
    assert told.isprintable()


@pytest.mark.parametrize(
    ("content", "place", "words"), [pytest.param(*rest, id=name) for name, *rest in NO_TEXT_AT_ALL]
)
def test_a_file_that_is_no_text_is_refused_in_one_line(content, place, words, bread, tmp_path):
    path = tmp_path / "situation.yaml"
    path.write_bytes(content)
    (told,) = problems_of(path, bread)
    assert told.startswith(f"{path}:{place}: " if place else f"{path}: ")
    assert [word for word in words if word not in told] == []
    assert told.isprintable()


def test_all_mistakes_of_a_file_are_told_at_once_and_in_its_order(bread, tmp_path):
    path = tmp_path / "situation.yaml"
    path.write_text(
        "hours: 100\nflower: rye\nrisen: perhaps\nyeast: [none, olt]\nflour: no-gluten\nsourdough: yes\nhours: 3\n"
        "smoke: *fire\ntitle: [a]\nexpect: {picture: cler}\n"
    )
    told = problems_of(path, bread)
    assert [line.removeprefix(f"{path}:").split(": ")[0] for line in told] == [
        "1:8",
        "2:1",
        "3:8",
        "4:9",
        "4:15",
        "6:1",
        "7:1",
        "8:8",
        "9:8",
        "10:19",
    ]


def test_anchors_that_would_explode_are_refused_one_by_one(bread):
    laughs = "a: &a [ha, ha]\n" + "".join(
        f"{new}: &{new} [*{old}, *{old}]\n" for old, new in zip("abc", "bcd", strict=True)
    )
    with pytest.raises(InputError, match="write the value out") as caught:
        read_situation(laughs.encode(), "laughs.yaml", bread)
    assert sum("alias" in problem.message for problem in caught.value.problems) == 6


@pytest.mark.parametrize("mistake", ["fact-{0}: yes\n", "fact-{0}: &x yes\n"])
def test_a_file_of_nothing_but_mistakes_is_given_up_after_a_while(mistake, bread):
    content = "".join(map(mistake.format, range(30_000))).encode()
    with pytest.raises(InputError) as caught:
        read_situation(content, "situation.yaml", bread)
    assert len(caught.value.problems) == MAX_PROBLEMS + 1
    assert caught.value.problems[-1].message == f"there are more than {MAX_PROBLEMS} problems; mend these first"


def test_a_missing_file_is_told(bread, tmp_path):
    path = tmp_path / "none.yaml"
    assert problems_of(path, bread) == [f"{path}: there is no such file"]


def test_a_directory_is_told(bread, tmp_path):
    assert problems_of(tmp_path, bread) == [f"{tmp_path}: this is a directory; a file was expected"]


def test_a_file_that_cannot_be_opened_is_told_with_the_reason(bread, tmp_path):
    path = tmp_path / "loop.yaml"
    path.symlink_to(path)
    (told,) = problems_of(path, bread)
    assert told.startswith(f"{path}: the file cannot be read: ")


def test_a_file_that_one_may_not_read_is_told_with_the_reason(bread, tmp_path, monkeypatch):
    path = tmp_path / "secret.yaml"
    path.write_text("risen: yes")

    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.open", refuse)
    assert problems_of(path, bread) == [f"{path}: the file cannot be read: permission denied"]


def test_a_huge_file_is_refused_without_being_read_whole(bread, tmp_path):
    path = tmp_path / "huge.yaml"
    with path.open("wb") as stream:
        stream.truncate(5_000_000_000)  # more than would fit into the time and memory of a test
    assert problems_of(path, bread) == [f"{path}: the file is larger than 1000 kB, the most that is read"]


def test_a_file_name_with_control_characters_is_told_without_them(bread, tmp_path):
    (told,) = problems_of(tmp_path / "\x1b[31m\n\u202e.yaml", bread)
    assert told == f"{tmp_path}/\\x1b[31m\\n\\u202e.yaml: there is no such file"
