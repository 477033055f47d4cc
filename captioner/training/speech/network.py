"""The network in torch: transformers' Whisper, run on audio as long as it is, with a CTC layer for training alone."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import WhisperConfig, WhisperForConditionalGeneration

from captioner.training.speech.config import Config
from captioner.training.speech.tokens import CHARACTERS, Tokens

IGNORED = -100


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

    def decode(self, encoded: Tensor, inputs: Tensor) -> Tensor:
        """Scores [batch, length, tokens] of what follows each of `inputs` [batch, length]."""
        decoder = self.whisper.model.decoder
        hidden = decoder(input_ids=inputs, encoder_hidden_states=encoded, use_cache=False).last_hidden_state
        return self.whisper.proj_out(hidden)  # type: ignore[no-any-return]

    def spell(self, encoded: Tensor) -> Tensor:
        """CTC log-probabilities [frames // 2, batch, characters], in 32 bits as the loss wants them."""
        return functional.log_softmax(self.spelling(encoded).float(), dim=-1).transpose(0, 1)

    def losses(
        self, features: Tensor, inputs: Tensor, targets: Tensor, letters: Sequence[Sequence[int]]
    ) -> tuple[Tensor, Tensor]:
        """Cross-entropy of the decoder and CTC of the encoder, each a mean over its own units."""
        encoded = self.encode(features)
        scores = self.decode(encoded, inputs).float()
        cross = functional.cross_entropy(
            scores.flatten(0, 1), targets.flatten(), ignore_index=IGNORED, label_smoothing=0.05
        )
        spelled = self.spell(encoded)
        lengths = torch.tensor([len(one) for one in letters])
        flat = torch.tensor([letter for one in letters for letter in one], dtype=torch.long)
        frames = torch.full((features.shape[0],), spelled.shape[0], dtype=torch.long)
        ctc = functional.ctc_loss(spelled, flat, frames, lengths, reduction="sum", zero_infinity=True)
        return cross, ctc / lengths.sum().clamp_min(1)


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
