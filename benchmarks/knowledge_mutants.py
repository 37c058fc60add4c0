"""Counts how many mutants of a knowledge base its situations and its checks notice, and names the others.

python benchmarks/knowledge_mutants.py [DIR] [--survivors] [--every N]
"""

import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from itertools import islice
from pathlib import Path

from whycry_expert.keeping.checking.base import Base, read_base
from whycry_expert.keeping.checking.running import all_checks
from whycry_expert.keeping.evaluating import Evaluator, Weighed
from whycry_expert.keeping.examples import Example
from whycry_expert.keeping.mutants import Mutant, mutants_of
from whycry_expert.reasoning.expectations import shortfalls

CHECKS = ("unused-fact", "unused-option", "unused-finding", "unused-source", "uncited-claim", "never-holds")
SLOW_CHECKS = ("dead-alternative", "repeated-condition", "subsumed-rule", "counted-twice", "never-leads")
GOAL = 0.9


def missed_by_situations(mutant: Mutant, weighed_examples: Sequence[tuple[Example, Weighed]]) -> bool:
    """Tell whether no situation states what the mutant does not reach."""
    evaluator = Evaluator(mutant.knowledge)
    for example, weighed in weighed_examples:
        if _weighs_the_same(mutant, weighed):
            continue
        expected = example.situation.expectation if example.situation else None
        if expected is not None and shortfalls(expected, evaluator.outcome(evaluator.weigh(example.situation.answers))):
            return False
    return True


def _weighs_the_same(mutant: Mutant, weighed: Weighed) -> bool:
    """Tell whether the mistake cannot show, since the rule weighs what it did, on the same side."""
    before, after = weighed.weight(mutant.before), weighed.weight(mutant.after) if mutant.after else Fraction(0)
    same_side = mutant.after is None or mutant.after.direction is mutant.before.direction
    return before == after and (same_side or not before)


def missed_by_checks(mutant: Mutant, base: Base, known: frozenset[tuple[str, str]]) -> bool:
    """Tell whether no check remarks on the mutant what it does not remark on the base."""
    mutated = Base(base.root, mutant.knowledge, base.documents)
    # the conditions of all other rules are as they were, and costly to look at
    vars(mutated)["conditions"] = tuple(found for found in mutated.conditions if found.owner == mutant.rule)
    checks = all_checks()
    for code in (*CHECKS, *SLOW_CHECKS):
        if any((remark.code, remark.message) not in known for remark in checks[code].look(mutated)):
            return False
    return True


def main() -> None:
    """Print the figures, and with --survivors the mutants that nothing notices."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", default=".", type=Path)
    parser.add_argument("--survivors", action="store_true")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="try each Nth mutant alone")
    options = parser.parse_args()
    base = read_base(options.folder)
    checks = all_checks()
    known = frozenset(
        (remark.code, remark.message) for code in (*CHECKS, *SLOW_CHECKS) for remark in checks[code].look(base)
    )
    made, by_situation, by_check = Counter(), Counter(), Counter()
    survivors = []
    for mutant in islice(mutants_of(base.knowledge), 0, None, options.every):
        made[mutant.kind] += 1
        if not missed_by_situations(mutant, base.weighed):
            by_situation[mutant.kind] += 1
        elif not missed_by_checks(mutant, base, known):
            by_check[mutant.kind] += 1
        else:
            survivors.append(mutant)
    print(f"{'kind':<20}{'made':>7}{'by kb test':>12}{'by kb check':>13}{'noticed':>9}")
    for kind in made:
        share = (by_situation[kind] + by_check[kind]) / made[kind]
        print(f"{kind:<20}{made[kind]:>7}{by_situation[kind]:>12}{by_check[kind]:>13}{share:>9.1%}")
    noticed = 1 - len(survivors) / made.total()
    print(f"{'all':<20}{made.total():>7}{by_situation.total():>12}{by_check.total():>13}{noticed:>9.1%}")
    if options.survivors:
        for mutant in survivors:
            print(f"{mutant.kind}: {mutant.rule} {mutant.what}")
    sys.exit(noticed < GOAL)


if __name__ == "__main__":
    main()
