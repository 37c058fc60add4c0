"""The prompts of an interview as documents: what stands there, what can be typed, and why it is asked."""

from collections.abc import Callable, Iterator
from typing import Any

from whycry_expert.interview.choosing import Question
from whycry_expert.interview.moves import Refused
from whycry_expert.interview.prompts import (
    Asking,
    Changing,
    Clashing,
    Concluded,
    LookingOver,
    Naming,
    Noticed,
    Prompt,
    changeable,
)
from whycry_expert.interview.reply import Misunderstood
from whycry_expert.interview.session import Interview
from whycry_expert.interview.topics import TOPICS
from whycry_expert.knowledge.answer import Answer, Choices
from whycry_expert.knowledge.certainty import ONE
from whycry_expert.knowledge.condition import OptionTest, tests_in
from whycry_expert.knowledge.model import Fact, Kind, Knowledge, Notice
from whycry_expert.presentation.document import Document, Paragraph, Part, Row, Rows, Section, Tone, listing
from whycry_expert.presentation.documents.interview_end import ending_text, numbers_text
from whycry_expert.presentation.sentences import answer_sentences

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
_NONE_OF_THESE = "None of these."
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


def prompt_document(prompt: Prompt, target: str | None = None) -> Document:
    """Write what stands above a prompt, where answers are kept in `target`. A conclusion has documents of its own."""
    parts = tuple(_DOCUMENTS[type(prompt)](prompt))
    return Document((*parts, *_kept_parts(prompt, target)))


def prompt_line(prompt: Prompt) -> str:
    """Give the line that says what can be typed; it fits into 80 columns."""
    return f"[{_typed_at(prompt)}; h for help]"


def refusal_text(interview: Interview, refused: Refused) -> str:
    """Say why a line is not taken."""
    if isinstance(refused, Misunderstood):
        return f"{refused.message[:1].upper()}{refused.message[1:]}"
    answer = refused.given.answer
    if isinstance(answer, Choices):
        answer = Choices.of({name: signed for name, signed in answer.options if signed > 0})
    told = " ".join(answer_sentences(interview.knowledge.facts[refused.fact], answer))
    return f"These do not go together: {told} Please choose again."


def _typed_at(prompt: Prompt) -> str:
    if isinstance(prompt, Asking):
        return _answers_to(prompt.fact)
    if isinstance(prompt, Noticed):
        enter = "Enter to go on" if prompt.in_full else "Enter for what may help"
        return f"{enter}{', stop to end here, q to leave' if prompt.interview.in_danger else ''}"
    if isinstance(prompt, LookingOver):
        more = ", go for more" if prompt.can_go_on else ""
        return f"Enter for what this points to, a number to change one{more}"
    if isinstance(prompt, Concluded):
        return f"Enter {'to end' if prompt.whole else 'for the rest'}, s to save, q to leave and clear the screen"
    return _TYPED[type(prompt)]


def _answers_to(fact: Fact) -> str:
    return _TOPICS if fact.name == TOPICS else _ANSWERS[fact.kind].format(unit=fact.unit)


_TYPED = {
    Clashing: "1 for the earlier answer, 2 for this one",
    Changing: "the number of an answer to change it, or Enter to change nothing",
    Naming: "the name of a file, or Enter to go on without saving",
}


def help_document(prompt: Prompt) -> Document:
    """Say what can be typed at a prompt."""
    return Document(
        (
            Paragraph(f"Here you can type: {_typed_at(prompt)}."),
            *(map(Paragraph, _more_help(prompt))),
            Paragraph("And wherever you are:"),
            Rows(tuple(Row(key, meaning) for key, meaning in _COMMANDS)),
        )
    )


def _more_help(prompt: Prompt) -> Iterator[str]:
    if isinstance(prompt, Naming):
        yield "A file that has the name of a command needs ./ before it, as in ./q."
    if not isinstance(prompt, Asking):
        return
    if prompt.fact.name == TOPICS:
        yield "What you leave out is not asked; u is the same as all. Enter shows the question again."
        return
    yield "u leaves the question open; that counts neither for nor against anything. Enter shows the question again."
    if prompt.fact.kind is Kind.CHOICES:
        yield (
            "What you do not name stays open too. 1 3 only says that none of the others is so, and none that nothing "
            "of it is. How sure you are goes before or after a number: maybe 3."
        )
    yield (
        "You can also answer another question by its name, as in relationship=partner, and several at once with a "
        "semicolon between them; only questions of safety are not answered ahead."
    )


def why_document(prompt: Prompt) -> Document:
    """Say why something is asked."""
    parts = _why_asked(prompt) if isinstance(prompt, Asking) else map(Paragraph, _why_here(prompt))
    return Document(tuple(parts))


def _why_asked(asking: Asking) -> Iterator[Part]:
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


def _why_here(prompt: Prompt) -> Iterator[str]:
    if isinstance(prompt, Noticed):
        yield "What you answered raised this, and it comes before anything else."
    elif isinstance(prompt, Clashing):
        yield "Both cannot be so at once, and what follows should rest on what is so."
    elif isinstance(prompt, LookingOver):
        yield "What follows rests on these answers and on nothing else."
        yield from filter(None, [numbers_text(prompt.interview)])
    elif isinstance(prompt, Naming):
        yield "Nothing is kept unless you name a file. It must be a new one, and only you can read it."
    elif isinstance(prompt, Changing):
        yield "Any answer can be changed. It stands until there is a new one."
    else:
        yield "So that you can read at your own pace."


def _question_parts(asking: Asking) -> Iterator[Part]:
    fact = asking.fact
    heading = f"Question {asking.interview.asked + 1}" if asking.before is None else "Change this answer"
    parts: list[Part] = []
    if asking.for_safety:
        parts.append(Paragraph("Everyone is asked this, so that safety comes first.", Tone.QUIET))
    parts += [Paragraph(fact.question, Tone.LEAD), Paragraph(fact.help, Tone.QUIET)]
    if fact.options:
        parts.append(Rows(tuple(Row(f"{number:2}", option.label) for number, option in enumerate(fact.options, 1))))
    yield Section(heading, tuple(parts))


def _notice_parts(noticed: Noticed) -> Iterator[Part]:
    notice = noticed.notices[0]
    if noticed.in_full:
        yield from map(Paragraph, notice.says)
        return
    told = _raised_by(noticed.interview, notice)
    if told:
        yield Paragraph(f"You answered: {' '.join(told)}")
    yield Section(notice.title, (Paragraph(notice.first, Tone.LEAD),), notice=True)
    if notice.danger:
        yield Paragraph(_HOLDS_BACK)


def _kept_parts(prompt: Prompt, target: str | None) -> Iterator[Part]:
    """Say in danger whether anything is kept, since someone else may look into this device."""
    if isinstance(prompt, Noticed) and prompt.notices[0].danger and not prompt.in_full:
        kept = f"Your answers are kept in {target}, so think about who may open it." if target else "Nothing is saved."
        yield Paragraph(kept, Tone.QUIET)


def _raised_by(interview: Interview, notice: Notice) -> tuple[str, ...]:
    """Say back the answers that raise a notice, and none besides."""
    facts, answers = interview.knowledge.facts, interview.situation.answers
    told: dict[str, None] = {}
    for test in tests_in(notice.condition):
        answer = answers.get(test.fact) if isinstance(test, OptionTest) else None
        if isinstance(test, OptionTest) and isinstance(answer, Choices):
            for option in test.options:
                signed = answer.signed(option)
                if signed is not None and signed > 0:
                    told.update(dict.fromkeys(answer_sentences(facts[test.fact], Choices.of({option: signed}))))
    return tuple(told)


def _clash_parts(clashing: Clashing) -> Iterator[Part]:
    facts, given = clashing.interview.knowledge.facts, clashing.interview.given
    earlier = [
        answer_text(facts[name], given[name].answer)
        for name in clashing.clash.facts
        if name != clashing.fact and name in given
    ]
    now = answer_text(facts[clashing.fact], clashing.given.answer)
    yield Paragraph("These two do not go together. Which holds?")
    yield Rows((Row("1", f"You said earlier: {' '.join(earlier)}"), Row("2", f"You say now: {now}")))


def _change_parts(changing: Changing) -> Iterator[Part]:
    facts, given = changing.interview.knowledge.facts, changing.interview.given
    rows = (
        Row(f"{number:2}", f"{facts[name].question} {_told(facts[name], given[name].answer)}")
        if name in given
        else Row(f"{number:2}", f"{facts[name].question} (left open)")
        for number, name in enumerate(changeable(changing.interview), start=1)
    )
    yield Section("What you can change", (Rows(tuple(rows)),))


def _name_parts(_: Naming) -> Iterator[Part]:
    yield Paragraph("Your answers so far are written to a new file, which only you can read.")


def _look_over_parts(looking: LookingOver) -> Iterator[Part]:
    interview = looking.interview
    facts, given = interview.knowledge.facts, interview.given
    names = changeable(interview)
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
    told = _told(fact, answer)
    return f"{fact.question} {told}" if told == _NONE_OF_THESE else told


def _told(fact: Fact, answer: Answer) -> str:
    """Say an answer back; what was denied along with all the rest is said together."""
    if not isinstance(answer, Choices) or len(answer.options) < len(fact.options):
        return " ".join(answer_sentences(fact, answer))
    so = {name: signed for name, signed in answer.options if signed != -ONE}
    if not so:
        return _NONE_OF_THESE
    if any(signed < 0 for signed in so.values()):
        return " ".join(answer_sentences(fact, answer))
    rest = " Nothing else of these." if len(so) < len(fact.options) else ""
    return f"{' '.join(answer_sentences(fact, Choices.of(so)))}{rest}"


_DOCUMENTS: dict[type[Prompt], Callable[[Any], Iterator[Part]]] = {
    Asking: _question_parts,
    Noticed: _notice_parts,
    Clashing: _clash_parts,
    Changing: _change_parts,
    Naming: _name_parts,
    LookingOver: _look_over_parts,
}
