"""The base class of sources that wrap another one and change what is read from it."""

from __future__ import annotations

from captioner.audio.source import AudioSource, DeviceState


class WrappedSource:
    """A device with another `read`."""

    def __init__(self, source: AudioSource) -> None:
        self._source = source

    @property
    def name(self) -> str:
        """As the device."""
        return self._source.name

    @property
    def dropped(self) -> int:
        """As the device."""
        return self._source.dropped

    @property
    def duration_s(self) -> float | None:
        """As the device."""
        return self._source.duration_s

    @property
    def is_away(self) -> bool:
        """As the device."""
        return isinstance(self._source, DeviceState) and self._source.is_away

    @property
    def silence_is_normal(self) -> bool:
        """As the device."""
        return not isinstance(self._source, DeviceState) or self._source.silence_is_normal

    def open(self) -> None:
        """Open the device."""
        self._source.open()

    def close(self) -> None:
        """Close the device."""
        self._source.close()
