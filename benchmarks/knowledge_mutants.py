"""Counts how many mutants of a knowledge base its situations and its checks notice, and names the others.

python benchmarks/knowledge_mutants.py [DIR] [--survivors] [--every N]
"""

import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from whycry_expert.keeping.checking.base import Base, read_base
from whycry_expert.keeping.checking.remark import Remark
from whycry_expert.keeping.checking.running import all_checks
from whycry_expert.keeping.checking.silences import silences_in
from whycry_expert.keeping.mutants import Mutant, is_noticed, mutants_of
from whycry_expert.knowledge.model import Rule

CHECKS = (
    *("unused-option", "unused-fact", "unused-finding", "never-holds"),
    *("repeated-condition", "dead-alternative", "subsumed-rule", "counted-twice"),
)
"""Those that look at the rules, the quick ones first. A mistake cannot show in the others."""
GOAL = 0.9


def noticed_by_checks(mutant: Mutant, base: Base, known: frozenset[tuple[str, str]]) -> bool:
    """Tell whether a check remarks on the mutant what it does not remark on the base, and no silence covers."""
    mutated = Base(base.root, mutant.knowledge, base.documents)
    # what is costly and the mistake cannot change is taken from the base
    vars(mutated)["examples"] = base.examples
    if mutant.before.line:  # what answers can bring about hangs on facts and findings alone
        vars(mutated)["solver"] = base.solver
        vars(mutated)["possible"] = base.possible
    vars(mutated)["weighed"] = tuple(
        (example, base.evaluator.weigh_with(weighed, mutant.before, mutant.after) or weighed)
        for example, weighed in base.weighed
    )
    vars(mutated)["conditions"] = tuple(found for found in mutated.conditions if found.owner == mutant.rule)
    return any((remark.code, remark.message) not in known for remark in remarks_on(mutated))


def remarks_on(base: Base) -> Iterator[Remark]:
    """Give what the checks remark on a base, without what is silenced."""
    silences = [silence for silence in silences_in(base.documents) if silence.reason]
    for code in CHECKS:
        for remark in all_checks()[code].look(base):
            if not any(silence.covers(remark.place, remark.code) for silence in silences):
                yield remark


def changes_nothing(mutant: Mutant, base: Base) -> bool:
    """Tell whether, whatever is answered, the rules on the side of the mistaken rule weigh what they did: proven."""
    if mutant.after is None or mutant.after.direction is not mutant.before.direction:
        return False
    owners = (*base.knowledge.findings, *base.knowledge.meanings)
    owner = next(owner for owner in owners if mutant.before in owner.rules)
    side = (mutant.before.line, mutant.before.direction)
    others = [rule for rule in owner.rules if (rule.line, rule.direction) == side and rule is not mutant.before]
    pairs = ((mutant.before, mutant.after), (mutant.after, mutant.before))
    return not any(_weighs_more(base, one, [two, *others]) for one, two in pairs)


def _weighs_more(base: Base, rule: Rule, others: Sequence[Rule]) -> bool:
    """Tell whether under some answers a rule weighs more than each of some others."""
    weighs = base.solver.weighs
    return any(
        base.solver.witness(weighs(rule, weight), *(weighs(other, weight).denied() for other in others)) is not None
        for weight in base.solver.weights(rule)
    )


def main() -> None:
    """Print the figures, and with --survivors the mutants that nothing notices."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", default=".", type=Path)
    parser.add_argument("--survivors", action="store_true")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="try each Nth mutant alone")
    options = parser.parse_args()
    base = read_base(options.folder)
    known = frozenset((remark.code, remark.message) for remark in remarks_on(base))
    made, by_situation, by_check = Counter(), Counter(), Counter()
    survivors = []
    for mutant in islice(mutants_of(base.knowledge), 0, None, options.every):
        made[mutant.kind] += 1
        if is_noticed(mutant, base.evaluator, base.weighed):
            by_situation[mutant.kind] += 1
        elif noticed_by_checks(mutant, base, known):
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
            proven = " (proven: it changes nothing)" if changes_nothing(mutant, base) else ""
            print(f"{mutant.kind}: {mutant.rule} {mutant.what}{proven}")
    sys.exit(noticed < GOAL)


if __name__ == "__main__":
    main()
