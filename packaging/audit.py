"""`scripts/audit`: known vulnerabilities of the pinned dependencies, by pip-audit, from advisories of PyPI or else of
OSV.

Without advisories pip-audit prints "No known vulnerabilities found" and exits with 0. So skipped packages are counted
here, and the last line says what was audited and what was not.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

SERVICES = ("pypi", "osv")
_LONGEST_S = 300


@dataclass(frozen=True)
class Audit:
    """The answer of one service for one lock file."""

    weak: tuple[str, ...]
    """a line for each known vulnerability: package, identifier, and the fix"""
    audited: int
    """number of audited packages"""
    skipped: int
    """number of skipped packages"""
    reason: str = ""
    """why packages were skipped, as pip-audit says"""


def read(answer: str, error: str = "") -> Audit:
    """Read pip-audit's JSON output and its error output."""
    try:
        packages = list(json.loads(answer)["dependencies"])
    except (ValueError, KeyError, TypeError):
        last = error.strip().splitlines()[-1:] or ["pip-audit said nothing"]
        return Audit((), 0, 0, last[0])
    skipped = [each["skip_reason"] for each in packages if "skip_reason" in each]
    weak = []
    for each in packages:
        for found in each.get("vulns", ()):
            fixed = ", ".join(found["fix_versions"]) or "no version yet"
            weak.append(f"{each['name']} {each['version']}: {found['id']}, fixed in {fixed}")
    return Audit(tuple(weak), len(packages) - len(skipped), len(skipped), skipped[0] if skipped else "")


def told(name: str, audits: Sequence[Audit]) -> str:
    """The line for a lock file, from the answers of the services in turn."""
    best = max(audits, key=lambda audit: audit.audited)
    if not best.audited:
        return f"{name}: NOT AUDITED, no advisories could be fetched ({'; '.join(audit.reason for audit in audits)})"
    rest = f", {best.skipped} NOT AUDITED ({best.reason})" if best.skipped else ""
    return f"{name}: {best.audited} packages audited, {len(best.weak)} known vulnerabilities{rest}"


def audit(pip_audit: str, lock: Path) -> list[Audit]:
    """Ask the services until one has answered for every package."""
    audits: list[Audit] = []
    for service in SERVICES:
        command = [pip_audit, "--vulnerability-service", service, "--disable-pip", "--require-hashes"]
        command += ["--requirement", str(lock), "--format", "json", "--progress-spinner", "off"]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=_LONGEST_S, check=False)
            audits.append(read(done.stdout, done.stderr))
        except subprocess.TimeoutExpired:
            audits.append(Audit((), 0, 0, f"no answer in {_LONGEST_S} s"))
        if audits[-1].audited and not audits[-1].skipped:
            break
    return audits


def main(arguments: Sequence[str]) -> int:
    """Audit lock files: PIP_AUDIT LOCK...; exit code 1 if a vulnerability is known."""
    pip_audit, *locks = arguments
    lines, weak = [], []
    for lock in map(Path, locks):
        audits = audit(pip_audit, lock)
        weak += [line for each in audits for line in each.weak]
        lines.append(told(lock.name, audits))
    print("\n".join([*dict.fromkeys(weak), *lines]))
    unknown = sum("NOT AUDITED" in line for line in lines)
    state = f"{len(set(weak))} known vulnerabilities"
    print(f"{state}; {unknown} of {len(lines)} locks NOT AUDITED" if unknown else f"{state} in {len(lines)} locks")
    return 1 if weak else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
