"""What can be typed at each prompt of an interview, and why it is asked."""

from collections.abc import Iterator

from whycry_expert.interview import prompts
from whycry_expert.interview.choosing import Question
from whycry_expert.interview.topics import TOPICS
from whycry_expert.knowledge.model import Fact, Kind, Knowledge
from whycry_expert.presentation.document import Document, Paragraph, Part, Row, Rows, Tone, listing
from whycry_expert.presentation.documents.interview_end import numbers_text

_MOST_READINGS = 6
_MOST_REASONS = 3
_COMMANDS = (
    ("?", "why this is asked"),
    ("b", "one step back"),
    ("c", "change any answer"),
    ("w", "what it looks like so far, and why"),
    ("s", "save to a file and leave"),
    ("q", "leave at once; the screen is cleared where that is possible"),
)
_ANSWERS = {
    Kind.YES_NO: "yes, probably, maybe, maybe not, probably not, no, or u",
    Kind.CHOICE: "one number, or u",
    Kind.CHOICES: "such as 1 3, or 1 3 only if no other is so, or none, or u",
    Kind.NUMBER: "a number of {unit}, or u",
}
_TOPICS = "such as 1 3, or all, or none"


_NOTICED_IN_DANGER = "Enter for what may help, stop to end here, q to leave"
_NOTICED_IN_DANGER_IN_FULL = "Enter to go on, stop to end here, q to leave"
_LOOKED_OVER = "Enter for what this points to, a number to change one"
_LOOKED_OVER_WITH_MORE = "Enter for what this points to, a number to change one, go for more"
_CONCLUDED = "Enter for the rest, s to save, q to leave and clear the screen"
_CONCLUDED_WHOLE = "Enter to end, s to save, q to leave and clear the screen"


def prompt_line(prompt: prompts.Prompt) -> str:
    """Give the line that says what can be typed; it fits into 80 columns."""
    return f"[{_typed_at(prompt)}; h for help]"


def _typed_at(prompt: prompts.Prompt) -> str:
    if isinstance(prompt, prompts.Asking):
        return _answers_to(prompt.fact)
    if isinstance(prompt, prompts.Noticed):
        if prompt.interview.in_danger:
            return _NOTICED_IN_DANGER_IN_FULL if prompt.in_full else _NOTICED_IN_DANGER
        return "Enter to go on" if prompt.in_full else "Enter for what may help"
    if isinstance(prompt, prompts.LookingOver):
        return _LOOKED_OVER_WITH_MORE if prompt.can_go_on else _LOOKED_OVER
    if isinstance(prompt, prompts.Concluded):
        return _CONCLUDED_WHOLE if prompt.whole else _CONCLUDED
    return _TYPED[type(prompt)]


def _answers_to(fact: Fact) -> str:
    return _TOPICS if fact.name == TOPICS else _ANSWERS[fact.kind].format(unit=fact.unit)


_TYPED = {
    prompts.Clashing: "1 for the earlier answer, 2 for this one",
    prompts.Changing: "the number of an answer to change it, or Enter to change nothing",
    prompts.Naming: "the name of a file, or Enter to go on without saving",
}


def help_document(prompt: prompts.Prompt) -> Document:
    """Say what can be typed at a prompt."""
    return Document(
        (
            Paragraph(f"Here you can type: {_typed_at(prompt)}."),
            *(map(Paragraph, _more_help(prompt))),
            Paragraph("And wherever you are:"),
            Rows(tuple(Row(key, meaning) for key, meaning in _COMMANDS)),
        )
    )


def _more_help(prompt: prompts.Prompt) -> Iterator[str]:
    if isinstance(prompt, prompts.Naming):
        yield "A file that has the name of a command needs ./ before it, as in ./q."
    if not isinstance(prompt, prompts.Asking):
        return
    if prompt.fact.name == TOPICS:
        yield "What you leave out is not asked; u is the same as all. Enter shows the question again."
        return
    yield "u leaves the question open; that counts neither for nor against anything. Enter shows the question again."
    if prompt.fact.several:
        yield (
            "What you do not name stays open too. 1 3 only says that none of the others is so, and none that nothing "
            "of it is. How sure you are goes before or after a number: maybe 3."
        )
    yield (
        "You can also answer another question by its name, as in relationship=partner, and several at once with a "
        "semicolon between them; only questions of safety are not answered ahead."
    )


def why_document(prompt: prompts.Prompt) -> Document:
    """Say why something is asked."""
    parts = _why_asked(prompt) if isinstance(prompt, prompts.Asking) else map(Paragraph, _why_here(prompt))
    return Document(tuple(parts))


def _why_asked(asking: prompts.Asking) -> Iterator[Part]:
    interview, question = asking.interview, asking.question
    if question.fact == TOPICS:
        yield Paragraph("So that you are not asked what you cannot know. It is no evidence for anything.")
    elif asking.for_safety:
        yield Paragraph("Safety comes before any reading, whatever the tears may mean. You may leave it open with u.")
    elif not question.meanings:
        yield Paragraph("It is asked because you wished for it, or for all questions.")
    elif interview.in_danger:
        yield Paragraph("It bears on what the tears may mean, which is held back here. You need not go on.")
    else:
        yield from _what_it_serves(interview.knowledge, question)
    if question.fact != TOPICS and asking.before is None:
        count = interview.remaining
        asked = "This is the only question that" if count == 1 else f"{count} questions, this one among them,"
        yield Paragraph(f"{asked} could matter as things stand. Your answer can make that more or fewer.", Tone.QUIET)


def _what_it_serves(knowledge: Knowledge, question: Question) -> Iterator[Part]:
    if len(question.meanings) > _MOST_READINGS:
        yield Paragraph(f"As things stand, it bears on {len(question.meanings)} of the readings.")
    else:
        yield Paragraph("As things stand, the answer would do most to tell these readings apart:")
        yield listing(knowledge.meaning(name).title for name in question.meanings)
    rules = {rule.name: rule for rule in knowledge.rules()}
    yield Paragraph("It serves these rules:")
    yield listing(f"{name}: {rules[name].why}" for name in question.rules[:_MOST_REASONS])


def _why_here(prompt: prompts.Prompt) -> Iterator[str]:
    if isinstance(prompt, prompts.Noticed):
        yield "What you answered raised this, and it comes before anything else."
    elif isinstance(prompt, prompts.Clashing):
        yield "Both cannot be so at once, and what follows should rest on what is so."
    elif isinstance(prompt, prompts.LookingOver):
        yield "What follows rests on these answers and on nothing else."
        yield from filter(None, [numbers_text(prompt.interview)])
    elif isinstance(prompt, prompts.Naming):
        yield "Nothing is kept unless you name a file. It must be a new one, and only you can read it."
    elif isinstance(prompt, prompts.Changing):
        yield "Any answer can be changed. It stands until there is a new one."
    else:
        yield "So that you can read at your own pace."
