"""Changes the program in one place at a time, and counts how many of the changes the tests notice.

`python benchmarks/code_mutants.py ROOM [--number N] [--minutes M]` tries the changes of a room, all or N, in an order
drawn at random and always the same. `--at FILE:LINE`, as often as wanted, tries those of one line again. mutmut puts a
call of its own around every call of every function, which these inner loops do not bear: its first run through the
tests took over half an hour. cosmic-ray starts Python and pytest for each change, which takes longer than most tests.
Here all is loaded once, and each change is made in a fork of that process, in the code of the function itself, so that
whoever has imported it has the change.
"""

import argparse
import ast
import copy
import enum
import gc
import importlib
import os
import random
import resource
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from itertools import zip_longest
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any, Final

import pytest
from _pytest.runner import runtestprotocol

from whycry_expert.evaluation import wiring

ROOT: Final = Path(__file__).parent.parent
AGREE: Final = "tests/test_engines_agree.py::test_all_agree_on_any_answers_to_"
TESTS: Final = {
    "evaluation": [
        AGREE + "another_knowledge_base", "tests/evaluation", AGREE + "any_knowledge",
        "tests/test_engines_agree.py::test_once_everything_is_answered_the_bounds_are_the_conclusion[bread]",
        "tests/reasoning/test_bounds.py::test_what_is_final_stays_what_is_settled_leads_on_and_without_a_question_nothing_changes[random]",
        "tests/reasoning/test_bounds.py::test_an_answer_that_settles_everything_leaves_nothing_to_ask",
        "tests/reasoning/test_bounds.py::test_nothing_is_settled_before_anything_is_answered",
        "tests/reasoning/test_bounds.py::test_a_question_names_the_rules_and_meanings_that_it_serves_in_their_order",
        "tests/reasoning/test_grounds.py::test_an_answer_that_holds_a_reading_back_is_named",
        "tests/reasoning/test_repairs.py::test_a_repair_says_yes_or_no_as_the_conditions_need_it",
        "tests/reasoning/test_repairs.py::test_the_repairs_are_those_that_trying_every_set_finds",
        "tests/knowledge/test_keeping.py::test_layers_of_the_shipped_knowledge_are_compiled_once_and_then_taken_and_of_other_knowledge_never_kept",
    ],
    "inference": [
        AGREE + "another_knowledge_base", "tests/inference", AGREE + "any_knowledge",
        "tests/proof/test_checker.py::test_a_reading_with_as_much_for_it_as_against_it_is_disputed_from_four_points",
    ],
    "proof": [
        "tests/proof/test_arithmetic.py", "tests/proof/test_checker.py", AGREE + "another_knowledge_base",
        AGREE + "any_knowledge", "tests/proof/test_exact_json.py",
        "tests/proof/test_mutants.py::test_no_mutant_of_a_conclusion_about_bread_survives[1]",
    ],
    "reasoning": [
        "tests/reasoning/test_grounds.py", "tests/reasoning/test_contrast.py",
        "tests/reasoning/test_bounds.py::test_what_is_final_stays_what_is_settled_leads_on_and_without_a_question_nothing_changes[random]",
        "tests/reasoning/test_bounds.py::test_an_answer_that_settles_everything_leaves_nothing_to_ask",
        "tests/reasoning/test_bounds.py::test_nothing_is_settled_before_anything_is_answered",
        "tests/reasoning/test_repairs.py::test_the_repairs_are_those_that_trying_every_set_finds",
        "tests/reasoning/test_repairs.py::test_sets_of_three_are_those_that_trying_every_set_finds",
        "tests/interview/test_choosing.py",
        *(f"tests/reasoning/test_robustness.py::test_{name}" for name in (
            "two_situations_differ_in_what_fired_exactly_where_the_traces_do",
            "a_situation_differs_in_nothing_from_itself",
            "an_answer_is_matched_by_rules_that_test_it_and_by_all_that_would_not_fire_without_it",
            "a_choice_rules_out_the_rules_that_ask_for_another_option",
            "every_turn_leads_where_it_says_and_every_answer_taken_back_is_tried",
            "single_changes_are_exactly_those_that_turn_the_conclusion_of_the_engine",
        )),
    ],
}  # fmt: skip
"""Of each room the tests that notice most in the least time, those first that fail soonest."""
AT_IMPORT: Final = {"experta_import.py"}
"""What these do is done before any change is made. A test that starts Python notices it, and is tried by hand."""
ALIKE: Final = 30
"""So many are run of tests that differ in a parameter alone."""

SWAPPED: Final = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.Add: ast.Sub, ast.Sub: ast.Add,
    ast.Mult: ast.Add, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult, ast.Mod: ast.Mult, ast.And: ast.Or, ast.Or: ast.And,
    ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr, ast.USub: ast.UAdd,
}  # fmt: skip
NAMES: Final = {"min": "max", "max": "min", "any": "all", "all": "any", "True": "False", "sorted": "list"}


def changes_of(node: ast.AST) -> Iterator[ast.AST]:
    """Give what could stand in the place of a node."""
    if isinstance(node, ast.Compare):
        for position, operator in enumerate(node.ops):
            other = copy.deepcopy(node)
            other.ops[position] = SWAPPED[type(operator)]()
            yield other
    elif isinstance(node, (ast.BinOp, ast.BoolOp)) and type(node.op) in SWAPPED:
        other = copy.deepcopy(node)
        other.op = SWAPPED[type(node.op)]()
        yield other
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.Not, ast.USub)):
        yield node.operand
    elif isinstance(node, ast.Constant) and not isinstance(node.value, (type(None), type(...))):
        yield ast.Constant(_other(node.value))
    elif isinstance(node, ast.Name) and node.id in NAMES and isinstance(node.ctx, ast.Load):
        yield ast.Name(NAMES[node.id], ast.Load())
    elif isinstance(node, (ast.IfExp, ast.If, ast.While)):
        other = copy.deepcopy(node)
        other.test = ast.UnaryOp(ast.Not(), node.test)
        yield other
    elif isinstance(node, ast.Return) and node.value is not None:
        yield ast.Return(ast.Constant(None))
    elif isinstance(node, (ast.Continue, ast.Break)) or (
        isinstance(node, (ast.AugAssign, ast.Expr)) and not isinstance(getattr(node, "value", None), ast.Constant)
    ):
        yield ast.Pass()


def _other(value: object) -> object:
    if isinstance(value, bool):
        return not value
    return value + 1 if isinstance(value, (int, float)) else f"{value}x" if isinstance(value, str) else b"x"


class _Replace(ast.NodeTransformer):
    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self._old, self._new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        return ast.copy_location(self._new, node) if node is self._old else self.generic_visit(node)


class Mutant:
    """One change: the file, the function that it is in by its first line, and both texts of what is changed."""

    def __init__(self, path: Path, function: ast.AST, old: ast.AST, new: ast.AST) -> None:
        self.path, self._function, self._old, self._new = path, function, old, new

    def __str__(self) -> str:
        before, after = (" ".join(ast.unparse(node).split())[:70] for node in (self._old, self._new))
        return f"{self.path.relative_to(ROOT)}:{self._old.lineno}: {before} -> {after}"  # type: ignore[attr-defined]

    def stands_at(self, lines: list[str]) -> bool:
        """Tell whether it changes one of some lines, each FILE:LINE with as much of the path as is wanted."""
        return any(f"/{str(self).split(': ')[0]}".endswith(f"/{line}") for line in lines)

    def apply(self) -> None:
        """Make the change in the function that is loaded. Raises LookupError where that cannot be."""
        if self.path.name in AT_IMPORT:
            raise LookupError(self.path.name)
        module = importlib.import_module(".".join(self.path.relative_to(ROOT).with_suffix("").parts))
        tree = ast.parse(self.path.read_text(encoding="utf-8"))
        old, function = _at(tree, self._old), _at(tree, self._function)
        if any(isinstance(node, ast.Name) and node.id == "super" for node in ast.walk(self._function)):
            # without its `super()` it would no longer be one that fits into its place
            function.body.append(ast.Expr(ast.Name("__class__", ast.Load())))  # type: ignore[attr-defined]
        tree = ast.fix_missing_locations(_Replace(old, self._new).visit(tree))
        code = _code_at(compile(tree, str(self.path), "exec"), self._function)
        for loaded in _functions(module):
            if (loaded.__name__, loaded.__code__.co_firstlineno) == (code.co_name, code.co_firstlineno):
                loaded.__code__ = code
                return
        raise LookupError(code.co_name)


def _at(tree: ast.AST, wanted: ast.AST) -> ast.AST:
    key = ast.dump(wanted, include_attributes=True)
    return next(node for node in ast.walk(tree) if ast.dump(node, include_attributes=True) == key)


def _code_at(code: CodeType, function: ast.AST) -> CodeType:
    decorators = [one.lineno for one in function.decorator_list]  # type: ignore[attr-defined]
    wanted = function.name, min([function.lineno, *decorators])  # type: ignore[attr-defined]
    pending = [code]
    while pending:
        one = pending.pop()
        if (one.co_name, one.co_firstlineno) == wanted:
            return one
        pending += [inner for inner in one.co_consts if isinstance(inner, CodeType)]
    raise LookupError(wanted)


def _functions(module: ModuleType) -> Iterator[FunctionType]:
    owners = [vars(module), *(vars(one) for one in vars(module).values() if isinstance(one, type))]
    for value in (value for owner in owners for value in owner.values()):
        inner: object = value
        if isinstance(inner, property):
            inner = inner.fget
        elif isinstance(inner, cached_property):
            inner = inner.func
        elif isinstance(inner, (classmethod, staticmethod)):
            inner = inner.__func__
        while hasattr(inner, "__wrapped__"):
            inner = inner.__wrapped__
        if isinstance(inner, FunctionType) and inner.__module__ == module.__name__:
            yield inner


def mutants_of(room: str) -> list[Mutant]:
    """Give all changes of the functions of a room."""
    found = []
    for path in sorted((ROOT / "whycry_expert" / room).glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
        classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
        functions += [node for one in classes for node in one.body if isinstance(node, ast.FunctionDef)]
        for function in functions:
            for statement in function.body[_says_something(function) :]:
                for node in ast.walk(statement):
                    found += [Mutant(path, function, node, other) for other in changes_of(node) if _is_code(node)]
    return found


def _says_something(function: ast.FunctionDef) -> bool:
    """Tell whether it begins with a docstring, which no test has to notice."""
    return ast.get_docstring(function) is not None


def _is_code(node: ast.AST) -> bool:
    return hasattr(node, "lineno") and not isinstance(node, ast.JoinedStr)


class Trial(enum.Enum):
    """What became of a change."""

    SURVIVED = 0
    NOTICED = 1
    UNTRIED = 2


class Trials:
    """A plugin of pytest: in the place of its run of the tests, one run for each change, each in a fork."""

    def __init__(self, room: str, number: int | None, end: float, lines: list[str]) -> None:
        self._room, self._number, self._end, self._lines = room, number, end, lines
        self._cached: list[Any] = []
        self._seconds = 0.0
        self.counts: Counter[Trial] = Counter()

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try the changes, and print each that no test noticed."""
        self._cached = [
            one
            for one in gc.get_objects()
            if callable(getattr(type(one), "cache_clear", None)) and getattr(one, "__module__", "").startswith("whycry")
        ]
        gc.collect()
        gc.freeze()
        seen: Counter[str] = Counter()
        items = []
        for item in session.items:
            name = item.nodeid.split("[")[0]
            seen[name] += 1
            if seen[name] <= ALIKE:
                items.append(item)
        if self._try(None, items) is not Trial.SURVIVED:
            sys.exit(f"{self._room}: the tests fail without any change")
        everything = mutants_of(self._room)
        print(f"{self._room}: {len(everything)} changes, {len(items)} tests in {self._seconds:.1f} s", flush=True)
        random.Random(self._room).shuffle(everything)  # noqa: S311
        chosen = [mutant for mutant in everything if not self._lines or mutant.stands_at(self._lines)]
        for mutant in chosen[: self._number]:
            if time.monotonic() > self._end:
                break
            trial = self._try(mutant, items)
            self.counts[trial] += 1
            if self._lines or trial is not Trial.NOTICED:
                print(f"{trial.name.lower()}: {mutant}", flush=True)
        tried = self.counts[Trial.NOTICED] + self.counts[Trial.SURVIVED]
        print(f"{self._room}: {self.counts[Trial.NOTICED]} of {tried} noticed", flush=True)
        return True

    def _try(self, mutant: Mutant | None, items: list[pytest.Item]) -> Trial:
        child = os.fork()
        if child:
            _, status, used = os.wait4(child, 0)
            if mutant is None:
                self._seconds = used.ru_utime + used.ru_stime
            return Trial(os.WEXITSTATUS(status)) if os.WIFEXITED(status) else Trial.NOTICED
        try:
            # what a change makes run for ever, or for much longer, is noticed by that
            seconds = 3 + 3 * int(self._seconds) if self._seconds else 300
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
            signal.alarm(10 * seconds)
            self._run_changed(mutant, items)
        except BaseException:  # noqa: BLE001 - a change that breaks so much is noticed
            os._exit(Trial.NOTICED.value)
        os._exit(Trial.SURVIVED.value)

    def _run_changed(self, mutant: Mutant | None, items: list[pytest.Item]) -> None:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.dup2(null, 2)
        if mutant is not None:
            try:
                mutant.apply()
            except (LookupError, SyntaxError, ValueError):
                os._exit(Trial.UNTRIED.value)
        sys.dont_write_bytecode = True  # what a changed program compiles must not be kept for the next
        wiring._WIRINGS.clear()  # noqa: SLF001 - nobody else may forget what was worked out before the change
        for one in self._cached:
            one.cache_clear()
        for item, following in zip_longest(items, items[1:]):
            reports = runtestprotocol(item, nextitem=following, log=False)
            if any(report.failed for report in reports):
                os._exit(Trial.NOTICED.value)


def main() -> None:
    """Try the changes of one room, and print what was not noticed, and how many were."""
    parser = argparse.ArgumentParser()
    parser.add_argument("room", choices=TESTS)
    parser.add_argument("--number", type=int)
    parser.add_argument("--minutes", type=float, default=600)
    parser.add_argument("--at", action="append", default=[], metavar="FILE:LINE")
    asked = parser.parse_args()
    os.chdir(ROOT)
    trials = Trials(asked.room, asked.number, time.monotonic() + 60 * asked.minutes, asked.at)
    quiet = ["-q", "-s", "-p", "no:cacheprovider", "-p", "no:xdist", "--hypothesis-profile", "few", "--no-header"]
    pytest.main([*quiet, *TESTS[asked.room]], plugins=[trials])


if __name__ == "__main__":
    main()
