from __future__ import annotations

import argparse
import json

import pytest

from captioner.cli.commands import doctor
from captioner.cli.exit_codes import ExitCode
from captioner.cli.machine.check import Check, Verdict, failed, ok, warning


def test_a_remedy_stands_below_its_line() -> None:
    text = doctor.line(warning("display", "none: neither DISPLAY nor WAYLAND_DISPLAY is set", "Start it on a desktop."))
    head, remedy = text.splitlines()
    assert head.startswith("warning  display ")
    assert remedy.strip() == "→ Start it on a desktop."
    assert remedy.index("→") == head.index("none")


def test_long_lines_are_wrapped_below_their_beginning() -> None:
    lines = doctor.line(ok("versions", "word " * 60)).splitlines()
    assert all(len(line) <= 100 for line in lines)
    assert all(line.startswith(" " * 28 + "word") for line in lines[1:])


def test_a_command_to_copy_keeps_its_words_whole() -> None:
    name = "--force-reinstall a-package-with-a-name==1.0.0"
    lines = doctor.line(failed("speech model", "", "Install it: " + " ".join([name] * 9))).splitlines()
    assert {word for line in lines for word in line.split() if "-" in word} == set(name.split())


@pytest.mark.parametrize(
    ("checks", "expected"),
    [
        ([ok("a", "")], "Everything works."),
        ([ok("a", ""), warning("b", "", "x")], "Captions work; one thing could be better."),
        ([failed("a", "", "x"), warning("b", "", "x")], "Captions do not work until one thing is fixed."),
        ([failed("a", "", "x")] * 2, "Captions do not work until 2 things are fixed."),
    ],
)
def test_the_verdict_counts(checks: list[Check], expected: str) -> None:
    assert doctor.verdict(checks) == expected


@pytest.mark.slow
def test_the_report_for_scripts_agrees_with_the_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    parser = argparse.ArgumentParser()
    doctor.add_parser(parser.add_subparsers())
    code = doctor.run(parser.parse_args(["doctor", "--json"]))
    checks = [Check(**each) for each in json.loads(capsys.readouterr().out)]
    assert {"versions", "Python", "CPU", "settings", "transcripts", "display", "speech model"} <= {
        check.name for check in checks
    }
    is_broken = any(check.state == Verdict.FAILED for check in checks)
    assert code == (ExitCode.FAILED if is_broken else ExitCode.FINE)
    assert all(check.remedy for check in checks if check.state != Verdict.OK)
