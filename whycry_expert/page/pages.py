"""The page that stands at a number of a visit, with the interview as it is now."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from whycry_expert.interview.prompts import Asking, Clashing, LookingOver, Noticed, changeable
from whycry_expert.interview.session import Interview
from whycry_expert.interview.topics import TOPICS, topics_of
from whycry_expert.knowledge.model import Fact
from whycry_expert.page import views, wording
from whycry_expert.page.asked import Asked
from whycry_expert.page.form import Ticked, ticked_as, ticked_in
from whycry_expert.page.rendering import Page, page
from whycry_expert.page.result_pages import conclusion_page, contrast_page, tried_page
from whycry_expert.page.steps import asked_again, asking_at
from whycry_expert.page.visit import Stop, Visit
from whycry_expert.presentation.document import Paragraph, Part, Rows, Section
from whycry_expert.presentation.documents.interview import answer_told, prompt_document
from whycry_expert.presentation.documents.interview_end import ending_text
from whycry_expert.presentation.documents.interview_help import why_document
from whycry_expert.presentation.notices import told as told_of
from whycry_expert.presentation.sentences import noted


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """An answer in a list, and the number by which it is called."""

    number: int
    question: str
    told: str


@dataclass(frozen=True, slots=True)
class Tools:
    """What can be done at the foot of a page; in `danger`, saving needs a thought first."""

    answers: bool
    so_far: bool
    danger: bool


def page_at(visit: Visit, number: int) -> Page | None:
    """Give the page at a number, or None where there is none, or none any more."""
    stop = visit.stops.get(number)
    if stop is None:
        return None
    back = str(number - 1) if number - 1 in visit.stops else ""
    return _PAGES[type(stop.view)](visit, stop.view, stop, back)


def _start(visit: Visit, _: views.Starting, stop: Stop, back: str) -> Page:
    return page(
        "start", wording.START_TITLE, stop.mistake, knowledge=visit.interview.knowledge, back=back, tools=None, cited=()
    )


def _question(visit: Visit, view: views.Questioning, stop: Stop, back: str) -> Page:
    asking = asking_at(visit, view)
    title = f"Question {view.number}" if view.number else wording.CHANGE_TITLE
    open_ = asking.before is None and asking.fact.name != TOPICS
    return page(
        "question",
        title,
        stop.mistake,
        asked=Asked(asking.fact, _ticked(visit, asking.fact, stop), for_safety=asking.for_safety),
        caption=title,
        why=why_parts(asking),
        progress=wording.progress(visit.interview.remaining) if open_ else "",
        back=back,
        tools=_tools(visit),
        cited=(),
    )


def why_parts(asking: Asking) -> tuple[Part, ...]:
    """Say why something is asked, without how much there is left, which the page says for itself."""
    return why_document(replace(asking, before=asking.before or LookingOver(asking.interview))).parts


def _ticked(visit: Visit, fact: Fact, stop: Stop) -> Ticked:
    """Give how a question is filled in: as it was left, or else as it is answered."""
    if stop.draft is not None:
        return ticked_in(stop.draft, fact)
    if fact.name == TOPICS:
        return Ticked(frozenset(_topics_ticked(visit.interview)))
    given = visit.interview.given.get(fact.name)
    return ticked_as(fact, given.answer if given is not None else None)


def _topics_ticked(interview: Interview) -> Iterator[int]:
    """Give the places of the topics that were chosen; none before any was."""
    if interview.topics_chosen:
        for at, topic in enumerate(topics_of(interview.knowledge)):
            if interview.set_aside.isdisjoint(topic.facts):
                yield at


def _tools(visit: Visit) -> Tools:
    interview = visit.interview
    some = bool(interview.given or interview.unsure)
    return Tools(some, so_far=bool(interview.given), danger=interview.in_danger)


def _notice(visit: Visit, view: views.Noticing, _: Stop, back: str) -> Page:
    (notice,) = told_of(view.notices[:1], visit.interview.outlook.standing)
    prompt = Noticed(visit.interview, view.notices, LookingOver(visit.interview))
    around = [part for part in prompt_document(prompt).parts if not isinstance(part, Section)]
    return page(
        "notice",
        wording.NOTICE_TITLE,
        notice=notice,
        says=prompt_document(replace(prompt, in_full=True)).parts,
        told=around,
        danger=visit.interview.in_danger,
        back=back,
        tools=_tools(visit),
        cited=(),
    )


def _clash(visit: Visit, view: views.Choosing, stop: Stop, back: str) -> Page:
    clashes = visit.interview.clashes(view.question.fact, view.given)
    if not clashes:
        return _question(visit, asked_again(visit, view), stop, back)
    prompt = Clashing(asking_at(visit, view), view.question.fact, view.given, clashes[0])
    heading, earlier_and_now = _which(prompt_document(prompt).parts)
    return page(
        "clash",
        wording.CLASH_TITLE,
        stop.mistake,
        heading=heading,
        choices=tuple(zip(("earlier", "now"), earlier_and_now, strict=True)),
        back=back,
        tools=_tools(visit),
        cited=(),
    )


def _which(parts: tuple[Part, ...]) -> tuple[str, tuple[str, ...]]:
    heading = next(part.text for part in parts if isinstance(part, Paragraph))
    rows = next(part.rows for part in parts if isinstance(part, Rows))
    return heading, tuple(row.text for row in rows)


def _check(visit: Visit, view: views.Checking, _: Stop, back: str) -> Page:
    interview = visit.interview
    rows = tuple(_rows(interview, changeable(interview)))
    return page(
        "check",
        wording.CHECK_TITLE,
        answers=[row for row in rows if row.told],
        open=[row for row in rows if not row.told],
        ending=ending_text(interview) if view.end else "",
        end=view.end,
        can_go_on=LookingOver(interview).can_go_on,
        back=back,
        tools=_tools(visit),
        cited=(),
    )


def _rows(interview: Interview, names: Iterable[str]) -> Iterator[AnswerRow]:
    """List answers. Each is called by the place of its fact in the files, which no other answer moves."""
    numbers = {name: at for at, name in enumerate(interview.knowledge.facts)}
    for name in names:
        yield AnswerRow(numbers[name], interview.knowledge.facts[name].question, told(interview, name))


def told(interview: Interview, name: str) -> str:
    """Say an answer back, with the note that came with it; nothing where it was left open."""
    given = interview.given.get(name)
    if given is None:
        return ""
    return " ".join((answer_told(interview.knowledge.facts[name], given.answer), *noted(given)))


def _try(visit: Visit, view: views.Trying, stop: Stop, back: str) -> Page:
    fact = visit.interview.knowledge.facts[view.fact]
    asked = Asked(fact, _ticked(visit, fact, stop))
    return page("try", wording.TRY_TITLE, stop.mistake, asked=asked, back=back, tools=_tools(visit), cited=())


def _conclusion(visit: Visit, view: views.Concluding, _: Stop, back: str) -> Page:
    answers = tuple(_rows(visit.interview, visit.interview.given))
    return conclusion_page(visit.interview.knowledge, visit.situation, answers, back, everything=view.everything)


def _tried(visit: Visit, view: views.Tried, _: Stop, back: str) -> Page:
    return tried_page(
        visit.interview.knowledge, visit.situation, (view.fact, view.given), back, everything=view.everything
    )


def _contrast(visit: Visit, view: views.Contrasting, _: Stop, back: str) -> Page:
    return contrast_page(visit.interview.knowledge, visit.situation, view.meaning, back, everything=view.everything)


_PAGES: Final[dict[type[Any], Callable[[Visit, Any, Stop, str], Page]]] = {
    views.Starting: _start,
    views.Questioning: _question,
    views.Noticing: _notice,
    views.Choosing: _clash,
    views.Checking: _check,
    views.Concluding: _conclusion,
    views.Trying: _try,
    views.Tried: _tried,
    views.Contrasting: _contrast,
}


def gone_page(text: str = "") -> Page:
    """Give a page of nothing, or of one line, for who has left and for what is there no longer."""
    return page("gone", wording.LEFT_TITLE, text=text)
