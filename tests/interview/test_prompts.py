"""At every prompt of an interview a line means what it says there, or it is not taken; nothing is guessed."""

from dataclasses import replace

import pytest
from example_situations import KNOWLEDGE
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from thoroughness import examples

from whycry_expert.interview.choosing import Question, safety_facts
from whycry_expert.interview.commands import command_in
from whycry_expert.interview.moves import (
    ClashesWithItself,
    Finished,
    Misunderstood,
    Moved,
    SaveTo,
    back,
    change,
    take,
)
from whycry_expert.interview.prompts import (
    Asking,
    Changing,
    Clashing,
    Concluded,
    LookingOver,
    Naming,
    Noticed,
    changeable,
    opening,
)
from whycry_expert.interview.session import Interview
from whycry_expert.interview.topics import TOPICS

SAFETY = safety_facts(KNOWLEDGE)
WORDS = [
    "",
    "0",
    "1",
    "2",
    "3",
    "1 2",
    "1 3 only",
    "none",
    "u",
    "yes",
    "no",
    "go",
    "stop",
    "all",
    "99",
    "\u00b2",
    "x.yaml",
]
NAMED = ["ending=nothing-ending", "just-before=ending-talk", "relationship=ex", "danger-to-others=3", "no-such=1"]
DENYING = ["0", "none", "no", "1 3 only"]
LINES = st.sampled_from(WORDS + NAMED) | st.text(max_size=12)


def start():
    return opening(Interview(KNOWLEDGE))


def after(*lines, prompt=None):
    """The prompt to which these lines lead; each must lead somewhere."""
    prompt = prompt or start()
    for line in lines:
        outcome = take(prompt, line)
        assert isinstance(outcome, Moved), (prompt, line, outcome)
        prompt = outcome.prompt
    return prompt


def answers(prompt):
    return prompt.interview.situation.answers


NONE = ["none"] * len(SAFETY)
ASKING = after("all")
NOTICED = after("all", "1")
CLASHING = after("all", "ending=nothing-ending", "just-before=ending-talk")
CHANGING = change(after("all", "ending=nothing-ending")).prompt
NAMING = Naming(ASKING)
LOOKING = after("none", *NONE)
SHORT = after("", prompt=LOOKING)
WHOLE = after("", prompt=SHORT)
EVERY_KIND = [start(), ASKING, NOTICED, CLASHING, CHANGING, NAMING, LOOKING, SHORT, WHOLE]


def test_these_are_all_the_kinds_of_prompt_there_are():
    kinds = {Asking, Noticed, Clashing, Changing, Naming, LookingOver, Concluded}
    assert {type(prompt) for prompt in EVERY_KIND} == kinds


def test_what_is_shown_and_not_ticked_is_not_answered_and_not_asked_again():
    prompt = after("all", "2")
    assert dict(answers(prompt)[SAFETY[0]].options) == {KNOWLEDGE.facts[SAFETY[0]].option_names[1]: 1}
    assert SAFETY[0] in prompt.interview.closed


def test_only_and_none_deny_the_rest():
    options = KNOWLEDGE.facts[SAFETY[0]].option_names
    assert dict(answers(after("all", "2 only"))[SAFETY[0]].options) == dict.fromkeys(options, -1) | {options[1]: 1}
    assert dict(answers(after("all", "none"))[SAFETY[0]].options) == dict.fromkeys(options, -1)


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("1 3", [0, 2]),
        ("1 3 only", [0, 2]),
        ("no 2", [0, *range(2, 12)]),
        ("none", []),
        ("u", range(12)),
        ("ALL", range(12)),
    ],
)
def test_topics_are_chosen_by_naming_them(typed, asked):
    topics = [topic.name for topic in start().interview.topics]
    after_choice = after(typed).interview
    kept = {KNOWLEDGE.facts[name].theme for name in KNOWLEDGE.facts if name not in after_choice.set_aside} & set(topics)
    assert kept == {topics[number] for number in asked}


def test_enter_at_a_question_shows_it_again_and_answers_nothing():
    assert after("", prompt=ASKING) == ASKING


def test_an_answer_to_another_question_leaves_the_one_that_was_asked_standing():
    prompt = after("all", "relationship=partner")
    assert prompt.question.fact == SAFETY[0]
    assert "relationship" in answers(prompt)


def test_a_question_that_no_longer_applies_does_not_stand():
    prompt = Asking(after("all", "relationship=family").interview, Question("which-family"))
    assert after("ending=nothing-ending", prompt=prompt).question == prompt.question
    assert after("relationship=spouse", prompt=prompt).question != prompt.question


def test_a_notice_is_told_first_in_short_then_in_full_and_then_the_next_question_comes():
    assert not NOTICED.in_full
    assert after("", prompt=NOTICED).in_full
    assert after("", "", prompt=NOTICED).question.fact == SAFETY[1]


def test_two_notices_are_told_one_after_the_other():
    prompt = after("all", "1 5")
    assert [notice.name for notice in prompt.notices] == ["threat-to-harm-himself", "he-sees-no-point"]
    assert [notice.name for notice in after("", "", prompt=prompt).notices] == ["he-sees-no-point"]
    assert isinstance(after("", "", "", "", prompt=prompt), Asking)


def test_at_a_notice_of_danger_one_can_stop_and_at_another_not():
    assert isinstance(after("stop", prompt=NOTICED), Concluded)
    assert isinstance(after("", "stop", prompt=NOTICED), Concluded)
    limit = after("all", "how-you-are=at-your-limit")
    assert [notice.danger for notice in limit.notices] == [False]
    assert isinstance(take(limit, "stop"), Misunderstood)


def test_a_notice_is_told_again_only_where_it_is_raised_anew():
    prompt = after("", "", "2", prompt=NOTICED)
    assert [notice.name for notice in prompt.notices] == ["harm-or-fear-of-him"]
    again = back(NOTICED).prompt
    assert again == ASKING
    assert isinstance(after("1", prompt=again), Noticed)
    assert isinstance(after("none", prompt=again), Asking)


def test_of_two_answers_that_clash_the_one_that_holds_is_kept():
    earlier, later = after("1", prompt=CLASHING), after("2", prompt=CLASHING)
    assert set(answers(earlier)) == {"ending"}
    assert earlier == CLASHING.before == back(CLASHING).prompt
    assert set(answers(later)) == {"just-before"}
    assert isinstance(take(CLASHING, ""), Misunderstood)


def test_options_of_one_answer_that_clash_are_not_taken():
    assert isinstance(take(ASKING, "just-before=argument,nothing-known"), ClashesWithItself)


def test_an_answer_is_changed_from_the_list_or_from_the_look_over_and_stands_until_then():
    for listed in (CHANGING, change(LOOKING).prompt, LOOKING):
        number = changeable(listed.interview).index(changeable(listed.interview)[0]) + 1
        chosen = after(str(number), prompt=listed)
        assert chosen.question.fact == changeable(listed.interview)[0]
        assert answers(chosen) == answers(listed)
        assert back(chosen).prompt == listed
        changed = after("u", prompt=chosen)
        assert set(answers(listed)) - set(answers(changed)) == {chosen.question.fact}
        assert changed.interview.asked == listed.interview.asked


def test_what_was_answered_comes_first_in_the_list_so_that_the_look_over_has_the_same_numbers():
    prompt = after("all", "u", "none")
    assert changeable(prompt.interview) == (SAFETY[1], SAFETY[0])


def test_after_the_look_over_comes_the_short_conclusion_then_the_whole_and_then_the_end():
    assert isinstance(LOOKING, LookingOver)
    assert (SHORT.whole, WHOLE.whole) == (False, True)
    assert isinstance(take(WHOLE, ""), Finished)
    assert back(SHORT).prompt == back(WHOLE).prompt == LOOKING


def test_from_the_look_over_one_can_go_on_with_what_was_left():
    for word in ("g", "go", "GO"):
        assert isinstance(after(word, prompt=LOOKING), Asking)
    everything = LookingOver(replace(LOOKING.interview, unsure=frozenset(KNOWLEDGE.facts), given={}).going_on())
    assert isinstance(take(everything, "go"), Misunderstood)


def test_a_name_is_taken_as_it_stands_and_nothing_else_is():
    assert take(NAMING, "  My file;1.yaml ") == SaveTo("My file;1.yaml")
    assert after("", prompt=NAMING) == ASKING


@pytest.mark.parametrize("prompt", EVERY_KIND, ids=lambda prompt: type(prompt).__name__)
def test_b_leads_back_and_c_to_the_list_from_every_prompt(prompt):
    if prompt == start():
        assert isinstance(back(prompt), Misunderstood)
        assert isinstance(change(prompt), Misunderstood)
        return
    assert isinstance(back(prompt), Moved)
    if changeable(prompt.interview):
        listed = change(prompt).prompt
        assert isinstance(listed, Changing)
        assert not isinstance(back(listed).prompt, (Changing, Naming, Clashing))


@examples(300)
@given(st.sampled_from(EVERY_KIND), st.text(max_size=30) | LINES)
def test_nothing_that_is_typed_is_taken_for_something_else(prompt, line):
    assume(command_in(line) is None)
    outcome, typed = take(prompt, line), line.strip()
    if isinstance(prompt, Asking):
        touched = facts_touched(prompt, outcome)
        named = typed.partition("=")[0].strip().lower()
        assert touched <= {prompt.question.fact, named}
        assert (prompt.question.fact not in touched) or "=" not in typed
    elif isinstance(prompt, Clashing):
        assert isinstance(outcome, Misunderstood) == (typed not in ("1", "2"))
    elif isinstance(prompt, Changing):
        assert isinstance(outcome, Misunderstood) == (typed not in ("", "1") and not is_one(typed))
        assert outcome == Moved(prompt.before) or typed
    elif isinstance(prompt, Naming):
        assert outcome == (SaveTo(typed) if typed else Moved(prompt.before))
    elif isinstance(prompt, Noticed):
        assert isinstance(outcome, Moved) == (typed.lower() in ("", "stop"))
    elif isinstance(prompt, LookingOver):
        in_list = is_number(typed) and 1 <= int(typed) <= len(changeable(prompt.interview))
        assert isinstance(outcome, Moved) == (in_list or typed.lower() in ("", "g", "go"))
    else:
        assert isinstance(outcome, (Moved, Finished)) == (typed == "")
    if isinstance(outcome, Misunderstood):
        assert outcome.message


def is_number(typed):
    return typed.isdecimal() and len(typed) < 6


def is_one(typed):
    return is_number(typed) and int(typed) == 1


def facts_touched(prompt, outcome):
    if not isinstance(outcome, Moved):
        return set()
    new = outcome.prompt.interview
    old = prompt.interview
    touched = {name for name in KNOWLEDGE.facts if new.given.get(name) != old.given.get(name)}
    touched |= set(new.unsure ^ old.unsure)
    return touched | ({TOPICS} if new.topics_chosen != old.topics_chosen else set())


class Prompts(RuleBasedStateMachine):
    """An interview in which anything is typed anywhere."""

    @initialize()
    def begin(self):
        self.prompt, self.denied = start(), False

    def follow(self, outcome):
        assert isinstance(outcome, (Moved, Misunderstood, ClashesWithItself, SaveTo, Finished))
        if isinstance(outcome, Moved):
            self.prompt = outcome.prompt

    @rule(line=LINES)
    def type_something(self, line):
        assume(command_in(line) is None)
        self.denied = self.denied or line in DENYING or line not in WORDS + NAMED
        self.follow(take(self.prompt, line))

    @precondition(lambda self: isinstance(self.prompt, (Asking, Changing, LookingOver)))
    @rule(number=st.integers(1, 17))
    def type_a_number(self, number):
        self.follow(take(self.prompt, str(number)))

    @rule()
    def go_back(self):
        self.follow(back(self.prompt))

    @rule()
    def look_at_the_answers(self):
        self.follow(change(self.prompt))

    @rule()
    def want_to_save(self):
        self.prompt = Naming(self.prompt)

    @invariant()
    def nothing_is_denied_that_nobody_denied(self):
        if hasattr(self, "prompt") and not self.denied:
            for name, answer in answers(self.prompt).items():
                several = KNOWLEDGE.facts[name].several
                assert not several or all(signed > 0 for _, signed in answer.options)

    @invariant()
    def notices_are_never_passed_over(self):
        if hasattr(self, "prompt") and isinstance(self.prompt, Noticed):
            assert set(self.prompt.notices) <= set(self.prompt.interview.notices)


Prompts.TestCase.settings = settings(examples(30), stateful_step_count=25)
TestPrompts = Prompts.TestCase
