"""The interface of sound sources: a file and a microphone look the same to the pipeline."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from captioner.messages import AudioChunk


class AudioSource(Protocol):
    """Sound as 16 kHz mono chunks; opened, read and closed by the caption thread alone."""

    @property
    def name(self) -> str:
        """What a person would call it: the device's or the file's name."""
        ...

    @property
    def dropped(self) -> int:
        """Samples (16 kHz) lost since `open` because they were not read in time."""
        ...

    @property
    def duration_s(self) -> float | None:
        """Seconds of audio that it states, known from `open` on; None where it states none, or never ends."""
        ...

    def open(self) -> None:
        """Start capturing.

        Raises:
            AudioError: the source cannot be used; the message says why and what to do.
        """
        ...

    def read(self, timeout: float) -> AudioChunk | None:
        """All waiting audio as one chunk without a gap inside; audio after a gap is left to the next call.

        Args:
            timeout: seconds to wait for the first sample.

        Returns:
            A chunk, without samples if there was no audio in time, or None when the source has ended for good.

        Raises:
            DeviceLost: the device went away and did not come back.
        """
        ...

    def close(self) -> None:
        """Stop capturing and free the device; may be called twice, and without `open`."""
        ...


@runtime_checkable
class DeviceState(Protocol):
    """The state of a source that is a device: unlike a file, it can fall silent and go away."""

    @property
    def is_away(self) -> bool:
        """Whether it is gone and expected to return."""
        ...

    @property
    def silence_is_normal(self) -> bool:
        """Whether perfect silence only means that nothing plays; a microphone in a silent room still delivers some
        noise."""
        ...
