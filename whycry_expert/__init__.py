"""An expert system for one situation: facts go in, and a conclusion comes out with its whole trace.

>>> from whycry_expert import Situation, infer, load_knowledge, situation_from
>>> knowledge = load_knowledge()
>>> conclusion = infer(knowledge, situation_from({}, knowledge))
>>> conclusion.picture.value
'open'
"""

TYPE_CHECKING = False  # type checkers take it for true; importing it from typing would take a while, see __main__.py
if TYPE_CHECKING:
    from typing import Any

    from whycry_expert.errors import InputError, Place, Problem, WhycryError
    from whycry_expert.inference.conclusion import Conclusion, Reading
    from whycry_expert.inference.engine import infer
    from whycry_expert.interview.session import Interview
    from whycry_expert.knowledge.loading import load_knowledge
    from whycry_expert.knowledge.model import Knowledge
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
    "Situation",
    "WhycryError",
    "infer",
    "load_knowledge",
    "read_occasions_file",
    "read_situation_file",
    "situation_from",
]
_HOMES = {
    "errors": ("InputError", "Place", "Problem", "WhycryError"),
    "inference.conclusion": ("Conclusion", "Reading"),
    "inference.engine": ("infer",),
    "interview.session": ("Interview",),
    "knowledge.loading": ("load_knowledge",),
    "knowledge.model": ("Knowledge",),
    "situation.model": ("Situation",),
    "situation.reading": ("read_occasions_file", "read_situation_file", "situation_from"),
}


def __getattr__(name: str) -> "Any":  # noqa: ANN401 - whatever has the name
    """Load a public name when it is first asked for: a program that starts must be able to take Ctrl-C at once."""
    from importlib import import_module  # noqa: PLC0415 - see above

    for home, names in _HOMES.items():
        if name in names:
            found = globals()[name] = getattr(import_module(f"{__name__}.{home}"), name)
            return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
