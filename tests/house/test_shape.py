"""The shape of the code: short functions, short files, no mocks."""

import ast
import re
import statistics
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "bot").rglob("*.py"))


def functions() -> Iterator[tuple[int, str]]:
    """How many lines each function has."""
    for file in SOURCES:
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                assert node.end_lineno is not None
                yield node.end_lineno - node.lineno + 1, f"{file.relative_to(ROOT)}:{node.name}"


def test_functions_are_short() -> None:
    sizes = sorted(functions())
    lines = [size for size, _ in sizes]
    assert statistics.median(lines) <= 7
    assert lines[int(len(lines) * 0.9)] <= 20
    assert [place for size, place in sizes if size > 40] == []


def test_files_are_short() -> None:
    long = {str(file.relative_to(ROOT)): file.read_text().count("\n") for file in SOURCES}
    assert {name: lines for name, lines in long.items() if lines > 300} == {}


def test_nothing_is_mocked() -> None:
    # Said in two parts: this line is no such line itself.
    wanted = re.compile(r"^\s*(im" + r"port|from)\s+.*mo" + "ck", re.I)
    found = [
        f"{file.name}: {line}"
        for file in (ROOT / "tests").rglob("*.py")
        for line in file.read_text().splitlines()
        if wanted.match(line)
    ]
    assert found == []


def test_every_module_says_in_one_sentence_what_it_is() -> None:
    silent = []
    for file in SOURCES:
        tree = ast.parse(file.read_text())
        if tree.body and not ast.get_docstring(tree):
            silent.append(str(file.relative_to(ROOT)))
    assert silent == []


def test_the_core_knows_no_library() -> None:
    allowed = {"bot", "phonenumbers"}
    for file in (ROOT / "bot" / "core").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
            for name in (one.split(".")[0] for one in names):
                assert name in allowed or name in _standard(), f"{file.name} imports {name}"


def _standard() -> frozenset[str]:
    import sys

    return sys.stdlib_module_names
