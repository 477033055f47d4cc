"""Word updates as a transcriber sends them."""

from __future__ import annotations

from hypothesis import strategies as st

from captioner.messages import Word, WordUpdate

TEXTS = st.sampled_from(
    ["I", "um", "the", "the", "no", "go", "you", "know", "Uh,", "th-", "house.", "2", "don't", ",", "."]
)


def word(text: str, index: int = 0) -> Word:
    """A word of 0.1 s at its place."""
    return Word(text, index * 1600, (index + 1) * 1600, 0.9)


@st.composite
def utterances(draw: st.DrawFn, longest: int = 150) -> list[WordUpdate]:
    """The updates of one to three utterances: any number of words committed at a time, any pending and unsure ones
    behind them."""
    updates = []
    for utterance in range(draw(st.integers(1, 3))):
        words = [word(text, index) for index, text in enumerate(draw(st.lists(TEXTS, max_size=longest)))]
        at = 0
        for count in draw(st.lists(st.sampled_from([0, 1, 1, 2, 3, 9, 70]), max_size=30)):
            pending = [word(text, at + count) for text in draw(st.lists(TEXTS, max_size=6))]
            unsure = [word(text, at + count + len(pending)) for text in draw(st.lists(TEXTS, max_size=3))]
            updates.append(WordUpdate(utterance, tuple(words[at : at + count]), tuple(pending), unsure=tuple(unsure)))
            at += count
        updates.append(WordUpdate(utterance, tuple(words[at:]), (), utterance_ended=True))
    return updates
