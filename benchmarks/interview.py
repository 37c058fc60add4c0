"""How many questions the interview needs, over all situations, with each one's answers as the person's.

What a situation does not answer the person is unsure about, and a topic of which it answers nothing the person sets
aside. Of several options the person ticks what the situation says is so, and says that nothing else is only where the
situation denies all the others. Everything that applies is asked without setting anything aside.
Run it with: python benchmarks/interview.py
"""

import random
import statistics
import sys
from pathlib import Path

from msgspec.structs import replace

from whycry_expert import load_knowledge, read_situation_file
from whycry_expert.evaluation.standing import standing_of
from whycry_expert.interview.session import Interview, Until
from whycry_expert.knowledge.model import Fact, Knowledge
from whycry_expert.reasoning.questions import asked_now
from whycry_expert.situation.model import Given, Situation

SITUATIONS = Path(__file__).parent.parent / "situations"
HALF = 0.5
TITLES = ("chosen", "all that applies", "file order", "random order", "chosen, no topics")


def interviewed(knowledge: Knowledge, situation: Situation, until: Until, *, topics: bool = True) -> Interview:
    """Hold the interview with a person who knows what the situation says and nothing else."""
    interview = Interview(knowledge, until=until)
    if topics and interview.topics:
        interview = interview.choose_topics(topics_answered(interview, situation))
    while interview.question is not None:
        fact = interview.question.fact
        interview = interview.answer(fact, ticked(knowledge.facts[fact], situation.given.get(fact)))
    return interview


def ticked(fact: Fact, given: Given | None) -> Given | None:
    """Give the answer of someone who ticks what is so, and denies the rest together or not at all."""
    if given is None or not fact.several or len(given.answer.options) == len(fact.options):
        return given
    so = given.answer.where(lambda _, signed: signed > 0)
    return given if so is None else replace(given, answer=so)


def topics_answered(interview: Interview, situation: Situation) -> list[str]:
    """Name the topics about which a situation says something."""
    return [topic.name for topic in interview.topics if set(topic.facts) & set(situation.given)]


def asked_in_order(knowledge: Knowledge, situation: Situation, order: list[str]) -> int:
    """Count the questions asked in a fixed order until the readings that lead are final."""
    interview, asked = Interview(knowledge), 0
    while True:
        standing = interview.outlook.standing
        fact = next(
            (name for name in order if name not in interview.closed and asked_now(standing, knowledge.facts[name])),
            None,
        )
        if fact is None or interview.outlook.final:
            return asked
        interview = interview.answer(fact, ticked(knowledge.facts[fact], situation.given.get(fact)))
        asked += 1


def same_end(knowledge: Knowledge, early: Interview, full: Interview) -> bool:
    """Tell whether the early end has the leading readings that all answers have."""
    one, other = (set(standing_of(knowledge, ended.situation.answers).leading) for ended in (early, full))
    return one == other


def main() -> None:
    """Print the table."""
    knowledge = load_knowledge()
    situations = [read_situation_file(path, knowledge) for path in sorted(SITUATIONS.glob("*.yaml"))]
    chance = random.Random(0)  # noqa: S311 - a reproducible order, no secret
    rows = []
    for situation in situations:
        early, full = (interviewed(knowledge, situation, until) for until in (Until.SETTLED, Until.ALL))
        shuffled = chance.sample(sorted(knowledge.facts), len(knowledge.facts))
        in_file_order = asked_in_order(knowledge, situation, list(knowledge.facts))
        at_random = asked_in_order(knowledge, situation, shuffled)
        no_topics = interviewed(knowledge, situation, Until.SETTLED, topics=False)
        same = same_end(knowledge, early, full) and same_end(knowledge, no_topics, full)
        rows.append((early.asked, full.asked, in_file_order, at_random, no_topics.asked, same))
    for column, title in enumerate(TITLES):
        counts = [row[column] for row in rows]
        print(f"{title:18} median {statistics.median(counts):5} worst {max(counts)}")
    shares = [row[0] / row[1] for row in rows]
    print(f"{'chosen / all':18} median {statistics.median(shares):.2f} worst {max(shares):.2f}")
    print(f"more than half of all that applies in {sum(share > HALF for share in shares)} of {len(rows)}")
    print(f"same end {sum(row[5] for row in rows)} of {len(rows)}")


if __name__ == "__main__":
    sys.exit(main())
