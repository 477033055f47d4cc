"""Where in the audio each letter of a known text is said, by the encoder's own CTC layer (Viterbi)."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

_NEVER = -1e9


@torch.no_grad()
def letter_frames(logs: Tensor, letters: Sequence[Sequence[int]]) -> Tensor:
    """The frame of each letter on the likeliest path through blanks and letters.

    Args:
        logs: CTC log-probabilities [frames, batch, characters], the blank first.
        letters: CTC characters of each text; a text with more letters than fit into the frames gets no places.

    Returns:
        [batch, longest text]: frames, -1 where a text has no letter or does not fit.
    """
    frames, batch, _ = logs.shape
    longest = max((len(one) for one in letters), default=0)
    found = torch.full((batch, max(longest, 1)), -1.0)
    # States: blank, first letter, blank, second letter, ..., blank.
    states = torch.zeros((batch, 2 * longest + 1), dtype=torch.long)
    for row, one in enumerate(letters):
        states[row, 1 : 2 * len(one) : 2] = torch.tensor(one, dtype=torch.long)
    skips = torch.zeros_like(states, dtype=torch.bool)
    skips[:, 3::2] = states[:, 3::2] != states[:, 1:-2:2]  # between equal letters a blank is needed
    emitted = logs.gather(2, states[None].expand(frames, -1, -1))
    score = torch.full(states.shape, _NEVER)
    score[:, :2] = emitted[0, :, :2]
    steps = torch.zeros((frames, *states.shape), dtype=torch.int8)
    moves = torch.full((3, *states.shape), _NEVER)
    for frame in range(1, frames):
        moves[0] = score
        moves[1, :, 1:] = score[:, :-1]
        moves[2, :, 2:] = torch.where(skips[:, 2:], score[:, :-2], _NEVER)
        best, step = moves.max(0)
        score = best + emitted[frame]
        steps[frame] = step.to(torch.int8)
    ends = torch.tensor([2 * len(one) for one in letters])
    rows = torch.arange(batch)
    before = (ends - 1).clamp_min(0)
    state = torch.where(score[rows, ends] >= score[rows, before], ends, before)
    fits = score[rows, state] > _NEVER / 2
    path = torch.zeros((frames, batch), dtype=torch.long)
    for frame in range(frames - 1, -1, -1):
        path[frame] = state
        state = state - steps[frame, rows, state]
    for row in fits.nonzero().flatten().tolist():
        is_letter = path[:, row] % 2 == 1
        indices, places = path[is_letter, row] // 2, torch.arange(frames)[is_letter].float()
        count = len(letters[row])
        sums = torch.zeros(count).index_add_(0, indices, places)
        found[row, :count] = sums / torch.bincount(indices, minlength=count)
    return found
