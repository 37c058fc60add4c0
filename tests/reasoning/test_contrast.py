"""Why not: what a reading lacks, and what it would take."""

import pytest
from example_situations import KNOWLEDGE, SITUATIONS, spread
from hypothesis import given
from random_answers import SEEDS, AnswersByChance, situation_with
from random_knowledge import cases_of, knowledge_bases, knowledge_files, knowledge_of, knowledge_with
from thoroughness import examples

from whycry_expert import infer, situation_from
from whycry_expert.inference.trace import RuleFired
from whycry_expert.knowledge.alternatives import alternatives
from whycry_expert.knowledge.answer import changed_by
from whycry_expert.knowledge.certainty import ONE, THRESHOLD, Interval
from whycry_expert.knowledge.condition import FindingTest
from whycry_expert.knowledge.model import Direction
from whycry_expert.reasoning.bounds import outlook_of
from whycry_expert.reasoning.changed_answers import SmallestSets
from whycry_expert.reasoning.contrast import contrast_with
from whycry_expert.reasoning.near_misses import Lacking, empty_lines
from whycry_expert.reasoning.repairs import repairs_for

BINDING = ("only if", "excludes", "implies")


def foils(name):
    conclusion = infer(KNOWLEDGE, SITUATIONS[name])
    others = [reading.meaning for reading in conclusion.readings if reading.meaning not in conclusion.leading]
    return [contrast_with(conclusion, meaning) for meaning in others[:3]]


@pytest.mark.parametrize("name", spread(30))
def test_lines_without_evidence_are_exactly_those_in_which_nothing_speaks_for_the_reading(name):
    for contrast in foils(name):
        lines = KNOWLEDGE.meaning(contrast.foil.meaning).lines
        spoken = {line.name for line in contrast.foil.lines for side in line.sides if side.direction is Direction.FOR}
        hopeful = {
            rule.line for rule in KNOWLEDGE.meaning(contrast.foil.meaning).rules if rule.direction is Direction.FOR
        }
        expected = [line.name for line in lines if line.name in hopeful - spoken]
        assert [empty.line.name for empty in contrast.empty] == expected


@pytest.mark.parametrize("name", spread(30))
def test_what_a_rule_lacks_is_told_as_it_was_answered(name):
    answers = SITUATIONS[name].answers
    for contrast in foils(name):
        for miss in (miss for empty in contrast.empty for miss in empty.misses):
            assert miss.lacks
            for lack in miss.lacks:
                if lack.kind is Lacking.OTHERWISE:
                    assert lack.fact in answers
                if lack.kind is Lacking.RULED_OUT:
                    assert lack.fact not in answers


@pytest.mark.parametrize("name", spread(30))
def test_repairs_make_the_reading_lead_and_those_that_fill_in_change_no_answer(name):
    answers = SITUATIONS[name].answers
    for contrast in foils(name):
        for repairs in (contrast.filling_in, contrast.changing):
            for changes in repairs.sets[:3]:
                changed = situation_with(changed_by(changes.items(), answers))
                assert contrast.foil.meaning in infer(KNOWLEDGE, changed).leading
        if contrast.filling_in.sets and contrast.changing.sets:
            assert len(contrast.changing.sets[0]) < len(contrast.filling_in.sets[0])


def free_of_clashes(files):
    """The same files, where nothing but the answer to a fact itself bears on whether it can be answered."""
    facts = {
        file: theme
        | {
            "facts": {
                name: {k: v for k, v in told.items() if k not in BINDING} for name, told in theme["facts"].items()
            }
        }
        for file, theme in files["facts"].items()
    }
    return {"facts": facts, "rules": files["rules"]}


def lacks_in_each_way(knowledge, answers, supported, condition):
    """For each way to meet a condition what it lacks: fact, test, kind, and the findings that lead there."""
    for way in alternatives(condition):
        lacks = []
        for literal in way:
            if isinstance(literal.test, FindingTest):
                finding = knowledge.findings_by_name[literal.subject]
                if finding.name not in supported:
                    below = (
                        each
                        for rule in finding.rules
                        for each in lacks_in_each_way(knowledge, answers, supported, rule.condition)
                    )
                    lacks += [(*lack[:3], (finding.name, *lack[3])) for lack in min(below, key=distance)]
                continue
            answer = answers.get(literal.subject)
            value = literal.oriented(literal.test.value(answer) if answer is not None else Interval(-ONE, ONE))
            if value.lo < THRESHOLD:
                kind = Lacking.NOT_ANSWERED if value.hi >= THRESHOLD else Lacking.OTHERWISE
                lacks.append((literal.subject, str(literal), kind, ()))
        yield lacks


def distance(lacks):
    return sum(kind is not Lacking.NOT_ANSWERED for _, _, kind, _ in lacks), len(lacks)


@examples(80, least=25)
@given(knowledge_files(), SEEDS)
def test_a_line_without_evidence_names_each_of_its_rules_with_what_the_nearest_way_to_it_lacks(files, chance):
    knowledge = knowledge_of(free_of_clashes(files))
    answers, _ = AnswersByChance(knowledge, chance).few_or_many()
    conclusion = infer(knowledge, situation_with(answers))
    fired = {firing.rule for firing in conclusion.trace if isinstance(firing, RuleFired)}
    for meaning in knowledge.meanings:
        expected = {}
        for line in meaning.lines:
            rules = [rule for rule in meaning.rules if (rule.line, rule.direction) == (line.name, Direction.FOR)]
            if rules and not fired & {rule.name for rule in rules}:
                expected[line] = {
                    rule.name: list(lacks_in_each_way(knowledge, answers, conclusion.support, rule.condition))
                    for rule in rules
                }
        empty = empty_lines(outlook_of(knowledge, answers), meaning)
        assert [one.line for one in empty] == list(expected)
        for one in empty:
            told = {
                miss.rule.name: [(lack.fact, lack.test, lack.kind, lack.through) for lack in miss.lacks]
                for miss in one.misses
            }
            nearest = {name: min(map(distance, ways)) for name, ways in expected[one.line].items()}
            assert all(
                told[name] == next(way for way in expected[one.line][name] if distance(way) == nearest[name])
                for name in nearest
            )
            assert list(told) == sorted(nearest, key=nearest.get)


def test_what_is_not_asked_or_excluded_is_told_from_what_was_answered_otherwise():
    rules = [{"colour": ["red", "blue"]}, {"size": {"at least": 3}}, {"not": {"marks": "deep"}}]
    knowledge = knowledge_with({"it": rules}, colour={"only if": "wet"})

    def told(answers):
        lines = empty_lines(outlook_of(knowledge, situation_from(answers, knowledge).answers), knowledge.meaning("it"))
        return {
            lack.fact: (lack.kind, lack.test, lack.options)
            for line in lines
            for miss in line.misses
            for lack in miss.lacks
        }

    assert told({"wet": "no", "size": 2}) == {
        "colour": (Lacking.RULED_OUT, "colour: red or blue", ("red", "blue")),
        "size": (Lacking.OTHERWISE, "size: at least 3", ()),
        "marks": (Lacking.NOT_ANSWERED, "not marks: deep", ("deep",)),
    }
    assert told({"wet": "yes", "size": 3, "marks": {"deep": "yes"}}) == {
        "colour": (Lacking.NOT_ANSWERED, "colour: red or blue", ("red", "blue")),
        "marks": (Lacking.OTHERWISE, "not marks: deep", ("deep",)),
    }


@examples(40, least=12)
@given(cases_of(knowledge_bases()))
def test_a_reading_is_set_against_those_that_lead_with_what_speaks_against_it_and_the_smallest_repairs(case):
    knowledge, (answers, _) = case
    conclusion = infer(knowledge, situation_with(answers))
    for reading in conclusion.readings:
        contrast = contrast_with(conclusion, reading.meaning)
        assert contrast.foil == reading
        assert contrast.leads == (reading.meaning in conclusion.leading)
        against = [side for line in reading.lines for side in line.sides if side.direction is Direction.AGAINST]
        assert [ground.side for ground in contrast.against] == against
        if contrast.leads:
            assert contrast.filling_in == contrast.changing == SmallestSets((), 0)
            continue
        assert contrast.filling_in == repairs_for(knowledge, answers, reading.meaning, filling_in=True)
        smaller = len(contrast.filling_in.sets[0]) - 1 if contrast.filling_in.sets else 3
        assert all(len(some) <= smaller for some in contrast.changing.sets)
        either = repairs_for(knowledge, answers, reading.meaning, filling_in=False, at_most=smaller)
        assert contrast.changing == either


def test_a_reading_that_leads_needs_no_repair():
    conclusion = infer(KNOWLEDGE, SITUATIONS["example.yaml"])
    contrast = contrast_with(conclusion, conclusion.leading[0])
    assert contrast.leads
    assert contrast.filling_in.sets == contrast.changing.sets == ()


def test_what_was_answered_otherwise_and_what_was_not_answered_are_told_apart():
    said = {"ending": "nothing-ending", "relationship": "partner"}
    contrast = contrast_with(infer(KNOWLEDGE, situation_from(said, KNOWLEDGE)), "he-ended-it")
    kinds = {lack.kind for empty in contrast.empty for miss in empty.misses for lack in miss.lacks}
    assert Lacking.OTHERWISE in kinds
    assert Lacking.NOT_ANSWERED in kinds
