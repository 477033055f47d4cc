"""Kernels are chosen by what the processor has, and never against the user's own choice."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from captioner.speech.whisper import kernels

FLAGS = "fpu sse2 avx2 avx512f avx512dq avx512cd avx512bw avx512vl avx512_vnni"


def cpuinfo(vendor: str = "AuthenticAMD", flags: str = FLAGS) -> str:
    core = f"processor\t: 0\nvendor_id\t: {vendor}\nmodel name\t: Some: name\nflags\t\t: {flags}\nbugs\t\t:\n"
    return f"{core}\n{core}"


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        (cpuinfo(), True),
        (cpuinfo(vendor="GenuineIntel"), False),
        (cpuinfo(flags=FLAGS.replace("avx512vl", "")), False),
        ("processor\t: 0\nFeatures\t: fp asimd\n", False),
        ("", False),
    ],
)
def test_avx512_is_asked_for_only_where_all_of_it_is_there(text: str, is_so: bool) -> None:
    assert kernels.is_amd_with_avx512(text) is is_so


@pytest.mark.parametrize(("before", "after"), [(None, "AVX512"), ("AVX2", "AVX2")])
def test_what_the_user_has_set_stays(
    before: str | None, after: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    environment = {"CT2_FORCE_CPU_ISA": before} if before else {}
    monkeypatch.setattr(os, "environ", environment)
    monkeypatch.setattr(kernels.sys, "platform", "linux")
    monkeypatch.setattr(kernels, "_CPUINFO", tmp_path / "cpuinfo")
    kernels.prepare()
    assert environment.get("CT2_FORCE_CPU_ISA") == before, "the file is missing"
    (tmp_path / "cpuinfo").write_text(cpuinfo(), encoding="utf-8")
    kernels.prepare()
    assert environment["CT2_FORCE_CPU_ISA"] == after
    assert environment["ONEDNN_PRIMITIVE_CACHE_CAPACITY"]
