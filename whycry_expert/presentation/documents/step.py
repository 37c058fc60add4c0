"""One firing of the engine, with its agenda and its working memory, as a document and as data."""

from collections.abc import Iterator

from whycry_expert.inference.stepping import Element, Step
from whycry_expert.presentation import wording
from whycry_expert.presentation.as_json import Json, firing_data
from whycry_expert.presentation.document import Document, Paragraph, Part, Row, Rows, Section
from whycry_expert.presentation.documents.frame import framed
from whycry_expert.presentation.documents.trace import firing_details, firing_text
from whycry_expert.presentation.gate import Gated

MOST_WAITING = 6
MOST_ELEMENTS = 10


def steps_document(gated: Gated[tuple[Step, ...]], total: int, *, whole: bool) -> Document:
    """Write some of the `total` steps of a conclusion, one after the other."""
    return framed(gated, lambda steps: [step_section(step, total, whole=whole) for step in steps])


def step_page(step: Step, total: int, *, whole: bool) -> Document:
    """Write one step alone, for someone who walks from one to the next and has passed the gate before the first."""
    return Document((step_section(step, total, whole=whole),))


def step_section(step: Step, total: int, *, whole: bool) -> Section:
    """Write a step; `whole` shows all of the agenda and the working memory, else the parts next to the firing."""
    heading = f"{step.firing.cycle} of {total}: {firing_text(step.firing)}"
    return Section(heading, tuple(_parts(step, whole=whole)))


def _parts(step: Step, *, whole: bool) -> Iterator[Part]:
    yield from firing_details(step.firing)
    waiting = step.agenda if whole else step.agenda[:MOST_WAITING]
    agenda = (Row(str(activation.salience), activation.label) for activation in waiting)
    yield Paragraph(wording.AGENDA.format(count=len(step.agenda)))
    yield Rows((*agenda, *_rest(len(step.agenda) - len(waiting))))
    memory = step.memory if whole else step.memory[-MOST_ELEMENTS:]
    yield Paragraph(wording.MEMORY.format(count=len(step.memory)))
    yield Rows((*_rest(len(step.memory) - len(memory)), *_elements(memory, step.new)))


def _rest(count: int) -> Iterator[Row]:
    if count > 0:
        yield Row("", wording.NOT_SHOWN.format(count=count))


def memory_rows(memory: tuple[Element, ...]) -> Rows:
    """Write elements of working memory, oldest first."""
    return Rows(tuple(_elements(memory)))


def _elements(memory: tuple[Element, ...], new: int = 0) -> Iterator[Row]:
    """Write elements of working memory; the last `new` of them are marked so."""
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
