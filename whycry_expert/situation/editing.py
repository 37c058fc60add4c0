"""Changes answers within the text of a situation file, and leaves every other character as its writer had it."""

from collections.abc import Mapping
from fractions import Fraction

from whycry_expert.knowledge.answer import CERTAINTY_WORDS, WORDS_OF_CERTAINTY, Answer
from whycry_expert.knowledge.certainty import ONE
from whycry_expert.knowledge.decimals import decimal_text
from whycry_expert.situation.answers import UNSURE, with_adverb
from whycry_expert.situation.model import Given, Situation
from whycry_expert.situation.writing import (
    answer_text,
    quoted_text,
    signed_text,
    value_and_certainty,
)
from whycry_expert.situation.yaml_text import Path, YamlText


def edited(text: str, before: Situation, after: Situation) -> str:
    """Give the text of a situation file that says `before`, changed so that its answers are those of `after`.

    What both say is not touched, nor is anything that is no answer. New answers follow the last line.
    """
    document = YamlText(text)
    new: dict[str, str] = {}
    for name in dict.fromkeys((*after.given, *after.unsure, *before.given, *before.unsure)):
        old, given = before.given.get(name), after.given.get(name)
        unsure = name in after.unsure and given is None
        if _says(old) == _says(given) and unsure == (name in before.unsure):
            continue
        if document.has((name,)):
            _change(document, name, old, given, unsure=unsure)
        elif given is not None or unsure:
            new[name] = answer_text(given.answer, given.note) if given is not None else UNSURE
    document.add((), new)
    return document.text


def _says(given: Given | None) -> tuple[Answer, str] | None:
    return (given.answer, given.note) if given is not None else None


def _change(document: YamlText, name: str, old: Given | None, given: Given | None, *, unsure: bool) -> None:
    inner, certainty = (name, "answer"), (name, "certainty")
    wrapped = document.has(inner)
    if given is None:
        if not unsure:
            document.delete((name,))
        elif wrapped:
            document.delete(certainty)
            document.set(inner, UNSURE)
        else:
            document.set((name,), UNSURE)
    elif wrapped:
        _set_weighed(document, name, old, given.answer)
        if given.note != (old.note if old is not None else ""):
            document.add((name,), {"note": quoted_text(given.note)})
    elif given.note or not _set_options(document, (name,), old, given.answer):
        document.set((name,), answer_text(given.answer, given.note))


def _set_weighed(document: YamlText, name: str, old: Given | None, answer: Answer) -> None:
    """Set an answer that stands beside a note or a certainty of its own."""
    inner, beside = (name, "answer"), (name, "certainty")
    if document.has(beside) or not _set_options(document, inner, old, answer):
        value, certainty = value_and_certainty(answer)
        document.delete(beside)
        document.set(inner, value)
        if certainty != ONE:
            document.add((name,), {"certainty": decimal_text(certainty)})


def _set_options(document: YamlText, path: Path, old: Given | None, answer: Answer) -> bool:
    """Change only those options that differ, one by one; tell whether that can be done."""
    if old is None:
        return False
    had, has = dict(old.answer.options), dict(answer.options)
    gone = [option for option in had if option not in has]
    changed = {option: signed for option, signed in has.items() if had.get(option) != signed}
    places = _places(document, path, had)
    is_list = document.is_list(path)
    if places is None or (is_list and not WORDS_OF_CERTAINTY.keys() >= set(changed.values())):
        return False
    for option, signed in changed.items():
        text = _as_item(option, signed) if is_list else signed_text(signed)
        if option in places:
            document.set((*path, places[option]), text)
        elif is_list:
            document.append(path, text)
        else:
            document.add(path, {option: text})
    for place in sorted((places[option] for option in gone), key=_position, reverse=True):
        document.delete((*path, place))
    return True


def _as_item(option: str, signed: Fraction) -> str:
    return option if signed == ONE else f"{WORDS_OF_CERTAINTY[signed]} {option}"


def _position(place: str | int) -> int:
    return place if isinstance(place, int) else 0


def _places(document: YamlText, path: Path, options: Mapping[str, Fraction]) -> dict[str, str | int] | None:
    """Give where each option stands in a list or mapping, or None where that is not plain."""
    keys, items = document.keys(path), document.items(path)
    if keys:
        return {key: key for key in keys}
    found: dict[str, str | int] = {}
    for position, item in enumerate(items or ()):
        found[with_adverb(item, options, CERTAINTY_WORDS)[0]] = position
    return found if items and set(found) == set(options) else None
