"""One firing of the engine, with its agenda and its working memory, as a document and as data."""

from collections.abc import Iterator

from whycry_expert.inference.stepping import Element, Step
from whycry_expert.presentation import wording
from whycry_expert.presentation.as_json import Json, firing_data
from whycry_expert.presentation.document import Block, Document, Piece, Row, Style
from whycry_expert.presentation.documents.trace import asserted_text
from whycry_expert.presentation.sentences import matched_text

MOST_WAITING = 6
MOST_ELEMENTS = 10


def step_document(step: Step, total: int, *, whole: bool) -> Document:
    """Write a step; `whole` shows all of the agenda and the working memory, else the parts next to the firing."""
    return tuple(_pieces(step, total, whole=whole))


def _pieces(step: Step, total: int, *, whole: bool) -> Iterator[Piece]:
    firing = step.firing
    which = f" [{firing.alternative} of {firing.alternatives}]" if firing.alternatives > 1 else ""
    yield Block(Style.HEADING, f"{firing.cycle} of {total}: {firing.stage.value}: {firing.rule}{which}")
    if firing.matched:
        yield Block(Style.DETAIL, f"matched {matched_text(firing.matched)}")
    yield Block(Style.DETAIL, asserted_text(firing), cites=(*firing.claims, *firing.sources))
    waiting = step.agenda if whole else step.agenda[:MOST_WAITING]
    yield Block(Style.PARAGRAPH, wording.AGENDA.format(count=len(step.agenda)))
    for activation in waiting:
        yield Row(str(activation.salience), activation.label)
    yield from _rest(len(step.agenda) - len(waiting))
    memory = step.memory if whole else step.memory[-MOST_ELEMENTS:]
    yield Block(Style.PARAGRAPH, wording.MEMORY.format(count=len(step.memory)))
    yield from _rest(len(step.memory) - len(memory))
    yield from memory_pieces(memory, step.new)


def _rest(count: int) -> Iterator[Row]:
    if count > 0:
        yield Row("", wording.NOT_SHOWN.format(count=count))


def memory_pieces(memory: tuple[Element, ...], new: int = 0) -> Iterator[Row]:
    """Write elements of working memory, oldest first; the last `new` of them are marked so."""
    for position, element in enumerate(memory):
        yield _element(element, new=position >= len(memory) - new)


def _element(element: Element, *, new: bool) -> Row:
    mark = f" {wording.NEW}" if new else ""
    return Row(f"{element.number} {element.kind}", f"{element.subject}: {element.says}{mark}")


def step_data(step: Step) -> Json:
    """Give a step as plain data: the firing, the whole agenda, the whole working memory."""
    return {
        "firing": firing_data(step.firing),
        "agenda": [{"activation": waiting.label, "salience": waiting.salience} for waiting in step.agenda],
        "working_memory": [
            {"number": element.number, "kind": element.kind, "subject": element.subject, "says": element.says}
            for element in step.memory
        ],
        "new_elements": step.new,
    }
