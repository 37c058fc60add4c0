"""Whatever was answered, the short answer fits a screen, and the rest repeats of it no more than it needs."""

from hypothesis import given
from hypothesis import strategies as st
from loaded_knowledge import SHIPPED
from random_answers import allowed_answers, situation_with
from thoroughness import examples

from whycry_expert import Situation, infer
from whycry_expert.presentation.documents.conclusion import gated_report, in_two_parts
from whycry_expert.presentation.documents.short_answer import SCREEN_LINES, short_answer
from whycry_expert.presentation.layout import height
from whycry_expert.presentation.notices import told_notices
from whycry_expert.presentation.rendering.markdown import markdown_of

PROMPT, SHELL_PROMPT = 2, 1


@examples(100)
@given(allowed_answers(SHIPPED), st.booleans(), st.booleans())
def test_it_leaves_room_for_a_prompt_and_tells_the_most_urgent_notice(answers, trace, alone):
    report = infer(SHIPPED, situation_with(answers))
    document = short_answer(gated_report(report, trace=trace), alone=alone).document
    assert height(document) <= SCREEN_LINES - (SHELL_PROMPT if alone else PROMPT)
    for notice in told_notices(report)[:1]:
        assert f"{notice.title}. {notice.first}" in document.parts[1].items[0].text


@examples(50)
@given(allowed_answers(SHIPPED))
def test_advice_and_questions_stand_in_one_of_the_two_parts(answers):
    report = infer(SHIPPED, situation_with(answers))
    short, rest = map(markdown_of, in_two_parts(report, gated_report(report, trace=True)))
    for passage in SHIPPED.about.advice:
        assert (passage.text in short) + (passage.text in rest) == 1


def test_a_title_of_any_length_leaves_room_for_the_answer():
    situation = Situation(title="A very long title. " * 300)
    short, rest = in_two_parts(report := infer(SHIPPED, situation), gated_report(report))
    assert height(short) <= SCREEN_LINES - PROMPT
    assert situation.title.strip() in rest.parts[0].text
