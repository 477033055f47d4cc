"""What an audit of the dependencies found, and above all what it could not look up."""

from __future__ import annotations

import json
import stat
import sys
from pathlib import Path

import pytest
from audit import Audit, main, read, told

SOUND = {"name": "rich", "version": "14.2.0", "vulns": []}
WEAK = {
    "name": "aiohttp",
    "version": "3.9.0",
    "vulns": [{"id": "PYSEC-2024-24", "fix_versions": ["3.9.2"], "aliases": ["CVE-2024-23334"], "description": ""}],
}
SKIPPED = {"name": "numpy", "skip_reason": "Dependency not found on PyPI and could not be audited: numpy (2.4.0)"}


def answer(*packages: object) -> str:
    return json.dumps({"dependencies": packages, "fixes": []})


def test_a_weakness_is_named_with_what_mends_it() -> None:
    found = read(answer(SOUND, WEAK))
    assert found == Audit(("aiohttp 3.9.0: PYSEC-2024-24, fixed in 3.9.2",), 2, 0)
    assert told("requirements.lock", [found]) == "requirements.lock: 2 packages audited, 1 known vulnerabilities"


def test_skipped_packages_are_not_audited_though_pip_audit_found_nothing() -> None:
    found = read(answer(SKIPPED))
    assert (found.audited, found.skipped) == (0, 1)
    assert "NOT AUDITED" in told("requirements.lock", [found])
    assert "1 NOT AUDITED" in told("requirements.lock", [read(answer(SOUND, SKIPPED))])


@pytest.mark.parametrize("text", ["", "No known vulnerabilities found", "[]", '{"dependencies": null}'])
def test_no_answer_is_no_audit(text: str) -> None:
    found = read(text, "Traceback\nConnectionError: api.osv.dev")
    assert "NOT AUDITED" in told("requirements.lock", [found])
    assert "api.osv.dev" in told("requirements.lock", [found])


@pytest.mark.skipif(sys.platform == "win32", reason="runs a script in the place of pip-audit")
@pytest.mark.parametrize(
    ("packages", "code", "last"),
    [
        ([SOUND], 0, "0 known vulnerabilities in 1 locks"),
        ([SOUND, WEAK], 1, "1 known vulnerabilities in 1 locks"),
        ([SKIPPED], 0, "0 known vulnerabilities; 1 of 1 locks NOT AUDITED"),
    ],
)
def test_the_last_line_says_what_was_audited(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], packages: list[object], code: int, last: str
) -> None:
    script = tmp_path / "pip-audit"
    script.write_text(f"#!/bin/sh\ncat <<'END'\n{answer(*packages)}\nEND\n", encoding="utf-8")
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    assert main([str(script), "requirements.lock"]) == code
    assert capsys.readouterr().out.splitlines()[-1] == last
