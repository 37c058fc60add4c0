"""A visit goes from question to conclusion, and nothing that was said is lost or made up on the way."""

import json
import re
from codecs import BOM_UTF8

import pytest
from example_situations import KNOWLEDGE, SITUATIONS, spread
from page.visits import begun, concluded, form, html, saved, sent, text, view

from whycry_expert import Interview, infer
from whycry_expert.interview.choosing import safety_facts
from whycry_expert.knowledge.answer import Answer
from whycry_expert.knowledge.model import Kind
from whycry_expert.page.form import Form
from whycry_expert.page.pages import page_at
from whycry_expert.page.reply import Go
from whycry_expert.page.steps import asking_at, respond
from whycry_expert.page.views import Checking, Choosing, Concluding, Contrasting, Noticing, Questioning, Starting, Tried
from whycry_expert.page.visit import MOST_STOPS, Visit
from whycry_expert.presentation.as_json import to_json
from whycry_expert.presentation.notices import told_notices
from whycry_expert.presentation.rendering.html_page import to_html
from whycry_expert.printable import json_escaped
from whycry_expert.reasoning.report import report_on
from whycry_expert.situation.reading import read_situation


def _option(fact, name):
    return KNOWLEDGE.facts[fact].option_names.index(name)


BROKE = _option("danger-to-others", "broke-things")
THREATENED = _option("danger-to-others", "threatened-harm")


def at_question(visit, fact):
    """The visit at a question that may be asked much later."""
    number = list(KNOWLEDGE.facts).index(fact)
    return sent(visit, do="change", fact=number)


def in_danger(visit):
    visit = at_question(visit, "danger-to-others")
    return sent(visit, answer="0")


@pytest.mark.parametrize("name", spread(50))
def test_a_visit_ends_with_what_infer_says(name):
    visit = concluded(begun(KNOWLEDGE), SITUATIONS[name])
    read = read_situation(saved(visit, "answers").text.encode(), "notes.yaml", KNOWLEDGE)
    report = report_on(KNOWLEDGE, read)
    assert json.loads(saved(visit, "record").text) == json.loads(json_escaped(to_json(report)))
    assert saved(visit, "page").text == to_html(report)
    given = SITUATIONS[name].given
    assert {fact: told.answer for fact, told in visit.interview.given.items()} == {
        fact: given[fact].answer for fact in visit.interview.given
    }


def test_a_visit_ends_where_the_interview_of_the_terminal_ends():
    situation = SITUATIONS["example.yaml"]
    interview = Interview(KNOWLEDGE).choose_topics([topic.name for topic in Interview(KNOWLEDGE).topics])
    while interview.question is not None:
        fact = interview.question.fact
        interview = interview.answer(fact, situation.given.get(fact))
    visit = concluded(begun(KNOWLEDGE), situation)
    assert visit.interview.situation.answers == interview.situation.answers
    assert infer(KNOWLEDGE, visit.situation).leading == infer(KNOWLEDGE, interview.situation).leading


def test_what_is_not_ticked_is_not_answered():
    visit = sent(at_question(begun(KNOWLEDGE), "danger-to-others"), answer=BROKE)
    assert visit.interview.given["danger-to-others"].answer == Answer.choices({"broke-things": 1})


def test_none_of_the_others_denies_the_rest():
    visit = sent(at_question(begun(KNOWLEDGE), "danger-to-others"), answer=BROKE, none="1")
    answer = visit.interview.given["danger-to-others"].answer
    assert answer.at("broke-things") == 1
    assert answer.at("hurt-someone") == -1
    assert len(answer.options) == len(KNOWLEDGE.facts["danger-to-others"].options)


def test_how_sure_one_is_can_be_said_of_each_option():
    visit = sent(
        at_question(begun(KNOWLEDGE), "danger-to-others"),
        **{f"sure-{THREATENED}": "maybe", f"sure-{BROKE}": "probably not"},
    )
    answer = visit.interview.given["danger-to-others"].answer
    assert {name: float(signed) for name, signed in answer.options} == {"threatened-harm": 0.4, "broke-things": -0.7}


def test_a_tick_and_a_denial_of_the_same_are_asked_about():
    visit = sent(at_question(begun(KNOWLEDGE), "danger-to-others"), answer=BROKE, **{f"sure-{BROKE}": "no"})
    assert "danger-to-others" not in visit.interview.given
    assert "said that it is not so" in text(visit)
    assert page_at(visit, visit.latest).title.startswith("Error: ")


def test_an_empty_form_is_no_answer_and_the_mistake_leads_to_the_field():
    visit = begun(KNOWLEDGE)
    number = visit.latest
    after = sent(visit, do="on")
    assert after.latest == number
    assert after.interview == visit.interview
    assert 'href="#answer"' in html(after)
    assert 'id="answer"' in html(after)


def test_not_sure_leaves_the_question_open():
    visit = begun(KNOWLEDGE)
    fact = view(visit).question.fact
    after = sent(visit, do="unsure", answer="0")
    assert fact in after.interview.unsure
    assert fact not in after.interview.given


def test_what_was_ticked_before_a_reload_is_still_ticked():
    visit = begun(KNOWLEDGE)
    drafted = sent(visit, do="draft", answer="1")
    assert drafted.interview == visit.interview
    assert html(drafted).count(" checked") == html(visit).count(" checked") + 1


def test_an_earlier_page_shows_its_answer_and_changes_it_without_losing_later_ones():
    visit = concluded(begun(KNOWLEDGE), SITUATIONS["example.yaml"])
    number, fact = next(_answered_with_one_option(visit))
    given = visit.interview.given
    assert html(visit, number).count(" checked") >= 1
    other = next(at for at, name in enumerate(fact.option_names) if name != given[fact.name].answer.options[0][0])
    changed = sent(visit, number, answer=other)
    if "Which holds?" in text(changed):
        changed = sent(changed, answer="now")
    assert changed.interview.given[fact.name].answer == Answer.choice(fact.option_names[other])
    assert len(given.keys() - changed.interview.given.keys()) <= 1


def _answered_with_one_option(visit):
    for number, stop in visit.stops.items():
        if isinstance(stop.view, Questioning):
            fact = asking_at(visit, stop.view).fact
            if fact.name in visit.interview.given and fact.kind is Kind.CHOICE:
                yield number, fact


def test_a_number_stays_what_it_was_when_its_page_is_sent_once_more():
    visit = sent(at_question(begun(KNOWLEDGE), "years-known"), answer="10.123456")
    given = visit.interview.given["years-known"].answer
    page = at_question(visit, "years-known")
    (written,) = re.findall(r'name="answer"[^>]* value="([^"]*)"', html(page))
    assert sent(page, answer=written).interview.given["years-known"].answer == given


def test_the_topics_can_be_chosen_anew_on_their_own_page():
    visit, _ = respond(Visit(Interview(KNOWLEDGE)), 1, form(do="on"))
    topics, page = [topic.name for topic in visit.interview.topics], visit.latest
    visit = sent(visit, answer=["0", "2"])
    asked = visit.interview.asked
    ticked = re.findall(r'value="(\d+)" checked', html(visit, page))
    assert ticked == ["0", "2"]
    assert len(re.findall(r'name="answer"', html(visit, page))) == len(topics)
    visit = sent(visit, page, answer=["1"])
    assert visit.interview.set_aside == Interview(KNOWLEDGE).choose_topics(topics[1:2]).set_aside
    assert visit.interview.asked == asked
    assert sent(visit, page, do="unsure").interview.set_aside == frozenset()


def test_topics_want_one_at_least_or_all_of_them():
    visit, _ = respond(Visit(Interview(KNOWLEDGE)), 1, form(do="on"))
    assert "Choose at least one, or press Ask me about all of them." in text(sent(visit, do="on"))


def test_the_same_form_sent_twice_counts_once():
    visit = begun(KNOWLEDGE)
    number = visit.latest
    once = sent(visit, number, do="unsure")
    twice = sent(once, number, do="unsure")
    assert twice.interview.asked == once.interview.asked
    assert twice.interview.situation == once.interview.situation


def test_a_notice_comes_before_anything_else_and_readings_are_held_back():
    visit = in_danger(begun(KNOWLEDGE))
    assert isinstance(view(visit), Noticing)
    assert "emergency number" in text(visit)
    assert 'href="https://findahelpline.com/"' in html(visit)
    end = sent(visit, do="stop")
    assert isinstance(view(end), Concluding)
    assert "held back" in text(end)
    titles = [meaning.title for meaning in KNOWLEDGE.meanings]
    assert not any(title in text(end) for title in titles)
    assert not any(title in saved(end, "page").text for title in titles)
    asked_for = sent(end, do="everything")
    assert all(title in text(asked_for) for title in titles)
    assert text(asked_for).index("emergency number") < text(asked_for).index(titles[0])


SAFETY = [fact for fact in KNOWLEDGE.facts.values() if fact.several and fact.name in safety_facts(KNOWLEDGE)]
TICKED = [(fact.name, option) for fact in SAFETY for option in fact.option_names]


@pytest.mark.parametrize(("fact", "option"), TICKED, ids=lambda value: value)
def test_a_notice_is_headed_by_what_was_ticked_and_by_nothing_else(fact, option):
    visit = sent(at_question(begun(KNOWLEDGE), fact), answer=_option(fact, option))
    raised = told_notices(infer(KNOWLEDGE, visit.interview.situation))
    assert isinstance(view(visit), Noticing) == bool(raised)
    for notice in raised[:1]:
        assert re.findall(r"<h1[^>]*>(.*?)</h1>", html(visit)) == [notice.title]


def test_nothing_on_any_page_of_a_danger_names_a_reading():
    visit = in_danger(begun(KNOWLEDGE))
    for fields in (
        {"do": "on"},
        {"do": "list"},
        {"do": "so-far"},
        {"try": 0},
        {"answer": "1"},
        {"do": "so-far"},
        {"why_not": 2},
    ):
        visit = sent(visit, **fields)
        assert not [meaning.title for meaning in KNOWLEDGE.meanings if meaning.title in text(visit)], view(visit)


def test_an_answer_that_clashes_is_asked_about_and_either_may_hold():
    visit = sent(at_question(begun(KNOWLEDGE), "just-before"), answer=_option("just-before", "ending-talk"))
    clashing = sent(at_question(visit, "ending"), answer=_option("ending", "nothing-ending"))
    assert isinstance(view(clashing), Choosing)
    assert "Which holds?" in text(clashing)
    kept = sent(clashing, answer="earlier")
    assert "ending" not in kept.interview.given
    now = sent(clashing, answer="now")
    assert now.interview.given["ending"].answer == Answer.choice("nothing-ending")
    assert "just-before" not in now.interview.given
    assert "Choose which" in text(sent(clashing, do="on"))


def test_where_nothing_clashes_any_more_the_question_is_asked_as_it_is():
    visit = sent(at_question(begun(KNOWLEDGE), "just-before"), answer=_option("just-before", "ending-talk"))
    clashing = sent(at_question(visit, "ending"), answer=_option("ending", "nothing-ending"))
    page = clashing.latest
    mended = sent(at_question(clashing, "just-before"), do="unsure")
    assert "You said earlier" not in text(mended, page)
    assert KNOWLEDGE.facts["ending"].question in text(mended, page)
    answered = sent(mended, page, answer=_option("ending", "nothing-ending"))
    assert answered.interview.given["ending"].answer == Answer.choice("nothing-ending")
    assert sent(mended, page, answer="now").interview.given == answered.interview.given
    assert "ending" in sent(mended, page, do="unsure").interview.unsure


def test_what_if_changes_nothing_until_it_is_kept():
    visit = concluded(begun(KNOWLEDGE), SITUATIONS["example.yaml"])
    fact = list(visit.interview.given)[-1]
    trying = sent(visit, **{"try": list(KNOWLEDGE.facts).index(list(visit.interview.given)[-1])})
    tried = sent(trying, do="unsure")
    assert isinstance(view(tried), Tried)
    assert tried.interview == visit.interview
    assert "Your answer" in text(tried)
    assert isinstance(view(sent(tried, do="on")), Concluding)
    kept = sent(tried, do="keep")
    assert fact not in kept.interview.given


def test_an_old_page_tries_the_answer_that_it_showed():
    visit = sent(at_question(in_danger(begun(KNOWLEDGE)), "relationship"), answer=_option("relationship", "ex"))
    visit = sent(visit, do="so-far")
    visit = sent(visit, do="everything")
    old = visit.latest
    (first, *_) = re.findall(r'name="try" value="(\d+)"', html(visit))
    visit = sent(at_question(visit, "danger-to-others"), answer=BROKE)
    trying = sent(visit, old, **{"try": first})
    assert view(trying).fact == "danger-to-others"


def test_why_not_tells_the_least_that_would_change_it():
    visit = concluded(begun(KNOWLEDGE), SITUATIONS["example.yaml"])
    leading = infer(KNOWLEDGE, visit.situation).leading
    other = next(at for at, meaning in enumerate(KNOWLEDGE.meanings) if meaning.name not in leading)
    asked = sent(visit, why_not=other)
    assert isinstance(view(asked), Contrasting)
    assert "no advice" in text(asked)
    assert isinstance(view(sent(asked, do="on")), Concluding)


def test_more_can_be_asked_before_the_conclusion():
    visit = begun(KNOWLEDGE)
    for _ in range(200):
        if isinstance(view(visit), Checking):
            break
        visit = sent(visit, do="unsure") if isinstance(view(visit), Questioning) else sent(visit, do="on")
    assert isinstance(view(sent(visit, do="on")), Concluding)
    more = sent(visit, do="more")
    assert isinstance(view(more), (Questioning, Checking))


@pytest.mark.parametrize("mark", [b"", BOM_UTF8], ids=["plain", "with the mark of its encoding"])
def test_a_saved_situation_goes_on_where_it_was_and_keeps_its_title(mark):
    visit = concluded(begun(KNOWLEDGE), SITUATIONS["example.yaml"])
    content = mark + b"title: For me  # and nobody else\n" + saved(visit, "answers").text.encode()
    opened, reply = respond(Visit(Interview(KNOWLEDGE)), 1, Form({"do": ("file",)}, content, "notes.yaml"))
    assert reply == Go(2)
    assert opened.interview.situation.answers == visit.interview.situation.answers
    assert saved(opened, "answers").text == content.decode()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "Choose the file"),
        (b"relationsip: ex", "relationship"),
        (b"a: [", "notes.yaml:"),
        (b"x" * 1_000_001, "larger than"),
        (b"\xff\xfe\x00", "notes.yaml"),
    ],
)
def test_a_file_that_cannot_be_opened_is_told_in_a_line(content, says):
    visit, reply = respond(Visit(Interview(KNOWLEDGE)), 1, Form({"do": ("file",)}, content, "notes.yaml"))
    assert reply == Go(1)
    assert isinstance(view(visit), Starting)
    assert says in text(visit)


@pytest.mark.parametrize(
    ("typed", "name"), [("my notes", "my notes.yaml"), ("../../etc/passwd\0", "etc-passwd.yaml"), ("", "notes.yaml")]
)
def test_a_file_is_called_what_the_person_says(typed, name):
    assert saved(begun(KNOWLEDGE), "answers", typed).file_name == name


def test_texts_from_a_file_are_shown_and_never_read_as_markup():
    story = b'story: "<img src=x onerror=alert(1)> findahelpline.com"'
    hostile = b'title: "<script>alert(1)</script>"\nrelationship: ex\n' + story
    visit, _ = respond(Visit(Interview(KNOWLEDGE)), 1, Form({"do": ("file",)}, hostile, "<b>.yaml"))
    visit = sent(visit, do="so-far")
    assert "<script>alert" not in html(visit)
    assert "<img" not in html(visit)
    assert "&lt;script&gt;alert(1)" in html(visit)


def test_no_title_of_a_window_says_what_it_is_about():
    visit = concluded(in_danger(begun(KNOWLEDGE)), SITUATIONS["example.yaml"])
    titles = {page_at(visit, number).title for number in visit.stops}
    for word in ("cry", "tears", "he", "danger", "harm"):
        assert not any(word in title.lower().split() for title in titles)


def test_whatever_is_sent_a_page_comes_back():
    strange = ["", "999999999999999999999", "0000000000999", "0" * 9 + "9" * 5000, "-1", "x", "\0", "²", "<b>"]
    for value in strange:
        visit = begun(KNOWLEDGE)
        for name in ("answer", "do", "try", "why-not", "fact", "sure", "sure-0", "save", "none"):
            after, _ = respond(visit, visit.latest, Form({name: (value,)}))
            assert page_at(after, after.latest) is not None
            end = visit.reached(Concluding())
            after, _ = respond(end, end.latest, form(**{name: value}))
            assert page_at(after, after.latest) is not None


def test_a_long_visit_forgets_its_first_pages_and_no_answer():
    visit = in_danger(begun(KNOWLEDGE))
    given = visit.interview.given
    for _ in range(MOST_STOPS + 5):
        visit = sent(visit, do="list")
    assert len(visit.stops) == MOST_STOPS
    assert page_at(visit, 1) is None
    assert visit.interview.given == given
    assert respond(visit, 1, form(do="on")) == (visit, Go(visit.latest))


def test_another_knowledge_base_is_asked_just_so(bread):
    visit = begun(bread)
    for _ in range(100):
        if isinstance(view(visit), Concluding):
            break
        visit = sent(visit, do="unsure") if isinstance(view(visit), Questioning) else sent(visit, do="on")
    assert bread.about.title in text(visit)
