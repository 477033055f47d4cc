"""Starting weights read as transformers reads them."""

from __future__ import annotations

from pathlib import Path

import pytest

torch = pytest.importorskip("torch")
transformers = pytest.importorskip("transformers")
torch.set_num_threads(1)

from captioner.disfluency.encoding import Encoder  # noqa: E402
from captioner.training.text import checkpoint  # noqa: E402
from captioner.training.text.config import RunConfig  # noqa: E402
from captioner.training.text.export import export  # noqa: E402
from captioner.training.text.model import DisfluencyNetwork, Shape, distance_kinds  # noqa: E402
from captioner.training.text.packing import Segment, batch  # noqa: E402
from captioner.training.text.pretrained import from_pretrained, read_vocabulary  # noqa: E402
from captioner.training.text.student import SIZES, cut_out  # noqa: E402

PIECES = ["[PAD]", "[unused0]", "[UNK]", "[CLS]", "[SEP]", "-", "um", "go", "the", "house", "now"]
SIZES_OF_BOTH = {
    "hidden_size": 16,
    "intermediate_size": 32,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "initializer_range": 0.5,
    "layer_norm_eps": 1e-12,
}
WORDS = ["um", "go", "the", "the", "house", "now"] * 5
"""long enough that distances share kinds"""


@pytest.fixture
def bert(tmp_path: Path) -> Path:
    config = transformers.BertConfig(vocab_size=len(PIECES), max_position_embeddings=192, **SIZES_OF_BOTH)
    return saved(tmp_path / "bert", transformers.BertModel(config), PIECES)


@pytest.fixture
def mpnet(tmp_path: Path) -> Path:
    pieces = ["<s>", "<pad>", "</s>", "<unk>", *PIECES, "<mask>"]
    config = transformers.MPNetConfig(vocab_size=len(pieces), max_position_embeddings=194, **SIZES_OF_BOTH)
    return saved(tmp_path / "mpnet", transformers.MPNetModel(config), pieces)


def saved(folder: Path, model: object, pieces: list[str]) -> Path:
    model.save_pretrained(folder)  # type: ignore[attr-defined]
    (folder / "vocab.txt").write_text("\n".join(pieces) + "\n", encoding="utf-8")
    return folder


def hidden(network: DisfluencyNetwork, pieces: torch.Tensor) -> torch.Tensor:
    """What the last layer says of each piece."""
    network.label_head = torch.nn.Identity()  # type: ignore[assignment]
    with torch.no_grad():
        return network(pieces, torch.zeros_like(pieces), torch.arange(pieces.shape[1])[None, :])[0]  # type: ignore[no-any-return]


def expected(folder: Path, pieces: torch.Tensor) -> torch.Tensor:
    with torch.no_grad():
        found = transformers.AutoModel.from_pretrained(folder).eval()(
            input_ids=pieces, attention_mask=torch.ones_like(pieces)
        )
    return found.last_hidden_state  # type: ignore[no-any-return]


def test_bert_is_read_as_transformers_reads_it(bert: Path) -> None:
    vocabulary = read_vocabulary(bert)
    pieces = torch.tensor([Encoder(vocabulary).encode(WORDS, complete=True).pieces])
    network = from_pretrained(bert, vocabulary, range(len(vocabulary))).eval()
    torch.testing.assert_close(hidden(network, pieces), expected(bert, pieces), atol=1e-5, rtol=1e-4)


def test_mpnet_is_read_as_transformers_reads_it(mpnet: Path) -> None:
    vocabulary = read_vocabulary(mpnet)
    assert vocabulary == PIECES
    pieces = torch.tensor([Encoder(vocabulary).encode(WORDS, complete=True).pieces])
    network = from_pretrained(mpnet, vocabulary, range(len(vocabulary))).eval()
    marks = {"[CLS]": 0, "[PAD]": 1, "[SEP]": 2, "[UNK]": 3}
    theirs = torch.tensor([[marks.get(vocabulary[piece], piece + 4) for piece in pieces[0].tolist()]])
    torch.testing.assert_close(hidden(network, pieces), expected(mpnet, theirs), atol=1e-5, rtol=1e-4)


def test_only_the_kept_pieces_have_rows(mpnet: Path) -> None:
    vocabulary = read_vocabulary(mpnet)
    whole = from_pretrained(mpnet, vocabulary, range(len(vocabulary)))
    part = from_pretrained(mpnet, vocabulary, [0, 3, 7])
    assert torch.equal(part.pieces.weight, whole.pieces.weight[[0, 3, 7]])


def test_segments_that_attend_by_distance_do_not_see_each_other() -> None:
    torch.manual_seed(0)
    network = DisfluencyNetwork(Shape(len(PIECES), width=16, inner=32, layers=2, heads=4, distances=8)).eval()
    encoder = Encoder(PIECES)
    segments = [Segment(encoder.encode(words, complete=True), (0,) * len(words), False) for words in (WORDS, WORDS[3:])]

    def scores(*row: Segment) -> torch.Tensor:
        arrays = batch([row])
        with torch.no_grad():
            given = (arrays.pieces, arrays.marks, arrays.positions, arrays.segments)
            labels = network(*map(torch.from_numpy, given))[0]
        return labels[torch.from_numpy(arrays.targets) >= 0]  # type: ignore[no-any-return]

    together = scores(*segments)
    apart = torch.cat([scores(one) for one in segments])
    torch.testing.assert_close(together, apart, atol=1e-5, rtol=1e-4)


def test_distances_to_the_right_have_kinds_of_their_own() -> None:
    kinds = distance_kinds(200, 32)
    assert kinds[0, 0] == 0
    assert kinds[9, :10].tolist() == [8, 8, 7, 6, 5, 4, 3, 2, 1, 0]
    assert kinds[0, 1:10].tolist() == [17, 18, 19, 20, 21, 22, 23, 24, 24]
    assert int(kinds[199, 0]) == 15 and int(kinds[0, 199]) == 31


def test_a_network_that_attends_by_distance_only_teaches(mpnet: Path, tmp_path: Path) -> None:
    vocabulary = read_vocabulary(mpnet)
    network = from_pretrained(mpnet, vocabulary, range(len(vocabulary)))
    run = tmp_path / "run"
    run.mkdir()
    optimizer = torch.optim.AdamW(network.parameters())
    checkpoint.save_progress(
        run, checkpoint.TrainingProgress(0, 0, 0), network, network.state_dict(), optimizer, vocabulary
    )
    RunConfig(name="teacher", corpora=()).save(run)
    read_again, _ = checkpoint.load_weights(run)
    assert read_again.shape == network.shape
    with pytest.raises(ValueError, match="teaches"):
        export(run, tmp_path / "model", tmp_path / "none.jsonl.gz", 0.2, "none", ["en"])
    row = batch([[Segment(Encoder(vocabulary).encode(WORDS, complete=True), (0,) * len(WORDS), False)]])
    with pytest.raises(ValueError, match="cut out"):
        cut_out(network, range(len(vocabulary)), SIZES["tiny"], row)
