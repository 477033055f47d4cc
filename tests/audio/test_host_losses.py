"""Audio that the system threw away is measured by PortAudio's own clock."""

from __future__ import annotations

from captioner.audio.host_losses import HostLosses


def test_lost_audio_is_estimated_by_the_system_clock() -> None:
    losses = HostLosses()
    assert losses.before(10.0, 480, 48_000, has_overflowed=True) == 0, "before the first block nothing can be lost"
    assert losses.before(10.01, 480, 48_000, has_overflowed=False) == 0
    assert losses.before(10.27, 480, 48_000, has_overflowed=True) == 12_000
    assert losses.before(10.29, 480, 48_000, has_overflowed=False) == 0, "jitter is no loss"
    assert losses.before(10.29, 480, 48_000, has_overflowed=True) == 0, "a clock that runs back loses nothing"
    assert losses.before(9_999.0, 480, 48_000, has_overflowed=True) == 30 * 48_000, "nor does one that jumps"
