"""The compiled layers of the shipped knowledge, kept beside it."""

from pathlib import Path

from msgspec import Struct

from whycry_expert.evaluation.compiled import CompiledKnowledge
from whycry_expert.knowledge.keeping import is_shipped, keep, kept, may_keep
from whycry_expert.knowledge.model import Knowledge

NAME = "kept-layers.json"
_MAKERS = (Path(__file__).parent,)


class KeptLayers(Struct, frozen=True, array_like=True):
    """Compiled knowledge, and the number of each of its conditions, in their order."""

    compiled: CompiledKnowledge
    numbers: tuple[int, ...]


def layers_of(knowledge: Knowledge) -> KeptLayers:
    """Give the layers of a knowledge base: those that are kept, or compiled now and kept if they may be."""
    shipped = is_shipped(knowledge)
    layers = kept(NAME, KeptLayers, knowledge.digest, _MAKERS) if shipped else None
    if layers is None:
        layers = compiled_layers(knowledge)
        if shipped and may_keep():
            keep_layers(layers, knowledge.digest)
    return layers


def compiled_layers(knowledge: Knowledge) -> KeptLayers:
    """Compile a knowledge base."""
    from whycry_expert.evaluation.compiling import compile_knowledge  # noqa: PLC0415 - a start that finds it kept does without

    return KeptLayers(*compile_knowledge(knowledge))


def keep_layers(layers: KeptLayers, digest: str) -> None:
    """Keep the layers of the knowledge with this digest."""
    keep(NAME, layers, digest, _MAKERS)
