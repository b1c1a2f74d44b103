"""The project as somebody finds it: commands, pinned packages, settings that are explained."""

import re
from pathlib import Path

import pytest

from bot.config import Settings

ROOT = Path(__file__).parents[2]
REQUIREMENTS = (ROOT / "requirements.txt").read_text()
MAKEFILE = (ROOT / "Makefile").read_text()
TARGETS = set(re.findall(r"^([a-z]+):", MAKEFILE, re.M))


def of_file(name: str) -> str:
    file = ROOT / name
    if not file.exists():
        pytest.skip(f"{name} is not written yet")
    return file.read_text()


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_every_make_command_that_is_named_exists(name: str) -> None:
    named = set(
        re.findall(r"\bmake ([a-z]+)\b", "\n".join(re.findall(r"`[^`]*`|```.*?```", of_file(name), re.S)))
    )
    assert named
    assert named <= TARGETS


def test_every_command_of_tirek_that_is_named_exists() -> None:
    from bot.__main__ import _parser

    known = set(re.findall(r"[a-z]+(?:-[a-z]+)*", _parser().format_help().split("COMMAND", 1)[1]))
    named = set(re.findall(r"\btirek ([a-z]+(?:-[a-z]+)*)", of_file("README.md")))
    assert named
    assert named <= known


def test_every_target_is_declared_as_a_command() -> None:
    declared = set(re.search(r"^\.PHONY: (.*)$", MAKEFILE, re.M)[1].split())
    assert declared == TARGETS


def test_packages_are_pinned_with_hashes_and_name_no_index() -> None:
    logical = REQUIREMENTS.replace("\\\n", " ").splitlines()
    packages = [line for line in logical if line.strip() and not line.lstrip().startswith("#")]
    assert len(packages) > 20
    for line in packages:
        assert re.match(r"^[A-Za-z0-9._-]+(\[[a-z,]+\])?==\S+( ; .*?)?\s", line), line[:60]
        assert "--hash=sha256:" in line, line[:60]
    assert "://" not in REQUIREMENTS
    assert not re.search(r"^\s*(-i|--index|--extra-index|--find-links|--trusted)", REQUIREMENTS, re.M)


def test_every_setting_is_explained() -> None:
    explained = of_file(".env.example")
    missing = [name.upper() for name in Settings.model_fields if name.upper() not in explained]
    assert missing == []


def test_the_script_of_the_builders_calls_the_same_command() -> None:
    assert "make test" in of_file(".ci/run")
