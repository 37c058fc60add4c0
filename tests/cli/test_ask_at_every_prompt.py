"""From every prompt of ask one can leave, save, go back, look and ask for help; and nothing that is typed breaks it."""

from functools import cache
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loaded_knowledge import SHIPPED as KNOWLEDGE
from thoroughness import examples

from whycry_expert.cli.answer_file import AnswerFile
from whycry_expert.cli.dialogue import Dialogue, Left
from whycry_expert.errors import InputError, Place, Problem
from whycry_expert.interview.choosing import safety_facts
from whycry_expert.interview.commands import COMMAND_WORDS
from whycry_expert.interview.session import Interview
from whycry_expert.situation.model import Situation

SAFE = ["none"] * len(safety_facts(KNOWLEDGE))
READINGS = [meaning.title for meaning in KNOWLEDGE.meanings]

WAYS = {
    "the topics": [],
    "a question of safety": ["all"],
    "a question": ["all", *SAFE],
    "a notice of danger": ["all", "1"],
    "a notice in full": ["all", "1", ""],
    "a question after a notice of danger": ["all", "1", "", "", *SAFE[1:]],
    "two answers that clash": ["all", "ending=nothing-ending", "just-before=ending-talk"],
    "the list of answers": ["all", "none", "c"],
    "an answer to be changed": ["all", "none", "c", "1"],
    "the name of a file": ["all", "none", "s"],
    "the look-over": ["none", *SAFE],
    "the look-over in danger": ["none", "1", "", "", *SAFE[1:]],
    "the short conclusion": ["none", *SAFE, ""],
    "the whole conclusion": ["none", *SAFE, "", ""],
    "the short conclusion in danger": ["all", "1", "stop"],
}
PROMPTS = pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)


class KeptInMemory(AnswerFile):
    """A file that holds in memory what was written, under the name that it was given."""

    def __init__(self, *, full=False):
        super().__init__(KNOWLEDGE)
        self.written = {}
        self.full = full

    def begin(self, target, situation):
        self.target = target
        try:
            self.write(situation)
        except InputError:
            self.target = None
            raise

    def write(self, situation):
        self._failed = self.full
        if self.full:
            raise InputError([Problem(Place(self.target), "the answers cannot be saved: the disk is full")])
        self.written[self.target] = situation


def held(lines, file=None):
    """Hold an interview over these lines; give what was shown, how the person left, and the file."""
    screen, left, file = StringIO(), None, file or KeptInMemory()
    dialogue = Dialogue(file, StringIO("".join(f"{line}\n" for line in lines)), screen)
    try:
        dialogue.hold(Interview(KNOWLEDGE))
    except Left as leaving:
        left = leaving
    return screen.getvalue(), left, file


def last_prompt(shown):
    return shown.rpartition("\n[")[2].partition("]")[0]


def shown_until_the_last_prompt(way):
    """What is shown up to the prompt to which some lines lead."""
    return _shown(tuple(way))


@cache
def _shown(way):
    return held([*way, "q"])[0].removesuffix("> ")


@PROMPTS
@pytest.mark.parametrize("word", ["q", " Q ", "quit"])
def test_q_leaves_at_once_and_nothing_is_shown_or_written_after_it(way, word):
    shown, left, file = held([*way, word, "1", "x.yaml"])
    assert left is not None
    assert left.clearing
    assert shown.endswith("]\n> ")
    assert file.written == {}


@PROMPTS
def test_the_end_of_the_input_ends_it_well(way):
    shown, left, file = held(way)
    assert left is None
    assert "What this cannot know" in shown
    assert file.written == {}


@PROMPTS
def test_s_asks_for_a_name_and_saves_under_it_what_was_answered(way):
    naming = last_prompt(held([*way, "s", "q"])[0])
    assert naming.startswith("the name of a file")
    if WAYS["the name of a file"] == way:
        way = way[:-1]
    _, left, file = held([*way, "s", "s", "x.yaml"])
    assert not left.clearing
    assert list(file.written) == ["x.yaml"]
    assert file.written["x.yaml"].answers == answered(way)


def answered(way):
    file = KeptInMemory()
    file.begin("all along", Situation())
    held([*way, "q"], file)
    return file.written["all along"].answers


@PROMPTS
@pytest.mark.parametrize("word", ["h", "?", "w", "help", "why"])
def test_h_w_and_a_question_mark_show_something_and_ask_the_same_again(way, word):
    before, after = shown_until_the_last_prompt(way), shown_until_the_last_prompt([*way, word])
    assert len(after) > len(before)
    assert last_prompt(after) == last_prompt(before)


@PROMPTS
def test_b_goes_a_step_back_and_c_to_the_list_from_which_enter_leads_back(way):
    assert "[" in shown_until_the_last_prompt([*way, "b"])
    after = shown_until_the_last_prompt([*way, "c"])
    listed = "Nothing is answered yet." in after or last_prompt(after).startswith("the number of an answer")
    assert listed


@PROMPTS
@pytest.mark.parametrize("nonsense", ["@@@", "12345", "\u00b2", "1" * 5000, "1 " * 250, "x=y", "; ;", "\x1b[2J"])
def test_what_is_not_understood_is_told_right_above_the_prompt_that_comes_again(way, nonsense):
    if way == WAYS["the name of a file"]:
        return
    before, after = shown_until_the_last_prompt(way), shown_until_the_last_prompt([*way, nonsense])
    told = after[len(before) :]
    assert last_prompt(after) == last_prompt(before)
    assert "\x1b" not in after
    if nonsense != "; ;":
        assert len(told.splitlines()) <= 9


@PROMPTS
def test_the_line_that_says_what_can_be_typed_fits_into_80_columns(way):
    shown = shown_until_the_last_prompt(way).rstrip("\n")
    assert len(shown.rpartition("\n")[2]) <= 80
    assert shown.rpartition("\n")[2].startswith("[")


@PROMPTS
def test_in_danger_no_reading_is_shown_unless_it_is_asked_for_by_the_word_that_is_told(way):
    shown = held([*way, "?", "w", "q"])[0]
    if "danger" in next(name for name, lines in WAYS.items() if lines == way):
        assert not any(title in shown for title in READINGS)
        assert "type readings" in " ".join(shown.split())
    opened = held([*way, "readings", "q"])[0]
    assert any(title in opened for title in READINGS)


def test_at_a_notice_of_danger_it_is_said_at_once_that_readings_are_held_back_and_that_one_can_stop():
    shown = shown_until_the_last_prompt(WAYS["a notice of danger"])
    notice = shown[shown.index("He has spoken of wanting to die\n") :]
    assert "nothing is said about what the answers point to" in " ".join(notice.split())
    assert "stop to end here" in last_prompt(shown)
    assert len(notice.splitlines()) < 24


def test_a_notice_says_back_what_was_ticked_and_not_what_was_not():
    shown = shown_until_the_last_prompt(["all", *SAFE[:2], "1"])
    assert "You answered: He checks your phone, your messages or where you are.\n" in shown


def test_in_danger_it_is_said_whether_anything_is_kept_and_only_what_is_so():
    assert "Nothing is saved." in held(WAYS["a notice of danger"])[0]
    file = KeptInMemory()
    file.begin("mine.yaml", Situation())
    kept = held([*WAYS["a notice of danger"], "", ""], file)[0]
    assert "Your answers are kept in mine.yaml, so think about who may open it." in kept
    assert "Nothing is saved" not in kept


def test_how_an_answer_with_words_in_it_was_understood_is_said_above_the_next_prompt():
    shown = shown_until_the_last_prompt(["all", "maybe 1 no 2"])
    assert "I took that as: 1 maybe, 2 no." in shown.splitlines()[-3:]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("relationship=partner", "I took that as: He is your partner."),
        ("years-known=maybe 3", "I took that as: You had been close for 3 years. (maybe)"),
        ("relationship=u", "I took that as: Who is he to you? (left open)"),
    ],
)
def test_an_answer_to_another_question_is_said_back_above_the_question_that_stands(typed, told):
    shown = shown_until_the_last_prompt(["all", typed])
    assert told in shown.splitlines()[-3:]
    assert last_prompt(shown) == last_prompt(shown_until_the_last_prompt(["all"]))


@pytest.mark.parametrize("typed", ["'my file.yaml'", '"my file.yaml"', "my file.yaml"])
def test_quotes_around_the_name_of_a_file_are_none_of_it(typed):
    assert list(held([*WAYS["the name of a file"], typed])[2].written) == ["my file.yaml"]


def test_the_name_of_a_file_may_begin_in_the_home_folder(monkeypatch):
    monkeypatch.setenv("HOME", "/nowhere")
    assert list(held([*WAYS["the name of a file"], "~/a.yaml"])[2].written) == ["/nowhere/a.yaml"]


def test_a_save_that_fails_goes_back_to_where_one_was_and_nothing_says_that_anything_is_saved():
    shown, left, file = held(["all", "none", "s", "x.yaml"], KeptInMemory(full=True))
    assert left is None
    assert "s tries again" in shown
    assert "Saved" not in shown
    assert "To see this again" not in shown
    assert file.target is None


def test_after_a_save_that_failed_on_the_way_nothing_says_that_the_answers_are_in_the_file():
    file = KeptInMemory()
    file.begin("x.yaml", Situation())
    file.full = True
    shown, _, _ = held(["none", *SAFE, "", "", ""], file)
    assert "The last answers could not be saved to x.yaml." in shown
    assert "To see this again" not in shown


def test_a_save_that_failed_is_made_up_for_as_soon_as_it_can_be():
    file = KeptInMemory()
    file.begin("x.yaml", Situation())
    file.full = True
    screen = StringIO()
    dialogue = Dialogue(file, StringIO("none\nnone\n"), screen)
    dialogue.hold(Interview(KNOWLEDGE))
    assert "could not be saved" in dialogue.kept_text
    file.full = False
    shown, _, _ = held(["none", *SAFE, "", "", ""], file)
    assert "To see this again" in shown


LINES = st.sampled_from([*COMMAND_WORDS, "", "1", "2", "1 3 only", "none", "u", "go", "stop", "none; 1; 2", "a.yaml"])


@examples(60)
@given(st.sampled_from(list(WAYS.values())), st.lists(LINES | st.text(max_size=20), max_size=6))
def test_whatever_is_typed_nothing_breaks_and_only_s_and_a_name_write_a_file(way, lines):
    shown, left, file = held([*way, *lines])
    assert shown.isprintable() or "\x1b" not in shown
    if not any(line.strip().lower() in ("s", "save") for line in (*way, *lines)):
        assert file.written == {}
    if left is not None:
        words = {part.strip().lower() for line in lines for part in line.split(";")}
        assert words & ({"s", "save"} if not left.clearing else {"q", "quit", "exit", "leave"}) or "s" in way
