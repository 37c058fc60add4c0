"""What the pages make of texts: harmless, and with links where one can call or look something up."""

import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from whycry_expert import infer
from whycry_expert.page.proof_drawing import drawn
from whycry_expert.page.rendering import linked
from whycry_expert.presentation.gate import Gated
from whycry_expert.presentation.proof_graph import proof_graph, readings_drawn


def test_a_site_and_a_number_to_call_become_links():
    told = str(linked(Markup("<p>findahelpline.com, 116 123, 112 or +44 20 7946 0000.</p>")))
    assert '<a href="https://findahelpline.com/" rel="noreferrer noopener">findahelpline.com</a>' in told
    assert '<a href="tel:116123">116 123</a>' in told
    assert '<a href="tel:112">112</a>' in told
    assert '<a href="tel:+442079460000">+44 20 7946 0000</a>' in told


def test_years_ages_and_names_of_files_are_no_links():
    text = Markup("<p>In 2014, when he was 17, after 24 hours, notes.yaml, e.g. this.</p>")
    assert linked(text) == text


@given(st.text())
def test_no_text_becomes_markup(text):
    told = str(linked(Markup("<p>") + escape(text) + Markup("</p>")))
    inside = told.removeprefix("<p>").removesuffix("</p>")
    tags = [piece.split(">")[0] for piece in inside.split("<")[1:]]
    assert all(tag == "/a" or tag.startswith(('a href="https://', 'a href="tel:')) for tag in tags)


def test_a_long_text_is_looked_through_in_a_moment():
    parts = ["1", "1 ", "123 ", "123-", "+12345 ", "a-", "a.", "com.", "."]
    program = (
        "from markupsafe import Markup; from whycry_expert.page.rendering import linked\n"
        f"for part in {parts}: linked(Markup(part * 20_000 + 'x'))"
    )
    # another process, since nothing ends a search that takes for ever in this one
    subprocess.run([sys.executable, "-c", program], timeout=60, check=True)


def test_a_proof_is_drawn_with_every_node_once_and_none_over_another(shipped):
    from example_situations import SITUATIONS  # noqa: PLC0415 - beside its use

    conclusion = infer(shipped, SITUATIONS["example.yaml"])
    graph = proof_graph(Gated((conclusion,), lambda: readings_drawn(conclusion, whole=True), trace=True))
    drawing = drawn(graph)
    assert len(drawing.boxes) == len(graph.nodes)
    assert len(drawing.arrows) == len(graph.edges)
    for at, box in enumerate(drawing.boxes):
        for other in drawing.boxes[at + 1 :]:
            apart = box.x != other.x or box.y + box.height <= other.y or other.y + other.height <= box.y
            assert apart, (box, other)
        assert box.y + box.height <= drawing.height
        assert box.x + box.width <= drawing.width


def test_the_pages_need_no_framework_no_server_and_no_socket():
    program = (
        "import sys; import whycry_expert.page.pages, whycry_expert.page.steps, whycry_expert.page.audit;"
        "print([name for name in ('flask', 'werkzeug', 'waitress', 'click', 'rich', 'socket') if name in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
