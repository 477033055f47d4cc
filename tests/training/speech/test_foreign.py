"""Speech in other languages."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from captioner.training.speech.foreign import sentences


def test_sentences_are_those_without_digits_in_an_order_of_the_seed(tmp_path: Path) -> None:
    rows = [["Das", "ist", "gut."], ["Um", "8", "Uhr."], ["Ähm,", "ja."]]
    (tmp_path / "disco").mkdir()
    with gzip.open(tmp_path / "disco" / "de_train.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps({"words": words}) + "\n" for words in rows)
    found = sentences(tmp_path, "de", seed=1)
    assert sorted(found) == ["Das ist gut.", "Ähm, ja."]
    assert found == sentences(tmp_path, "de", seed=1)
