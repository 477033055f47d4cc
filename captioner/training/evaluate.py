"""Measures an exported model: `python -m captioner.training.evaluate --help`."""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray

from captioner.bench.disfluency import UPDATE_WORDS, milliseconds
from captioner.disfluency.editing import FILLERS
from captioner.disfluency.encoding import parts
from captioner.disfluency.labels import FLUENT
from captioner.disfluency.onnx_model import FILE, OnnxLabelModel
from captioner.disfluency.reading import Thoroughness
from captioner.training.text.corpora import Utterance
from captioner.training.text.metrics import SETS, Report, Streamed, bootstrap, counts, report, scores
from captioner.training.text.streaming import Settled, read_file, record, settled
from captioner.training.text.synthetic import Disfluencies, without_disfluencies

_TIMED_UPDATES = 200


def json_report(found: Report, model: OnnxLabelModel, folder: Path, milliseconds: Sequence[float]) -> dict[str, Any]:
    """The figures as the documented JSON; figures that the data do not allow are null.

    `eo`, `ttd` and `ftd` are those of rm+im, the paper's set, or of `all` if the data do not distinguish kinds.
    """
    which = "rm+im" if not math.isnan(found.sets["rm+im"].stream.recall) else "all"
    content: dict[str, Any] = {
        name: {
            "stream_p": one.stream.precision,
            "stream_r": one.stream.recall,
            "stream_f1": one.stream.f1,
            "final_p": one.final.precision,
            "final_r": one.final.recall,
            "final_f1": one.final.f1,
        }
        for name, one in found.sets.items()
    }
    content |= {
        "eo": found.sets[which].edit_overhead,
        "ttd": found.sets[which].time_to_detection,
        "ftd": found.sets[which].repair_time_to_detection,
        "awt": found.average_waiting_time,
        "coverage": found.coverage,
        "removed_fluent": found.removed_fluent,
        "utterances": found.utterances,
        "words": found.words,
        "parameters": int(model.metadata["parameters"]),
        "bytes": (folder / FILE).stat().st_size,
        "ms_p50": float(np.percentile(milliseconds, 50)),
        "ms_p95": float(np.percentile(milliseconds, 95)),
    }
    return {key: _without_nan(value) for key, value in content.items()}


def time_updates(model: OnnxLabelModel, utterances: Sequence[Utterance]) -> list[float]:
    """Milliseconds of each of 200 readings of 40 consecutive words of the file, one at a time."""
    words = [word for utterance in utterances for word in utterance.words]
    while len(words) < UPDATE_WORDS + 1:
        words += words
    starts = [(update * UPDATE_WORDS) % (len(words) - UPDATE_WORDS) for update in range(_TIMED_UPDATES + 10)]
    taken = [milliseconds(model, words[start : start + UPDATE_WORDS]) for start in starts]
    return taken[10:]  # the first ones allocate the session's memory


def made(utterances: Sequence[Utterance], count: int) -> list[Utterance]:
    """Fluent utterances with inserted disfluencies, to measure on kinds of text without labels.

    They are made like those of training, so the figures are too good for models that were trained on such.
    """
    random = Random(0)
    maker = Disfluencies(utterance.words for utterance in utterances if utterance.is_fluent)
    return [maker.make(random) for _ in range(count)]


def mended(utterances: Sequence[Utterance]) -> list[Utterance]:
    """Utterances without their disfluent words: everything that a model removes from them is an error.

    If each sentence of a corpus holds a disfluency, a model may learn to find one everywhere.
    """
    texts = filter(None, map(without_disfluencies, utterances))
    return [Utterance(words, (0,) * len(words)) for words in texts]


def removed_kept_words(utterances: Sequence[Utterance], labels: Sequence[NDArray[np.int8]]) -> tuple[int, int]:
    """How many words that annotators kept are removed, and how many they kept; fillers, often unlabelled, aside.

    Args:
        labels: for each utterance those of its words, shape (n,).
    """
    removed = kept = 0
    for utterance, given in zip(utterances, labels, strict=True):
        for word, gold, label in zip(utterance.words, utterance.targets, given, strict=True):
            if gold == FLUENT and parts(word)[0] not in FILLERS:
                kept += 1
                removed += int(label != FLUENT)
    return removed, kept


def wrongly_removed(utterance: Utterance, labels: NDArray[np.int8]) -> str:
    """The words of an utterance, to be read: `<removed though kept>`, `(removed)`, `[left]`; "" if none of the first.

    Args:
        labels: of its words, shape (n,).
    """
    if not removed_kept_words([utterance], [labels])[0]:
        return ""
    marks = {(False, True): "<{}>", (True, True): "({})", (True, False): "[{}]", (False, False): "{}"}
    given = zip(utterance.words, utterance.targets, labels, strict=True)
    return " ".join(marks[gold != FLUENT, label != FLUENT].format(word) for word, gold, label in given)


def table(found: Report, streamed: Sequence[Streamed], kept: Sequence[Settled]) -> str:
    """The figures as a text table."""
    lines = [f"{found.utterances} utterances, {found.words} words", ""]
    lines.append("| set | stream P | R | F1 (95%) | EO | TTD | FTD | final P | R | F1 (95%) | settled F1 |")
    lines.append("|---|---|---|---|---|---|---|---|---|---|---|")
    as_settled = [Streamed(k.labels[None, :], s.gold, s.repair_onset) for k, s in zip(kept, streamed, strict=True)]
    for name in SETS:
        one = found.sets[name]
        stream, final = bootstrap(streamed, name, final=False), bootstrap(streamed, name, final=True)
        settled_f1 = scores(*np.sum([counts(u, name, final=True) for u in as_settled], axis=0).tolist()).f1
        lines.append(
            f"| {name} | {one.stream.precision:.3f} | {one.stream.recall:.3f} "
            f"| {one.stream.f1:.3f} ({stream[0]:.3f} to {stream[1]:.3f}) | {one.edit_overhead:.4f} "
            f"| {one.time_to_detection:.2f} | {one.repair_time_to_detection:.2f} "
            f"| {one.final.precision:.3f} | {one.final.recall:.3f} "
            f"| {one.final.f1:.3f} ({final[0]:.3f} to {final[1]:.3f}) | {settled_f1:.3f} |"
        )
    delays = np.concatenate([one.delays for one in kept])
    lines += [
        "",
        f"AWT {found.average_waiting_time:.3f} words, coverage {found.coverage:.3f}, EO of the five labels "
        f"{found.edit_overhead:.4f}, removed of fluent utterances {found.removed_fluent:.4f}",
        f"settled {delays.mean():.2f} words behind (p50 {np.median(delays):.0f}, p95 {np.percentile(delays, 95):.0f})",
        "waiting by kind: " + ", ".join(f"{name} {value:.2f}" for name, value in found.waiting_by_kind.items()),
        "wrong by gold label (all): "
        + ", ".join(f"{'fhmird'[label]} {value:.3f}" for label, value in found.sets["all"].misses.items()),
    ]
    return "\n".join(lines)


def _without_nan(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_nan(one) for key, one in value.items()}
    return None if isinstance(value, float) and math.isnan(value) else value


def main(argv: Sequence[str] | None = None) -> int:
    """Measure as the command line says."""
    parser = argparse.ArgumentParser(prog="python -m captioner.training.evaluate", description=__doc__)
    parser.add_argument("--model", type=Path, required=True, help="folder with model.onnx")
    parser.add_argument("--data", type=Path, required=True, help="labelled corpus file, .jsonl.gz")
    parser.add_argument("--json", type=Path, help="where to write the figures")
    parser.add_argument("--thoroughness", choices=list(Thoroughness), default=Thoroughness.STANDARD)
    parser.add_argument("--lookahead", type=int, help="wait for so many words in place of the wait head")
    parser.add_argument("--limit", type=int, help="only the first so many utterances")
    parser.add_argument("--list", action="store_true", help="print the sentences that lose words which were kept")
    variant = parser.add_mutually_exclusive_group()
    variant.add_argument("--made", type=int, help="so many utterances with disfluencies made in the file's fluent ones")
    variant.add_argument("--mended", action="store_true", help="leave out the labelled words: what is removed is harm")
    arguments = parser.parse_args(argv)
    model = OnnxLabelModel(arguments.model)
    utterances = read_file(arguments.data)[: arguments.limit]
    if arguments.made:
        utterances = made(utterances, arguments.made)
    elif arguments.mended:
        utterances = mended(utterances)
    rule, thoroughness = model.rule, Thoroughness(arguments.thoroughness)
    recorded = list(record(model, utterances))
    streamed = [one.decided(rule.disfluent[thoroughness], rule.wait, arguments.lookahead) for one in recorded]
    kept = [settled(one, rule, thoroughness) for one in recorded]
    found = report(streamed)
    figures = json_report(found, model, arguments.model, time_updates(model, utterances))
    sys.stdout.write(table(found, streamed, kept) + "\n")
    final = [one.ended(rule.disfluent[thoroughness]).labels[0] for one in recorded]
    for way, labels in (("final", final), ("settled", [one.labels for one in kept])):
        removed, fluent = removed_kept_words(utterances, labels)
        sys.stdout.write(f"fluent words removed, fillers aside, {way}: {removed} of {fluent}\n")
    if arguments.list:
        for text in filter(None, map(wrongly_removed, utterances, final)):
            sys.stdout.write(text + "\n")
    sys.stdout.write(
        f"{figures['bytes']} bytes, {figures['parameters']} parameters; "
        f"an update of {UPDATE_WORDS} words on one thread: "
        f"p50 {figures['ms_p50']:.2f} ms, p95 {figures['ms_p95']:.2f} ms\n"
    )
    if arguments.json:
        arguments.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
