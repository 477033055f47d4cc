"""Further training of Whisper: the student reads audio of any length, its stock teacher windows padded to 30 s."""

from __future__ import annotations

import copy
from collections.abc import Iterator

import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import WhisperForConditionalGeneration

IGNORED = -100


def encode(whisper: WhisperForConditionalGeneration, features: Tensor) -> Tensor:
    """Like WhisperEncoder.forward, which accepts only 30 s.

    Shapes: features [batch, mels, frames]; result [batch, ceil(frames / 2), width].
    """
    encoder = whisper.model.encoder
    hidden = functional.gelu(encoder.conv1(features))
    hidden = functional.gelu(encoder.conv2(hidden)).transpose(1, 2)
    hidden = hidden + encoder.embed_positions.weight[: hidden.shape[1]]
    for layer in encoder.layers:
        output = layer(hidden, None)
        hidden = output[0] if isinstance(output, tuple) else output
    return encoder.layer_norm(hidden)  # type: ignore[no-any-return]


def decode(whisper: WhisperForConditionalGeneration, encoded: Tensor, inputs: Tensor) -> Tensor:
    """The decoder's last hidden states [batch, length, width] behind `inputs` [batch, length]."""
    decoder = whisper.model.decoder
    return decoder(input_ids=inputs, encoder_hidden_states=encoded, use_cache=False).last_hidden_state  # type: ignore[no-any-return]


class Pupil(nn.Module):
    """A stock network and its copy that is trained further; only the copy learns."""

    def __init__(self, stock: WhisperForConditionalGeneration, *, is_encoder_only: bool = False) -> None:
        """`is_encoder_only`: the decoder does not learn."""
        super().__init__()
        self.teacher = copy.deepcopy(stock).eval().requires_grad_(False)
        self.student = stock
        # The vocabulary and the positions stay Whisper's: this data could not improve them.
        for table in (stock.model.decoder.embed_tokens, stock.model.decoder.embed_positions):
            table.requires_grad_(False)
        stock.model.encoder.embed_positions.requires_grad_(False)
        if is_encoder_only:
            stock.model.decoder.requires_grad_(False)

    def learning(self) -> Iterator[tuple[str, nn.Parameter]]:
        """The trained parameters."""
        return ((name, one) for name, one in self.student.named_parameters() if one.requires_grad)

    def imitation(self, features: Tensor, padded: Tensor, inputs: Tensor, known: Tensor) -> tuple[Tensor, Tensor]:
        """The distance of the student from its teacher on a text that is given to both.

        Args:
            features: [batch, mels, frames], the student's input.
            padded: [batch, mels, 3000], the teacher's input.
            inputs: [batch, length] pieces.
            known: [batch, length] true where the answer counts.

        Returns:
            The mean squared error of the last hidden states, and the divergence of the pieces' probabilities in nats.
        """
        with torch.no_grad():
            theirs = decode(self.teacher, encode(self.teacher, padded), inputs)[known]
            wanted = functional.log_softmax(self.teacher.proj_out(theirs).float(), dim=-1)
        ours = decode(self.student, encode(self.student, features), inputs)[known]
        given = functional.log_softmax(self.student.proj_out(ours).float(), dim=-1)
        divergence = functional.kl_div(given, wanted, log_target=True, reduction="batchmean")
        return functional.mse_loss(ours.float(), theirs.float()), divergence

    def writing(self, features: Tensor, inputs: Tensor, targets: Tensor) -> Tensor:
        """Cross-entropy of `targets` [batch, length] (IGNORED where it does not count) behind `inputs`."""
        hidden = decode(self.student, encode(self.student, features), inputs)
        known = targets != IGNORED
        scores = self.student.proj_out(hidden[known]).float()
        return functional.cross_entropy(scores, targets[known])
