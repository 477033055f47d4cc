"""Runs the program with one more row in its table of labels; `tests/test_labels.py` starts it in its own process."""

from __future__ import annotations

import importlib.util
import sys
import tempfile
from pathlib import Path
from types import ModuleType

ROW = """
    TRAILING_OFF = "t", LabelRow("remove_repairs", words="clauses given up", reason="Removed: it was given up.")

    def __new__("""


def labels_with_one_more() -> ModuleType:
    """The table as it would be with one more row, in the place of the real one."""
    found = importlib.util.find_spec("captioner.labels")
    assert found is not None and found.origin is not None
    source = Path(found.origin).read_text(encoding="utf-8")
    assert source.count("\n    def __new__(") == 1
    module = ModuleType("captioner.labels")
    sys.modules["captioner.labels"] = module
    exec(compile(source.replace("\n    def __new__(", ROW), found.origin, "exec"), module.__dict__)
    return module


def main() -> None:
    """Take a word with the new label through everything that looks at labels."""
    new = labels_with_one_more().Label.TRAILING_OFF
    from captioner.cli.commands.clean import marked
    from captioner.cli.terminal.summary import summary
    from captioner.disfluency.onnx_model import OnnxLabelModel
    from captioner.export import formats
    from captioner.messages import CaptionUpdate, LabelledWord, View, Word
    from captioner.paths import bundled
    from captioner.record import journal, statistics
    from captioner.record.transcript import SessionInfo, Transcript
    from captioner.settings.declared import Disfluency

    removed = Disfluency().removed
    assert new in removed and new not in Disfluency(remove_repairs=False).removed

    texts = (("It", False), ("was", False), ("kind", True), ("Good.", False))
    words = tuple(
        LabelledWord(Word(text, at * 8000, at * 8000 + 4000, 0.9), new if is_new else type(new).FLUENT, 0.8)
        for at, (text, is_new) in enumerate(texts)
    )
    transcript = Transcript(SessionInfo("2026-03-01T09:30:05+01:00", "a test"))
    transcript.append(CaptionUpdate(0, words, (), utterance_ended=True))
    figures = statistics.count(transcript.entries, removed)
    assert figures.by_label[new] == figures.saved == 1
    assert any("clauses given up" in line for line in summary(transcript.entries, removed))
    assert marked(words, removed) == "It was [kind: trailing off] Good."
    rendered = {
        each: formats.render(transcript, each, formats.Options(View.MARKED, removed)) for each in formats.Format
    }
    assert "Removed: it was given up." in rendered[formats.Format.HTML]
    assert "removed.trailing_off" in rendered[formats.Format.VTT]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "transcript.json"
        path.write_text(rendered[formats.Format.JSON], encoding="utf-8")
        assert [one.label for one in formats.read_json(path).entries[0].words] == [one.label for one in words]
        kept = journal.Journal(Path(folder) / "session.jsonl", SessionInfo())
        kept.append(CaptionUpdate(0, words, (), utterance_ended=True))
        kept.close()
        (entry,) = journal.recover(Path(folder) / "session.jsonl").transcript.read()
        assert entry.words == words

    OnnxLabelModel(bundled("models") / "disfluency-en")  # knows the labels before it

    if "--windows" in sys.argv:
        from PySide6.QtWidgets import QApplication

        from captioner.messages import Run
        from captioner.settings.declared import Settings
        from captioner.ui.look import texts as shown
        from captioner.ui.overlay import caption_style
        from captioner.ui.transcript.summary_dialog import SummaryDialog

        application = QApplication([])
        dialog = SummaryDialog(transcript, removed)
        assert ("– clauses given up", "1 ") in [(name, value[:2]) for name, value in dialog.lines(figures)]
        assert shown.why_removed(new) == "Removed: it was given up."
        assert {new.row.words, new.row.reason} <= set(shown.label_sources())
        style = caption_style.resolve(Settings().overlay, Settings().captions)
        assert style.format(Run("kind", True, new)).fontStrikeOut()
        application.quit()
    print("fine")


if __name__ == "__main__":
    main()
