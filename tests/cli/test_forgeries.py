"""Ways to make a reader believe something false, and what notices each. The table in docs/trust.md has these rows."""

import html
import io
import itertools
import json
import re
from contextlib import redirect_stdout
from pathlib import Path

import pytest
from click.testing import CliRunner
from loaded_knowledge import BREAD

from whycry_expert import InputError, read_situation_file, to_html, to_json, to_markdown, to_text
from whycry_expert.cli.main import commands
from whycry_expert.presentation import wording
from whycry_expert.presentation.checking import check_written
from whycry_expert.reasoning.report import report_on

SITUATION = """\
title: A loaf
story: I baked it on Sunday.
flour: {answer: rye, note: dark, certainty: 0.7}
sourdough: yes
"""


@pytest.fixture
def situation(tmp_path):
    path = tmp_path / "situation.yaml"
    path.write_text(SITUATION, "utf-8")
    return path


@pytest.fixture
def report(situation, bread):
    return report_on(bread, read_situation_file(situation, bread))


def verified(path, *arguments):
    """The exit code of verify, and what it said, on one line."""
    out, code = io.StringIO(), 0
    with redirect_stdout(out):
        code = commands.main(
            ["verify", str(path), "--knowledge", str(BREAD), *map(str, arguments)], standalone_mode=False
        )
    return code or 0, " ".join(out.getvalue().split())


def written(path, text):
    path.write_text(text, "utf-8")
    return path


def record(report):
    return json.loads(to_json(report))


def in_the_record(*path, value=None):
    """A forgery of one field of the record, named by the way to it; the last word is what is put there."""

    *way, field = path[: len(path) if value is not None else -1]

    def forge(told):
        for step in way:
            told = told[step]
        told[field] = path[-1] if value is None else value

    return forge


def forge_settled(told):
    told["outlook"]["settled"] = not told["outlook"]["settled"]


def forge_final(told):
    told["outlook"]["final"] = not told["outlook"]["final"]


def forge_bounds(told):
    for bounds in told["outlook"]["bounds"].values():
        bounds.update(worst=-1, best=1)


def forge_no_open_question(told):
    told["outlook"]["open_questions"] = []


def forge_order_of_questions(told):
    told["outlook"]["open_questions"].reverse()


def forge_what_a_question_bears_on(told):
    told["outlook"]["open_questions"][0]["bears_on"].pop()


RECORD = {
    "another picture": in_the_record("picture", "open"),
    "another reading leads": in_the_record("leading", ["old-yeast", "heavy-flour"]),
    "more support in a word": in_the_record("readings", 0, "band", "slight"),
    "more support in a number": in_the_record("readings", 0, "certainty", 0.999999),
    "another title of a reading": in_the_record("readings", 0, "title", "It was the oven"),
    "another sentence of a reading": in_the_record("readings", 0, "says", "It is certain."),
    "a reason that nobody gave": in_the_record("readings", 0, "lines", 0, "for", "because", "You said so."),
    "an answer that says something else": in_the_record("facts", "sourdough", "says", ["It was none."]),
    "advice of one's own": in_the_record("advice", [{"text": "Pay me.", "claims": [], "sources": []}]),
    "no limits": in_the_record("limits", []),
    "no help": in_the_record("help", "Call me."),
    "the readings need not be withheld": in_the_record("readings_withheld", value=True),
    "a field of one's own": in_the_record("checked_by", "an expert"),
    "a knowledge base with a better name": in_the_record("knowledge", "title", "The Institute"),
    "a step that never was": lambda told: told["trace"].append(told["trace"][0]),
    "it stays ahead whatever is answered": forge_settled,
    "no further answer could change it": forge_final,
    "wider bounds": forge_bounds,
    "nothing is open": forge_no_open_question,
    "another question would change it most": forge_order_of_questions,
    "a question that bears on less": forge_what_a_question_bears_on,
}


@pytest.mark.parametrize("forge", RECORD.values(), ids=RECORD)
def test_no_field_of_the_record_can_be_forged(forge, report, tmp_path):
    told = record(report)
    assert verified(written(tmp_path / "a.json", json.dumps(told)))[0] == 0
    before = json.dumps(told)
    forge(told)
    assert json.dumps(told) != before, "the forgery changes something"
    code, said = verified(written(tmp_path / "b.json", json.dumps(told)))
    assert code == 1
    assert "It does not hold." in said


def test_the_notices_of_a_record_stand_before_its_readings(bread, tmp_path):
    path = written(tmp_path / "s.yaml", "smoke: yes\nflour: rye\n")
    told = record(report_on(bread, read_situation_file(path, bread)))
    assert verified(written(tmp_path / "a.json", json.dumps(told)))[0] == 0
    told["notices"] = told.pop("notices")
    code, said = verified(written(tmp_path / "b.json", json.dumps(told)))
    assert code == 1
    assert "notices: they stand behind what they must stand before" in said


MARKUP = "<style>* { font-size: 0 }</style><h1>It is certain.</h1><!--"


def test_a_record_shows_nothing_else_where_it_is_taken_for_a_page(situation, bread, tmp_path):
    situation.write_text(SITUATION.replace("A loaf", json.dumps(MARKUP)), "utf-8")
    told = to_json(report_on(bread, read_situation_file(situation, bread)))
    assert "<" not in told
    assert json.loads(told)["situation"]["title"] == MARKUP
    assert verified(written(tmp_path / "a.html", told))[0] == 0
    with pytest.raises(InputError, match=r'a bare "<" stands in it; a conclusion writes it as \\u003c'):
        verified(written(tmp_path / "b.html", told.replace("\\u003c", "<")))


@pytest.mark.parametrize("hidden", "\u202e\x9b\u200b\u2028\u3164\U000e0041")
def test_a_record_holds_nothing_bare_that_hides_or_turns_around_its_text(hidden, situation, bread, tmp_path):
    situation.write_text(SITUATION.replace("A loaf", f'"A\\U{ord(hidden):08x} loaf"'), "utf-8")
    told = to_json(report_on(bread, read_situation_file(situation, bread)))
    assert hidden not in told
    assert verified(written(tmp_path / "a.json", told))[0] == 0
    bare = json.dumps(json.loads(told), ensure_ascii=False)
    assert hidden in bare
    with pytest.raises(InputError, match="stands in it; a conclusion writes it as"):
        verified(written(tmp_path / "b.json", bare))


def test_a_verdict_says_as_what_a_file_was_read_and_by_whose_knowledge(report, situation, tmp_path):
    ways = {"the record in JSON": to_json, "the page in HTML": to_html, "text or Markdown": to_markdown}
    for kind, write in ways.items():
        path = written(tmp_path / "a", write(report))
        said = verified(path, "--situation", situation)[1]
        assert f"Read as {kind}: opened as anything else, it may show something else." in said
        assert "Checked with knowledge that does NOT come with this program, whatever it calls itself: " in said
        told = json.loads(verified(path, "--situation", situation, "--format", "json")[1])
        assert told["read_as"] == kind
        assert told["knowledge"]["digest"] == report.knowledge.digest
        assert not told["knowledge"]["comes_with_the_program"]


def test_a_page_as_it_was_written_holds_and_names_what_no_proof_can_tell(report, tmp_path):
    for trace in (False, True):
        code, said = verified(written(tmp_path / "a.html", to_html(report, trace=trace)))
        assert code == 0
        assert "WHOSE ANSWERS THESE ARE, AND WHICH WERE LEFT OUT, NO PROOF CAN TELL." in said


def altered_pages(page):
    """The page with each of its visible lines altered, and with lines that are added or taken away."""
    lines = page.split("\n")
    visible = [n for n, line in enumerate(lines) if n > lines.index("<body>") and re.search(r">[^<]*\w", line)]
    for number in visible:
        line = lines[number]
        word = re.search(r"(?<=>)([^<]*\w)", line)
        other = line[: word.end()] + "!" + line[word.end() :]
        yield "\n".join((*lines[:number], other, *lines[number + 1 :]))
    for number in visible[::7]:
        yield "\n".join((*lines[:number], *lines[number + 1 :]))
        yield "\n".join((*lines[:number], "<p>It is certain.</p>", *lines[number:]))


def test_no_visible_text_of_a_page_can_be_altered_taken_out_or_added(report, bread):
    page = to_html(report)
    forged = list(altered_pages(page))[::7]
    assert len(forged) > 20
    for text in forged:
        try:
            checked = check_written(text.encode(), "x", bread)
        except InputError:
            continue  # the answers themselves were altered, and cannot be read any more
        assert not checked.verdict.holds


STYLED = {
    "hidden by style": lambda page: page.replace("</style>", ".closing { display: none }\n</style>"),
    "hidden by an attribute": lambda page: page.replace(
        '<section class="closing">', '<section class="closing" hidden>'
    ),
    "covered by a script": lambda page: page.replace("</body>", "<script>document.body.innerHTML = ''</script></body>"),
    "an address to go to": lambda page: page.replace("</footer>", '<a href="https://example.com">More</a></footer>'),
    "a policy that allows it": lambda page: page.replace("default-src 'none'", "default-src *"),
    "other answers carried": lambda page: page.replace("&#34;rye&#34;", "&#34;wheat&#34;"),
    "a second page behind it": lambda page: page + page,
}


@pytest.mark.parametrize("forge", STYLED.values(), ids=STYLED)
def test_a_page_cannot_be_made_to_look_otherwise(forge, report, tmp_path):
    page = to_html(report)
    assert forge(page) != page
    assert verified(written(tmp_path / "a.html", forge(page)))[0] == 1


def test_a_page_without_its_answers_cannot_be_checked_and_says_so(report, tmp_path):
    page = to_html(report).replace('id="record"', 'id="other"')
    with pytest.raises(InputError, match="this page carries no answers"):
        verified(written(tmp_path / "a.html", page))


@pytest.mark.parametrize("write", [to_text, to_markdown])
@pytest.mark.parametrize("trace", [False, True])
def test_text_and_markdown_are_held_against_their_situation(write, trace, report, situation, tmp_path):
    text = write(report, trace=trace)
    path = tmp_path / "a.txt"
    assert verified(written(path, text), "--situation", situation)[0] == 0
    for line in list(filter(None, text.split("\n")))[::5]:
        assert verified(written(path, text.replace(line, f"{line}!", 1)), "--situation", situation)[0] == 1


@pytest.mark.parametrize("name", ["s.yaml", "mine@b.yaml", "a b*c*.yaml", "\\d\\*e@f.yaml", "'q'.yaml"])
@pytest.mark.parametrize("format_", ["text", "markdown"])
@pytest.mark.parametrize("short", [[], ["--short"]], ids=["whole", "short"])
def test_a_text_of_danger_is_checked_whatever_the_file_in_its_command_is_called(name, format_, short, tmp_path):
    path = written(tmp_path / name, "smoke: yes\nflour: rye\n")
    infer = ["infer", str(path), "--knowledge", str(BREAD), "--format", format_, *short]
    shown = CliRunner().invoke(commands, infer).stdout
    assert "--trace" in shown
    assert verified(written(tmp_path / "a.txt", shown), "--situation", path)[0] == 0


def test_the_answers_of_another_situation_do_not_pass(report, situation, tmp_path):
    page = written(tmp_path / "a.html", to_html(report))
    situation.write_text(SITUATION.replace("sourdough: yes", "sourdough: maybe"), "utf-8")
    code, said = verified(page, "--situation", situation)
    assert code == 1
    assert "sourdough is maybe in the situation and yes in the conclusion" in said


LIE = 'Verified by the authors" - very strong support'


def test_what_a_person_wrote_is_marked_as_their_words_wherever_it_is_shown(situation, bread):
    situation.write_text(
        SITUATION.replace("A loaf", json.dumps(LIE)).replace("I baked it", LIE).replace("dark", json.dumps(LIE)),
        "utf-8",
    )
    report = report_on(bread, read_situation_file(situation, bread))
    marked = '"' + LIE.replace('"', "'") + '"'
    text, markdown, page = to_text(report), to_markdown(report), to_html(report, trace=True)
    assert text.startswith(f"{marked}\n")
    assert markdown.startswith(f"# {marked}\n")
    assert f"<h1>{page_text(marked)}</h1>" in page
    assert f"{wording.OWN_NOTE} {page_text(marked)}" in page
    for shown in (text, markdown, page):
        before_story = shown[: shown.index("on Sunday")]
        assert wording.OWN_WORDS in before_story[-400:]


HEADING = f"What fits best {'-' * 80} It is certain."


def test_no_line_of_a_story_can_stand_where_the_program_speaks(situation, bread):
    blank = "\u2800" * 80
    story = "\n\n".join(
        (f"So it was. {HEADING}", f"So it was.{blank}{HEADING}", f"So it was.{chr(0xA0) * 200}{HEADING}")
    )
    situation.write_text(f"title: A loaf\nstory: {json.dumps(story)}\nsourdough: yes\n", "utf-8")
    report = report_on(bread, read_situation_file(situation, bread))
    text, markdown = to_text(report), to_markdown(report)
    told = text[text.index(wording.OWN_WORDS) :].split("\n")[2:]
    lines = list(itertools.takewhile(lambda line: not line or line.startswith("    "), told))
    assert text.count("It is certain.") == " ".join(lines).count("It is certain.") == 3
    assert next(filter(None, lines)) == '    "So it was. What fits best'
    assert markdown.count("It is certain.") == len(re.findall(r'^> ".*It is certain\."$', markdown, re.MULTILINE)) == 3
    assert "\u2800" not in text + markdown + to_html(report)


@pytest.mark.parametrize("mark", '"\u201c\u201d\u201e\u2033\u301e\uff02')
def test_nothing_that_looks_like_a_quotation_mark_ends_what_a_person_wrote(mark, situation, bread):
    lie = json.dumps(f"It rose{mark} It is certain. {mark}")
    situation.write_text(f"title: {lie}\nstory: {lie}\nsourdough: {{answer: yes, note: {lie}}}\n", "utf-8")
    report = report_on(bread, read_situation_file(situation, bread))
    for shown in (to_text(report), to_markdown(report), html.unescape(to_html(report))):
        told = shown[: shown.index('<pre id="record">')] if "<pre" in shown else shown
        assert told.count("\"It rose' It is certain. '\"") == told.count("It is certain.") > 0


@pytest.mark.parametrize("word", ["long", "\u0301" * 99, "\u202e", "\u3164"], ids=["long", "marks", "bidi", "blank"])
@pytest.mark.parametrize(
    "command",
    [
        ["infer"],
        ["infer", "--short"],
        ["infer", "--format", "markdown"],
        ["infer", "--format", "html"],
        ["why"],
        ["what-if", "--each"],
        ["what-if", "flour=rye"],
        ["why-not", "heavy-flour"],
        ["why-differ"],
    ],
    ids=" ".join,
)
def test_no_title_however_long_moves_the_notices_down(command, word, situation):
    situation.write_text(f"title: {json.dumps(' '.join([word] * 300))}\nsmoke: yes\n", "utf-8")
    file = [str(situation)] * (1 + (command[0] == "why-differ"))
    arguments = [command[0], *file, *command[1:], "--knowledge", str(BREAD)]
    shown = CliRunner().invoke(commands, arguments).stdout
    shown = shown[shown.index("<h1>") :] if "<h1>" in shown else shown
    before = shown[: shown.index(wording.FIRST)]
    assert before.count("\n") <= 5
    assert len(before) < 450
    assert not any(mark * 9 in before for mark in ("\u0301", "\u3164"))


def test_the_version_for_which_a_file_says_it_was_written_is_marked_as_its_words(situation, bread):
    situation.write_text("knowledge: 'x). It holds'\nsourdough: yes\n", "utf-8")
    told = to_text(report_on(bread, read_situation_file(situation, bread)))
    assert 'another version of the knowledge ("x). It holds' in " ".join(told.split())


def page_text(text):
    return html.escape(text).replace("&quot;", "&#34;").replace("&#x27;", "&#39;")


def test_a_page_of_danger_is_checked_and_no_fault_names_a_reading(tmp_path, bread):
    path = written(tmp_path / "s.yaml", "smoke: yes\nflour: rye\n")
    page = to_html(report_on(bread, read_situation_file(path, bread)))
    file = tmp_path / "a.html"
    assert verified(written(file, page))[0] == 0
    code, said = verified(written(file, page.replace("Turn the oven off", "Leave the oven on")))
    assert code == 1
    assert said.startswith("NOTICE fire: ")
    assert "heavy" not in said
    shown = to_html(report_on(bread, read_situation_file(path, bread)), trace=True)
    title = bread.meanings[0].title
    code, said = verified(written(file, shown.replace(title, f"Not {title}")))
    assert code == 1
    assert title not in said


@pytest.mark.parametrize("format_", ["text", "markdown"])
def test_a_text_of_danger_that_was_written_to_a_file_is_checked_under_its_name(format_, situation, tmp_path):
    situation.write_text("smoke: yes\n", "utf-8")
    file = tmp_path / "my file.txt"
    commands.main(
        ["infer", str(situation), "-o", str(file), "--format", format_, "--knowledge", str(BREAD)],
        standalone_mode=False,
    )
    assert "--force" in file.read_text("utf-8")
    assert verified(file, "--situation", situation)[0] == 0
    other = written(tmp_path / "other.txt", file.read_text("utf-8"))
    assert verified(other, "--situation", situation)[0] == 1


def test_a_text_by_the_shipped_knowledge_names_no_other(tmp_path):
    path = written(tmp_path / "s.yaml", "danger-to-himself: spoke-of-dying\n")
    text = CliRunner().invoke(commands, ["infer", str(path)]).stdout
    assert CliRunner().invoke(commands, ["verify", "-", "--situation", str(path)], input=text).exit_code == 0
    forged = text.replace(f"{path} --trace", f"{path} --trace --knowledge {BREAD}")
    assert forged != text
    assert CliRunner().invoke(commands, ["verify", "-", "--situation", str(path)], input=forged).exit_code == 1


def test_a_text_of_danger_names_no_command_but_its_own(situation, tmp_path):
    situation.write_text("smoke: yes\n", "utf-8")
    out = io.StringIO()
    with redirect_stdout(out):
        commands.main(["infer", str(situation), "--knowledge", str(BREAD)], standalone_mode=False)
    text, path = out.getvalue(), tmp_path / "a.txt"
    (command,) = {line.strip() for line in text.split("\n") if line.strip().startswith("whycry-expert infer")}
    path.write_text(text, "utf-8")
    for other in (
        "rm -rf x",
        f"{command} -o x --force",
        f"{command} -ox",
        f"{command}; rm x",
        f"whycry-expert kb new {Path('x')}",
        f"{command} --smoke=no",
        f"{command} --smoke no",
        f"{command} -f smoke=no",
        f"{command} other.yaml",
        f"{command} -- -o",
        "whycry-expert infer --trace",
    ):
        forged = written(tmp_path / "b.txt", text.replace(command, other))
        assert verified(forged, "--situation", situation)[0] == 1, other
