"""The prompts of an interview as documents: what stands above the line that is typed."""

from collections.abc import Callable, Iterator
from typing import Any

from whycry_expert.interview import prompts
from whycry_expert.interview.moves import Moved, Refused
from whycry_expert.interview.reply import Misunderstood
from whycry_expert.interview.session import Interview
from whycry_expert.knowledge.answer import Answer
from whycry_expert.knowledge.certainty import ONE
from whycry_expert.knowledge.model import Fact, Knowledge
from whycry_expert.presentation import wording
from whycry_expert.presentation.document import Document, Paragraph, Part, Row, Rows, Section, Tone
from whycry_expert.presentation.documents.frame import said_back
from whycry_expert.presentation.documents.interview_end import ending_text
from whycry_expert.presentation.notices import told
from whycry_expert.presentation.sentences import answer_sentences

_NONE_OF_THESE = "None of these."
_LEFT_OPEN = "(left open)"
_HOLDS_BACK = (
    "From here on nothing is said about what the answers point to, since none of it tells whether someone will come to "
    "harm. You need not go on."
)


def welcome_document(knowledge: Knowledge, target: str | None) -> Document:
    """Say what will happen, and whether answers are kept."""
    kept = (
        f"Every answer is written to {target} at once; only you can read it."
        if target
        else "Nothing is saved, unless you leave with s. To have every answer kept at once, start with --save FILE."
    )
    told = (
        "One question at a time. Take your time, and skip whatever you like with u.",
        kept,
        "At any time q leaves at once and clears the screen where that is possible, and h shows what you can type.",
    )
    return Document(tuple(map(Paragraph, told)), knowledge.about.title)


def prompt_document(prompt: prompts.Prompt, target: str | None = None) -> Document:
    """Write what stands above a prompt, where answers are kept in `target`. A conclusion has documents of its own."""
    parts = tuple(_DOCUMENTS[type(prompt)](prompt))
    return Document((*parts, *_kept_parts(prompt, target)))


def refusal_text(interview: Interview, refused: Refused) -> str:
    """Say why a line is not taken."""
    if isinstance(refused, Misunderstood):
        return f"{refused.message[:1].upper()}{refused.message[1:]}"
    answer = refused.given.answer
    claimed = answer.where(lambda _, signed: signed > 0) or answer
    told = " ".join(answer_sentences(interview.knowledge.facts[refused.fact], claimed))
    return f"These do not go together: {told} Please choose again."


def heard_text(moved: Moved) -> str:
    """Say how an answer was taken, where whoever typed it cannot see that otherwise; nothing where there is no need."""
    if moved.volunteered is None:
        return f"I took that as: {moved.heard}." if moved.heard else ""
    fact, given = moved.prompt.interview.knowledge.facts[moved.volunteered.fact], moved.volunteered.given
    told = answer_text(fact, given.answer) if given is not None else f"{fact.question} {_LEFT_OPEN}"
    return f"I took that as: {told}"


def _question_parts(asking: prompts.Asking) -> Iterator[Part]:
    fact = asking.fact
    heading = f"Question {asking.interview.asked + 1}" if asking.before is None else "Change this answer"
    parts: list[Part] = []
    if asking.for_safety:
        parts.append(Paragraph(wording.SAFETY_FIRST, Tone.QUIET))
    parts += [Paragraph(fact.question, Tone.LEAD), Paragraph(fact.help, Tone.QUIET)]
    if fact.options:
        parts.append(Rows(tuple(Row(f"{number:2}", option.label) for number, option in enumerate(fact.options, 1))))
    yield Section(heading, tuple(parts))


def _notice_parts(noticed: prompts.Noticed) -> Iterator[Part]:
    interview = noticed.interview
    (notice,) = told(noticed.notices[:1], interview.outlook.standing)
    if noticed.in_full:
        yield from map(Paragraph, notice.says)
        return
    if notice.answers:
        yield Paragraph(said_back(notice))
    yield Section(notice.title, (Paragraph(notice.first, Tone.LEAD),), notice=True)
    if notice.notice.danger:
        yield Paragraph(_HOLDS_BACK)


def _kept_parts(prompt: prompts.Prompt, target: str | None) -> Iterator[Part]:
    """Say in danger whether anything is kept, since someone else may look into this device."""
    if isinstance(prompt, prompts.Noticed) and prompt.notices[0].danger and not prompt.in_full:
        kept = f"Your answers are kept in {target}, so think about who may open it." if target else "Nothing is saved."
        yield Paragraph(kept, Tone.QUIET)


def _clash_parts(clashing: prompts.Clashing) -> Iterator[Part]:
    facts, given = clashing.interview.knowledge.facts, clashing.interview.given
    earlier = [
        answer_text(facts[name], given[name].answer)
        for name in clashing.clash.facts
        if name != clashing.fact and name in given
    ]
    now = answer_text(facts[clashing.fact], clashing.given.answer)
    yield Paragraph("These two do not go together. Which holds?")
    yield Rows((Row("1", f"You said earlier: {' '.join(earlier)}"), Row("2", f"You say now: {now}")))


def _change_parts(changing: prompts.Changing) -> Iterator[Part]:
    facts, given = changing.interview.knowledge.facts, changing.interview.given
    rows = (
        Row(f"{number:2}", f"{facts[name].question} {answer_told(facts[name], given[name].answer)}")
        if name in given
        else Row(f"{number:2}", f"{facts[name].question} {_LEFT_OPEN}")
        for number, name in enumerate(prompts.changeable(changing.interview), start=1)
    )
    yield Section("What you can change", (Rows(tuple(rows)),))


def _name_parts(_: prompts.Naming) -> Iterator[Part]:
    yield Paragraph("Your answers so far are written to a new file, which only you can read.")


def _look_over_parts(looking: prompts.LookingOver) -> Iterator[Part]:
    interview = looking.interview
    facts, given = interview.knowledge.facts, interview.given
    names = prompts.changeable(interview)
    answered = [(number, name) for number, name in enumerate(names, start=1) if name in given]
    rows = tuple(Row(f"{number:2}", answer_text(facts[name], given[name].answer)) for number, name in answered)
    yield Section("What you answered", (Rows(rows) if rows else Paragraph("Nothing so far."),))
    left = range(len(answered) + 1, len(names) + 1)
    if left:
        numbers = f"{left[0]} was" if len(left) == 1 else f"{left[0]} to {left[-1]} were"
        yield Paragraph(f"{numbers} left open; c lists what you left open too.", Tone.QUIET)
    yield Paragraph(ending_text(interview))


def answer_text(fact: Fact, answer: Answer) -> str:
    """Say an answer back on as few lines as it needs, so that it can be understood without its question."""
    told = answer_told(fact, answer)
    return f"{fact.question} {told}" if told == _NONE_OF_THESE else told


def answer_told(fact: Fact, answer: Answer) -> str:
    """Say an answer back below its question; what was denied along with all the rest is said together."""
    if not fact.several or len(answer.options) < len(fact.options):
        return " ".join(answer_sentences(fact, answer))
    so = answer.where(lambda _, signed: signed != -ONE)
    if so is None:
        return _NONE_OF_THESE
    if any(signed < 0 for _, signed in so.options):
        return " ".join(answer_sentences(fact, answer))
    rest = " Nothing else of these." if len(so.options) < len(fact.options) else ""
    return f"{' '.join(answer_sentences(fact, so))}{rest}"


_DOCUMENTS: dict[type[prompts.Prompt], Callable[[Any], Iterator[Part]]] = {
    prompts.Asking: _question_parts,
    prompts.Noticed: _notice_parts,
    prompts.Clashing: _clash_parts,
    prompts.Changing: _change_parts,
    prompts.Naming: _name_parts,
    prompts.LookingOver: _look_over_parts,
}
