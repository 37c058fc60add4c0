"""That strengths are judgements and no study was made is said once wherever a conclusion is shown."""

import pytest
from click.testing import CliRunner
from example_situations import FOLDER, KNOWLEDGE, SITUATIONS, spread
from markdown_it import MarkdownIt

from whycry_expert import to_html, to_markdown, to_text
from whycry_expert.cli.main import commands
from whycry_expert.reasoning.report import report_on
from whycry_expert.situation.reading import read_situation
from whycry_expert.situation.writing import quoted_text

JUDGED = (
    "are judgements of how far your answers speak for a reading, and not odds. No study with people has tested them"
)


JUDGED_IN_SHORT = "These words judge how far your answers speak for a reading, and are not odds."


@pytest.mark.parametrize("name", spread(100))
@pytest.mark.parametrize("write", [to_text, to_markdown, to_html])
def test_each_reader_is_told_once_what_the_words_of_support_are(write, name):
    told = " ".join(write(report_on(KNOWLEDGE, SITUATIONS[name])).split())
    assert told.count(JUDGED) == 1


@pytest.mark.parametrize("name", [*spread(200), "safety-threat-to-himself-if-i-go.yaml"])
@pytest.mark.parametrize("format_", ["text", "markdown"])
def test_whoever_sees_readings_in_the_short_answer_alone_is_told_it_there(name, format_):
    held_back = report_on(KNOWLEDGE, SITUATIONS[name]).in_danger
    for flags in (["--short"], []):
        written = CliRunner().invoke(commands, ["infer", str(FOLDER / name), "--format", format_, *flags]).stdout
        assert " ".join(written.split()).count(JUDGED_IN_SHORT) == (bool(flags) and not held_back)


ADDRESSES = "https://example.com www.example.com a@example.com example.com [z](https://example.com)"
HOSTILE = f"\x1b]0;x\x07 \u202eabc <b>x</b> **y** `q` {ADDRESSES}"


def test_no_address_in_anything_that_a_person_wrote_becomes_a_link(bread):
    own = quoted_text(HOSTILE)
    text = f"title: {own}\nstory: {own}\nrisen: {{answer: yes, note: {own}}}\n"
    report = report_on(bread, read_situation(text.encode(), "x", bread))
    # as GitHub and many others read Markdown, where bare addresses become links
    reader = MarkdownIt("gfm-like", {"linkify": True, "html": True})
    tokens = [token for block in reader.parse(to_markdown(report)) for token in (block, *(block.children or ()))]
    assert ADDRESSES in "".join(token.content for token in tokens if token.type.startswith("text"))
    assert not {"link_open", "html_inline", "html_block", "code_inline", "image"} & {token.type for token in tokens}
