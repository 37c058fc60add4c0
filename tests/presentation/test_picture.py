"""The sentence of the picture follows what leads and what is open, and what a picture adds fits the answers."""

from example_situations import SITUATIONS
from hypothesis import given
from loaded_knowledge import SHIPPED
from random_answers import allowed_answers, situation_with
from thoroughness import examples

from whycry_expert import infer, situation_from
from whycry_expert.knowledge.certainty import LEADING_BANDS, Picture
from whycry_expert.knowledge.model import HowOpen
from whycry_expert.presentation.as_text import to_text
from whycry_expert.presentation.documents.conclusion_parts import picture_sentences

ABOUT = SHIPPED.about


@examples(60)
@given(allowed_answers(SHIPPED))
def test_the_sentence_is_that_of_the_band_and_of_what_can_still_change(answers):
    report = infer(SHIPPED, situation_with(answers))
    text = picture_sentences(report)
    expected = {
        Picture.CLEAR: ABOUT.clear.get(report.readings[0].band),
        Picture.MIXED: ABOUT.mixed,
        Picture.OPEN: ABOUT.open,
    }[report.picture]
    assert text.startswith(expected)
    assert (ABOUT.outlook[HowOpen.FINAL] in text) == report.outlook.final
    assert (ABOUT.outlook[HowOpen.SETTLED] in text) == (report.outlook.settled and not report.outlook.final)


def test_there_is_a_sentence_for_every_band_that_can_lead():
    assert set(ABOUT.clear) == set(LEADING_BANDS)


def test_on_one_weak_sign_one_reading_is_a_little_ahead_and_it_is_early():
    report = infer(SHIPPED, situation_from({"just-before": "argument"}, SHIPPED))
    assert picture_sentences(report) == (
        "One reading is a little ahead of the others. It is early to say, since little has been answered yet."
    )


def test_answers_about_safety_alone_are_a_beginning_too():
    answers = {"danger-to-himself": "none", "danger-to-others": "none", "control-and-pressure": "none"}
    assert infer(SHIPPED, situation_from({**answers, "he-said": "sorry"}, SHIPPED)).early


@examples(60)
@given(allowed_answers(SHIPPED))
def test_no_picture_adds_what_the_answers_speak_against(answers):
    report = infer(SHIPPED, situation_with(answers))
    text = " ".join(to_text(report, trace=True).split())
    for reading in report.readings:
        meaning = SHIPPED.meaning(reading.meaning)
        if reading.added and reading.certainty < 0:
            assert meaning.says not in text
            assert not any(passage.text in text for passage in meaning.advice)


def test_in_a_mixed_picture_nothing_is_said_of_drink_that_was_ruled_out():
    answers = {
        "relationship": "ex",
        "just-before": {"argument": "no"},
        "ending": "you-ended-it",
        "wants-it-undone": "asks-plainly",
        "he-said": ["loves-or-misses-you", "wants-another-try"],
        "body-and-drink": "none",
    }
    report = infer(SHIPPED, situation_from(answers, SHIPPED))
    assert report.picture is Picture.MIXED
    text = to_text(report)
    assert "drink" not in text
    assert "drunk" not in text


def test_what_is_disputed_is_explained_where_it_stands():
    for name, situation in SITUATIONS.items():
        report = infer(SHIPPED, situation)
        beside = [reading for reading in report.readings if reading.disputed and reading.meaning not in report.leading]
        if beside and not report.in_danger:
            assert "(disputed: a good deal speaks for it, and a good deal against it)" in " ".join(
                to_text(report).split()
            ), name
