"""Measures cleaned captions against sentences that a person cleaned: `python -m captioner.training.cleaned --help`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from fnmatch import fnmatch
from pathlib import Path

from captioner.bench import manifest
from captioner.disfluency.reading import Thoroughness
from captioner.disfluency.tagger import DisfluencyTagger
from captioner.training.cleaned import gold, heard, report
from captioner.training.cleaned.gold import Gold
from captioner.training.cleaned.heard import LIVE, WHOLE, Heard
from captioner.training.cleaned.hearing import Hearing, hear_all, models_for, recordings
from captioner.training.cleaned.measure import CleanedSentence, behind, grouped, outcomes

_EXAMPLES = """\
examples:
  --text --model models/disfluency-en                    the text that was said, as by a perfect recogniser; seconds
  --heard tests/disfluency/gold/heard-*.tsv --model ...  what recognisers made of it
  --audio FOLDER --recognizer models/whisper-tiny-en     read recordings first, live and whole
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Measure as the command line says."""
    arguments = _parser().parse_args(argv)
    sentences = _sentences(arguments)
    found = list(_heard(arguments, sentences))
    if arguments.keep_heard:
        heard.write(arguments.keep_heard, found)
    thoroughness = Thoroughness(arguments.thoroughness)
    taggers = {folder.name: DisfluencyTagger.load(folder, thoroughness) for folder in arguments.model}
    results = list(outcomes(sentences, found, taggers))
    if not results and not arguments.keep_heard:
        raise SystemExit("there is nothing to measure: no recording is of these sentences, this voice and this way")
    whole = grouped(results, lambda one: "")
    waited = behind(results)
    rows = [(*key, each[""], waited.get(key, ())) for key, each in whole.items()]
    sys.stdout.write(report.table(rows) + "\n")
    for name in arguments.by:
        by_group = grouped(results, lambda one, name=name: str(getattr(one.gold, name)))  # type: ignore[misc]
        lines = ((f"{source}: {way}", each) for (source, way), each in by_group.items())
        sys.stdout.write(f"\n{report.by_group(lines)}\n")
    if arguments.list:
        sys.stdout.write("\n".join(["", *_listed(results, arguments.list)]) + "\n")
    if arguments.json:
        content = [{"heard": row[0], "cleaned": row[1], **report.as_json(row[2])} for row in rows]
        arguments.json.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    return 0


def _sentences(arguments: argparse.Namespace) -> list[Gold]:
    if arguments.fluent:
        return [
            Gold(one.path.name, one.kind, one.transcript, (one.transcript,), "kept", "fluent")
            for one in manifest.read(arguments.fluent)
            if one.kind == "read" and one.language == arguments.language and one.transcript
        ]
    if arguments.gold is None:
        raise SystemExit("name a file of gold sentences, or --fluent MANIFEST")
    sentences = gold.read(arguments.gold)
    return [one for one in sentences if arguments.part in ("all", one.part)]


def _heard(arguments: argparse.Namespace, sentences: Sequence[Gold]) -> list[Heard]:
    if arguments.heard:
        read = (one for path in arguments.heard for one in heard.read(path))
        return [one for one in read if fnmatch(one.voice, arguments.voice) and one.way in arguments.way]
    if not arguments.audio:
        return [heard.perfect(one.id, one.said) for one in sentences]
    found: list[Heard] = []
    where = list(recordings(arguments.audio, (one.id for one in sentences), arguments.voice))
    for folder in arguments.recognizer:
        models = models_for(folder, arguments.way, arguments.threads)
        hearing = Hearing(models, folder.name, arguments.language, arguments.prompt)
        found += hear_all(hearing, where, arguments.way)
    return found


def _listed(results: Sequence[CleanedSentence], way: str) -> list[str]:
    """The development sentences that one way gets wrong; the kept ones are measured in sums only."""
    return [
        f"{one.gold.id} ({one.source}, {one.heard.voice})\n    said  {one.gold.marked}\n    heard {one.heard.text}\n"
        f"    shown {one.cleaned}"
        for one in results
        if one.gold.part == "dev" and one.way.endswith(way) and not one.counts.strict
    ]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m captioner.training.cleaned",
        description=__doc__,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("gold", type=Path, nargs="?", help="file of gold sentences")
    parser.add_argument("--fluent", type=Path, metavar="MANIFEST", help="instead: the read clips of a list, all fluent")
    parser.add_argument("--model", type=Path, nargs="+", default=[], help="folders of disfluency models")
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--text", action="store_true", help="take what was said as recognised")
    source.add_argument("--heard", type=Path, nargs="+", help="take what was recognised from these files")
    source.add_argument("--audio", type=Path, help="read recordings: FOLDER/VOICE/ID.wav, FOLDER/clips/ID")
    parser.add_argument("--recognizer", type=Path, nargs="+", default=[], help="folders of speech models")
    parser.add_argument("--voice", default="*", help="recordings of this voice only")
    parser.add_argument(
        "--way", nargs="+", choices=[LIVE, WHOLE], default=[LIVE, WHOLE], help="recordings read in this way only"
    )
    parser.add_argument("--prompt", default="", help="what stands first in the prompt of speech models")
    parser.add_argument("--language", default="en")
    parser.add_argument("--threads", type=int, default=1, help="of the speech model")
    parser.add_argument(
        "--keep-heard", type=Path, metavar="OUT", help="write what was recognised to a file for --heard"
    )
    parser.add_argument("--thoroughness", choices=list(Thoroughness), default=Thoroughness.STANDARD)
    parser.add_argument("--part", choices=["dev", "kept", "all"], default="all", help="which half of the sentences")
    parser.add_argument("--by", nargs="+", choices=["kind", "phenomenon", "part"], default=[], help="further tables")
    parser.add_argument("--list", metavar="WAY", help="the wrong development sentences of a way, e.g. `whole`")
    parser.add_argument("--json", type=Path, metavar="OUT", help="also write the figures to this file")
    return parser


if __name__ == "__main__":
    sys.exit(main())
