"""Why an interview ends is said in words that are so, once, and names no reading in danger."""

import pytest
from example_situations import KNOWLEDGE, SITUATIONS, spread

from whycry_expert.interview.session import Ending, Interview, Until
from whycry_expert.knowledge.certainty import Band, band_of
from whycry_expert.presentation.documents.interview_end import ending_text, numbers_text
from whycry_expert.presentation.wording import SUPPORT
from whycry_expert.reasoning.bounds import outlook_of


def ended(situation, **settings):
    interview = Interview(KNOWLEDGE, **settings)
    while interview.question is not None:
        interview = interview.answer(interview.question.fact, situation.given.get(interview.question.fact))
    return interview


@pytest.mark.parametrize("name", spread(20))
def test_the_support_that_is_promised_is_what_the_bounds_prove(name):
    interview = ended(SITUATIONS[name])
    text, outlook = ending_text(interview), interview.outlook
    if interview.in_danger:
        assert text == "That is enough. Nothing more needs to be asked."
        assert numbers_text(interview) == ""
    elif interview.ending is Ending.FINAL and outlook.leading:
        worst = min(outlook.worst(meaning) for meaning in outlook.leading)
        best = max(bounds.best for meaning, bounds in outlook.bounds.items() if meaning not in outlook.leading)
        if band_of(worst) is not band_of(best):
            assert f"keeps {SUPPORT[band_of(worst)]}" in text
            told_best = band_of(best) in (Band.NONE, Band.AGAINST) or f"gets beyond {SUPPORT[band_of(best)]}." in text
            assert told_best
        assert not any(character.isdigit() for character in text)
        assert "points" in numbers_text(interview)
    could_turn = not outlook_of(KNOWLEDGE, interview.situation.answers).final
    if not interview.in_danger and interview.ending in (Ending.FINAL, Ending.NOTHING_BEARS):
        assert ("Only more about what you left open or set aside could change that." in text) == could_turn


def test_an_end_that_was_wished_for_promises_nothing():
    example = SITUATIONS["example.yaml"]
    assert ending_text(ended(example, most=6)) == "As many questions as you wished for were asked."
    assert ending_text(ended(example, until=Until.ALL)) == "Every question that applies was asked."
    assert "there was more to ask" in ending_text(Interview(KNOWLEDGE))
    assert numbers_text(ended(example, most=6)) == ""
