"""Builds an experta KnowledgeEngine from a knowledge base.

Every alternative of a rule's condition becomes one experta rule over positive patterns: one class of working
memory elements for each fact and finding, tested by a predicate on its answer or support. Salience orders the
stages. What closes a stage (the support of a finding, a reading, the picture) is a rule of lower salience on
the initial fact, so that it sees all that the stage put into working memory.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from whycry_expert.inference.conclusion import counted_terms, lines_of
from whycry_expert.inference.experta_import import AS, Fact, InitialFact, KnowledgeEngine, P, Rule
from whycry_expert.inference.strategy import RankedStrategy
from whycry_expert.inference.trace import Assertion, AssertionKind, Firing, Matched, Stage, Term
from whycry_expert.knowledge import model
from whycry_expert.knowledge.alternatives import Alternative, Literal, alternatives
from whycry_expert.knowledge.answer import Answer
from whycry_expert.knowledge.certainty import THRESHOLD, Interval, combine, leaders, picture_of
from whycry_expert.knowledge.condition import Condition, FindingTest

NOTICES, FINDINGS, MEANINGS, READINGS, PICTURE, ADDITIONS = 6000, 5000, 3000, 2000, 1000, 500
"""Salience of the stages; findings count down from theirs, two for each finding."""


class AnswerElement(Fact):  # type: ignore[misc]  # experta has no types
    """Working memory: the `answer` to one fact. Each fact has a class of its own."""


class FindingElement(Fact):  # type: ignore[misc]
    """Working memory: the known `support` of one finding. Each finding has a class of its own."""


class Supported(Fact):  # type: ignore[misc]
    """Working memory: a `rule` supports a `finding` by an `amount`."""


class Contributed(Fact):  # type: ignore[misc]
    """Working memory: a `rule` contributes a signed `amount` to a `meaning` in a `line`."""


class Raised(Fact):  # type: ignore[misc]
    """Working memory: a `notice` was raised."""


class Concluded(Fact):  # type: ignore[misc]
    """Working memory: the `certainty` of a `meaning`."""


class Pictured(Fact):  # type: ignore[misc]
    """Working memory: the `picture` that the readings make."""


class Added(Fact):  # type: ignore[misc]
    """Working memory: a `meaning` that the picture brought in."""


@dataclass(frozen=True, slots=True)
class Network:
    """A KnowledgeEngine with the classes of its working memory, and the firings of the run in progress.

    `labels` says what each experta rule does, in the order of their ranks.
    """

    engine: Any
    answer_classes: dict[str, type]
    firings: list[Firing]
    labels: tuple[str, ...]

    def elements(self, answers: dict[str, Answer]) -> list[Any]:
        """Give the working memory elements for some answers, in the order given."""
        return [self.answer_classes[name](answer=answer) for name, answer in answers.items()]


def build_network(knowledge: model.Knowledge) -> Network:
    """Build the engine of a knowledge base. It shares nothing with any other engine."""
    return _NetworkBuilder(knowledge).build(knowledge)


class _NetworkBuilder:
    def __init__(self, knowledge: model.Knowledge) -> None:
        self._firings: list[Firing] = []
        self._namespace: dict[str, Any] = {"__strategy__": RankedStrategy}
        self._labels: list[str] = []
        self._predicates: dict[tuple[Literal, ...], P] = {}
        self._answers = {name: type(name, (AnswerElement,), {}) for name in knowledge.facts}
        self._findings = {item.name: type(item.name, (FindingElement,), {}) for item in knowledge.findings}

    def build(self, knowledge: model.Knowledge) -> Network:
        # the rules refer to the builder, so it does not keep the knowledge: idle networks would keep it for ever
        for notice in knowledge.notices:
            self._add_notice(notice)
        for position, finding in enumerate(knowledge.findings):
            self._add_finding(finding, FINDINGS - 2 * position)
        for meaning in knowledge.meanings:
            self._add_meaning(meaning)
        self._add_picture()
        for meaning in knowledge.meanings:
            if meaning.concluded_when:
                self._add_addition(meaning)
        engine = type("SituationEngine", (KnowledgeEngine,), self._namespace)()
        return Network(engine, self._answers, self._firings, tuple(self._labels))

    def _add(self, label: str, salience: int, patterns: list[Any], body: Callable[..., None]) -> None:
        rank = len(self._labels)
        self._labels.append(label)
        # update_wrapper carries the attribute on to every copy that experta makes of the rule
        body.rank = rank  # type: ignore[attr-defined]
        self._namespace[f"rule_{rank:05}"] = Rule(*patterns, salience=salience)(body)

    def _record(self, stage: Stage, rule: str, asserted: Assertion, **details: Any) -> None:  # noqa: ANN401
        matched = details.pop("matched", ())
        self._firings.append(Firing(len(self._firings) + 1, stage, rule, matched, asserted, **details))

    def _add_closing(self, label: str, salience: int, body: Callable[[Any], None]) -> None:
        self._add(label, salience, [InitialFact()], lambda engine, **_: body(engine))

    def _add_notice(self, notice: model.Notice) -> None:
        asserted = Assertion(AssertionKind.NOTICE, notice.name)

        def fire(engine: Any, detail: dict[str, Any], _: Fraction) -> None:  # noqa: ANN401
            engine.declare(Raised(notice=notice.name))
            self._record(Stage.NOTICES, notice.name, asserted, claims=notice.claims, sources=notice.sources, **detail)

        self._add_alternatives(notice.name, notice.condition, NOTICES, fire)

    def _add_alternatives(
        self, name: str, condition: Condition, salience: int, fire: Callable[[Any, dict[str, Any], Fraction], None]
    ) -> None:
        found = alternatives(condition)
        for number, alternative in enumerate(found, start=1):
            which = {"alternative": number, "alternatives": len(found)}
            label = f"{name} [{number} of {len(found)}]" if len(found) > 1 else name
            self._add_alternative(label, alternative, which, salience, fire)

    def _add_alternative(
        self,
        label: str,
        alternative: Alternative,
        which: dict[str, int],
        salience: int,
        fire: Callable[[Any, dict[str, Any], Fraction], None],
    ) -> None:
        subjects = tuple(dict.fromkeys(literal.subject for literal in alternative))
        patterns = [
            getattr(AS, f"element_{position}") << self._pattern(subject, alternative)
            for position, subject in enumerate(subjects)
        ]

        def body(engine: Any, **elements: Any) -> None:  # noqa: ANN401
            bound = {subject: elements[f"element_{position}"] for position, subject in enumerate(subjects)}
            matched = tuple(_matched(literal, bound[literal.subject]) for literal in alternative)
            certainty = min(match.certainty for match in matched)
            fire(engine, {"matched": matched, **which}, certainty)

        self._add(label, salience, patterns, body)

    def _pattern(self, subject: str, alternative: Alternative) -> Any:  # noqa: ANN401
        literals = tuple(literal for literal in alternative if literal.subject == subject)
        predicate = self._predicates.setdefault(literals, P(lambda value: _all_hold(literals, value)))
        if isinstance(literals[0].test, FindingTest):
            return self._findings[subject](support=predicate)
        return self._answers[subject](answer=predicate)

    def _add_finding(self, finding: model.Finding, salience: int) -> None:
        for rule in finding.rules:
            self._add_alternatives(rule.name, rule.condition, salience, self._supporting(finding, rule))

        def close(engine: Any) -> None:  # noqa: ANN401
            terms = [
                Term(element["rule"], element["amount"])
                for element in _elements(engine, Supported)
                if element["finding"] == finding.name
            ]
            if terms:
                support = max(term.amount for term in terms)
                engine.declare(self._findings[finding.name](support=Interval(support, support)))
                asserted = Assertion(AssertionKind.FINDING, finding.name, support)
                self._record(Stage.FINDINGS, finding.name, asserted, terms=tuple(terms))

        self._add_closing(f"the finding {finding.name}", salience - 1, close)

    def _supporting(self, finding: model.Finding, rule: model.Rule) -> Callable[[Any, dict[str, Any], Fraction], None]:
        def fire(engine: Any, detail: dict[str, Any], certainty: Fraction) -> None:  # noqa: ANN401
            amount = rule.weight * certainty
            engine.declare(Supported(finding=finding.name, rule=rule.name, amount=amount))
            asserted = Assertion(AssertionKind.SUPPORT, finding.name, amount)
            self._record_rule(Stage.FINDINGS, rule, asserted, certainty, detail)

        return fire

    def _record_rule(
        self, stage: Stage, rule: model.Rule, asserted: Assertion, certainty: Fraction, detail: dict[str, Any]
    ) -> None:
        self._record(
            stage,
            rule.name,
            asserted,
            strength=rule.strength,
            certainty=certainty,
            claims=rule.claims,
            sources=rule.sources,
            **detail,
        )

    def _add_meaning(self, meaning: model.Meaning) -> None:
        for rule in meaning.rules:
            self._add_alternatives(rule.name, rule.condition, MEANINGS, self._contributing(meaning, rule))

        def close(engine: Any) -> None:  # noqa: ANN401
            terms = [
                Term(element["rule"], element["amount"], element["line"])
                for element in _elements(engine, Contributed)
                if element["meaning"] == meaning.name
            ]
            counted = counted_terms(lines_of(meaning, terms))
            certainty = combine(term.amount for term in counted)
            engine.declare(Concluded(meaning=meaning.name, certainty=certainty))
            asserted = Assertion(AssertionKind.READING, meaning.name, certainty)
            self._record(Stage.CONCLUSION, meaning.name, asserted, terms=counted)

        self._add_closing(f"the reading {meaning.name}", READINGS, close)

    def _contributing(
        self, meaning: model.Meaning, rule: model.Rule
    ) -> Callable[[Any, dict[str, Any], Fraction], None]:
        sign = 1 if rule.direction is model.Direction.FOR else -1

        def fire(engine: Any, detail: dict[str, Any], certainty: Fraction) -> None:  # noqa: ANN401
            amount = sign * rule.weight * certainty
            engine.declare(Contributed(meaning=meaning.name, rule=rule.name, line=rule.line, amount=amount))
            asserted = Assertion(AssertionKind.CONTRIBUTION, meaning.name, amount, rule.line, rule.direction)
            self._record_rule(Stage.MEANINGS, rule, asserted, certainty, detail)

        return fire

    def _add_picture(self) -> None:
        def close(engine: Any) -> None:  # noqa: ANN401
            certainties = {item["meaning"]: item["certainty"] for item in _elements(engine, Concluded)}
            leading = leaders(certainties)
            picture = picture_of(leading)
            engine.declare(Pictured(picture=picture))
            terms = tuple(Term(name, certainties[name]) for name in leading)
            asserted = Assertion(AssertionKind.PICTURE, picture.value)
            self._record(Stage.CONCLUSION, "picture", asserted, terms=terms)

        self._add_closing("the picture", PICTURE, close)

    def _add_addition(self, meaning: model.Meaning) -> None:
        def body(engine: Any, **_: Any) -> None:  # noqa: ANN401
            engine.declare(Added(meaning=meaning.name))
            self._record(Stage.CONCLUSION, meaning.name, Assertion(AssertionKind.ADDED, meaning.name))

        pattern = Pictured(picture=P(lambda picture: picture in meaning.concluded_when))
        self._add(f"{meaning.name}, because of the picture", ADDITIONS, [pattern], body)


def _all_hold(literals: tuple[Literal, ...], value: Any) -> bool:  # noqa: ANN401
    return all(_value(literal, value).lo >= THRESHOLD for literal in literals)


def _value(literal: Literal, value: Any) -> Interval:  # noqa: ANN401
    if isinstance(literal.test, FindingTest):
        return literal.oriented(value)
    return literal.oriented(literal.test.value(value))


def _matched(literal: Literal, element: Any) -> Matched:  # noqa: ANN401
    value = element["support"] if isinstance(literal.test, FindingTest) else element["answer"]
    return Matched(literal.subject, str(literal), _value(literal, value).lo)


def _elements(engine: Any, kind: type) -> list[Any]:  # noqa: ANN401
    return [element for element in engine.facts.values() if isinstance(element, kind)]
