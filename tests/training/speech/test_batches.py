"""Training batches."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from captioner.training.speech.batches import Batches, collate  # noqa: E402
from captioner.training.speech.config import SHORT_CONTEXT, Config  # noqa: E402
from captioner.training.speech.corpus import SAMPLE_RATE, Corpus, UncachedClip, write_shard  # noqa: E402
from captioner.training.speech.network import IGNORED  # noqa: E402
from captioner.training.speech.tokens import Tokens  # noqa: E402

TEXT = "One two three four."


@pytest.fixture(scope="module")
def tokens(stock_model: Path) -> Tokens:
    return Tokens.load(stock_model / "tokenizer.json")


@pytest.fixture
def batches(tmp_path: Path, tokens: Tokens) -> Batches:
    rng = np.random.default_rng(1)

    def spoken(length: int, kind: str) -> UncachedClip:
        ends = tuple(length / SAMPLE_RATE * part for part in (0.25, 0.5, 0.75, 1.0))
        return UncachedClip((rng.standard_normal(length) * 3000).astype(np.int16), TEXT, "voice", kind, ends)

    lengths = range(8_000, 80_000, 4_000)
    write_shard(tmp_path / "c", "a", [spoken(length, kind) for length in lengths for kind in ("kokoro", "real")])
    write_shard(tmp_path / "f", "a", [UncachedClip(np.full(4_000, 500, np.int16), "um", "voice", "kokoro")])
    return Batches(Corpus(tmp_path / "c"), Corpus(tmp_path / "f"), tokens, Config(written_s=20.0))


def test_a_batch_follows_from_its_number(batches: Batches) -> None:
    torch.manual_seed(1)
    one, other = batches.written(5), batches.written(6)
    torch.manual_seed(1)
    assert torch.equal(one.waves, batches.written(5).waves)
    assert one.waves.shape != other.waves.shape or not torch.equal(one.waves, other.waves)


def test_waves_are_finite_and_hold_all_that_is_to_be_written(batches: Batches, tokens: Tokens) -> None:
    for update in range(12):
        taught = batches.taught(update)
        assert taught is not None
        for batch in (taught, batches.written(update)):
            assert bool(torch.isfinite(batch.waves).all())
            assert float(batch.waves.abs().max()) <= 1.0
            assert batch.waves.shape[1] <= (Config().longest_of_all_s + 3) * SAMPLE_RATE
            for text, row in zip(batch.texts, batch.targets, strict=True):
                pieces = [int(piece) for piece in row if piece not in (IGNORED, tokens.no_timestamps, tokens.end)]
                assert tokens.tokenizer.decode(pieces).strip() == text


def test_the_start_the_words_and_the_end_are_learnt_and_the_prompt_is_not(tokens: Tokens) -> None:
    inputs, targets = collate([TEXT, ""], ["Before.", ""], tokens)
    pieces, prompt = tokens.encode(TEXT), tokens.prompt("Before.")
    assert inputs[0].tolist() == [*prompt, tokens.start, tokens.no_timestamps, *pieces]
    assert targets[0].tolist() == [IGNORED] * len(prompt) + [tokens.no_timestamps, *pieces, tokens.end]
    assert targets[1].tolist()[:3] == [tokens.no_speech, tokens.end, IGNORED]


def test_other_languages_are_imitated_in_batches_of_their_own(tmp_path: Path, stock_base: Path) -> None:
    """And never written from nothing: no English batch has a word of them."""
    texts = {"en": "Good morning.", "de": "Guten Tag."}
    for language, text in texts.items():
        kind = "real" if language == "en" else "pico"
        waves = (np.full(length, 900, np.int16) for length in range(20_000, 60_000, 5_000))
        clips = [UncachedClip(wave, text, "voice", kind, (0.3, 1.2), language) for wave in waves]
        write_shard(tmp_path, language, clips)
    tokens = Tokens.load(stock_base / "tokenizer.json")
    batches = Batches(Corpus(tmp_path), Corpus(tmp_path / "none"), tokens, SHORT_CONTEXT)
    heard = set()
    for update in range(40):
        batch = batches.taught(update)
        assert batch is not None
        for row, text in zip(batch.inputs.tolist(), batch.texts, strict=True):
            start = row.index(tokens.start)
            language = tokens.tokenizer.id_to_token(row[start + 1]).strip("<|>")
            assert tokens.start_pieces(language) == row[start : start + 4]
            assert set(text.split()) <= set(texts[language].split())
            heard.add(language)
    assert heard == {"en", "de"}


def test_only_a_multilingual_model_is_told_the_language(stock_model: Path, stock_base: Path) -> None:
    for folder, count in ((stock_model, 2), (stock_base, 4)):
        assert len(Tokens.load(folder / "tokenizer.json").start_pieces("de")) == count
    with pytest.raises(ValueError, match="tlh"):
        Tokens.load(stock_base / "tokenizer.json").start_pieces("tlh")
