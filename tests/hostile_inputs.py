"""Inputs as large as is read that make as much work as they can, by what they are made of. Texts are YAML or JSON."""

import json

SIZE = 1_000_000
"""The most that is read of one YAML file, in bytes."""
RECORD_SIZE = 8_000_000
"""The most that is read of a conclusion."""


def repeated(piece, size=SIZE, before="", after=""):
    """As many pieces as fit."""
    room = size - len((before + after).encode())
    return before + piece * (room // len(piece.encode())) + after


def numbered(piece, size=SIZE, before="", after=""):
    """As many numbered pieces as fit."""
    parts, left, number = [before], size - len((before + after).encode()), 0
    while left >= len(one := piece.format(number)):
        parts.append(one)
        left -= len(one)
        number += 1
    return "".join((*parts, after))


PLAIN = repeated("a word of it ", before="risen: yes\nstory: ")
"""A story of the greatest size: what the others are compared with."""

SITUATIONS = {
    "a story of many paragraphs": repeated("a\\n\\n", before='risen: yes\nstory: "', after='"\n'),
    "a story of empty paragraphs": repeated("\\n", before='risen: yes\nstory: "', after='"\n'),
    "a story of line breaks": repeated("a\n\n", before="risen: yes\nstory: |\n  ").replace("\na", "\n  a"),
    "a story without a space": repeated("x", before="risen: yes\nstory: "),
    "a story of wide characters": repeated("\u754c", before="risen: yes\nstory: "),
    "a story of combining characters": repeated("\u0301", before="risen: yes\nstory: a"),
    "a story of control characters": repeated("\\u202e", before='risen: yes\nstory: "', after='"\n'),
    "a title of the greatest size": repeated("word ", before="risen: yes\ntitle: "),
    "a title without a space": repeated("x", before="risen: yes\ntitle: "),
    "a note of the greatest size": repeated("word ", before='risen: {answer: yes, note: "', after='"}\n'),
    "many occasions": repeated("---\nrisen: yes\n"),
    "many empty occasions": repeated("---\n{}\n"),
    "empty documents": repeated("---\n"),
    "many unknown facts": numbered("f{0}: yes\n"),
    "unknown facts with long names": numbered("{0}" + "risen" * 900 + ": yes\n"),
    "an unknown fact with the longest name": repeated("risen", before="", after=": yes\n"),
    "a key of the greatest size, quoted": repeated("risen ", before='? "', after='"\n: yes\n'),
    "the same key over and over": repeated("risen: yes\n"),
    "many options": numbered("o{0}, ", before="yeast: [", after="old]\n"),
    "the same option over and over": repeated("old, ", before="yeast: [", after="old]\n"),
    "anchors": numbered("- &a{0} x\n", before="story:\n"),
    "aliases": repeated("- *a\n", before="story:\n- &a x\n"),
    "aliases of aliases": "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 9000)),
    "lists in lists": repeated("["),
    "mappings in mappings": repeated("{"),
    "dashes": repeated("- "),
    "questions": repeated("? "),
    "tags": repeated("- !!python/object:os.system x\n", before="story:\n"),
    "directives": repeated("%TAG ! !\n"),
    "comments": repeated("# x\n", after="risen: yes\n"),
    "one long comment": repeated("#", after="\nrisen: yes\n"),
    "spaces": repeated(" ", before="risen: yes\nstory: x"),
    "line feeds": repeated("\n", after="risen: yes\n"),
    "carriage returns": repeated("\r", after="risen: yes\n"),
    "an indent of the greatest depth": repeated(" ", after="risen: yes\n"),
    "tabs": repeated("\t", before="risen: yes\n", after="x: y\n"),
    "quotes that stay open": repeated("'", before="story: "),
    "escapes": repeated("\\", before='story: "'),
    "a long number": repeated("9", before="hours: "),
    "a long fraction": repeated("1", before="hours: 0."),
    "a great exponent": "hours: 1e999999999\n",
    "a small exponent": "hours: 1e-999999999\n",
    "a long exponent": repeated("9", before="hours: 1e"),
    "a long certainty": repeated("0", before="risen: {answer: yes, certainty: 0.", after="1}\n"),
    "a long answer": repeated("probably ", before="risen: "),
    "an expectation of many": numbered("m{0}, ", before="risen: yes\nexpect: {leading: [", after="x]}\n"),
    "a digest of the greatest size": repeated("a", before="risen: yes\nknowledge: "),
}


def lines(count=1000):
    """JSON Lines, by what they are made of: of the greatest size each, and many that each need the full reader."""
    room = SIZE - 100
    return {
        "plain records": '{"risen": "yes"}\n' * count,
        "a line of unknown facts": "{" + numbered('"f{0}": "yes", ', room) + '"risen": "yes"}\n',
        "a line of the same key": "{" + repeated('"risen": "yes", ', room) + '"risen": "yes"}\n',
        "a line of one long key": '{"' + "risen" * (room // 5) + '": "yes"}\n',
        "a line of options": '{"yeast": [' + numbered('"o{0}", ', room) + '"old"]}\n',
        "a line of lists in lists": "[" * room + "\n",
        "a line of a long number": '{"hours": ' + "9" * room + "}\n",
        "a line that is too long": '{"id": "' + "x" * (2 * SIZE) + '"}\n',
        "records of unknown names": '{"rison": "yes"}\n' * count,
        "records that may clash": '{"yeast": ["old", "on"], "flour": "rye", "risen": "maybe", "hours": 3}\n' * count,
    }


def record_parts(told):
    """Conclusions of the greatest size, made of one that holds, by what they are filled with."""
    whole = json.dumps(told)

    def filled(field, piece, before="", after="", *, numbers=False):
        rest = json.dumps({key: value for key, value in told.items() if key != field})[1:]
        write = numbered if numbers else repeated
        return write(piece, RECORD_SIZE, f'{{"{field}": {before}', f"{after}, {rest}")

    return {
        "steps": filled("trace", '{"cycle": 1}, ', "[", "{}]"),
        "steps of many kinds": filled("trace", '{{"cycle": {0}, "rule": "r{0}"}}, ', "[", "{}]", numbers=True),
        "lists of lists": filled("trace", "[], ", "[", "[]]"),
        "names that lead": filled("leading", '"x", ', "[", '"x"]'),
        "many facts": filled("facts", '"f{0}": {{}}, ', "{{", '"x": {{}}}}'.replace("}}", "}"), numbers=True).replace(
            "{{", "{", 2
        ),
        "many readings": filled("readings", '{{"id": "r{0}"}}, ', "[", "{}]", numbers=True),
        "many notices": filled("notices", "{}, ", "[", "{}]"),
        "one long text": filled("picture", "x", '"', '"'),
        "many numbers": filled("limits", "{0}.5, ", "[", "1]", numbers=True),
        "deep lists": filled("limits", "[", "", ""),
        "deep objects": filled("limits", '{"a": ', "", ""),
        "a long number": filled("limits", "9", "[", "]"),
        "the same key": filled("limits", '"a": 1, ', "{", '"a": 1}'),
        "many keys": filled("limits", '"a{0}": 1, ', "{{", '"b": 1}', numbers=True).replace("{{", "{", 1),
        "flags that replaced": filled(
            "situation",
            '"risen", ',
            '{"title": "", "story": "", "written_for": null, "replaced_by_flags": [',
            '"risen"]}',
        ),
        "open questions": filled(
            "outlook",
            '{"fact": "risen"}, ',
            '{"settled": true, "final": true, "bounds": {}, "open_questions": [',
            "{}]}",
        ),
        "a story": filled(
            "situation", "a\\n\\n", '{"title": "", "replaced_by_flags": [], "written_for": null, "story": "', '"}'
        ),
        "spaces": whole[:-1] + " " * (RECORD_SIZE - len(whole)) + "}",
    }


CITED = "because: B., why: W., sources: [baking-practice]"


def meaning_of(rules, lines="{a: A}", name="hostile"):
    """A meaning with these rules."""
    return "\n".join(
        (f"meaning: {name}", "number: 90", "title: T", "says: S.", f"lines: {lines}", "rules:", *rules, "")
    )


def yes_no_facts(count):
    """A theme of so many yes-no facts, w0 and on."""
    fact = "  w{0}: {{kind: yes-no, question: Q?, help: H., yes: 'Y{0}.', no: 'N{0}.'}}"
    return "\n".join(("theme: hostile", "title: Hostile", "facts:", *map(fact.format, range(count)), ""))


def _deep(levels, rules):
    lines = ["findings:"]
    for level in range(levels):
        below = f"f{level - 1}" if level else "risen"
        lines += [f"  f{level}:", "    says: S.", "    rules:"]
        lines += [f"      - {{id: r{level}x{n}, if: {below}, then: settles, {CITED}}}" for n in range(rules)]
    top = f"  - {{id: top, line: a, if: f{levels - 1}, then: settles, {CITED}}}"
    return {"rules/80-deep.yaml": "\n".join(lines) + "\n", "rules/90-hostile.yaml": meaning_of([top])}


def _crossed(levels, width):
    """Findings that each rest on all findings of the level below."""
    lines = ["findings:"]
    for level in range(levels):
        for place in range(width):
            below = [f"f{level - 1}x{n}" for n in range(width)] if level else ["risen"]
            lines += [f"  f{level}x{place}:", "    says: S.", "    rules:"]
            lines += [f"      - {{id: r{level}x{place}, if: {{any: [{', '.join(below)}]}}, then: settles, {CITED}}}"]
    top = f"  - {{id: top, line: a, if: f{levels - 1}x0, then: settles, {CITED}}}"
    return {"rules/80-deep.yaml": "\n".join(lines) + "\n", "rules/90-hostile.yaml": meaning_of([top])}


def _wide(rules, pairs=8):
    condition = ", ".join(f"{{any: [w{2 * pair}, w{2 * pair + 1}]}}" for pair in range(pairs))
    told = [f"  - {{id: wide-{n}, line: a, if: {{all: [{condition}]}}, then: settles, {CITED}}}" for n in range(rules)]
    return {"facts/90-hostile.yaml": yes_no_facts(2 * pairs), "rules/90-hostile.yaml": meaning_of(told)}


def _bounds(count):
    rule = "  - {{id: bound-{0}, line: a, if: {{hours: {{at least: {1}}}}}, then: hints, {2}}}"
    told = [rule.format(n, f"{n * 72 / count:.6f}", CITED) for n in range(1, count)]
    return {"rules/90-hostile.yaml": meaning_of(told)}


def _lines(count):
    lines = "{" + ", ".join(f"l{n}: L" for n in range(count)) + "}"
    told = [
        f"  - {{id: line-{n}, line: l{n}, if: {'risen' if n % 2 else 'smoke'}, then: hints, {CITED}}}"
        for n in range(count)
    ]
    return {"rules/90-hostile.yaml": meaning_of(told, lines)}


def _meanings(count, answer="w{0}"):
    files = {}
    for n in range(count):
        rule = f"  - {{id: rule-{n}, line: a, if: {answer.format(n % 200)}, then: supports, {CITED}}}"
        files[f"rules/{n + 90}-m.yaml"] = meaning_of([rule], name=f"m{n}").replace("number: 90", f"number: {n + 90}")
    return {"facts/90-hostile.yaml": yes_no_facts(200), **files}


def _options(count):
    options = ", ".join(f"o{n}: {{label: L, yes: Y., no: N.}}" for n in range(count))
    fact = f"  many: {{kind: choices, question: Q?, help: H., options: {{{options}}}}}"
    told = [f"  - {{id: option-{n}, line: a, if: {{many: o{n}}}, then: hints, {CITED}}}" for n in range(0, count, 5)]
    return {
        "facts/90-hostile.yaml": f"theme: hostile\ntitle: Hostile\nfacts:\n{fact}\n",
        "rules/90-hostile.yaml": meaning_of(told),
    }


def _excluding(count):
    """Facts that each exclude all later ones."""
    facts = []
    for n in range(count):
        others = ", ".join(f"w{other}" for other in range(n + 1, count))
        excludes = f", excludes: [{others}]" if others else ""
        facts.append(f"  w{n}: {{kind: yes-no, question: Q?, help: H., yes: 'Y{n}.', no: 'N{n}.'{excludes}}}")
    return {"facts/90-hostile.yaml": "\n".join(("theme: hostile", "title: Hostile", "facts:", *facts, ""))}


def _excluding_all(count):
    """A fact that excludes that all of so many hold."""
    facts = yes_no_facts(count + 1).splitlines()
    together = ", ".join(f"w{n}" for n in range(count))
    facts[-1] = facts[-1].removesuffix("}") + f", excludes: [{{all: [{together}]}}]}}"
    return {"facts/90-hostile.yaml": "\n".join((*facts, ""))}


def _asked_only_if_any(count):
    """A question that is asked only if any of so many facts holds, each of which excludes some that come before it."""
    facts = yes_no_facts(4 * count + 1).splitlines()
    for n in range(count):
        others = ", ".join(f"w{3 * n + other}" for other in range(3))
        facts[3 + 3 * count + n] = facts[3 + 3 * count + n].removesuffix("}") + f", excludes: [{others}]}}"
    any_of_them = ", ".join(f"w{3 * count + n}" for n in range(count))
    facts[-1] = facts[-1].removesuffix("}") + f", only if: {{any: [{any_of_them}]}}}}"
    return {"facts/90-hostile.yaml": "\n".join((*facts, ""))}


def _nested():
    condition = "risen"
    for n in range(8):
        condition = f"{{any: [{condition}, {{all: [risen, smoke]}}]}}" if n % 2 else f"{{not: {condition}}}"
    return {
        "rules/90-hostile.yaml": meaning_of([f"  - {{id: nested, line: a, if: {condition}, then: hints, {CITED}}}"])
    }


def _long_texts():
    cited = CITED.replace("B.", f"'{'{risen} ' * 100_000}'")
    return {"rules/90-hostile.yaml": meaning_of([f"  - {{id: long, line: a, if: risen, then: hints, {cited}}}"])}


KNOWLEDGE = {
    "12 findings, each by ten rules of the next": lambda: _deep(12, 10),
    "900 findings, each by ten rules of the next": lambda: _deep(900, 10),
    "10 levels of 20 findings, each by all below": lambda: _crossed(10, 20),
    "100 rules of 256 alternatives": lambda: _wide(100),
    "2,500 rules of 256 alternatives": lambda: _wide(2500),
    "8,000 bounds of one number": lambda: _bounds(8000),
    "7,000 lines of evidence": lambda: _lines(7000),
    "1,500 meanings": lambda: _meanings(1500),
    "a fact of 12,000 options": lambda: _options(12000),
    "500 facts, each excluding all others": lambda: _excluding(500),
    "140 facts, each excluding all others, all answered": lambda: _excluding(140),
    "498 meanings that all lead": lambda: _meanings(498, "risen"),
    "a condition nested as deep as may be": _nested,
    "a reason of 100,000 answers": _long_texts,
}
"""Files of a knowledge base, to be added to that about bread, by what makes them large."""

ANSWERS = {"140 facts, each excluding all others, all answered": [f"w{n}=yes" for n in range(140)]}
"""What is answered beside `risen`, where it is that which makes it cost much."""
