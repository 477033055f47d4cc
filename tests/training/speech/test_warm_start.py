"""Exported weights put back into a network."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("transformers")

from captioner.training.speech.config import SMALL, Config  # noqa: E402
from captioner.training.speech.export import export  # noqa: E402
from captioner.training.speech.network import Network  # noqa: E402
from captioner.training.speech.tokens import Tokens, train_tokenizer  # noqa: E402
from captioner.training.speech.warm_start import read_weights, start_from  # noqa: E402


@pytest.fixture
def tokens(tmp_path: Path) -> Tokens:
    train_tokenizer(["We could use the remote control."]).save(str(tmp_path / "tokenizer.json"))
    return Tokens.load(tmp_path / "tokenizer.json")


@pytest.fixture
def network(tokens: Tokens) -> Network:
    torch.manual_seed(0)
    return Network(SMALL, tokens).eval()


@pytest.fixture
def folder(tmp_path: Path, tokens: Tokens, network: Network) -> Path:
    SMALL.save(tmp_path)
    exported = Network(SMALL, tokens)
    exported.load_state_dict(network.state_dict())  # exporting scales the weights in place
    export(exported, SMALL, tokens, tmp_path / "tokenizer.json", tmp_path / "model")
    return tmp_path / "model"


def test_a_network_says_what_the_exported_one_said(network: Network, folder: Path, tokens: Tokens) -> None:
    torch.manual_seed(1)
    again = Network(SMALL, tokens).eval()
    start_from(again, folder)
    features, inputs = torch.randn(1, 80, 100), torch.tensor([[tokens.start, tokens.no_timestamps, 5, 9]])
    with torch.no_grad():
        expected, found = (one.decode(one.encode(features), inputs)[0] for one in (network, again))
    assert (expected - found).abs().max() < 0.05 * expected.abs().max()


@pytest.mark.parametrize("depth", [2, 3])
def test_a_deeper_encoder_begins_with_what_the_shallower_one_said(
    network: Network, folder: Path, tokens: Tokens, depth: int
) -> None:
    torch.manual_seed(1)
    deeper = Network(replace(SMALL, encoder_layers=depth), tokens).eval()
    start_from(deeper, folder)
    features = torch.randn(1, 80, 100)
    with torch.no_grad():
        expected, found = network.encode(features), deeper.encode(features)
    assert (expected - found).abs().max() < 0.05 * expected.abs().max()
    deeper.encode(features).sum().backward()
    assert all(layer.fc2.weight.grad.abs().max() > 0 for layer in deeper.whisper.model.encoder.layers)


def test_a_shallower_encoder_is_refused(tmp_path: Path, tokens: Tokens) -> None:
    config = replace(SMALL, encoder_layers=2)
    config.save(tmp_path)
    export(Network(config, tokens), config, tokens, tmp_path / "tokenizer.json", tmp_path / "model")
    with pytest.raises(ValueError, match="not a model of the size"):
        start_from(Network(SMALL, tokens), tmp_path / "model")


def test_a_model_of_another_size_is_refused(folder: Path, tokens: Tokens) -> None:
    with pytest.raises(ValueError, match="not a model of the size"):
        start_from(Network(Config(width=32, encoder_layers=1, decoder_layers=1, heads=2), tokens), folder)


def test_what_is_no_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "model.bin").write_bytes(b"\x07\0\0\0")
    with pytest.raises(ValueError, match="binary version"):
        read_weights(tmp_path / "model.bin")
