"""What a form means at each page: a visit and a form give the visit after it, and what comes back."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from whycry_expert.errors import InputError
from whycry_expert.interview.choosing import Question
from whycry_expert.interview.moves import ClashesWithItself, Moved, Refused, Taken, take_answer
from whycry_expert.interview.prompts import Asking, Changing, Clashing, LookingOver, Noticed, Prompt, following, opening
from whycry_expert.interview.reply import Answered, Misunderstood
from whycry_expert.interview.session import Interview, resumed
from whycry_expert.interview.settling import answered_instead
from whycry_expert.page import views
from whycry_expert.page.files import saved
from whycry_expert.page.form import ANSWER, Form, Mistake, read_form
from whycry_expert.page.reply import Go, Kept, Reply
from whycry_expert.page.visit import Stop, Visit
from whycry_expert.presentation.documents.interview import refusal_text
from whycry_expert.printable import one_line
from whycry_expert.situation.clashes import FoundClash
from whycry_expert.situation.model import Given
from whycry_expert.situation.reading import read_situation
from whycry_expert.source import MAX_BYTES

DO: Final = "do"
GO_ON: Final = "on"
UNSURE: Final = "unsure"
DRAFT: Final = "draft"
FILE: Final = "file"


def respond(visit: Visit, number: int, form: Form) -> tuple[Visit, Reply]:
    """Take a form that was sent from the page of this number; from one that is forgotten, it means nothing."""
    stop = visit.stops.get(number)
    if stop is None:
        return visit, Go(visit.latest)
    if form.one(DO) == DRAFT:
        return visit.at(number, replace(stop, draft=form)), Kept()
    download = saved(visit, stop.view, form)
    if download is not None:
        return visit, download
    after = _AT_ANY.get(form.one(DO), _TAKERS[type(stop.view)])(visit, stop.view, form)
    if isinstance(after, Mistake):
        return visit.at(number, Stop(stop.view, form, after)), Go(number)
    return replace(after, stops=_settled(after, number)), Go(after.latest)


def _settled(visit: Visit, number: int) -> dict[int, Stop]:
    """Forget how the form of a page stood, now that it was taken."""
    stops = dict(visit.stops)
    if number in stops:
        stops[number] = Stop(stops[number].view)
    return stops


def _at_the_start(visit: Visit, _: views.Starting, form: Form) -> Visit | Mistake:
    interview = visit.interview
    if form.one(DO) != FILE:
        return visit.reached(_view_of(following(interview)))
    if not form.file:
        return Mistake(("Choose the file that you saved.",), FILE)
    if len(form.file) > MAX_BYTES:
        return Mistake((f"The file is larger than {MAX_BYTES // 1000} kB, the most that is read.",), FILE)
    try:
        start = read_situation(form.file, one_line(form.file_name) or "the file", interview.knowledge)
    except InputError as error:
        return Mistake(tuple(str(problem) for problem in error.problems), FILE)
    opened = resumed(interview.knowledge, start, interview.until, interview.most)
    return replace(visit, start=start, text=form.file.decode("utf-8")).reached(_view_of(opening(opened)), opened)


def _at_a_question(visit: Visit, view: views.Questioning, form: Form) -> Visit | Mistake:
    given = None if form.one(DO) == UNSURE else read_form(form, asking_at(visit, view).fact)
    if isinstance(given, Mistake):
        return given
    asking = asking_at(visit, view)
    return _after(visit, take_answer(asking, Answered(asking.fact.name, given)))


def asking_at(visit: Visit, view: views.Questioning | views.Choosing) -> Asking:
    """Give the question of a page as a prompt of the interview as it is now; once answered, an answer is changed."""
    interview = visit.interview
    asking = Asking(interview, view.question)
    changing = view.question.fact in interview.closed
    return replace(asking, before=Changing(asking)) if changing else asking


def _after(visit: Visit, outcome: Taken) -> Visit | Mistake:
    if isinstance(outcome, Moved):
        return visit.reached(_view_of(outcome.prompt), outcome.prompt.interview)
    if isinstance(outcome, (Misunderstood, ClashesWithItself)):
        return _refused(visit.interview, outcome)
    raise TypeError("an answer leads to a prompt or is refused")


def _refused(interview: Interview, refused: Refused) -> Mistake:
    return Mistake((refusal_text(interview, refused),))


def _view_of(prompt: Prompt) -> views.View:
    if isinstance(prompt, Asking):
        return views.Questioning(prompt.question, prompt.interview.asked + 1)
    if isinstance(prompt, Noticed):
        return views.Noticing(prompt.notices)
    if isinstance(prompt, Clashing):
        return views.Choosing(prompt.before.question, prompt.given)
    return views.Checking(end=True) if isinstance(prompt, LookingOver) else views.Concluding()


def _at_a_notice(visit: Visit, view: views.Noticing, form: Form) -> Visit:
    if form.one(DO) == "stop":
        return visit.reached(views.Concluding())
    rest = view.notices[1:]
    return visit.reached(views.Noticing(rest) if rest else _view_of(following(visit.interview)))


def _at_a_clash(visit: Visit, view: views.Choosing, form: Form) -> Visit | Mistake:
    asking = asking_at(visit, view)
    chosen = form.one(ANSWER)
    if chosen == "earlier":
        return visit.reached(_view_of(following(visit.interview)) if asking.before else asked_again(visit, view))
    if chosen == "now":
        counts = asking.before is None
        after = answered_instead(visit.interview, view.question.fact, view.given, asked=counts)
        raised = after.raised_since(visit.interview)
        return visit.reached(views.Noticing(raised) if raised else _view_of(following(after)), after)
    if not visit.interview.clashes(view.question.fact, view.given):
        return _at_a_question(visit, asked_again(visit, view), form)
    return Mistake(("Choose which of the two holds.",))


def asked_again(visit: Visit, view: views.Choosing) -> views.Questioning:
    """Give the question to which an answer was given that did not go with earlier ones."""
    return views.Questioning(view.question, visit.interview.asked + 1)


def _at_the_check(visit: Visit, view: views.Checking, form: Form) -> Visit:
    interview = visit.interview
    if form.one(DO) == "more":
        going_on = interview.going_on() if interview.ending is not None else interview
        return visit.reached(_view_of(following(going_on)), going_on)
    if view.end or form.one(DO) == "end":
        return visit.reached(views.Concluding())
    return visit.reached(_view_of(following(interview)))


def _at_the_conclusion(visit: Visit, view: views.Concluding, form: Form) -> Visit:
    names = [meaning.name for meaning in visit.interview.knowledge.meanings]
    facts = list(visit.interview.knowledge.facts)
    tried, contrasted = form.number("try", len(facts)), form.number("why-not", len(names))
    if tried is not None:
        return visit.reached(views.Trying(facts[tried], view.everything))
    if contrasted is not None:
        return visit.reached(views.Contrasting(names[contrasted], view.everything))
    return visit.reached(views.Concluding(everything=form.one(DO) == "everything"))


def _at_a_try(visit: Visit, view: views.Trying, form: Form) -> Visit | Mistake:
    interview = visit.interview
    fact = interview.knowledge.facts[view.fact]
    given = None if form.one(DO) == UNSURE else read_form(form, fact)
    if isinstance(given, Mistake):
        return given
    clashes = interview.clashes(view.fact, given) if given is not None else ()
    if given is not None and clashes:
        alone = all(clash.facts == (view.fact,) for clash in clashes)
        return _refused(interview, ClashesWithItself(view.fact, given)) if alone else Mistake((_clashing(clashes[0]),))
    return visit.reached(views.Tried(view.fact, given, view.everything))


def _clashing(clash: FoundClash) -> str:
    return f"This does not go with another of your answers: {clash.message}"


def _at_what_was_tried(visit: Visit, view: views.Tried, form: Form) -> Visit:
    if form.one(DO) != "keep":
        return visit.reached(views.Concluding(view.everything))
    return _kept(visit, view.fact, view.given, everything=view.everything)


def _kept(visit: Visit, fact: str, given: Given | None, *, everything: bool) -> Visit:
    interview = visit.interview
    after = (
        interview.answer(fact, given, asked=False)
        if given is None
        else answered_instead(interview, fact, given, asked=False)
    )
    raised = after.raised_since(interview)
    if raised:
        return visit.reached(views.Noticing(raised), after)
    return visit.reached(views.Concluding(everything), after)


def _at_a_contrast(visit: Visit, view: views.Contrasting, _: Form) -> Visit:
    return visit.reached(views.Concluding(view.everything))


def _listed(visit: Visit, _: views.View, __: Form) -> Visit:
    return visit.reached(views.Checking(end=False))


def _changed(visit: Visit, _: views.View, form: Form) -> Visit:
    """Open the question whose answer is to be changed; the names are those of all facts, in the order of the files."""
    facts = list(visit.interview.knowledge.facts)
    number = form.number("fact", len(facts))
    if number is None:
        return visit.reached(views.Checking(end=False))
    return visit.reached(views.Questioning(Question(facts[number]), 0))


def _shown(visit: Visit, _: views.View, __: Form) -> Visit:
    return visit.reached(views.Concluding())


_AT_ANY: Final[dict[str, Callable[[Visit, Any, Form], Visit | Mistake]]] = {
    "list": _listed,
    "change": _changed,
    "so-far": _shown,
}
"""What can be done on more than one kind of page, and means the same on each."""
_TAKERS: Final[dict[type[Any], Callable[[Visit, Any, Form], Visit | Mistake]]] = {
    views.Starting: _at_the_start,
    views.Questioning: _at_a_question,
    views.Noticing: _at_a_notice,
    views.Choosing: _at_a_clash,
    views.Checking: _at_the_check,
    views.Concluding: _at_the_conclusion,
    views.Trying: _at_a_try,
    views.Tried: _at_what_was_tried,
    views.Contrasting: _at_a_contrast,
}
