"""Visits as a person makes them, without a browser."""

import re

from whycry_expert.interview.session import Interview
from whycry_expert.knowledge.answer import CERTAINTY_WORDS
from whycry_expert.knowledge.certainty import ONE
from whycry_expert.knowledge.model import Kind
from whycry_expert.page.form import Form
from whycry_expert.page.pages import page_at
from whycry_expert.page.reply import Download
from whycry_expert.page.steps import asking_at, respond
from whycry_expert.page.views import Checking, Choosing, Concluding, Noticing, Questioning
from whycry_expert.page.visit import Visit

WORDS = {signed: word for word, signed in CERTAINTY_WORDS.items()}


def form(**fields):
    """A form; `_` in a name stands for `-`, and several values for one field are a list."""
    named = {name.replace("_", "-"): value for name, value in fields.items()}
    return Form({name: tuple(value) if isinstance(value, list) else (str(value),) for name, value in named.items()})


def begun(knowledge):
    """A visit at its first question, about everything."""
    visit, _ = respond(Visit(Interview(knowledge)), 1, form(do="on"))
    return sent(visit, do="unsure") if view(visit).question.fact == "*topics*" else visit


def sent(visit, number=None, **fields):
    """The visit after a form was sent from its latest page, or from another."""
    return respond(visit, visit.latest if number is None else number, form(**fields))[0]


def saved(visit, kind, name="notes"):
    """What is downloaded."""
    _, reply = respond(visit, visit.latest, form(save=kind, name=name))
    assert isinstance(reply, Download)
    return reply


def view(visit):
    return visit.stops[visit.latest].view


def html(visit, number=None):
    return page_at(visit, visit.latest if number is None else number).html


def text(visit, number=None):
    """What can be read on a page."""
    return " ".join(re.sub(r"<(style|script)>.*?</\1>|<[^>]*>", " ", html(visit, number), flags=re.DOTALL).split())


def filled_in(fact, answer):
    """The fields that give an answer; None leaves the question open."""
    if answer is None:
        return {"do": "unsure"}
    option, certainty = answer.options[0]
    if fact.kind is Kind.YES_NO:
        return {"answer": 0 if certainty > 0 else 1, "sure": WORDS[abs(certainty)]}
    if fact.kind is Kind.CHOICE:
        return {"answer": fact.option_names.index(option), "sure": WORDS[certainty]}
    if fact.kind is Kind.NUMBER:
        return {"answer": f"{float(answer.number):g}", "sure": WORDS[certainty]}
    signed = {fact.option_names.index(name): value for name, value in answer.options}
    words = {f"sure-{at}": WORDS[value] for at, value in signed.items() if value != ONE}
    return {"answer": [str(at) for at, value in signed.items() if value == ONE], **words}


def concluded(visit, situation, most=200):
    """The visit at its conclusion, with every question answered as a situation says."""
    for _ in range(most):
        now = view(visit)
        if isinstance(now, Concluding):
            return visit
        if isinstance(now, Questioning):
            fact = asking_at(visit, now).fact
            given = situation.given.get(fact.name)
            visit = sent(visit, **filled_in(fact, given.answer if given else None))
        elif isinstance(now, Choosing):
            visit = sent(visit, answer="now")
        else:
            assert isinstance(now, (Noticing, Checking))
            visit = sent(visit, do="on")
    raise AssertionError("the interview does not end")
