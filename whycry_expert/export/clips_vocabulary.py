"""What can be answered, and answers, as CLIPS takes them."""

from collections.abc import Iterator
from fractions import Fraction

from whycry_expert.export.clips_text import comment, number
from whycry_expert.knowledge.answer import Answer, Answers
from whycry_expert.knowledge.certainty import THRESHOLD
from whycry_expert.knowledge.model import Fact, Kind, Knowledge

_INTRODUCTION = """\
{title} (version {version})
digest {digest}

The rule base as a program for CLIPS 6.4, written by `whycry-expert kb export clips`. It concludes the same:

  CLIPS> (load "rules.clp")
  CLIPS> (reset)
  CLIPS> (assert {example})
  CLIPS> (run)
  CLIPS> (facts)

Answers are asserted after (reset), each once; what is not asserted is not answered, and that is never evidence.

  yes-no fact     (answer (fact FACT) (certainty C))
                  C above 0 is yes, below 0 no: yes 1, probably 0.7, maybe 0.4, maybe not -0.4, probably not -0.7, no -1
  choice fact     (answer (fact FACT) (option OPTION) (certainty C)), once, C above 0: the option that holds
  choices fact    (answer (fact FACT) (option OPTION) (certainty C)), once for each option that is answered
  number fact     (amount (fact FACT) (value N) (certainty C)), C above 0

A certainty that is left out is 1. CLIPS refuses no answers that contradict each other, and no fact or option that
there is not: the vocabulary below says which there are. What (run) asserts:

  (notice ...)    words of safety; they come before every reading, those of the smallest urgency first, and where one
                  says (danger yes), whoever shows this to people holds the readings back. What stands beside the
                  name of its rule is its general title; what it says, to whom, stands in the knowledge alone
  (fired ...)     the rules that held, each with its strength times the certainty of its condition
  (finding ...)   what was concluded in between, from a support of {threshold} on
  (reading ...)   the certainty of each meaning, from -1 to 1; it is no probability
  (leading ...)   the meanings that lead, in no order
  (picture P)     clear: one leads; mixed: several do; open: none does
  (added ...)     a meaning that the picture itself brings in

A rule whose condition has alternatives is a defrule for each, RULE/1-of-2 and so on. The strongest rule of each
side (for, against) of each line of evidence counts; the lines are combined like likelihood ratios.
"""


def introduction(knowledge: Knowledge) -> str:
    """Give the comment that says what the program is and how it is used."""
    filled = {
        "title": knowledge.about.title,
        "version": knowledge.about.version,
        "digest": knowledge.digest,
        "example": next(_example(fact) for fact in knowledge.facts.values()),
        "threshold": number(THRESHOLD),
    }
    return "".join(comment(line.format_map(filled)).rstrip() + "\n" for line in _INTRODUCTION.splitlines())


def _example(fact: Fact) -> str:
    if fact.kind is Kind.NUMBER:
        return _amount(fact.name, fact.least or Fraction(3), Fraction(7, 10))
    return _answer(fact.name, fact.option_names[0] if fact.options else "yes", Fraction(7, 10))


def vocabulary(knowledge: Knowledge) -> str:
    """Give the facts and options by theme, as comments."""
    return "\n".join(_vocabulary(knowledge)) + "\n"


def _vocabulary(knowledge: Knowledge) -> Iterator[str]:
    for theme in knowledge.themes:
        yield comment(f"=== {theme.title} ===")
        for fact in (knowledge.facts[name] for name in theme.facts):
            yield comment(f"{fact.name} ({fact.kind.value}): {fact.question}")
            yield from (comment(f"    {option.name}: {option.label}") for option in fact.options)


def facts_of_answers(answers: Answers) -> tuple[str, ...]:
    """Write answers as facts of CLIPS: one for each number, and for each option with its signed certainty."""
    return tuple(fact for name, answer in answers.items() for fact in _facts(name, answer))


def deffacts(answers: Answers) -> str:
    """Give a construct that lets `(reset)` assert some answers."""
    facts = "".join(f"\n  {fact}" for fact in facts_of_answers(answers))
    return f'(deffacts answers "The answers of one situation"{facts})\n'


def _facts(name: str, answer: Answer) -> Iterator[str]:
    if answer.number is not None:
        yield _amount(name, answer.number, answer.certainty)
    else:
        yield from (_answer(name, option or "yes", signed) for option, signed in answer.options)


def _answer(fact: str, option: str, certainty: Fraction) -> str:
    return f"(answer (fact {fact}) (option {option}) (certainty {number(certainty)}))"


def _amount(fact: str, value: Fraction, certainty: Fraction) -> str:
    return f"(amount (fact {fact}) (value {number(value)}) (certainty {number(certainty)}))"
