"""What one answer did everywhere in a conclusion."""

from collections.abc import Iterator

from whycry_expert.inference.conclusion import Conclusion
from whycry_expert.knowledge.model import Rule
from whycry_expert.presentation import wording
from whycry_expert.presentation.document import Block, Document, Piece, Style
from whycry_expert.presentation.documents.difference import conclusion_blocks, firing_blocks
from whycry_expert.presentation.documents.frame import framed
from whycry_expert.presentation.sentences import answer_sentences, because_sentence
from whycry_expert.reasoning.fact_effect import FactEffect


def fact_effect_document(effect: FactEffect) -> Document:
    """Write what the answer to a fact was, what fired because of it, what it rules out, and what changed."""
    fact = effect.conclusion.knowledge.facts[effect.fact]
    return framed(effect.conclusion, f"{fact.question} ({fact.name})", _blocks(effect))


def _blocks(effect: FactEffect) -> Iterator[Piece]:
    conclusion = effect.conclusion
    fact = conclusion.knowledge.facts[effect.fact]
    answer = conclusion.situation.answers.get(effect.fact)
    if answer is None:
        yield Block(Style.LEAD, wording.NOT_ANSWERED_SO_NOTHING)
        return
    for sentence in answer_sentences(fact, answer):
        yield Block(Style.ITEM, sentence)
    yield from _notices(effect)
    yield Block(Style.HEADING, wording.BECAUSE_OF_IT)
    if not effect.without.firings:
        yield Block(Style.PARAGRAPH, wording.FIRES_ANYWAY)
    yield from firing_blocks(effect.without)
    only_matched = {rule.name for rule in effect.matched} - {item.rule.name for item in effect.without.firings}
    yield from _rules(
        conclusion, wording.MATCHED_TOO, tuple(rule for rule in effect.matched if rule.name in only_matched)
    )
    yield from _rules(conclusion, wording.RULED_OUT, effect.ruled_out)
    yield Block(Style.HEADING, wording.WITHOUT_AND_WITH)
    yield from conclusion_blocks(effect.without, (wording.WITHOUT, wording.WITH))


def _notices(effect: FactEffect) -> Iterator[Block]:
    without, now = effect.without.before, effect.without.after
    for notice in now.raised:
        if notice.name not in without.notices:
            yield Block(Style.LEAD, f"{wording.RAISED} {notice.title}")


def _rules(conclusion: Conclusion, heading: str, rules: tuple[Rule, ...]) -> Iterator[Block]:
    if rules:
        yield Block(Style.PARAGRAPH, heading)
    for rule in rules:
        sentence = because_sentence(conclusion.knowledge, rule, conclusion.situation.answers)
        yield Block(Style.ITEM, f"{sentence} ({rule.name})")
