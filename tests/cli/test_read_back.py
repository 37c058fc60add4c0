"""Hostile texts in a person's file or a stranger's knowledge, read back by a parser of each format: text, no more."""

from collections import Counter
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import html5lib
import pydot
import pyte
import pytest
from breakable import copy_of_bread
from click.testing import CliRunner
from cmarkgfm import github_flavored_markdown_to_html
from markdown_it import MarkdownIt

from whycry_expert.cli.main import commands
from whycry_expert.printable import printable
from whycry_expert.situation.writing import quoted_text

KINDS = {
    "escape sequences": "\x1b]0;owned\x07\x1b[2J\x9b31m",
    "characters that are not seen": "\u202e\u2066\u200b\u2060\ufeff\U000e0041",
    "quotes and brackets": '"];x->y;subgraph a{}[("\'`\\" end \\n \\',
    "HTML": "</pre></title><script>alert(1)</script><img src=x onerror=a()><!-- &lt; &#60;",
    "Markdown": "**a** `b` [c](https://d.example) ![e](f) | g | www.h.example\u2028# i",
    "Mermaid": "end %%{init: {}}%% click n1 href; --> #60;br/#62; ::: style n1",
    "DOT": "<<b>x</b>> \\l\\G\\N //y /* z # q",
    "templates": "{{ 7 * 7 }} {% raw %} %s {0}",
    "addresses": "j@k.example l.m+n_o@p-q.r.example mailto:s@t.u xmpp:v@w.x/y ftp://z.example http://a.example/@b @c",
}
HOSTILE = " ".join(KINDS.values())
STRESSED = "@c " * KINDS["addresses"].count("@")
PLAIN = f"{'word ' * (len(HOSTILE) // 5)}{STRESSED}"  # as long, since a long title is cut
UNSEEN = set("\x1b\x07\x9b\u202e\u2066\u200b\u2060\ufeff\U000e0041\u2028")
SITUATION = "situation.yaml"
OTHER = "other.yaml"
CONCLUDED = "concluded.json"
COMMANDS = {
    "infer": ["infer", SITUATION, "--trace"],
    "why": ["why", SITUATION, "--trace"],
    "why-not": ["why-not", SITUATION, "heavy-flour", "--trace"],
    "what-if": ["what-if", SITUATION, "risen=yes", "--trace"],
    "why-differ": ["why-differ", SITUATION, OTHER, "--trace"],
    "replay": ["replay", CONCLUDED, "--trace"],
    "verify": ["verify", CONCLUDED, "--trace"],
    "kb graph": ["kb", "graph"],
}
FORMATS = {
    "text": ("infer", "why", "why-not", "what-if", "why-differ", "replay", "verify"),
    "markdown": ("infer", "why", "why-not", "what-if", "why-differ"),
    "html": ("infer", "kb graph"),
    "dot": ("infer", "why", "kb graph"),
    "mermaid": ("infer", "why", "kb graph"),
}
IN_KNOWLEDGE = {
    "facts/01-dough.yaml": ("Did the dough rise?", "The dough did not rise.", "The dough rose.", "wheat flour"),
    "rules/01-old-yeast.yaml": (
        "The yeast was too old",
        "The yeast may have had no strength left.",
        "The yeast itself",
        "Weak yeast makes little gas.",
    ),
}


@cache
def shown(command, format_, added):
    """What a command shows when `added` stands in every text of the file and in many of the knowledge."""
    with TemporaryDirectory() as name:
        base = copy_of_bread(Path(name))
        for file, texts in IN_KNOWLEDGE.items():
            for text in texts:
                base.replace(file, f": {text}", f": {quoted_text(f'{text} {added}')}")
        own = quoted_text(f"mine {added}".replace("\u2028", " "))  # which would begin a paragraph
        written = f"title: {own}\nstory: {own}\nrisen: {{answer: no, note: {own}}}\nyeast: [old]\nflour: wheat\n"
        (base.folder / SITUATION).write_text(written, "utf-8")
        (base.folder / OTHER).write_text(written.replace("answer: no", "answer: yes"), "utf-8")
        rest = ["--knowledge", str(base.folder)]
        concluded = base.folder / CONCLUDED
        made = ["infer", str(base.folder / SITUATION), "-f", "risen=yes", *rest, "--format", "json"]
        concluded.write_text(CliRunner().invoke(commands, made).output, "utf-8")
        words = [
            str(base.folder / word) if word in (SITUATION, OTHER, CONCLUDED) else word for word in COMMANDS[command]
        ]
        done = CliRunner().invoke(commands, [*words, *rest, "--format", format_])
        assert done.exit_code == 0, (done.output, done.exception)
        return done.output.replace(name, "")


def page_of(text):
    """Give the elements of a page with their attributes, its text, and how many comments it has."""
    root = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)
    every = list(root.iter())
    elements = [element for element in every if isinstance(element.tag, str)]
    found = Counter((element.tag, tuple(sorted(element.attrib))) for element in elements)
    return found, " ".join(root.itertext()), len(every) - len(elements)


@pytest.mark.parametrize("command", FORMATS["html"])
def test_html_has_the_elements_of_a_page_with_plain_words(command):
    text = shown(command, "html", HOSTILE)
    elements, told, comments = page_of(text)
    plain, _, plain_comments = page_of(shown(command, "html", PLAIN))
    assert (elements, comments) == (plain, plain_comments)
    assert not UNSEEN & set(text)
    assert " ".join(printable(HOSTILE).split()).replace("\\u2028", " ") in " ".join(told.split()).replace(
        "\\u2028", " "
    )


def graph_of(text):
    (graph,) = pydot.graph_from_dot_data(text)
    return (
        sorted(node.get_name() for node in graph.get_nodes()),
        sorted((edge.get_source(), edge.get_destination()) for edge in graph.get_edges()),
        len(graph.get_subgraphs()),
    )


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of the parser that pydot stands on
@pytest.mark.parametrize("command", FORMATS["dot"])
def test_dot_has_the_nodes_and_edges_of_a_graph_with_plain_words(command):
    text = shown(command, "dot", HOSTILE)
    assert graph_of(text) == graph_of(shown(command, "dot", PLAIN))
    assert not UNSEEN & set(text)
    assert text.count("\n") == shown(command, "dot", PLAIN).count("\n")


@pytest.mark.parametrize("command", FORMATS["mermaid"])
def test_mermaid_has_the_lines_of_a_graph_with_plain_words(command):
    def outside_labels(text):
        return [line.split('"')[::2] for line in text.splitlines()]

    text = shown(command, "mermaid", HOSTILE)
    assert '""' not in text  # Mermaid reads no empty label
    assert outside_labels(text) == outside_labels(shown(command, "mermaid", PLAIN))
    assert not UNSEEN & set(text)


@pytest.mark.parametrize("command", FORMATS["markdown"])
def test_markdown_has_the_blocks_and_links_of_a_page_with_plain_words(command):
    def read(text):
        tokens = MarkdownIt("gfm-like", {"linkify": True, "html": True}).parse(text)
        return Counter(
            token.type for block in tokens for token in (block, *(block.children or ())) if token.type[:4] != "text"
        )

    text = shown(command, "markdown", HOSTILE)
    assert read(text) == read(shown(command, "markdown", PLAIN))
    assert not UNSEEN & set(text)


@pytest.mark.parametrize("command", FORMATS["markdown"])
def test_markdown_has_no_link_and_every_word_where_github_reads_it(command):
    text = shown(command, "markdown", HOSTILE)
    page = html5lib.HTMLParser(namespaceHTMLElements=False).parse(github_flavored_markdown_to_html(text))
    assert not {"a", "img", "script"} & {element.tag for element in page.iter()}
    told = "".join(page.itertext())
    assert all(word in told for word in KINDS["addresses"].split())


@pytest.mark.parametrize("command", FORMATS["text"])
def test_a_terminal_shows_text_and_obeys_nothing(command):
    text = shown(command, "text", HOSTILE)
    assert not UNSEEN & set(text)
    screen = pyte.Screen(200, 300)
    pyte.Stream(screen).feed(text.replace("\n", "\r\n"))
    assert screen.title == ""
    assert "".join(screen.display).split() == text.split()
