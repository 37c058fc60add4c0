"""The place of a problem is exact in characters, whatever stands before it: an editor that goes there finds it."""

import pytest
from as_records import piece_of
from breakable import copy_of_bread
from example_situations import KNOWLEDGE
from hypothesis import example, given
from hypothesis import strategies as st
from thoroughness import examples

from whycry_expert import InputError
from whycry_expert.batch.concluding import conclude
from whycry_expert.cli.situation_input import situation_of
from whycry_expert.printable import one_line
from whycry_expert.situation.reading import read_situation

ODD = ("", "ü", "\U0001f600", "e\u0301", "\u754c", "\u200d", "\ufeff", "\t", "\u202e", "\U0010fffd")
LINE_ENDS = ("\n", "\r\n", "\r", "\x85", "\u2028", "\u2029")
MARKS = ("", "\ufeff")

before = st.text(st.sampled_from("".join(ODD) + "ab "), max_size=8)
line_ends = st.sampled_from(LINE_ENDS)
marks = st.sampled_from(MARKS)
WRONG = {
    "an anchor": ("{'", "': &x 1}", 3, "an anchor"),
    "a second value": ("'", "' x", 2, "not valid YAML"),
    "a control character": ("'", "\x80'", 0, "a control character"),
    "a character of none": ("'", "\uffff'", 0, "a control character"),
    "an escape": ("'", "\x1b'", 0, "a control character"),
    "another escape": ('"', '\\q"', 0, "unknown escape character"),
    "no text": ("'", "\udcff'", 0, "not UTF-8"),
}
"""What opens a value, what goes on after some characters, so many characters before what is wrong, and what is said."""


def problems_of(content):
    with pytest.raises(InputError) as caught:
        read_situation(content, "x.yaml", KNOWLEDGE)
    return caught.value.problems


@pytest.mark.parametrize("wrong", WRONG)
@examples(25)
@given(before, before, line_ends, marks)
@example("\U0001f600", "\U0001f600", "\n", "")
@example("\ufeff", "\ufeff", "\u2028", "\ufeff")
def test_in_a_file(wrong, above, text, line_end, mark):
    opening, rest, skipped, told = WRONG[wrong]
    lead = f"zz: {opening}{text}"
    content = f"{mark}title: '{above}'{line_end}{lead}{rest}{line_end}".encode("utf-8", "surrogateescape")
    assert [
        (problem.place.line, problem.place.column) for problem in problems_of(content) if told in problem.message
    ] == [(2, len(lead) + skipped + 1)]


@pytest.mark.parametrize("above", ["", "title: so\n"])
@pytest.mark.parametrize("wrong", [b"\xff", b"\x1b"], ids=["no text", "an escape"])
def test_after_a_second_byte_order_mark_which_is_a_character(wrong, above):
    content = f"\ufeff\ufeff{above}story: \u754c".encode() + wrong
    (place,) = (problem.place for problem in problems_of(content))
    assert (place.line, place.column) == ((2, 9) if above else (1, 10))


@pytest.mark.parametrize("line_end", LINE_ENDS)
@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("text", ODD)
def test_of_an_answer_that_is_none(text, mark, line_end):
    lead = f"? {{answer: ex, note: '{text}', "
    content = f"{mark}title: '{text}'{line_end}relationship: {lead[2:]}certainty: high}}{line_end}"
    found = [problem.place for problem in problems_of(content.encode())]
    assert [(place.line, place.column) for place in found] == [(2, len("relationship: ") + len(lead[2:]) + 12)]


@pytest.mark.parametrize("line_end", LINE_ENDS)
def test_in_a_knowledge_file(line_end, tmp_path):
    base, text = copy_of_bread(tmp_path), "".join(ODD)
    lead = f"  - {{id: odd, because: '{text}', "
    rule = f"{lead}line: nowhere, if: risen, then: hints, why: W., sources: [baking-practice]}}"
    lines = (f"meaning: odd # {text}", "number: 90", "title: T", "says: S.", "lines: {a: A}", "rules:", rule, "")
    base.write("rules/90-odd.yaml", f"\ufeff{line_end.join(lines)}".encode())
    assert [problem.split(": ")[0] for problem in base.problems() if "nowhere" in problem] == [
        f"{base.folder}/rules/90-odd.yaml:7:{len(lead) + 7}"
    ]


def refusals(line):
    return [
        (problem.place.line, problem.place.column)
        for refused in conclude(piece_of("{}", line), KNOWLEDGE).refused
        for problem in refused.problems
    ]


@pytest.mark.parametrize("text", [text for text in (*ODD, *LINE_ENDS[3:]) if text != "\t"])
def test_in_a_line_of_a_batch(text):
    lead = f'{{"title": "{text}relationshp", '
    assert refusals(f'{lead}"relationshp": "ex"}}') == [(2, len(lead) + 1)]
    assert refusals(f'{lead}"relation\\u0073hp": "ex"}}') == [(2, len(lead) + 1)]
    assert refusals(f"{lead}x}}") == [(2, len(lead) + 1)]
    assert refusals(f'{lead}"title": "x"}}') == [(2, len(lead) + 1)]
    assert refusals(f'{lead}"id": {{"a": 1, "a": 2}}}}') == [(2, len(lead) + 1), (2, len(lead) + 16)]
    assert refusals(lead.encode() + b'"\xff') == [(2, len(lead) + 2)]


@pytest.mark.parametrize("text", [*ODD[1:], *LINE_ENDS])
def test_a_flag_is_named_as_it_was_written_and_harmlessly(text):
    with pytest.raises(InputError) as caught:
        situation_of(KNOWLEDGE, None, {"assignments": (f"relationship=x{text}", f"{text}=x")})
    places = {str(problem.place) for problem in caught.value.problems}
    assert places == {one_line(f"-f {text}=x"), one_line(f"-f relationship=x{text}")}
