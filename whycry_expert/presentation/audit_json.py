"""The audits as JSON: each says in plain dictionaries all that its document says, and nothing is cut short."""

from collections.abc import Callable

from whycry_expert.inference.conclusion import Conclusion, Reading
from whycry_expert.inference.stepping import Step
from whycry_expert.knowledge.answer import Answer, Changes, Slot
from whycry_expert.knowledge.certainty import band_of, points
from whycry_expert.knowledge.model import Rule
from whycry_expert.presentation import wording
from whycry_expert.presentation.as_json import FORMAT_VERSION, Json, knowledge_data, notice_data, number
from whycry_expert.presentation.documents.step import step_data
from whycry_expert.presentation.gate import Found, Gated
from whycry_expert.presentation.sentences import because_sentence, slot_sentence, slot_words
from whycry_expert.reasoning.changed_answers import SmallestSets
from whycry_expert.reasoning.contrast import Contrast
from whycry_expert.reasoning.difference import Difference
from whycry_expert.reasoning.fact_effect import FactEffect
from whycry_expert.reasoning.grounds import (
    AnswerGround,
    FindingGround,
    Influence,
    ReadingGrounds,
    RuleGround,
    SideGround,
)
from whycry_expert.reasoning.near_misses import NearMiss
from whycry_expert.reasoning.robustness import Robustness, Turn


def why_data(gated: Gated[tuple[ReadingGrounds, ...]]) -> Json:
    """Give how some readings were reached, each down to the answers, under `readings`."""
    (conclusion,) = gated.conclusions
    return _told(gated, lambda readings: {"readings": [_grounds(conclusion, grounds) for grounds in readings]})


def why_not_data(gated: Gated[Contrast]) -> Json:
    """Give why a reading does not lead, and all of the smallest sets of answers that would have made it lead."""
    return _told(gated, _contrast)


def fact_effect_data(gated: Gated[FactEffect]) -> Json:
    """Give what one answer did everywhere; `without_it` sets the conclusion beside that without the answer."""
    return _told(gated, _effect)


def difference_data(gated: Gated[Difference]) -> Json:
    """Give how two situations differ, in every slot and every rule; those that do not differ are left out."""
    return _told(gated, _difference)


def robustness_data(gated: Gated[Robustness]) -> Json:
    """Give every change, or pair of changes, of answers after which other readings lead."""
    return _told(gated, _robustness)


def steps_data(gated: Gated[tuple[Step, ...]], total: int) -> Json:
    """Give some of the `total` firings of a conclusion, one by one."""
    return _told(gated, lambda steps: {"steps_in_all": total, "steps": [step_data(step) for step in steps]})


def _told(gated: Gated[Found], tell: Callable[[Found], Json]) -> Json:
    """Give what may be told: the notices in any case, and what was found, unless it is held back."""
    conclusion = gated.conclusions[-1]

    def opened(found: Found) -> Json:
        return {"picture": conclusion.picture.value, "leading": list(conclusion.leading), **tell(found)}

    return {
        "format_version": FORMAT_VERSION,
        "readings_withheld": gated.withheld,
        "notices": [notice_data(told) for told in gated.notices],
        "replaced_by_flags": list(gated.replaced),
        "no_proof": wording.NO_PROOF,
        "knowledge": knowledge_data(conclusion.knowledge),
        **gated.open(opened, {}),
    }


def _contrast(contrast: Contrast) -> Json:
    conclusion = contrast.conclusion
    shown: set[str] = set()
    return {
        "meaning": contrast.foil.meaning,
        "leads": contrast.leads,
        "certainty": number(contrast.foil.certainty),
        "points": number(contrast.foil.points),
        "instead": [_reading(conclusion.reading(name)) for name in conclusion.leading],
        "lines_without_evidence": [
            {"line": empty.line.name, "title": empty.line.title, "closest": [_miss(miss) for miss in empty.misses]}
            for empty in contrast.empty
        ],
        "speaks_against": [_side(conclusion, side, shown) for side in contrast.against],
        "repairs": {
            "filling_in": _repairs(conclusion, contrast.filling_in),
            "changing": _repairs(conclusion, contrast.changing),
        },
    }


def _effect(effect: FactEffect) -> Json:
    return {
        "fact": effect.fact,
        "answered": effect.fact in effect.conclusion.situation.given,
        "matched": [rule.name for rule in effect.matched],
        "rules_out": [rule.name for rule in effect.ruled_out],
        "without_it": _difference(effect.without),
    }


def _robustness(robustness: Robustness) -> Json:
    return {
        "single_changes_tried": robustness.tried,
        "single_changes": [_turn(turn) for turn in robustness.wrong],
        "pairs_tried": robustness.pairs_tried,
        "pairs": [_turn(turn) for turn in robustness.pairs],
        "open_answers": [_turn(turn) for turn in robustness.open],
    }


def _reading(reading: Reading) -> Json:
    return {
        "id": reading.meaning,
        "title": reading.title,
        "certainty": number(reading.certainty),
        "band": reading.band.value,
        "points": number(reading.points),
    }


def _grounds(conclusion: Conclusion, grounds: ReadingGrounds) -> Json:
    shown: set[str] = set()
    return {
        **_reading(grounds.reading),
        "leading": grounds.reading.meaning in conclusion.leading,
        "sides": [_side(conclusion, side, shown) for side in grounds.sides],
        "rests_on": [_influence(influence) for influence in grounds.rests_on],
        "held_back_by": [_influence(influence) for influence in grounds.held_back_by],
    }


def _side(conclusion: Conclusion, ground: SideGround, shown: set[str]) -> Json:
    return {
        "line": ground.line.name,
        "title": ground.line.title,
        "direction": ground.side.direction.value,
        "points": number(ground.side.points),
        "rules": [_rule_ground(conclusion, rule, shown) for rule in ground.rules],
    }


def _rule_ground(conclusion: Conclusion, ground: RuleGround, shown: set[str]) -> Json:
    return {
        **_rule(ground.rule),
        "because": because_sentence(conclusion.knowledge, ground.rule, conclusion.situation.answers),
        "counted": ground.counted,
        "certainty": number(ground.certainty),
        "amount": number(ground.amount),
        "points": number(points(ground.amount)),
        "grounds": [_ground(conclusion, below, shown) for below in ground.grounds],
    }


def _rule(rule: Rule) -> Json:
    return {
        "rule": rule.name,
        "strength": rule.strength,
        "because": rule.because,
        "why": rule.why,
        "claims": list(rule.claims),
        "sources": list(rule.sources),
    }


def _ground(conclusion: Conclusion, ground: AnswerGround | FindingGround, shown: set[str]) -> Json:
    if isinstance(ground, AnswerGround):
        return {
            "fact": ground.fact,
            "test": ground.test,
            "certainty": number(ground.certainty),
            "answers": _slots(conclusion, ground.answers),
        }
    is_new = ground.finding.name not in shown
    shown.add(ground.finding.name)
    return {
        "finding": ground.finding.name,
        "says": ground.finding.says,
        "support": number(ground.support),
        # null: they stand where the reading names the finding for the first time
        "rules": [_rule_ground(conclusion, rule, shown) for rule in ground.rules] if is_new else None,
    }


def _slots(conclusion: Conclusion, answers: Changes) -> list[Json]:
    return [_slot(conclusion, *change) for change in answers.items()]


def _slot(conclusion: Conclusion, slot: Slot, answer: Answer | None) -> Json:
    return {**_words(slot, answer), "says": slot_sentence(conclusion.knowledge, slot, answer)}


def _words(slot: Slot, answer: Answer | None) -> Json:
    fact, option = slot
    return {"fact": fact, "option": option or None, "answer": slot_words(slot, answer)}


def _influence(influence: Influence) -> Json:
    return {
        "fact": influence.fact,
        "option": influence.option or None,
        "without_it": {
            "certainty": number(influence.without),
            "points": number(points(influence.without)),
            "band": band_of(influence.without).value,
        },
    }


def _miss(miss: NearMiss) -> Json:
    lacks = [
        {"fact": lack.fact, "test": lack.test, "kind": lack.kind.value, "through": list(lack.through)}
        for lack in miss.lacks
    ]
    return {**_rule(miss.rule), "lacks": lacks}


def _repairs(conclusion: Conclusion, repairs: SmallestSets) -> Json:
    return {
        "complete_to": repairs.complete_to,
        "sets": [_slots(conclusion, changes) for changes in repairs.sets],
    }


def _difference(difference: Difference) -> Json:
    before, after = difference.before, difference.after
    return {
        "before": _ending(before),
        "after": _ending(after),
        "answers": [
            {
                "fact": answer.slot[0],
                "option": answer.slot[1] or None,
                "before": _slot(before, answer.slot, answer.before),
                "after": _slot(after, answer.slot, answer.after),
                "rules": list(answer.rules),
            }
            for answer in difference.answers
        ],
        "firings": [
            {
                **_rule(item.rule),
                "subject": item.subject,
                "before": number(item.before),
                "after": number(item.after),
            }
            for item in difference.firings
        ],
        "decisive": {
            "complete_to": difference.complete_to,
            "sets": [_slots(after, changes) for changes in difference.decisive],
        },
    }


def _ending(conclusion: Conclusion) -> Json:
    return {
        "notices": list(conclusion.notices),
        "picture": conclusion.picture.value,
        "leading": list(conclusion.leading),
        "readings": [_reading(reading) for reading in conclusion.readings],
    }


def _turn(turn: Turn) -> Json:
    return {
        "changes": [_words(*change) for change in turn.changes.items()],
        "leading": list(turn.leading),
        "taken_back": list(turn.taken_back),
    }
