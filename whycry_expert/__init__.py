"""An expert system for one situation: facts go in, and a conclusion comes out with its whole trace.

>>> from whycry_expert import Situation, infer, load_knowledge, situation_from
>>> knowledge = load_knowledge()
>>> conclusion = infer(knowledge, situation_from({}, knowledge))
>>> conclusion.picture.value
'open'
"""

from whycry_expert.errors import InputError, Place, Problem, WhycryError
from whycry_expert.inference.conclusion import Conclusion, Reading
from whycry_expert.inference.engine import infer
from whycry_expert.interview.session import Interview
from whycry_expert.knowledge.loading import load_knowledge
from whycry_expert.knowledge.model import Knowledge
from whycry_expert.situation.model import Situation
from whycry_expert.situation.reading import read_situation_file, situation_from

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
    "read_situation_file",
    "situation_from",
]
