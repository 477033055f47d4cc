"""Muon: what its updates look like, and that they lead down."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch")

from captioner.training.speech import muon  # noqa: E402
from captioner.training.speech.config import SMALL  # noqa: E402
from captioner.training.speech.muon import Muon, orthogonal  # noqa: E402


@pytest.mark.parametrize(
    ("shape", "kind", "off"),
    [
        ((3, 24, 24), torch.float32, 0.001),
        ((2, 16, 64), torch.float32, 0.001),
        ((2, 64, 16), torch.float32, 0.001),
        ((2, 256, 256), torch.bfloat16, 0.04),  # on matrices as small as the above its rounding does not average out
        ((1, 256, 768), torch.bfloat16, 0.04),
    ],
)
def test_singular_values_come_out_near_one_and_their_vectors_stay(
    shape: tuple[int, ...], kind: torch.dtype, off: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(muon, "native_type", lambda: kind)
    torch.manual_seed(0)
    few = min(shape[1:])
    left, _, right = torch.linalg.svd(torch.randn(shape), full_matrices=False)
    values = torch.logspace(0, -1, few)
    found = orthogonal(left * values @ right)
    changed = left.mT @ found @ right.mT  # diagonal, if only the values have changed
    assert torch.allclose(changed, torch.diag_embed(changed.diagonal(dim1=1, dim2=2)), atol=off)
    assert changed.diagonal(dim1=1, dim2=2).min() > 0.18 - off
    assert changed.diagonal(dim1=1, dim2=2).max() < 1.87 + off


def test_a_matrix_of_noughts_stays_one() -> None:
    assert torch.equal(orthogonal(torch.zeros(1, 4, 8)), torch.zeros(1, 4, 8))


def test_it_finds_the_least_squares() -> None:
    torch.manual_seed(0)
    wanted, given = torch.randn(8, 12), torch.randn(200, 12)
    weights = torch.nn.Parameter(torch.zeros(8, 12))
    optimiser = Muon([weights], lr=0.05, momentum=0.9, weight_decay=0.0)
    for step in range(300):
        optimiser.param_groups[0]["lr"] = 0.05 * (1 - step / 300)
        optimiser.zero_grad()
        (given @ (weights - wanted).T).square().mean().backward()
        optimiser.step()
    assert (weights - wanted).abs().max() < 0.05


def test_every_weight_is_learnt_by_one_optimiser() -> None:
    pytest.importorskip("transformers")
    from captioner.training.speech.network import Network
    from captioner.training.speech.tokens import Tokens, train_tokenizer
    from captioner.training.speech.train import optimisers

    tokenizer = train_tokenizer(["so it goes"])
    numbers = [tokenizer.token_to_id(name) for name in ("<|endoftext|>",) * 4]
    network = Network(SMALL, Tokens(tokenizer, *numbers))
    taken = [id(one) for made in optimisers(network, SMALL) for group in made.param_groups for one in group["params"]]
    assert sorted(taken) == sorted(id(one) for one in network.parameters() if one.requires_grad)
