"""What one answer did everywhere in a conclusion."""

from collections.abc import Iterator

from whycry_expert.inference.conclusion import Conclusion
from whycry_expert.knowledge.model import Rule
from whycry_expert.presentation import wording
from whycry_expert.presentation.document import Document, Paragraph, Part, Section, Tone, listing
from whycry_expert.presentation.documents.difference import conclusions_table, firings_listing
from whycry_expert.presentation.documents.frame import framed
from whycry_expert.presentation.gate import Gated
from whycry_expert.presentation.notices import told_notices
from whycry_expert.presentation.sentences import answer_sentences, because_sentence
from whycry_expert.reasoning.fact_effect import FactEffect


def fact_effect_document(gated: Gated[FactEffect]) -> Document:
    """Write what the answer to a fact was, what fired because of it, what it rules out, and what changed."""
    return framed(gated, _parts, _title)


def _title(effect: FactEffect) -> str:
    fact = effect.conclusion.knowledge.facts[effect.fact]
    return f"{fact.question} ({fact.name})"


def _parts(effect: FactEffect) -> Iterator[Part]:
    conclusion = effect.conclusion
    answer = conclusion.situation.answers.get(effect.fact)
    if answer is None:
        yield Paragraph(wording.NOT_ANSWERED_SO_NOTHING, Tone.LEAD)
        return
    yield listing(answer_sentences(conclusion.knowledge.facts[effect.fact], answer))
    yield from _notices(effect)
    yield Section(wording.BECAUSE_OF_IT, tuple(_firings(effect)))
    table = conclusions_table(effect.without, (wording.WITHOUT, wording.WITH))
    yield Section(wording.WITHOUT_AND_WITH, (table,))


def _notices(effect: FactEffect) -> Iterator[Paragraph]:
    without, now = effect.without.before, effect.without.after
    for told in told_notices(now):
        if told.notice.name not in without.notices:
            yield Paragraph(f"{wording.RAISED} {told.title}", Tone.LEAD)


def _firings(effect: FactEffect) -> Iterator[Part]:
    yield firings_listing(effect.without) if effect.without.firings else Paragraph(wording.FIRES_ANYWAY)
    moved = {item.rule.name for item in effect.without.firings}
    matched = tuple(rule for rule in effect.matched if rule.name not in moved)
    yield from _rules(effect.conclusion, wording.MATCHED_TOO, matched)
    yield from _rules(effect.conclusion, wording.RULED_OUT, effect.ruled_out)


def _rules(conclusion: Conclusion, heading: str, rules: tuple[Rule, ...]) -> Iterator[Part]:
    if rules:
        yield Paragraph(heading)
        answers = conclusion.situation.answers
        yield listing(f"{because_sentence(conclusion.knowledge, rule, answers)} ({rule.name})" for rule in rules)
