"""The rule base as a CLIPS 6.4 program that concludes the same.

Each alternative of a rule's condition is one defrule. A defglobal keeps the strongest rule of each side of a line of
evidence and of each finding; salience orders the stages. CLIPS counts in binary fractions, so where a sum or product
is compared with a border, the border is lowered by less than what two different results lie apart.
"""

from collections.abc import Callable, Iterator

from whycry_expert.export.clips_patterns import patterns_of
from whycry_expert.export.clips_text import comment, defrule, number, product
from whycry_expert.export.clips_vocabulary import introduction, vocabulary
from whycry_expert.knowledge.alternatives import alternatives
from whycry_expert.knowledge.certainty import LEADING_MINIMUM, LEADING_SHARE, THRESHOLD, Picture
from whycry_expert.knowledge.condition import findings_in
from whycry_expert.knowledge.model import Direction, Finding, Knowledge, Meaning, Notice, Rule

NOTICES, FINDINGS, MEANINGS, READINGS, PICTURE, ADDITIONS = 6000, 5000, 3000, 2000, 1000, 500
"""Salience of the stages. Findings count down from theirs, by two for each finding that they rest on in a chain."""

_TEMPLATES = """\
; === Templates ===

(deftemplate answer "An answer: yes, or an option, and how sure that is; below 0 the contrary"
  (slot fact (type SYMBOL))
  (slot option (type SYMBOL) (default yes))
  (slot certainty (type NUMBER) (range -1 1) (default 1)))

(deftemplate amount "A number that was answered"
  (slot fact (type SYMBOL))
  (slot value (type NUMBER))
  (slot certainty (type NUMBER) (range 0 1) (default 1)))

(deftemplate notice "A word of safety that was raised"
  (slot name (type SYMBOL))
  (slot urgency (type INTEGER))
  (slot danger (type SYMBOL) (allowed-symbols yes no)))

(deftemplate fired "A rule that held, and what it weighs"
  (slot rule (type SYMBOL))
  (slot weight (type NUMBER)))

(deftemplate finding "A conclusion in between that is supported"
  (slot name (type SYMBOL))
  (slot support (type NUMBER)))

(deftemplate reading "How a meaning stands, from -1 to 1"
  (slot meaning (type SYMBOL))
  (slot certainty (type NUMBER)))

(deftemplate leading "A meaning that leads"
  (slot meaning (type SYMBOL)))

(deftemplate added "A meaning that the picture itself brings in"
  (slot meaning (type SYMBOL)))

(deffunction fire "Note that a rule held, and give its weight" (?rule ?weight)
  (assert (fired (rule ?rule) (weight ?weight)))
  ?weight)

(deffunction combined "The certainty from the doubt that the lines leave on either side" (?for ?against)
  (if (<= ?for ?against)
    then (- 1 (/ ?for ?against))
    else (- (/ ?against ?for) 1)))
"""

_PICTURE = """\
; === The picture ===

(defrule stage/bar "What a meaning needs to lead"
  (declare (salience {first}))
  =>
  (assert (bar (- (max {minimum} (- 1 (/ (- 1 ?*highest*) {share}))) 1e-12))))

(defrule stage/leading "It is high enough, and near enough to the highest"
  (declare (salience {second}))
  (bar ?bar)
  (reading (meaning ?meaning) (certainty ?certainty&:(>= ?certainty ?bar)))
  =>
  (bind ?*leading* (+ ?*leading* 1))
  (assert (leading (meaning ?meaning))))

(defrule stage/picture "One meaning leads, or several, or none"
  (declare (salience {third}))
  =>
  (assert (picture (if (= ?*leading* 0) then open else (if (= ?*leading* 1) then clear else mixed)))))
"""


def clips_program(knowledge: Knowledge) -> str:
    """Give the whole program, as text that `(load)` reads.

    What it names itself has a slash in it, as no name of a knowledge base has.
    """
    return "\n".join(_parts(knowledge))


def _parts(knowledge: Knowledge) -> Iterator[str]:
    yield introduction(knowledge)
    yield vocabulary(knowledge)
    yield _TEMPLATES
    yield _globals(knowledge)
    yield from _notices(knowledge)
    yield from _findings(knowledge)
    for meaning in knowledge.meanings:
        yield from _meaning(meaning, knowledge)
    yield _PICTURE.format(
        first=PICTURE,
        second=PICTURE - 1,
        third=PICTURE - 2,
        minimum=number(LEADING_MINIMUM),
        share=number(LEADING_SHARE),
    )
    yield from (_addition(meaning) for meaning in knowledge.meanings if meaning.concluded_when)


def _globals(knowledge: Knowledge) -> str:
    names = [_support(finding) for finding in knowledge.findings]
    names += [_side(meaning, rule) for meaning in knowledge.meanings for rule in meaning.rules]
    written = (f"  {name} = 0" for name in ("?*highest*", "?*leading*", *dict.fromkeys(names)))
    head = comment("=== The strongest rule that fired, for each finding and each side of a line of evidence ===")
    return "\n".join([f"{head}\n", "(defglobal", *written]) + ")\n"


def _support(finding: Finding) -> str:
    return f"?*finding/{finding.name}*"


def _side(meaning: Meaning, rule: Rule) -> str:
    return f"?*{meaning.name}/{rule.line}/{rule.direction.value}*"


def _notices(knowledge: Knowledge) -> Iterator[str]:
    yield comment("=== Words of safety ===") + "\n"
    for notice in knowledge.notices:
        yield from _notice(notice, knowledge)


def _notice(notice: Notice, knowledge: Knowledge) -> Iterator[str]:
    def action(_: str) -> str:
        danger = "yes" if notice.danger else "no"
        return f"(assert (notice (name {notice.name}) (urgency {notice.urgency}) (danger {danger})))"

    return _alternatives(notice, notice.title, NOTICES, action, knowledge)


def _findings(knowledge: Knowledge) -> Iterator[str]:
    yield comment("=== Conclusions in between ===") + "\n"
    depths: dict[str, int] = {}
    for finding in knowledge.findings:
        below = (depths[name] for rule in finding.rules for name in findings_in(rule.condition))
        depths[finding.name] = max(below, default=-1) + 1
        yield from _finding(finding, FINDINGS - 2 * depths[finding.name], knowledge)


def _finding(finding: Finding, salience: int, knowledge: Knowledge) -> Iterator[str]:
    kept = _support(finding)
    yield comment(f"--- {finding.name}: {finding.says}") + "\n"
    for rule in finding.rules:
        yield from _rule(rule, salience, kept, knowledge)
    # support below the threshold serves no rule, since a finding cannot be negated
    test = f"(>= {kept} (- {number(THRESHOLD)} 1e-14))"
    action = f"(if {test} then (assert (finding (name {finding.name}) (support {kept}))))"
    yield defrule(f"finding/{finding.name}", finding.says, salience - 1, [], [action])


def _meaning(meaning: Meaning, knowledge: Knowledge) -> Iterator[str]:
    yield comment(f"=== {meaning.number}. {meaning.title} ({meaning.name}) ===") + "\n"
    for line in meaning.lines:
        yield comment(f"--- {line.name}: {line.title}") + "\n"
        for rule in meaning.rules:
            if rule.line == line.name:
                yield from _rule(rule, MEANINGS, _side(meaning, rule), knowledge)
    actions = [
        f"(bind ?certainty (combined {_doubt(meaning, Direction.FOR)} {_doubt(meaning, Direction.AGAINST)}))",
        "(bind ?*highest* (max ?*highest* ?certainty))",
        f"(assert (reading (meaning {meaning.name}) (certainty ?certainty)))",
    ]
    yield defrule(f"reading/{meaning.name}", meaning.title, READINGS, [], actions)


def _doubt(meaning: Meaning, direction: Direction) -> str:
    sides = dict.fromkeys(_side(meaning, rule) for rule in meaning.rules if rule.direction is direction)
    return product(f"(- 1 {side})" for side in sides)


def _rule(rule: Rule, salience: int, kept: str, knowledge: Knowledge) -> Iterator[str]:
    def action(certainty: str) -> str:
        return f"(bind {kept} (max {kept} (fire {rule.name} (* {number(rule.certainty_factor)} {certainty}))))"

    return _alternatives(rule, rule.because, salience, action, knowledge)


def _alternatives(
    rule: Rule | Notice, says: str, salience: int, action: Callable[[str], str], knowledge: Knowledge
) -> Iterator[str]:
    found = alternatives(rule.condition)
    for position, alternative in enumerate(found, start=1):
        name = rule.name if len(found) == 1 else f"{rule.name}/{position}-of-{len(found)}"
        patterns, certainty = patterns_of(alternative, knowledge.facts)
        yield defrule(name, says, salience, patterns, [action(certainty)])


def _addition(meaning: Meaning) -> str:
    pictures = "|".join(picture.value for picture in Picture if picture in meaning.concluded_when)
    action = f"(assert (added (meaning {meaning.name})))"
    return defrule(f"added/{meaning.name}", meaning.title, ADDITIONS, [f"(picture {pictures})"], [action])
