"""What the program keeps for itself, changed by anybody: the index of the history, and answers about a machine."""

from __future__ import annotations

import json
from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from captioner.machine_cache import MachineCache
from captioner.record.history import History
from tests.fuzz.inputs import ANYTHING, emptied, in_a_sentence, mutated, replaced
from tests.fuzz.test_files import journal_bytes


@cache
def index_bytes() -> bytes:
    folder = emptied("history")
    (folder / "one.jsonl").write_bytes(journal_bytes())
    History(folder / "index").update(folder)
    return (folder / "index").read_bytes()


@given(st.data())
def test_indexes_of_the_history(data: st.DataObject) -> None:
    whole = index_bytes()
    folder = emptied("history")
    path = folder / "index"
    (folder / "one.jsonl").write_bytes(journal_bytes())
    path.write_bytes(data.draw(mutated(whole)))
    history = History(path)
    in_a_sentence(lambda: history.update(folder))
    in_a_sentence(lambda: history.sessions())
    in_a_sentence(lambda: list(history.search("rain")))


@given(st.text(max_size=12))
def test_searches_of_the_history(text: str) -> None:
    folder = emptied("searched")
    (folder / "one.jsonl").write_bytes(journal_bytes())
    history = History(folder / "history.sqlite")
    history.update(folder)
    list(history.search(text))


@given(st.data())
def test_answers_about_a_machine(data: st.DataObject) -> None:
    path = emptied("machine") / "machine.json"
    whole = {"speed": {"step_s": 0.5}, "gpu": {"works": True}}
    if data.draw(st.booleans()):
        path.write_bytes(data.draw(mutated(json.dumps(whole).encode())))
    else:
        path.write_text(json.dumps(data.draw(st.one_of(ANYTHING, replaced(whole)))), encoding="utf-8")
    MachineCache(path).get("speed")
    MachineCache(path).put("size", {"mb": 1})
    assert MachineCache(path).get("size") == {"mb": 1}


def test_answers_nested_too_deeply() -> None:
    path = emptied("machine") / "machine.json"
    path.write_text("[" * 100_000, encoding="utf-8")
    assert MachineCache(path).get("speed") is None
