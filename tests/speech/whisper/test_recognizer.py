"""The recogniser with the real built-in model on CTranslate2, and what it says of models that are none."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from captioner.audio.file import FileSource
from captioner.errors import ModelDamaged, ModelMismatch, ModelMissing
from captioner.messages import SAMPLE_RATE, Samples, Word
from captioner.models.manifest import verify
from captioner.speech.whisper.network import Decoded, EncodedWindow
from captioner.speech.whisper.recognizer import Decoding, WhisperRecognizer

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def recognizer(speech_model: Path) -> WhisperRecognizer:
    return WhisperRecognizer(speech_model, Decoding(threads=1))


@pytest.fixture(scope="module")
def demo(demo_recording: Path) -> Samples:
    """The beginning of the demonstration, cut in a sentence, 5 s."""
    return first(demo_recording, 5.0)


@pytest.fixture(scope="module")
def sentence(demo_recording: Path) -> Samples:
    """Its first sentence, and the pause behind it, 7 s."""
    return first(demo_recording, 7.0)


def first(recording: Path, seconds: float) -> Samples:
    source = FileSource(recording, paced=False, block_s=seconds)
    source.open()
    chunk = source.read(0)
    source.close()
    assert chunk is not None
    return chunk.samples


def test_a_comma_behind_the_committed_words_is_heard(recognizer: WhisperRecognizer, sentence: Samples) -> None:
    words = recognizer.recognize(sentence, 0, ()).words
    count = next(n for n, word in enumerate(words, start=1) if word.text.endswith(","))
    last = words[count - 1]
    committed = (*words[: count - 1], replace(last, text=last.text.removesuffix(",")))
    found = recognizer.recognize(sentence, 0, committed)
    assert found.mark == ","
    assert recognizer.recognize(sentence, 0, words[:count]).mark == ""
    assert [word.text for word in found.words[:2]] == [word.text for word in words[count : count + 2]]


def test_words_have_times_in_order_within_the_audio(recognizer: WhisperRecognizer, demo: Samples) -> None:
    start = 7 * SAMPLE_RATE
    words = recognizer.recognize(demo, start, ()).words
    assert len(words) >= 5
    end = start
    for word in words:
        assert word.text == word.text.strip() != ""
        assert end <= word.start <= word.end <= start + len(demo)
        assert 0 <= word.probability <= 1
        end = word.start


def test_silence_that_the_model_wants_behind_the_audio_is_no_audio(speech_model: Path, demo: Samples) -> None:
    """Padding is the model's own matter: words stay within what was heard, and the window may be cut in mid-word."""
    recognizer = WhisperRecognizer(speech_model, Decoding(threads=1))
    cut = demo[: 3 * SAMPLE_RATE]
    words = recognizer.recognize(cut, 0, ()).words
    assert words
    assert words[-1].end <= len(cut)
    as_before = [word.text for word in words]
    silence = np.zeros(round(0.3 * SAMPLE_RATE), np.float32)
    longer = recognizer.recognize(np.concatenate([cut, silence]), 0, ()).words
    assert [word.text for word in longer][: len(as_before) - 1] == as_before[:-1]


def test_the_same_audio_gives_the_same_words(recognizer: WhisperRecognizer, demo: Samples) -> None:
    assert recognizer.recognize(demo, 0, ()) == recognizer.recognize(demo, 0, ())


def test_a_forced_prefix_goes_on_as_the_model_would_have(speech_model: Path, sentence: Samples) -> None:
    recognizer = WhisperRecognizer(speech_model, Decoding(threads=1, beam_size=1))
    whole = recognizer.recognize(sentence, 0, ()).words
    for count in (1, len(whole) // 2, len(whole) - 2, len(whole) - 1):
        rest = recognizer.recognize(sentence, 0, whole[:count]).words
        assert [word.text for word in rest] == [word.text for word in whole[count:]]
        # the pause behind it makes the end of the last word a matter of chance
        assert all(abs(a.start - b.start) <= SAMPLE_RATE // 5 for a, b in zip(rest, whole[count:], strict=True))


@pytest.mark.parametrize(("said", "asked", "kept"), [(3, None, 3), (3, 1, 1), (None, None, 1)])
def test_as_many_hypotheses_are_kept_as_the_manifest_says_unless_asked_otherwise(
    said: int | None, asked: int | None, kept: int, speech_model: Path, demo: Samples, tmp_path: Path
) -> None:
    folder = tmp_path / "model"
    shutil.copytree(speech_model, folder)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    manifest["properties"].pop("beam_size", None)
    if said:
        manifest["properties"]["beam_size"] = said
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    found = WhisperRecognizer(folder, Decoding(threads=1, beam_size=asked)).recognize(demo, 0, ())
    assert found == WhisperRecognizer(speech_model, Decoding(threads=1, beam_size=kept)).recognize(demo, 0, ())


@pytest.mark.parametrize("level", [-70, -50, -30])
def test_the_built_in_model_knows_silence_and_writes_nothing_into_it(
    recognizer: WhisperRecognizer, demo: Samples, level: int
) -> None:
    noise = np.random.default_rng(level + 100).standard_normal(3 * SAMPLE_RATE).astype(np.float32)
    found = recognizer.recognize(noise * np.float32(10 ** (level / 20)), 0, ())
    assert found.words == ()
    assert found.no_speech_probability > 0.5 > recognizer.recognize(demo, 0, ()).no_speech_probability


def test_the_end_of_a_window_with_committed_words_is_never_taken_for_silence(
    recognizer: WhisperRecognizer, sentence: Samples, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A whole window can be silence; what the decoder hears of one with committed words is only its end."""
    whole = recognizer.recognize(sentence, 0, ()).words
    decode = recognizer._network.decode

    def silence(*arguments: Any) -> list[Decoded]:
        return [replace(each, no_speech_probability=0.9) for each in decode(*arguments)]

    monkeypatch.setattr(recognizer._network, "decode", silence)
    assert recognizer.recognize(sentence, 0, ()).words == ()
    rest = recognizer.recognize(sentence, 0, whole[:-3]).words
    assert [word.text for word in rest] == [word.text for word in whole[-3:]]


def test_a_text_less_likely_than_the_manifest_allows_is_a_guess(
    speech_model: Path, demo: Samples, tmp_path: Path
) -> None:
    folder = tmp_path / "model"
    shutil.copytree(speech_model, folder)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    found = WhisperRecognizer(folder).recognize(demo, 0, ())
    for below, words in ((found.log_probability - 0.1, found.words), (found.log_probability + 0.1, ())):
        manifest["properties"]["guess_below"] = below
        (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
        assert WhisperRecognizer(folder).recognize(demo, 0, ()).words == words


@pytest.mark.parametrize("shift_s", [0.12, -0.2])
def test_times_that_are_known_to_be_early_are_put_right_within_the_audio(
    shift_s: float, speech_model: Path, demo: Samples, tmp_path: Path
) -> None:
    folder = tmp_path / "model"
    shutil.copytree(speech_model, folder)
    as_it_is = WhisperRecognizer(folder).recognize(demo, 1000, ()).words
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    manifest["properties"]["time_shift_s"] = shift_s
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    put_right = WhisperRecognizer(folder).recognize(demo, 1000, ()).words
    end = 1000 + len(demo)
    assert [word.end for word in put_right] == [
        min(end, max(1000, word.end + round(shift_s * SAMPLE_RATE))) for word in as_it_is
    ]
    times = [time for word in put_right for time in (word.start, word.end)]
    assert times == sorted(times)
    assert all(1000 <= time <= end for time in times)


def test_committed_words_that_are_long_said_are_not_heard_again(
    recognizer: WhisperRecognizer, sentence: Samples
) -> None:
    """Whatever they are, the last ones decide what follows."""
    whole = recognizer.recognize(sentence, 0, ()).words[:-2]
    other = tuple(replace(word, text="banana") if word.end < 3 * SAMPLE_RATE else word for word in whole)
    assert other[0].text == "banana"
    assert whole[-1].end > 5.2 * SAMPLE_RATE
    assert recognizer.recognize(sentence, 0, other) == recognizer.recognize(sentence, 0, whole)


def test_a_prefix_that_is_the_whole_text_leaves_nothing(recognizer: WhisperRecognizer, demo: Samples) -> None:
    whole = recognizer.recognize(demo, 0, ()).words
    assert len(recognizer.recognize(demo, 0, whole).words) <= 1


def test_next_to_no_audio_gives_no_words(recognizer: WhisperRecognizer) -> None:
    assert recognizer.recognize(np.zeros(100, np.float32), 0, ()).words == ()


def test_the_language_of_a_model_of_one_language_is_known(recognizer: WhisperRecognizer, demo: Samples) -> None:
    found = recognizer.recognize(demo, 0, (), language="de")
    assert (found.language, found.language_probability) == ("en", 1.0)


def test_a_very_long_forced_prefix_is_survived(recognizer: WhisperRecognizer, demo: Samples) -> None:
    prefix = tuple(Word("so", k * 100, k * 100 + 100, 1.0) for k in range(60))
    recognizer.recognize(demo, 0, prefix)


def test_a_folder_without_a_model_is_reported(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing):
        WhisperRecognizer(tmp_path / "none")
    with pytest.raises(ModelDamaged, match=r"model\.bin"):
        WhisperRecognizer(tmp_path)


@pytest.mark.parametrize("missing", ["model.bin", "tokenizer.json", "vocabulary.json"])
def test_a_missing_file_is_reported(speech_model: Path, tmp_path: Path, missing: str) -> None:
    folder = tmp_path / "model"
    shutil.copytree(speech_model, folder)
    (folder / missing).unlink()
    with pytest.raises(ModelDamaged, match=missing):
        verify(folder)
    with pytest.raises((ModelDamaged, ModelMismatch)):
        WhisperRecognizer(folder)


def test_a_changed_byte_is_found(speech_model: Path, tmp_path: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(speech_model, folder)
    content = bytearray((folder / "model.bin").read_bytes())
    content[len(content) // 2] ^= 1
    (folder / "model.bin").write_bytes(content)
    with pytest.raises(ModelDamaged, match=r"model\.bin"):
        verify(folder)


def test_a_truncated_model_is_reported(speech_model: Path, tmp_path: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(speech_model, folder)
    content = (folder / "model.bin").read_bytes()
    (folder / "model.bin").write_bytes(content[: len(content) // 2])
    with pytest.raises((ModelDamaged, ModelMismatch)):
        WhisperRecognizer(folder)


def test_features_of_another_size_are_refused(speech_model: Path, tmp_path: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(speech_model, folder)
    (folder / "preprocessor_config.json").write_text(json.dumps({"feature_size": 128}))
    with pytest.raises(ModelMismatch, match="128"):
        WhisperRecognizer(folder)


def test_the_example_with_fillers_is_in_the_language_that_is_written(speech_model: Path) -> None:
    asked = WhisperRecognizer(speech_model, Decoding(threads=1, asks_for_fillers=True))
    names = {"en": asked._prompt("Denver.", {"en"}), "de": asked._prompt("Denver.", {"de"})}
    assert len({tuple(each) for each in names.values()}) == 2
    bare = asked._prompt("Denver.", {"fi"})
    assert all(each[-len(bare) + 1 :] == bare[1:] and len(each) > len(bare) for each in names.values())
    assert asked._prompt("Denver.", {"de", "en"}) == bare, "a batch in two languages has no example"
    translating = WhisperRecognizer(speech_model, Decoding(threads=1, asks_for_fillers=True, task="translate"))
    assert translating._prompt("Denver.", {"de"}) == names["en"], "what is written is English"
    assert WhisperRecognizer(speech_model, Decoding(threads=1))._prompt("Denver.", {"en"}) == bare


def test_windows_read_together_have_the_words_and_times_of_each_alone(
    recognizer: WhisperRecognizer, demo: Samples, sentence: Samples
) -> None:
    """The shorter window gets zeros behind its encoder output."""
    together = recognizer.recognize_together([demo, sentence, demo[:800]])
    assert together[2].words == ()
    for window, found in zip((demo, sentence), together, strict=False):
        alone = recognizer.recognize(window, 0, ()).words
        assert [word.text for word in found.words] == [word.text for word in alone]
        assert all(0 <= word.start <= word.end <= len(window) for word in found.words)
        off = [
            abs(here - there)
            for one, other in zip(found.words, alone, strict=True)
            for here, there in ((one.start, other.start), (one.end, other.end))
        ]
        assert np.median(off) <= 0.04 * SAMPLE_RATE
        assert max(off) <= 0.3 * SAMPLE_RATE


@pytest.mark.parametrize(("pad_s", "read"), [(15.0, [15.0, 30.0]), (30.0, [30.0])])
def test_a_loop_in_a_window_that_is_padded_less_is_read_again_as_stock_whisper_was_trained(
    stock_model: Path, demo: Samples, monkeypatch: pytest.MonkeyPatch, pad_s: float, read: list[float]
) -> None:
    recognizer = WhisperRecognizer(stock_model, Decoding(threads=1, pad_s=pad_s))
    whole = WhisperRecognizer(stock_model, Decoding(threads=1)).recognize(demo, 0, ())
    padded: list[float] = []
    encode, decode = recognizer._network.encode, recognizer._network.decode

    def watched(*arguments: Any, pad_s: float, **more: Any) -> EncodedWindow:
        padded.append(pad_s)
        return encode(*arguments, pad_s=pad_s, **more)

    def looping(*arguments: Any) -> list[Decoded]:
        (found,) = decode(*arguments)
        return [replace(found, pieces=[*found.pieces[:3]] * 20)] if len(padded) == 1 else [found]

    monkeypatch.setattr(recognizer._network, "encode", watched)
    monkeypatch.setattr(recognizer._network, "decode", looping)
    found = recognizer.recognize(demo, 0, ())
    assert padded == read
    assert (found.words == whole.words) == (len(read) == 2)
