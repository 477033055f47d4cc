"""docs/cli.md keeps step with the command line."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator

import pytest

from captioner.cli.exit_codes import ExitCode
from captioner.cli.main import all_commands, parser
from tests.conftest import ROOT

EVERYWHERE = {"-h", "--help", "--verbose", "--version"}


def sections() -> dict[str, str]:
    """The text about each command; the part before the first one is called by an empty string."""
    text = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    parts = re.split(r"^## `captioner ?(\w*).*`$", text, flags=re.MULTILINE)
    return {"top": parts[0], **dict(zip(parts[1::2], parts[2::2], strict=True))}


def parsers(within: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """A command's parser and those of its actions."""
    yield within
    for action in within._actions:
        if isinstance(action, argparse._SubParsersAction):
            for each in action.choices.values():
                yield from parsers(each)


def commands() -> dict[str, argparse.ArgumentParser]:
    """The parser of every command."""
    (found,) = [each for each in parser(all_commands())._actions if isinstance(each, argparse._SubParsersAction)]
    return dict(found.choices)


def test_every_command_has_its_section_and_no_other() -> None:
    assert set(sections()) - {"top", ""} == set(all_commands())


@pytest.mark.parametrize("name", all_commands())
def test_every_option_and_action_is_mentioned(name: str) -> None:
    text = sections()[name]
    for each in parsers(commands()[name]):
        assert each.prog in text or each.prog == f"captioner {name}"
        options = {option for action in each._actions for option in action.option_strings} - EVERYWHERE
        assert {option for option in options if not re.search(rf"`[^`]*(?<![\w-]){option}(?![\w-])", text)} == set()


@pytest.mark.parametrize("name", all_commands())
def test_no_option_is_mentioned_that_there_is_not(name: str) -> None:
    known = {
        option for each in parsers(commands()[name]) for action in each._actions for option in action.option_strings
    }
    mentioned = {each.replace("_", "-") for each in re.findall(r"(?<![\w-])--[a-z]+(?:[-_][a-z]+)*", sections()[name])}
    of_others = {"--source"} if name == "devices" else set()
    assert mentioned - known - of_others == set()


def test_every_exit_code_is_in_the_table() -> None:
    listed = re.findall(r"^\| (\d+) \|", sections()["top"], re.MULTILINE)
    assert [int(each) for each in listed] == [code.value for code in ExitCode]


def test_shared_options_are_described_once() -> None:
    assert EVERYWHERE - {"-h"} <= set(re.findall(r"--[a-z]+", sections()["top"]))
