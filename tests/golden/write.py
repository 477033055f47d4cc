"""Write the golden words anew after a model has changed: `python -m tests.golden.write`; read the difference."""

from __future__ import annotations

import json

from tests.conftest import ROOT
from tests.test_golden import GOLDEN, caption, kept, said


def main() -> None:
    """Caption the demonstration, utterance by utterance, and write what came out."""
    updates = caption(ROOT / "assets" / "demo.flac", live=False)
    found = {"said": said(updates), "kept": kept(updates)}
    GOLDEN.write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
