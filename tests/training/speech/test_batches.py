"""Training batches."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from captioner.training.speech.batches import Batch, Batches, collate  # noqa: E402
from captioner.training.speech.config import SMALL, Config  # noqa: E402
from captioner.training.speech.corpus import Corpus, Spoken, write_shard  # noqa: E402
from captioner.training.speech.network import IGNORED, NEAR_S, straying  # noqa: E402
from captioner.training.speech.pools import Pool  # noqa: E402
from captioner.training.speech.tokens import Tokens, train_tokenizer  # noqa: E402

TEXT = "One two three four."


@pytest.fixture
def tokens(tmp_path: Path) -> Tokens:
    train_tokenizer([TEXT]).save(str(tmp_path / "tokenizer.json"))
    return Tokens.load(tmp_path / "tokenizer.json")


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    rng = np.random.default_rng(1)

    def spoken(length: int, kind: str) -> Spoken:
        ends = tuple(length / 16_000 * part for part in (0.25, 0.5, 0.75, 1.0)) if kind == "espeak" else ()
        return Spoken((rng.standard_normal(length) * 3000).astype(np.int16), TEXT, "voice", kind, ends)

    lengths = range(8_000, 80_000, 4_000)
    write_shard(tmp_path / "c", "a", [spoken(length, kind) for length in lengths for kind in ("espeak", "real")])
    return Corpus(tmp_path / "c")


def make(corpus: Corpus, tokens: Tokens, config: Config, update: int) -> Batch:
    torch.manual_seed(update)
    return Batches(corpus, tokens, config).make(update)


def test_a_batch_follows_from_its_number(corpus: Corpus, tokens: Tokens) -> None:
    one, same, other = (make(corpus, tokens, SMALL, update) for update in (5, 5, 6))
    assert torch.equal(one.waves, same.waves)
    assert torch.equal(one.targets, same.targets)
    assert one.waves.shape != other.waves.shape or not torch.equal(one.waves, other.waves)


def test_waves_are_finite_and_within_full_scale(corpus: Corpus, tokens: Tokens) -> None:
    for update in range(8):
        waves = make(corpus, tokens, SMALL, update).waves
        assert bool(torch.isfinite(waves).all())
        assert float(waves.abs().max()) <= 1.0


def test_what_is_answered_is_what_is_given_a_step_later(corpus: Corpus, tokens: Tokens) -> None:
    batch = make(corpus, tokens, SMALL, 1)
    for inputs, targets, text in zip(batch.inputs.tolist(), batch.targets.tolist(), batch.texts, strict=True):
        pieces = tokens.encode(text)
        assert inputs[: len(pieces) + 2] == [tokens.start, tokens.no_timestamps, *pieces]
        first = tokens.no_timestamps if text else tokens.no_speech
        assert targets[: len(pieces) + 2] == [first, *pieces, tokens.end]
        assert set(targets[len(pieces) + 2 :]) <= {IGNORED}


def test_silence_has_no_words(corpus: Corpus, tokens: Tokens) -> None:
    batch = make(corpus, tokens, Config(silent_share=1.0, batch_s=8.0), 1)
    assert set(batch.texts) == {""}
    assert set(batch.targets[:, 0].tolist()) == {tokens.no_speech}


def test_audio_that_is_cut_has_the_words_that_were_over(corpus: Corpus, tokens: Tokens) -> None:
    config = Config(silent_share=0.0, cut_share=1.0, real_share=0.0, batch_s=30.0, longest_s=3.0)
    texts = {text for update in range(6) for text in make(corpus, tokens, config, update).texts}
    assert texts <= {"", "One", "One two", "One two three", TEXT}
    assert len(texts) > 2


def test_a_clip_of_about_the_length_is_drawn(corpus: Corpus) -> None:
    pool = Pool(corpus.clips)
    rng = np.random.default_rng(1)
    assert all(2.0 <= pool.draw(2.0, 3.0, rng).seconds <= 3.0 for _ in range(20))
    assert pool.draw(0.1, 0.2, rng).seconds == 0.5


def test_pieces_give_the_text_back(tokens: Tokens) -> None:
    assert tokens.decode([tokens.start, tokens.no_timestamps, *tokens.encode(TEXT), tokens.end]) == TEXT
    assert tokens.encode("") == []


def test_the_guide_says_where_in_the_window_each_piece_is_said(corpus: Corpus, tokens: Tokens) -> None:
    for update in range(6):
        batch = make(corpus, tokens, Config(batch_s=20.0, longest_s=4.0, silent_share=0.2), update)
        window = batch.waves.shape[1] / 16_000
        for row, text in zip(batch.guide.tolist(), batch.texts, strict=True):
            pieces = len(tokens.encode(text))
            known = row[1 : pieces + 1]
            assert known == sorted(known)
            assert all(0 <= time <= window for time in known)
            assert set(row[:1] + row[pieces + 1 :]) <= {-1.0}


def test_attention_strays_least_where_the_word_is_said() -> None:
    times = torch.arange(100) * 0.02

    def around(seconds: float) -> torch.Tensor:
        return torch.softmax(-((times - seconds) ** 2) / (2 * NEAR_S**2), dim=0)

    guide = torch.tensor([[0.4, 1.0]])
    # The first layer looks for the piece just read, the second for the one to be written.
    first = torch.stack([around(0.9), around(0.4)]).expand(1, 2, 2, 100)
    second = torch.stack([around(0.4), around(1.0)]).expand(1, 2, 2, 100)
    there = float(straying([first, second], guide))
    assert there == pytest.approx(0.0, abs=0.01)
    assert there < float(straying([first, second], guide + 0.1)) < float(straying([first, second], guide + 0.4))


def test_each_piece_has_its_middle_letter(tokens: Tokens) -> None:
    batch = collate(torch.zeros(2, 320), [TEXT, ""], tokens)
    pieces = tokens.encode(TEXT)
    found = [place for place in batch.middles[0, 1 : len(pieces) + 1].tolist() if place >= 0]  # marks have no letters
    assert found == sorted(found)
    assert len(found) >= len(TEXT.split())
    assert found[-1] < len(batch.letters[0])
    assert set(batch.middles[1].tolist()) == {-1}


def test_windows_without_speech_have_no_text_and_some_hold_a_crowd(corpus: Corpus, tokens: Tokens) -> None:
    config = replace(SMALL, silent_share=1.0)
    batches = [make(corpus, tokens, config, update) for update in range(8)]
    assert {text for batch in batches for text in batch.texts} == {""}
    assert any(float(batch.waves.abs().max()) > 0 for batch in batches)
