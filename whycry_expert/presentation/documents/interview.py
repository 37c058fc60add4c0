"""The pieces of an interview as documents: a question, why it is asked, the certificate at the end."""

from collections.abc import Iterator

from whycry_expert.interview.choosing import Question
from whycry_expert.interview.session import Ending, Interview
from whycry_expert.interview.topics import TOPICS
from whycry_expert.knowledge.answer import Choices
from whycry_expert.knowledge.model import Fact, Kind, Knowledge
from whycry_expert.presentation.document import Document, Paragraph, Row, Rows, Section, Tone, listing
from whycry_expert.presentation.sentences import answer_sentences
from whycry_expert.reasoning.bounds import Outlook, outlook_of
from whycry_expert.situation.clashes import FoundClash
from whycry_expert.situation.model import Given

_MOST_REASONS = 3
_COMMANDS = (
    ("u", "unsure, or you would rather not say"),
    ("?", "why this is asked"),
    ("b", "back to the question before"),
    ("c", "change any answer"),
    ("w", "what it looks like so far, and why"),
    ("s", "save and leave"),
    ("q", "leave at once"),
)
_PROMPTS = {
    Kind.YES_NO: "yes, probably, maybe, maybe not, probably not, no, or u",
    Kind.CHOICE: "one number, or u",
    Kind.CHOICES: "numbers such as 1 3, or none, or u",
    Kind.NUMBER: "a number of {unit}, or u",
}


def welcome_document(knowledge: Knowledge, target: str | None) -> Document:
    """Say what will happen, and whether answers are kept."""
    kept = (
        f"Every answer is written to {target} at once; only you can read it."
        if target
        else "Nothing is saved, unless you leave with s. To have every answer kept at once, start with --save FILE."
    )
    told = (
        Paragraph("One question at a time. Take your time, and skip whatever you like with u."),
        Paragraph(kept),
        Paragraph("q leaves at once; the screen is then cleared where that is possible."),
        Paragraph("h shows all that you can type."),
    )
    return Document(told, knowledge.about.title)


def help_document(fact: Fact) -> Document:
    """Say what can be typed at a question."""
    examples = "You can also answer any other question of which you know the name, as in relationship=partner."
    several = "Several answers at once, to this question and the next ones, are parted by a semicolon."
    return Document(
        (
            Paragraph(f"Answer with {_expected(fact)}. First letters are enough."),
            Rows(tuple(Row(key, meaning) for key, meaning in _COMMANDS)),
            Paragraph(f"{several} {examples}"),
        )
    )


def question_document(interview: Interview, question: Question, fact: Fact) -> Document:
    """Write a question with its number, how far one is, its help and its options."""
    safety = (Paragraph("Everyone is asked this, so that safety comes first.", Tone.QUIET),)
    options = tuple(Row(f"{number:2}", option.label) for number, option in enumerate(fact.options, start=1))
    told = (
        *(safety if question.for_safety else ()),
        Paragraph(fact.question, Tone.LEAD),
        Paragraph(fact.help, Tone.QUIET),
        *((Rows(options),) if options else ()),
    )
    return Document((Section(f"Question {interview.asked + 1} ({_how_far(interview)})", told),))


def _how_far(interview: Interview) -> str:
    remaining = interview.remaining
    return "the last one, as things stand" if remaining <= 1 else f"at most {remaining} to go, as things stand"


def prompt_of(fact: Fact) -> str:
    """Give the line that says what can be typed; it fits into 80 columns."""
    return f"[{_expected(fact)}; h for help]"


def _expected(fact: Fact) -> str:
    return _PROMPTS[fact.kind].format(unit=fact.unit)


def why_document(interview: Interview, question: Question) -> Document:
    """Say why a question is asked now: for safety, or for the readings and rules that it serves.

    In danger no reading is named.
    """
    if question.fact == TOPICS:
        text = "So that you are not asked what you cannot know. It serves no rule, and is no evidence for anything."
        return Document((Paragraph(text),))
    if question.for_safety:
        text = "Safety comes before any reading, whatever the tears may mean. You may leave it open with u."
        return Document((Paragraph(text),))
    if not question.meanings:
        text = "It could not change which readings lead. It is asked because you wished for it, or for all questions."
        return Document((Paragraph(text),))
    if any(notice.danger for notice in interview.notices):
        text = "It could change which reading leads. The readings are held back, since something else comes first."
        return Document((Paragraph(text),))
    knowledge = interview.knowledge
    rules = {rule.name: rule for rule in knowledge.rules()}
    titles = [knowledge.meaning(name).title for name in question.meanings]
    return Document(
        (
            Paragraph("As things stand, the answer would do most to tell these readings apart:"),
            listing(titles),
            Paragraph("It serves these rules:"),
            listing(f"{name}: {rules[name].why}" for name in question.rules[:_MOST_REASONS]),
        )
    )


def answers_document(interview: Interview) -> Document:
    """List what was answered, numbered, so that one can be chosen."""
    return Document((Rows(tuple(_answers(interview))),))


def _answers(interview: Interview) -> Iterator[Row]:
    facts = interview.knowledge.facts
    for number, name in enumerate(changeable(interview), start=1):
        given = interview.given.get(name)
        told = " ".join(answer_sentences(facts[name], given.answer)) if given else "(unsure)"
        yield Row(f"{number:2}", f"{facts[name].question} {told}")


def clash_document(interview: Interview, fact: str, given: Given, clash: FoundClash) -> Document:
    """Say that a new answer does not go with earlier ones, and ask which holds."""
    facts = interview.knowledge.facts
    earlier = [
        sentence
        for name in clash.facts
        if name != fact and name in interview.given
        for sentence in answer_sentences(facts[name], interview.given[name].answer)
    ]
    now = answer_sentences(facts[fact], given.answer)
    rows = (Row("1", f"You said earlier: {' '.join(earlier)}"), Row("2", f"You say now: {' '.join(now)}"))
    return Document((Paragraph("These two do not go together. Which holds?"), Rows(rows)))


def own_clash_document(interview: Interview, fact: str, given: Given) -> Document:
    """Say that options of one answer do not go together."""
    answer = given.answer
    if isinstance(answer, Choices):
        answer = Choices.of({name: signed for name, signed in answer.options if signed > 0})
    told = " ".join(answer_sentences(interview.knowledge.facts[fact], answer))
    return Document((Paragraph(f"These do not go together: {told} Please choose again."),))


def changeable(interview: Interview) -> tuple[str, ...]:
    """Name the facts whose answer can be changed, in the order in which they are listed."""
    return tuple(name for name in interview.knowledge.facts if name in interview.given or name in interview.unsure)


def ending_document(interview: Interview) -> Document:
    """Say why the interview ends, with the certificate where the bounds give one; in danger only that it ends."""
    ending = interview.ending
    if ending is None:
        return Document((Paragraph("What follows rests on what was answered so far; there was more to ask."),))
    told = [Paragraph(f"That is enough: {ending.value}.")]
    if any(notice.danger for notice in interview.notices):
        return Document(tuple(told))
    if ending is Ending.FINAL and interview.outlook.leading:
        told.append(Paragraph(_certificate(interview.outlook), Tone.QUIET))
    if ending in (Ending.FINAL, Ending.NOTHING_BEARS) and _could_still_turn(interview):
        text = "What you left open or set aside could still change it, if you found an answer there."
        told.append(Paragraph(text, Tone.QUIET))
    return Document(tuple(told))


def _certificate(outlook: Outlook) -> str:
    worst = min(outlook.worst(name) for name in outlook.leading)
    best = max((bounds.best for name, bounds in outlook.bounds.items() if name not in outlook.leading), default=worst)
    return (
        f"Whatever else you would be asked, what leads now stays at {float(worst):+.2f} or above, and nothing else "
        f"gets above {float(best):+.2f}. (These measure support from -1 to 1; they are not probabilities.)"
    )


def _could_still_turn(interview: Interview) -> bool:
    """Tell whether an answer to what was left open could change which readings lead."""
    return not outlook_of(interview.knowledge, interview.situation.answers).final
