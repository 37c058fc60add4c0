"""An expert system for one situation: facts go in, and a conclusion comes out with its whole trace.

>>> from whycry_expert import infer, load_knowledge, situation_from, to_text
>>> knowledge = load_knowledge()
>>> conclusion = infer(knowledge, situation_from({"another": "believes-you-like-another"}, knowledge))
>>> conclusion.in_danger, conclusion.notices
(False, ())
>>> conclusion.leading
('likes-someone-else',)
>>> print(to_text(conclusion).splitlines()[0])
Why does he cry over me?

What is shown to people goes through `to_text`, `to_markdown` or `to_html`, which hold the readings back in danger.
"""

TYPE_CHECKING = False  # type checkers take it for true; importing it from typing would take a while, see __main__.py
if TYPE_CHECKING:
    from typing import Any

    from whycry_expert.errors import InputError, Place, Problem, WhycryError
    from whycry_expert.inference.conclusion import Conclusion, Reading
    from whycry_expert.interview.session import Interview
    from whycry_expert.knowledge.loading import load_knowledge
    from whycry_expert.knowledge.model import Knowledge
    from whycry_expert.presentation.as_json import to_json
    from whycry_expert.presentation.as_text import to_markdown, to_text
    from whycry_expert.presentation.rendering.html_page import to_html
    from whycry_expert.reasoning.report import Report
    from whycry_expert.reasoning.report import report_on as infer
    from whycry_expert.situation.model import Situation
    from whycry_expert.situation.reading import read_occasions_file, read_situation_file, situation_from

__version__ = "0.1.0"
__all__ = [
    "Conclusion",
    "InputError",
    "Interview",
    "Knowledge",
    "Place",
    "Problem",
    "Reading",
    "Report",
    "Situation",
    "WhycryError",
    "infer",
    "load_knowledge",
    "read_occasions_file",
    "read_situation_file",
    "situation_from",
    "to_html",
    "to_json",
    "to_markdown",
    "to_text",
]
_HOMES = {
    "errors": ("InputError", "Place", "Problem", "WhycryError"),
    "inference.conclusion": ("Conclusion", "Reading"),
    "interview.session": ("Interview",),
    "knowledge.loading": ("load_knowledge",),
    "knowledge.model": ("Knowledge",),
    "presentation.as_json": ("to_json",),
    "presentation.as_text": ("to_markdown", "to_text"),
    "presentation.rendering.html_page": ("to_html",),
    "reasoning.report": ("Report", "report_on"),
    "situation.model": ("Situation",),
    "situation.reading": ("read_occasions_file", "read_situation_file", "situation_from"),
}
_NAMES_THERE = {"infer": "report_on"}


def __getattr__(name: str) -> "Any":  # noqa: ANN401 - whatever has the name
    """Load a public name when it is first asked for: a program that starts must be able to take Ctrl-C at once."""
    from importlib import import_module  # noqa: PLC0415 - see above

    there = _NAMES_THERE.get(name, name)
    for home, names in _HOMES.items():
        if name in __all__ and there in names:
            found = globals()[name] = getattr(import_module(f"{__name__}.{home}"), there)
            return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
