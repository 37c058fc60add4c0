"""Which topics a person can speak about: asked first, so that the rest need not be asked at all."""

from collections.abc import Iterable

from whycry_expert.errors import Place
from whycry_expert.interview.choosing import safety_facts
from whycry_expert.knowledge.model import Fact, Kind, Knowledge, Option, Theme

TOPICS = "*topics*"
"""What the question is called; no fact can be called so."""


def topics_of(knowledge: Knowledge) -> tuple[Theme, ...]:
    """Give the themes that can be set aside: those with a question for everyone, except where safety is asked."""
    safety = set(safety_facts(knowledge))
    return tuple(
        theme
        for theme in knowledge.themes
        if not safety & set(theme.facts) and any(knowledge.facts[name].only_if is None for name in theme.facts)
    )


def topic_question(topics: Iterable[Theme]) -> Fact:
    """Give the question as a fact of its own, so that it is asked and answered like any other."""
    return Fact(
        name=TOPICS,
        theme="",
        kind=Kind.CHOICES,
        question="About which of these could you say something?",
        help=(
            "Choose all that you know or noticed something about, or u for all of them. What you leave out is not "
            "asked, and counts neither for nor against anything. You can come back to it at the end."
        ),
        place=Place(TOPICS),
        options=tuple(Option(topic.name, topic.title, topic.title, topic.title) for topic in topics),
    )
