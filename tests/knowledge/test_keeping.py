"""Kept knowledge is the knowledge of the files, or it is not taken."""

import os
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loaded_knowledge import BREAD
from msgspec.structs import replace
from thoroughness import examples

from whycry_expert import load_knowledge
from whycry_expert.evaluation import kept_layers
from whycry_expert.evaluation.kept_layers import KeptLayers, compiled_layers, layers_of
from whycry_expert.knowledge import keeping
from whycry_expert.knowledge.kept import decoded, encoded
from whycry_expert.knowledge.loading import keep_knowledge, portable_knowledge, shipped_knowledge_folder
from whycry_expert.knowledge.model import Knowledge

ROOT = Path(__file__).parent.parent.parent
SHIPPED = shipped_knowledge_folder()
FRESH = {folder: load_knowledge(folder) for folder in (SHIPPED, BREAD)}
KEPT = {folder: encoded(portable_knowledge(folder), FRESH[folder].digest, "stamp") for folder in FRESH}


def taken(content, folder=BREAD, stamp="stamp", root=None):
    return decoded(content, Knowledge, FRESH[folder].digest, stamp, root or str(folder))


@pytest.mark.parametrize("folder", FRESH, ids=["shipped", "bread"])
def test_kept_knowledge_equals_that_of_the_files_in_every_field(folder):
    kept, fresh = taken(KEPT[folder], folder), FRESH[folder]
    assert kept is not None
    for name in fresh.__struct_fields__:
        assert getattr(kept, name) == getattr(fresh, name)
        # equality leaves out the places, and how numbers are written is no part of it
        assert everything(getattr(kept, name)) == everything(getattr(fresh, name))
    assert list(kept.facts) == list(fresh.facts)


def everything(value):
    if hasattr(value, "__struct_fields__"):
        return type(value), [everything(getattr(value, name)) for name in value.__struct_fields__]
    if isinstance(value, dict):
        return [(everything(key), everything(item)) for key, item in value.items()]
    if isinstance(value, tuple):
        return [everything(item) for item in value]
    return type(value), value


@given(data=st.data())
@examples(300)
def test_a_changed_byte_is_noticed_or_changes_nothing(data):
    content = KEPT[BREAD]
    position = data.draw(st.integers(0, len(content) - 1))
    other = data.draw(st.integers(0, 255).filter(lambda byte: byte != content[position]))
    kept = taken(content[:position] + bytes([other]) + content[position + 1 :])
    assert kept is None or everything(kept) == everything(FRESH[BREAD])


@given(length=st.integers(0, len(KEPT[BREAD]) - 1))
@examples(100)
def test_a_truncated_file_is_not_taken(length):
    assert taken(KEPT[BREAD][:length]) is None


@given(content=st.binary())
def test_noise_is_not_taken(content):
    assert taken(content) is None


def test_a_body_with_its_own_checksum_but_another_shape_is_not_taken():
    for body in (b"[]", b"null", b"[1,2,3]", b'{"facts":{}}', b"[" * 100_000):
        assert taken(encoded_body(body)) is None


def encoded_body(body):
    return (
        f'{{"stamp": "stamp", "digest": "{FRESH[BREAD].digest}", "checksum": "{sha256(body).hexdigest()}"}}\n'.encode()
        + body
    )


def test_knowledge_of_other_files_or_another_program_is_not_taken():
    assert taken(KEPT[SHIPPED], BREAD) is None
    assert taken(KEPT[BREAD], stamp="another") is None


def test_kept_knowledge_has_its_places_where_its_files_are_now():
    kept = taken(KEPT[BREAD], root='/some "where"\\')
    assert str(kept.facts["flour"].place) == '/some "where"\\/facts/01-dough.yaml:4:3'


def test_knowledge_kept_on_another_system_has_its_places_too(monkeypatch):
    monkeypatch.setattr(os, "sep", "\\")
    assert str(taken(KEPT[BREAD], root="/a").facts["flour"].place) == "/a/facts/01-dough.yaml:4:3"


class TestInACheckout:
    @pytest.fixture
    def checkout(self, tmp_path):
        for name in ("whycry_expert", "facts", "rules"):
            shutil.copytree(ROOT / name, tmp_path / "checkout" / name, ignore=shutil.ignore_patterns("__pycache__"))
        return tmp_path / "checkout"

    @staticmethod
    def run(checkout, program="k = load_knowledge(); print(k.about.title)", **environment):
        home = checkout.parent / "home"
        home.mkdir(exist_ok=True)
        usual = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "XDG"))}
        done = subprocess.run(
            [sys.executable, "-c", f"from whycry_expert import load_knowledge\n{program}"],
            check=False,
            capture_output=True,
            text=True,
            cwd=checkout,
            env={**usual, "HOME": str(home), "PYTHONPATH": str(checkout), **environment},
        )
        assert list(home.iterdir()) == []
        return done

    @staticmethod
    def kept(checkout):
        return checkout / "whycry_expert" / "knowledge" / "__pycache__" / "kept-knowledge.json"

    # what is not understood again was kept
    UNDERSTOOD = "import sys; load_knowledge(); print('whycry_expert.knowledge.understanding' in sys.modules)"

    def test_it_is_read_once_and_then_taken(self, checkout):
        assert self.run(checkout, self.UNDERSTOOD).stdout == "True\n"
        assert self.kept(checkout).stat().st_mode & 0o777 == 0o600
        assert self.run(checkout, self.UNDERSTOOD).stdout == "False\n"

    def test_nothing_is_written_where_python_writes_nothing(self, checkout):
        self.run(checkout, PYTHONDONTWRITEBYTECODE="1")
        assert not self.kept(checkout).exists()

    def test_a_changed_file_counts_at_once(self, checkout):
        before = self.run(checkout).stdout
        about = checkout / "rules" / "about.yaml"
        about.write_text(about.read_text().replace(f"title: {before.strip()}", "title: Another title"))
        assert self.run(checkout).stdout == "Another title\n"

    def test_a_mistake_in_a_file_is_still_told_with_its_place(self, checkout):
        self.run(checkout)
        about = checkout / "rules" / "about.yaml"
        about.write_text(about.read_text().replace("title:", "titel:", 1))
        error = self.run(checkout).stderr
        assert f'{about}:2:3: about: there is no field "titel"; did you mean "title"?' in error

    def test_another_version_of_a_module_that_reads_knowledge_makes_it_stale(self, checkout):
        self.run(checkout)
        with (checkout / "whycry_expert" / "knowledge" / "reading_rules.py").open("a") as stream:
            stream.write("# changed\n")
        assert self.run(checkout, self.UNDERSTOOD).stdout == "True\n"

    def test_what_others_can_write_is_not_taken(self, checkout):
        self.run(checkout)
        self.kept(checkout).chmod(0o666)
        assert self.run(checkout, self.UNDERSTOOD, PYTHONDONTWRITEBYTECODE="1").stdout == "True\n"

    @pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give a file away")
    def test_what_another_user_owns_is_not_taken(self, checkout):
        self.run(checkout)
        os.chown(self.kept(checkout), 12345, -1)
        assert self.run(checkout, self.UNDERSTOOD, PYTHONDONTWRITEBYTECODE="1").stdout == "True\n"


def test_what_cannot_be_written_is_not_missed(monkeypatch, tmp_path):
    monkeypatch.setattr(keeping, "beside_modules", lambda name: tmp_path / "missing" / name)
    keep_knowledge(FRESH[BREAD])
    assert list(tmp_path.iterdir()) == []


def test_the_kept_layers_are_those_that_compiling_gives():
    shipped = load_knowledge()
    compiled = compiled_layers(shipped)
    content = encoded(compiled, shipped.digest, "stamp")
    assert decoded(content, KeptLayers, shipped.digest, "stamp") == compiled
    assert decoded(content.replace(b"1", b"2", 1), KeptLayers, shipped.digest, "stamp") is None
    assert layers_of(shipped) == compiled


def test_layers_of_the_shipped_knowledge_are_compiled_once_and_then_taken_and_of_other_knowledge_never_kept(
    monkeypatch, tmp_path
):
    shipped = load_knowledge()
    monkeypatch.setattr(keeping, "beside_modules", lambda name: tmp_path / name)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    compiled = layers_of(shipped)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    layers_of(FRESH[BREAD])
    assert list(tmp_path.iterdir()) == [], "nothing is kept of other knowledge, nor where Python writes nothing"
    assert layers_of(shipped) == compiled
    assert [path.name for path in tmp_path.iterdir()] == [kept_layers.NAME]
    monkeypatch.setattr(kept_layers, "compiled_layers", None)
    assert layers_of(shipped) == compiled, "what is kept is taken"


def test_of_knowledge_that_says_something_else_no_layers_are_taken_even_under_the_same_digest():
    shipped = load_knowledge()
    other = replace(shipped, notices=shipped.notices[1:])
    assert other.digest == shipped.digest
    assert layers_of(other).compiled.notices == compiled_layers(other).compiled.notices
    assert len(layers_of(other).compiled.notices) == len(shipped.notices) - 1
