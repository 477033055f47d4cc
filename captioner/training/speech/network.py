"""The network in torch: transformers' Whisper, run on audio as long as it is, with a CTC layer for training alone."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import WhisperConfig, WhisperForConditionalGeneration

from captioner.training.speech.config import Config
from captioner.training.speech.forced import letter_frames
from captioner.training.speech.tokens import CHARACTERS, Tokens

IGNORED = -100
FRAME_S = 0.02
"""An encoder frame."""
NEAR_S = 0.08
"""How far from where a word piece is said its attention may be. At 0.2 s a head reads half a second at once, a second
word with it, and the decoder loses its place."""


class Network(nn.Module):
    """Whisper and an auxiliary layer that reads characters off its encoder.

    Shapes: features [batch, 80, frames]; encoded [batch, frames // 2, width]; CTC scores [batch, frames // 2, 30].
    """

    def __init__(self, config: Config, tokens: Tokens) -> None:
        super().__init__()
        self.whisper = WhisperForConditionalGeneration(whisper_config(config, tokens))
        self.spelling = nn.Linear(config.width, len(CHARACTERS) + 1)

    def encode(self, features: Tensor) -> Tensor:
        """As WhisperEncoder.forward, which refuses everything but 30 s."""
        encoder = self.whisper.model.encoder
        hidden = functional.gelu(encoder.conv1(features))
        hidden = functional.gelu(encoder.conv2(hidden)).transpose(1, 2)
        hidden = hidden + encoder.embed_positions.weight[: hidden.shape[1]]
        hidden = functional.dropout(hidden, encoder.dropout, self.training)
        for layer in encoder.layers:
            output = layer(hidden, None)
            hidden = output[0] if isinstance(output, tuple) else output
        return encoder.layer_norm(hidden)  # type: ignore[no-any-return]

    def decode(self, encoded: Tensor, inputs: Tensor) -> tuple[Tensor, Sequence[Tensor]]:
        """Scores [batch, length, tokens] of what follows each of `inputs` [batch, length], and the cross-attention.

        The latter is [batch, heads, length, frames // 2] for each layer.
        """
        decoder = self.whisper.model.decoder
        found = decoder(input_ids=inputs, encoder_hidden_states=encoded, use_cache=False, output_attentions=True)
        return self.whisper.proj_out(found.last_hidden_state), found.cross_attentions

    def spell(self, encoded: Tensor) -> Tensor:
        """CTC log-probabilities [frames // 2, batch, characters], in 32 bits as the loss wants them."""
        return functional.log_softmax(self.spelling(encoded).float(), dim=-1).transpose(0, 1)

    def losses(
        self,
        features: Tensor,
        inputs: Tensor,
        targets: Tensor,
        letters: Sequence[Sequence[int]],
        guide: Tensor,
        middles: Tensor,
        encoder_too: bool = True,
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Cross-entropy of the decoder, CTC of the encoder, straying of the attention: each a mean over its units.

        Without `encoder_too` nothing is learnt by the encoder.
        """
        with torch.set_grad_enabled(encoder_too and torch.is_grad_enabled()):
            encoded = self.encode(features)
        scores, attention = self.decode(encoded, inputs)
        scores = scores.float()
        cross = functional.cross_entropy(
            scores.flatten(0, 1), targets.flatten(), ignore_index=IGNORED, label_smoothing=0.05
        )
        spelled = self.spell(encoded)
        lengths = torch.tensor([len(one) for one in letters])
        flat = torch.tensor([letter for one in letters for letter in one], dtype=torch.long)
        frames = torch.full((features.shape[0],), spelled.shape[0], dtype=torch.long)
        ctc = functional.ctc_loss(spelled, flat, frames, lengths, reduction="sum", zero_infinity=True)
        return (
            cross,
            ctc / lengths.sum().clamp_min(1),
            straying(attention, _completed(guide, middles, spelled, letters)),
        )


def _completed(guide: Tensor, middles: Tensor, spelled: Tensor, letters: Sequence[Sequence[int]]) -> Tensor:
    """The guide with the places that nobody knows taken from where the encoder itself spells the piece's letters."""
    places = letter_frames(spelled.detach(), letters).gather(1, middles.clamp_min(0))
    return torch.where((guide < 0) & (middles >= 0) & (places >= 0), places * FRAME_S, guide)


def straying(attention: Sequence[Tensor], guide: Tensor) -> Tensor:
    """How far the cross-attention is from a bell over the place where each word piece is said (divergence in nats).

    Half of the heads of each layer are held to it, those of the first layer to the piece just read, those of the
    others to the piece to be written: to know where it is, the decoder must find what it wrote last. The other heads
    look where they like. A mere penalty on what goes elsewhere (guided attention, Tachibana et al. 2018) let the heads
    shrink to single frames, from which its gradient cannot move them.

    Args:
        attention: of each layer, [batch, heads, length, frames // 2].
        guide: as `Batch.guide`.
    """
    read = functional.pad(guide[:, :-1], (1, 0), value=-1.0)
    found = [_divergence(layer, read if index == 0 else guide) for index, layer in enumerate(attention)]
    return torch.stack(found).mean()


def _divergence(layer: Tensor, places: Tensor) -> Tensor:
    known = places >= 0
    head = layer[:, : layer.shape[1] // 2].float().mean(dim=1)
    times = torch.arange(head.shape[-1]) * FRAME_S
    bell = functional.softmax(-((times - places[..., None]) ** 2) / (2 * NEAR_S**2), dim=-1)
    strays = (bell * (bell.clamp_min(1e-9).log() - head.clamp_min(1e-4).log())).sum(dim=-1)
    return (strays * known).sum() / known.sum().clamp_min(1)


def whisper_config(config: Config, tokens: Tokens) -> WhisperConfig:
    """Whisper of the given size over our own word pieces."""
    return WhisperConfig(
        vocab_size=tokens.size,
        num_mel_bins=80,
        d_model=config.width,
        encoder_layers=config.encoder_layers,
        decoder_layers=config.decoder_layers,
        encoder_attention_heads=config.heads,
        decoder_attention_heads=config.heads,
        encoder_ffn_dim=4 * config.width,
        decoder_ffn_dim=4 * config.width,
        max_source_positions=1500,
        max_target_positions=448,
        dropout=config.dropout,
        pad_token_id=tokens.end,
        bos_token_id=tokens.end,
        eos_token_id=tokens.end,
        decoder_start_token_id=tokens.start,
        suppress_tokens=[],
        begin_suppress_tokens=[],
        # On one core 15% faster than torch's fused attention, which is slow backwards in 16 bits.
        attn_implementation="eager",
    )
