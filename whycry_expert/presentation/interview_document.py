"""The pieces of an interview as documents: a question, why it is asked, the certificate at the end."""

from collections.abc import Iterator

from whycry_expert.interview.choosing import Question
from whycry_expert.interview.session import Ending, Interview
from whycry_expert.knowledge.model import Fact, Kind, Knowledge, Notice
from whycry_expert.presentation.document import Block, Document, Row, Style
from whycry_expert.presentation.sentences import answer_sentences
from whycry_expert.situation.clashes import FoundClash
from whycry_expert.situation.model import Given

_MOST_REASONS = 3


def question_document(interview: Interview, question: Question) -> Document:
    """Write a question with its number, how far one is, its help and its options."""
    fact = interview.knowledge.facts[question.fact]
    return (
        Block(Style.HEADING, f"Question {interview.asked + 1} ({_how_far(interview)})"),
        Block(Style.LEAD, fact.question),
        Block(Style.QUIET, fact.help),
        *(Row(str(number), option.label) for number, option in enumerate(fact.options, start=1)),
    )


def _how_far(interview: Interview) -> str:
    remaining = interview.remaining
    return "the last one, as things stand" if remaining <= 1 else f"at most {remaining} to go, as things stand"


def prompt_of(fact: Fact) -> str:
    """Give the line that says what can be typed."""
    answers = {
        Kind.YES_NO: "yes, probably, maybe, maybe not, probably not, no",
        Kind.CHOICE: "one number",
        Kind.CHOICES: "numbers, such as 1 3, or none",
        Kind.NUMBER: f"a number of {fact.unit}",
    }[fact.kind]
    return f"[{answers}; u unsure, ? why this, b back, c change, w so far, s save, q leave]"


def why_document(knowledge: Knowledge, question: Question) -> Document:
    """Say why a question is asked now: for safety, or for the readings and rules that it serves."""
    if question.for_safety:
        text = "This is asked of everyone, because safety comes before any reading. You may leave it open with u."
        return (Block(Style.PARAGRAPH, text),)
    if not question.meanings:
        text = "It could not change which readings lead. It is asked because you wished for all questions."
        return (Block(Style.PARAGRAPH, text),)
    rules = {rule.name: rule for rule in knowledge.rules()}
    titles = [knowledge.meaning(name).title for name in question.meanings]
    return (
        Block(Style.PARAGRAPH, "As things stand, the answer would do most to tell these readings apart:"),
        *(Block(Style.ITEM, title) for title in titles),
        Block(Style.PARAGRAPH, "It serves these rules:"),
        *(Block(Style.ITEM, f"{name}: {rules[name].why}") for name in question.rules[:_MOST_REASONS]),
    )


def notice_document(notice: Notice) -> Document:
    """Write a notice as soon as an answer raises it."""
    return (
        Block(Style.NOTICE, notice.title),
        Block(Style.LEAD, notice.first),
        *(Block(Style.PARAGRAPH, text) for text in notice.says),
    )


def answers_document(interview: Interview) -> Document:
    """List what was answered, numbered, so that one can be chosen."""
    return tuple(_answers(interview))


def _answers(interview: Interview) -> Iterator[Block | Row]:
    situation, facts = interview.situation, interview.knowledge.facts
    for number, name in enumerate(changeable(interview), start=1):
        given = situation.given.get(name)
        told = "unsure" if given is None else " ".join(answer_sentences(facts[name], given.answer))
        yield Row(str(number), f"{facts[name].question} {told}")


def clash_document(interview: Interview, fact: str, given: Given, clash: FoundClash) -> Document:
    """Say that a new answer does not go with earlier ones, and ask which holds."""
    facts, situation = interview.knowledge.facts, interview.situation
    earlier = [
        sentence
        for name in clash.facts
        if name != fact and name in situation.given
        for sentence in answer_sentences(facts[name], situation.given[name].answer)
    ]
    now = answer_sentences(facts[fact], given.answer)
    return (
        Block(Style.PARAGRAPH, "These two do not go together. Which holds?"),
        Row("1", f"You said earlier: {' '.join(earlier)}"),
        Row("2", f"You say now: {' '.join(now)}"),
    )


def changeable(interview: Interview) -> tuple[str, ...]:
    """Name the facts whose answer can be changed, in the order in which they are listed."""
    return tuple(name for name in interview.knowledge.facts if name in interview.closed)


def ending_document(interview: Interview) -> Document:
    """Say why the interview ends, with the certificate where the bounds give one."""
    ending = interview.ending
    if ending is None:
        return (Block(Style.PARAGRAPH, "You left before the end; what follows rests on what was answered so far."),)
    blocks = [Block(Style.PARAGRAPH, f"That is enough: {ending.value}.")]
    outlook = interview.outlook
    if ending is Ending.FINAL and outlook.leading:
        worst = min(outlook.worst(name) for name in outlook.leading)
        best = max(
            (bounds.best for name, bounds in outlook.bounds.items() if name not in outlook.leading), default=worst
        )
        text = (
            f"Whatever you would still answer, what leads now stays at {float(worst):+.2f} or above, and nothing "
            f"else gets above {float(best):+.2f}. (These measure support from -1 to 1; they are not probabilities.)"
        )
        blocks.append(Block(Style.QUIET, text))
    return tuple(blocks)
