"""A situation file that is changed keeps every character that need not change."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loaded_knowledge import FLAT_BREAD as BREAD_BASE
from random_answers import allowed_answers, situation_with
from thoroughness import examples

from whycry_expert import InputError
from whycry_expert.knowledge.model import Kind
from whycry_expert.situation.editing import edited
from whycry_expert.situation.model import Situation
from whycry_expert.situation.reading import read_situation
from whycry_expert.situation.writing import answer_text, signed_text, situation_text


def read(text):
    return read_situation(text.encode(), "situation.yaml", BREAD_BASE)


def changed(text, **answers):
    """The text with other answers; None takes one away, "unsure" leaves it open."""
    before = read(text)
    lines = "".join(f"{name}: {answer}\n" for name, answer in answers.items() if answer is not None)
    new = read(lines) if lines else Situation()
    kept = {name: given for name, given in before.given.items() if name not in answers}
    notes = {name: before.given[name].note for name in before.given}
    told = {
        name: given if given.note else type(given)(given.answer, given.place, notes.get(name, ""))
        for name, given in new.given.items()
    }
    unsure = (*(name for name in before.unsure if name not in answers), *new.unsure)
    after = Situation(given=kept | told, unsure=unsure)
    return edited(text, before, after)


CHANGES = [
    # what is changed, the file before, the answers, the file after
    (
        "one line",
        "flour:   rye   # dark\nrisen: 'yes'  # twice\n",
        {"risen": "no"},
        "flour:   rye   # dark\nrisen: no  # twice\n",
    ),
    (
        "a new one",
        "# top\nflour: rye # dark\n\n# end\n",
        {"risen": "yes"},
        "# top\nflour: rye # dark\n\n# end\nrisen: yes\n",
    ),
    ("no newline", "flour: rye", {"risen": "yes"}, "flour: rye\nrisen: yes\n"),
    ("carriage returns", "flour: rye\r\nhours: 3\r\n", {"risen": "yes"}, "flour: rye\r\nhours: 3\r\nrisen: yes\r\n"),
    (
        "brackets",
        "{flour: rye, hours: 3}\n",
        {"risen": "no", "flour": "wheat"},
        "{flour: wheat, hours: 3, risen: no}\n",
    ),
    ("empty brackets", "# c\n{ }\n", {"risen": "no"}, "# c\n{risen: no }\n"),
    (
        "a blank",
        "risen:\nhours: # later\nflour: rye\n",
        {"risen": "no", "hours": "3"},
        "risen: no\nhours: 3 # later\nflour: rye\n",
    ),
    (
        "an option",
        "yeast:\n  old: yes   # very\n  on: no\n",
        {"yeast": "{old: yes, on: yes}"},
        "yeast:\n  old: yes   # very\n  on: yes\n",
    ),
    (
        "a new option",
        "yeast:\n  old: yes   # very\nhours: 3\n",
        {"yeast": "[old, on]"},
        "yeast:\n  old: yes   # very\n  on: yes\nhours: 3\n",
    ),
    (
        "an option less",
        "yeast:\n  old: yes\n  on: no # no\nhours: 3\n",
        {"yeast": "old"},
        "yeast:\n  old: yes\n  # no\nhours: 3\n",
    ),
    ("a list", "yeast: [ old,on ] # x\n", {"yeast": "{old: yes, on: probably}"}, "yeast: [ old,probably on ] # x\n"),
    ("a longer list", "yeast:\n- old # x\n", {"yeast": "[old, on]"}, "yeast:\n- old # x\n- on\n"),
    ("a shorter list", "yeast: [old, on]\n", {"yeast": "on"}, "yeast: [on]\n"),
    ("a note", "risen: {answer: yes, note: 'so'}  # c\n", {"risen": "no"}, "risen: {answer: no, note: 'so'}  # c\n"),
    (
        "a certainty",
        "risen: {answer: yes, certainty: 0.6, note: so}\n",
        {"risen": "probably"},
        "risen: {answer: probably, note: so}\n",
    ),
    (
        "a note left open",
        "hours: {answer: 3, certainty: 0.5, note: ask}\n",
        {"hours": "unsure"},
        "hours: {answer: unsure, note: ask}\n",
    ),
    (
        "one taken away",
        "flour: rye\nrisen: yes # twice\nhours: 3\n",
        {"risen": None},
        "flour: rye\n# twice\nhours: 3\n",
    ),
    ("the only one taken away", "# c\nrisen: yes\n", {"risen": None}, "# c\n{}\n"),
    ("the last in brackets", "{flour: rye, risen: yes}\n", {"risen": None}, "{flour: rye}\n"),
    (
        "after a story",
        "flour: rye\nstory: |\n  one\n\n  two\n\n",
        {"risen": "yes"},
        "flour: rye\nstory: |\n  one\n\n  two\n\nrisen: yes\n",
    ),
    ("an end mark", "---\nflour: rye\n...\n", {"risen": "yes"}, "---\nflour: rye\nrisen: yes\n...\n"),
    ("a quoted key", '"risen" : yes\n', {"risen": "no"}, '"risen" : no\n'),
    (
        "an answer with comments of its own",
        "flour: rye\nyeast:\n# a\n  fresh: maybe not # b\n  # c\n  old: maybe not # d\nhours: 6\n",
        {"yeast": "unsure"},
        "flour: rye\nyeast: unsure # d\n# a\n# b\n# c\nhours: 6\n",
    ),
    (
        "an answer in brackets with comments of its own",
        "{yeast: {old: yes, # a\n  fresh: no}, risen: {answer: yes, # b\n certainty: 0.6, # c\n note: so}}\n",
        {"yeast": "unsure", "risen": "no"},
        "{yeast: unsure\n# a\n, risen: {answer: no, # b\n \n# c\nnote: so}}\n",
    ),
    (
        "an indented comment behind one taken away after a story",
        "story: >-\n  so it was\nrisen: yes # a\n\n   # b\nhours: 3\n",
        {"risen": None},
        "story: >-\n  so it was\n# a\n# b\nhours: 3\n",
    ),
    (
        "the only one, with comments of its own",
        "yeast:\n  # a\n  - old # b\n",
        {"yeast": None},
        "{} # b\n# a\n",
    ),
    (
        "a note in a block",
        "risen:\n  note: | # a\n    # it says\n  # b\n  answer: yes\n",
        {"risen": None, "hours": "3"},
        "{hours: 3}\n# a\n# b\n",
    ),
    (
        "all that stands behind a question mark",
        "# a\n? risen # b\n: yes\n",
        {"risen": None, "hours": "3"},
        "# a\n{hours: 3}\n# b\n",
    ),
    (
        "a whole list",
        "yeast: # all\n  - old\n",
        {"yeast": "{old: {answer: yes, certainty: 0.3}}"},
        "yeast: {old: {answer: yes, certainty: 0.3}} # all\n",
    ),
]


@pytest.mark.parametrize(("text", "answers", "after"), [pytest.param(*rest, id=name) for name, *rest in CHANGES])
def test_only_what_changes_is_written_anew(text, answers, after):
    assert changed(text, **answers) == after


COMMENTS = ("# é 😀", "#: {[", "# a: b", "# a line", "# further in", "# x", "# top")
SPACE = st.sampled_from(["", " ", "   "])
COMMENT = st.sampled_from(["", "  # é 😀", " #: {[", " # a: b"])
BREAK = st.sampled_from(["\n", "\n\n", "\n# a line\n", "\n   # further in\n"])


@st.composite
def handwritten(draw, situation):
    """A situation as people write it: comments, blank lines, quotes, lists and mappings in brackets or not."""
    parts = []
    for name, given_ in situation.given.items():
        written = answer_text(given_.answer, draw(st.sampled_from(["", "so", "a #b"])))
        fact = BREAD_BASE.facts[name]
        options = given_.answer.options
        if fact.kind is Kind.CHOICES and draw(st.booleans()):
            lines = [f"{draw(BREAK)}  {option}: {signed_text(signed)}" for option, signed in options]
            written = "".join(lines) if draw(st.booleans()) else written
        elif fact.kind is Kind.CHOICES and all(value == 1 for _, value in options):
            names = [option for option, _ in options]
            written = draw(
                st.sampled_from([f"[{', '.join(names)}]", ", ".join(names), "".join(f"\n  - {n} # x" for n in names)])
            )
        elif written[0] != "{" and draw(st.booleans()):
            written = draw(st.sampled_from([f"'{written}'", f'"{written}"', f"{{answer: {written}}}"]))
        key = draw(st.sampled_from([name, f"'{name}'", f'"{name}"']))
        parts.append(f"{key}:{draw(SPACE)} {written}{draw(COMMENT)}{draw(BREAK)}")
    start = draw(
        st.sampled_from(
            ["", "# top\n", "---\n", "title: 'x'\n", "story: >-\n  so it was\n", "story: |+ # top\n  was # it\n\n"]
        )
    )
    return start + "".join(parts) or "{}\n"


@examples(400)
@given(st.data())
def test_any_file_says_afterwards_what_it_is_to_say_and_keeps_the_rest(data):
    text = data.draw(handwritten(situation_with(data.draw(allowed_answers(BREAD_BASE)))))
    try:
        before = read(text)
    except InputError:
        return
    wanted = situation_with(data.draw(allowed_answers(BREAD_BASE))).given
    keep = data.draw(st.sets(st.sampled_from(sorted(BREAD_BASE.facts))))
    after_given = {
        name: (before.given if name in keep else wanted)[name]
        for name in BREAD_BASE.facts
        if name in (before.given if name in keep else wanted)
    }
    unsure = tuple(data.draw(st.sets(st.sampled_from(sorted(BREAD_BASE.facts)))) - after_given.keys())
    after = Situation(given=after_given, unsure=unsure, title=before.title, story=before.story)
    new = edited(text, before, after)
    try:
        found = read(new)
    except InputError as error:
        assert "cannot both be true" in str(error) or "answered otherwise" in str(error), new  # noqa: PT017
        return
    assert {name: (given.answer, given.note) for name, given in found.given.items()} == {
        name: (given.answer, given.note) for name, given in after_given.items()
    }
    assert set(found.unsure) == set(unsure)
    assert (found.title, found.story) == (before.title, before.story)
    for comment in COMMENTS:
        assert new.count(comment) == text.count(comment)


@given(allowed_answers(BREAD_BASE), st.text(max_size=20), st.text(max_size=20))
def test_what_is_written_reads_back_as_the_same(answers, title, note):
    safe = "".join(letter for letter in title if not "\ud800" <= letter <= "\udfff").strip()
    noted = "".join(letter for letter in note if not "\ud800" <= letter <= "\udfff").strip()
    given_ = {
        name: type(value)(value.answer, value.place, noted) for name, value in situation_with(answers).given.items()
    }
    unsure = tuple(name for name in BREAD_BASE.facts if name not in given_)
    found = read(situation_text(Situation(given=given_, title=safe, story=safe, unsure=unsure)))
    assert (found.title, found.story, found.unsure) == (safe, safe, unsure)
    assert {name: (value.answer, value.note) for name, value in found.given.items()} == {
        name: (value.answer, noted) for name, value in given_.items()
    }


EXAMPLES = sorted((Path(__file__).parents[2] / "situations").glob("*.yaml"))[::40]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_that_gets_an_answer_more_is_otherwise_the_same_to_the_byte(path, shipped):
    text = path.read_text("utf-8")
    before = read_situation(text.encode(), path.name, shipped)
    name = next(name for name in shipped.facts if name not in before.given)
    after = Situation(given=before.given, unsure=(*before.unsure, name))
    assert edited(text, before, after) == f"{text}{name}: unsure\n"
