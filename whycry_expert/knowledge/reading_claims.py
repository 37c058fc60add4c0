"""Reads what the knowledge rests on: the claims of its article, and other sources."""

from collections.abc import Collection, Iterable

from msgspec import Struct, field

from whycry_expert.errors import Complaints, unknown_name
from whycry_expert.knowledge.fields import Fields
from whycry_expert.knowledge.model import Claim
from whycry_expert.printable import quoted
from whycry_expert.source import Node, ScalarNode

CLAIM_KINDS = ("indicator", "against", "caution", "advice", "nuance")


class Library(Struct):
    """All that a rule can cite."""

    article: str = ""
    sections: dict[str, str] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)


def read_claims(documents: Iterable[Node], complaints: Complaints) -> Library:
    """Read the files with claims; problems go to `complaints`."""
    library = Library()
    for document in documents:
        fields = Fields(document, complaints, "the file of claims")
        article = fields.text("article", required=True)
        if library.article and article not in ("", library.article):
            told = f"all claims are of one article; another file names {quoted(library.article)}"
            complaints.add(document.place, told)
        library.article = library.article or article
        for key, value in fields.entries("sections", required=True):
            _refuse_second("section", key, library.sections, complaints)
            library.sections[key.text] = fields.text_in(value, f"the section {key.text}")
        for key, value in fields.entries("claims"):
            _refuse_second("claim", key, library.claims, complaints)
            library.claims[key.text] = _claim(key, value, library, complaints)
        for key, value in fields.entries("sources"):
            _refuse_second("source", key, library.sources, complaints)
            own = Fields(value, complaints, f"the source {key.text}")
            library.sources[own.name_in(key)] = own.text("text", required=True)
            own.finish()
        fields.finish()
    return library


def _claim(key: ScalarNode, value: Node, library: Library, complaints: Complaints) -> Claim:
    own = Fields(value, complaints, f"the claim {key.text}")
    kind, text = own.one_of("kind", CLAIM_KINDS), own.text("text", required=True)
    section = key.text.split(".")[0]
    if section not in library.sections:
        complaints.add(key.place, unknown_name("section", section, library.sections))
    own.finish()
    return Claim(key.text, kind, text, section, key.place)


def _refuse_second(kind: str, key: ScalarNode, known: Collection[str], complaints: Complaints) -> None:
    if key.text in known:
        complaints.add(key.place, f"the {kind} {key.text} stands in two files")
