"""What a line means at each prompt of an interview, and which prompt comes then."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from whycry_expert.interview import prompts
from whycry_expert.interview.choosing import Question
from whycry_expert.interview.reply import Answered, Misunderstood, read_reply
from whycry_expert.interview.session import Interview
from whycry_expert.interview.settling import answered_instead, clashes_with_itself
from whycry_expert.interview.topics import TOPICS, topics_of
from whycry_expert.printable import quoted
from whycry_expert.situation.model import Given

ALL_TOPICS = ("a", "all")
GO_ON = ("g", "go")
STOP = "stop"
_LONGEST_NUMBER = 6
_QUOTES = "'\""


@dataclass(frozen=True, slots=True)
class Moved:
    """The prompt that comes now.

    `heard` says how words among several options were understood, and `volunteered` is an answer to another question
    than the one that was asked: both are to be said, since the person cannot see them otherwise.
    """

    prompt: prompts.Prompt
    heard: str = ""
    volunteered: Answered | None = None


@dataclass(frozen=True, slots=True)
class ClashesWithItself:
    """Options of one answer that do not go together."""

    fact: str
    given: Given


@dataclass(frozen=True, slots=True)
class SaveTo:
    """The wish to save to a file of this name."""

    name: str


@dataclass(frozen=True, slots=True)
class Finished:
    """Everything was said."""


Refused: TypeAlias = Misunderstood | ClashesWithItself
Taken: TypeAlias = Moved | Refused | SaveTo | Finished


def take(prompt: prompts.Prompt, text: str) -> Taken:
    """Take a line that is no command; where it means nothing at the prompt, say what was expected."""
    return _TAKERS[type(prompt)](prompt, text.strip())


def back(prompt: prompts.Prompt) -> Moved | Misunderstood:
    """Go one step back: to the prompt from which this one was opened, or to the question before."""
    if prompt.before is not None:
        return Moved(prompt.before)
    if prompt.interview.previous is None:
        return Misunderstood("This is where it began; there is nothing before it.")
    return Moved(prompts.following(prompt.interview.undo()))


def change(prompt: prompts.Prompt) -> Moved | Misunderstood:
    """Open the list of answers, from which one goes back to the prompt at which it was asked for."""
    if not prompts.changeable(prompt.interview):
        return Misunderstood("Nothing is answered yet.")
    if isinstance(prompt, (prompts.Changing, prompts.Naming, prompts.Clashing)):
        return Moved(prompts.Changing(prompt.before))
    return Moved(prompts.Changing(prompt))


def _at_a_question(asking: prompts.Asking, text: str) -> Taken:
    if not text:
        return Moved(asking)
    if asking.question.fact == TOPICS and text.lower() in ALL_TOPICS:
        return _topics_chosen(asking.interview, None)
    reply = read_reply(text, asking.fact, asking.interview.knowledge.facts)
    return reply if isinstance(reply, Misunderstood) else take_answer(asking, reply)


def take_answer(asking: prompts.Asking, reply: Answered) -> Taken:
    """Take an answer at a question, however it was given."""
    if reply.fact == TOPICS:
        return _topics_chosen(asking.interview, reply.given)
    return _answered(asking, reply)


def _topics_chosen(interview: Interview, given: Given | None) -> Moved:
    """Take the topics that were named; where some were only left out by name, all the others."""
    names = [topic.name for topic in topics_of(interview.knowledge)]
    if given is not None:
        signed = dict(given.answer.options)
        some = any(value > 0 for value in signed.values())
        names = [name for name in names if signed.get(name, 0) > 0 or (not some and name not in signed)]
    return Moved(prompts.following(interview.choose_topics(names)))


def _answered(asking: prompts.Asking, reply: Answered) -> Taken:
    interview, fact, given = asking.interview, reply.fact, reply.given
    if given is not None and clashes_with_itself(interview, fact, given):
        return ClashesWithItself(fact, given)
    clashes = interview.clashes(fact, given) if given is not None else ()
    if given is not None and clashes:
        return Moved(prompts.Clashing(asking, fact, given, clashes[0]))
    after = interview.answer(fact, given, asked=_counts(asking, fact))
    volunteered = reply if fact != asking.question.fact else None
    return Moved(_after(asking, fact, after), reply.heard, volunteered)


def _counts(asking: prompts.Asking, fact: str) -> bool:
    """Tell whether an answer counts as a question asked: one that is volunteered or changed does not."""
    return fact == asking.question.fact and asking.before is None


def _after(asking: prompts.Asking, fact: str, after: Interview) -> prompts.Prompt:
    """Give what comes after an answer: notices that it raised, and the question that stands, or else the next one."""
    stands = fact != asking.question.fact and _still_asked(asking, after)
    then = prompts.Asking(after, asking.question, asking.before) if stands else prompts.following(after)
    raised = after.raised_since(asking.interview)
    return prompts.Noticed(after, raised, then, asking) if raised else then


def _still_asked(asking: prompts.Asking, after: Interview) -> bool:
    closed = asking.before is None and asking.question.fact in after.closed
    fact = asking.question.fact
    return (fact == TOPICS or after.outlook.standing.applies(fact)) and not closed


def _at_a_notice(noticed: prompts.Noticed, text: str) -> Taken:
    if text.lower() == STOP and noticed.interview.in_danger:
        return Moved(prompts.Concluded(noticed.interview))
    if text:
        return Misunderstood(f"{quoted(text)} means nothing here; Enter goes on")
    if not noticed.in_full:
        return Moved(replace(noticed, in_full=True))
    rest = noticed.notices[1:]
    return Moved(replace(noticed, notices=rest, in_full=False) if rest else noticed.then)


def _at_a_clash(clashing: prompts.Clashing, text: str) -> Taken:
    if text == "1":
        return Moved(clashing.before)
    if text == "2":
        asking, fact = clashing.before, clashing.fact
        after = answered_instead(clashing.interview, fact, clashing.given, asked=_counts(asking, fact))
        return Moved(_after(asking, fact, after))
    return Misunderstood("please type 1 for the earlier answer or 2 for this one; b takes neither and asks again")


def _at_the_changes(changing: prompts.Changing, text: str) -> Taken:
    return _chosen(changing, text) if text else Moved(changing.before)


def _chosen(prompt: prompts.Changing | prompts.LookingOver, text: str) -> Taken:
    names = prompts.changeable(prompt.interview)
    number = int(text) if text.isdecimal() and len(text) <= _LONGEST_NUMBER else 0
    if not 1 <= number <= len(names):
        return Misunderstood(f"{quoted(text)} is none of the numbers from 1 to {len(names)}")
    return Moved(prompts.Asking(prompt.interview, Question(names[number - 1]), prompt))


def _at_a_name(naming: prompts.Naming, text: str) -> Taken:
    in_quotes = len(text) > 1 and text[0] == text[-1] and text[0] in _QUOTES
    return SaveTo(text[1:-1] if in_quotes else text) if text else Moved(naming.before)


def _at_the_look_over(looking: prompts.LookingOver, text: str) -> Taken:
    if not text:
        return Moved(prompts.Concluded(looking.interview))
    if text.lower() in GO_ON and looking.can_go_on:
        ended = looking.interview.ending is not None
        return Moved(prompts.following(looking.interview.going_on() if ended else looking.interview))
    return _chosen(looking, text)


def _at_the_conclusion(concluded: prompts.Concluded, text: str) -> Taken:
    if text:
        return Misunderstood(f"{quoted(text)} means nothing here; Enter goes on")
    return Finished() if concluded.whole else Moved(prompts.Concluded(concluded.interview, whole=True))


_TAKERS: dict[type[prompts.Prompt], Callable[[Any, str], Taken]] = {
    prompts.Asking: _at_a_question,
    prompts.Noticed: _at_a_notice,
    prompts.Clashing: _at_a_clash,
    prompts.Changing: _at_the_changes,
    prompts.Naming: _at_a_name,
    prompts.LookingOver: _at_the_look_over,
    prompts.Concluded: _at_the_conclusion,
}
