"""The text output speaks to someone in a hard moment."""

import io

from hypothesis import given
from loaded_knowledge import SHIPPED
from random_answers import allowed_answers, situation_with
from thoroughness import examples

from whycry_expert import situation_from, to_markdown, to_text
from whycry_expert.presentation import wording
from whycry_expert.presentation.documents.conclusion import conclusion_document, gated_report
from whycry_expert.presentation.rendering.terminal import MAX_WIDTH, show
from whycry_expert.reasoning.report import report_on


def text_of(report, *, trace=False):
    stream = io.StringIO()
    show(conclusion_document(report, gated_report(report, trace=trace)), stream)
    return stream.getvalue()


@examples(30)
@given(allowed_answers(SHIPPED))
def test_notices_come_before_any_reading_and_the_most_urgent_is_said_again_at_the_end(answers):
    report = report_on(SHIPPED, situation_with(answers))
    text = " ".join(text_of(report, trace=True).split())
    if report.raised:
        first = " ".join(report.raised[0].first.split())
        assert text.index(first) < min(text.index(meaning.title) for meaning in SHIPPED.meanings)
        assert text.rindex(first) > text.index(wording.LIMITS)


@examples(30)
@given(allowed_answers(SHIPPED))
def test_in_danger_no_reading_is_put_in_front_of_the_person(answers):
    report = report_on(SHIPPED, situation_with(answers))
    text = " ".join(text_of(report).split())
    for meaning in SHIPPED.meanings:
        if report.in_danger:
            assert meaning.title not in text
        else:
            assert meaning.title in text


@examples(30)
@given(allowed_answers(SHIPPED))
def test_plain_text_keeps_to_the_width_and_holds_no_escape_sequence(answers):
    text = text_of(report_on(SHIPPED, situation_with(answers)), trace=True)
    assert max(map(len, text.splitlines())) <= MAX_WIDTH
    assert "\x1b" not in text


@examples(20)
@given(allowed_answers(SHIPPED))
def test_no_number_and_no_rule_is_shown_unless_the_trace_is_asked_for(answers):
    text = text_of(report_on(SHIPPED, situation_with(answers)))
    assert "points" not in text
    assert wording.TRACE not in text


def test_a_conclusion_in_which_every_reading_leads_has_no_others_to_tell(bread):
    report = report_on(bread, situation_from({"flour": "rye", "risen": "no", "hours": 5, "yeast": "old"}, bread))
    assert set(report.leading) == {meaning.name for meaning in bread.meanings}
    for told in (to_text(report), to_text(report, trace=True), to_markdown(report)):
        assert wording.OTHERS not in told
