"""Recordings as sources: every sample once, in real time or at once, and a sentence for every bad file."""

from __future__ import annotations

import logging
import os
import struct
from pathlib import Path

import av
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from captioner.audio.file import FileSource
from captioner.errors import AudioFileError
from captioner.messages import SAMPLE_RATE, AudioChunk
from tests.audio.fakes import ManualClock
from tests.audio.signals import best_match, chirp, joined, noise, read_all, write_wav

SECOND = SAMPLE_RATE


def encoded(path: Path, codec: str, samples: np.ndarray, rate: int, layout: str = "mono", form: str = "s16") -> Path:
    """Write samples of shape (n,) with FFmpeg's encoder."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=rate, layout=layout)
        channels = len(stream.layout.channels)
        block = 1024
        for start in range(0, len(samples), block):
            pcm = np.repeat((samples[start : start + block] * 32767).astype(np.int16), channels)[None, :]
            frame = av.AudioFrame.from_ndarray(pcm, format="s16", layout=layout)
            frame.sample_rate, frame.pts = rate, start
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def heard(path: Path) -> np.ndarray:
    source = FileSource(path, paced=False)
    source.open()
    samples = joined(read_all(source))
    source.close()
    return samples


@given(length=st.integers(1, 3 * SECOND), block_s=st.floats(0.001, 2.0))
def test_every_sample_comes_once_in_blocks_of_any_size(
    tmp_path_factory: pytest.TempPathFactory, length: int, block_s: float
) -> None:
    samples = noise(length)
    path = write_wav(tmp_path_factory.mktemp("wav") / "a.wav", samples)
    source = FileSource(path, paced=False, block_s=max(block_s, length / SECOND / 50))
    source.open()
    chunks = read_all(source)
    source.close()
    np.testing.assert_allclose(joined(chunks), samples, atol=1e-4)
    assert {len(chunk.samples) for chunk in chunks[:-1]} <= {len(chunks[0].samples)}
    assert source.position_s == pytest.approx(length / SECOND)


@given(
    length=st.integers(1, 2 * SECOND),
    pauses=st.lists(st.tuples(st.floats(0.0, 0.5), st.floats(0.0, 0.3)), max_size=30),
)
def test_paced_gives_all_that_is_due_and_nothing_before(
    tmp_path_factory: pytest.TempPathFactory, length: int, pauses: list[tuple[float, float]]
) -> None:
    samples = noise(length)
    clock = ManualClock()
    path = write_wav(tmp_path_factory.mktemp("wav") / "a.wav", samples)
    source = FileSource(path, paced=True, clock=clock.now, sleep=clock.spend)
    source.open()
    began, chunks, block = clock.time, list[AudioChunk](), round(0.032 * SECOND)
    for busy, timeout in pauses:
        clock.spend(busy)
        before = clock.time
        chunk = source.read(timeout)
        if chunk is None:
            break
        chunks.append(chunk)
        assert clock.time <= before + timeout + 1e-9
        now = (clock.time - began) * SECOND
        assert chunk.end <= now + 1
        assert chunk.end >= min(now - block - 1, length)
    chunks += read_all(source)
    source.close()
    np.testing.assert_allclose(joined(chunks), samples, atol=1e-4)
    assert clock.time - began >= length / SECOND - 1e-3


def test_a_punctual_reader_gets_blocks_like_a_microphones(tmp_path: Path) -> None:
    clock = ManualClock()
    source = FileSource(write_wav(tmp_path / "a.wav", noise(SECOND)), paced=True, clock=clock.now, sleep=clock.spend)
    source.open()
    chunks = read_all(source, timeout=0.1)
    source.close()
    assert {len(chunk.samples) for chunk in chunks[:-1]} == {512}
    assert clock.time == pytest.approx(1001.0)


def test_it_can_be_opened_again_and_starts_again(tmp_path: Path) -> None:
    source = FileSource(write_wav(tmp_path / "a.wav", noise(SECOND)), paced=False, block_s=0.3)
    source.close()
    source.open()
    first = source.read(0.0)
    source.open()
    again = source.read(0.0)
    source.close()
    source.close()
    assert first is not None
    assert again is not None
    assert np.array_equal(first.samples, again.samples)
    assert again.start == 0


def test_duration_and_position(tmp_path: Path) -> None:
    source = FileSource(write_wav(tmp_path / "talk.wav", noise(2 * SECOND)), paced=False)
    assert source.duration_s is None
    source.open()
    source.read(0.0)
    assert source.position_s == pytest.approx(1.0)
    source.close()
    assert source.duration_s == pytest.approx(2.0)
    assert (source.name, source.dropped) == ("talk.wav", 0)


@pytest.mark.parametrize(
    ("file", "codec", "rate", "layout", "score"),
    [
        ("a.wav", "pcm_mulaw", 8_000, "mono", 0.99),
        ("a.wav", "pcm_alaw", 8_000, "stereo", 0.99),
        ("a.wav", "pcm_u8", 16_000, "mono", 0.99),
        ("a.wav", "pcm_s24le", 96_000, "stereo", 0.999),
        ("a.wav", "pcm_s32le", 44_100, "mono", 0.999),
        ("a.wav", "pcm_f32le", 48_000, "5.1", 0.999),
        ("a.wav", "pcm_f64le", 22_050, "mono", 0.999),
        ("a.flac", "flac", 96_000, "stereo", 0.999),
        ("a.mp3", "libmp3lame", 44_100, "stereo", 0.98),
        ("a.m4a", "aac", 48_000, "stereo", 0.98),
        ("a.opus", "libopus", 48_000, "mono", 0.98),
        ("a.mka", "ac3", 48_000, "stereo", 0.98),
    ],
)
def test_any_codec(tmp_path: Path, file: str, codec: str, rate: int, layout: str, score: float) -> None:
    try:
        path = encoded(tmp_path / file, codec, chirp(1.0, rate), rate, layout)
    except av.codec.codec.UnknownCodecError:
        pytest.skip(f"this FFmpeg cannot encode {codec}")
    samples = heard(path)
    found, place = best_match(chirp(1.0)[1600:-1600], samples)
    assert found > score
    assert abs(place - 1600) < 0.06 * SECOND  # lossy codecs begin with their encoder's delay
    assert abs(len(samples) - SECOND) < 0.12 * SECOND
    assert 0.4 < np.abs(samples).max() < 0.6


def test_a_truncated_mp3_gives_what_it_has(tmp_path: Path) -> None:
    whole = encoded(tmp_path / "whole.mp3", "libmp3lame", chirp(4.0, 44_100), 44_100).read_bytes()
    path = tmp_path / "cut.mp3"
    path.write_bytes(whole[: len(whole) // 2 + 100])
    samples = heard(path)
    assert 1.8 * SECOND < len(samples) < 2.2 * SECOND
    assert best_match(chirp(4.0)[1600:25_000], samples)[0] > 0.98


def test_a_hole_in_an_mp3_is_left_out_and_logged(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    content = bytearray(encoded(tmp_path / "whole.mp3", "libmp3lame", chirp(4.0, 44_100), 44_100).read_bytes())
    middle = len(content) // 2
    content[middle : middle + 3000] = bytes(np.random.default_rng(3).integers(0, 256, 3000, np.uint8))
    path = tmp_path / "hole.mp3"
    path.write_bytes(content)
    with caplog.at_level(logging.WARNING, "captioner"):
        samples = heard(path)
    assert 3 * SECOND < len(samples) < 4.2 * SECOND
    assert best_match(chirp(4.0)[1600:25_000], samples)[0] > 0.98
    assert "hole.mp3" in caplog.text


def bad_files(folder: Path) -> dict[str, tuple[Path, str]]:
    """What is wrong, with the file and a word of the sentence."""
    empty = folder / "empty.wav"
    empty.touch()
    text = folder / "text.wav"
    text.write_text("This is no sound. " * 200, encoding="utf-8")
    song = folder / "text.mp3"
    song.write_text("Nor is this. " * 2000, encoding="utf-8")
    silent = write_wav(folder / "no-samples.wav", np.zeros(0, np.float32))
    no_channels = folder / "no-channels.wav"
    content = bytearray(write_wav(folder / "ok.wav", noise(1000)).read_bytes())
    struct.pack_into("<H", content, 22, 0)
    no_channels.write_bytes(content)
    return {
        "missing": (folder / "missing.wav", "no file"),
        "folder": (folder, "folder"),
        "empty": (empty, "empty"),
        "text": (text, "not a sound file"),
        "text as mp3": (song, "sound"),
        "no samples": (silent, "no sound"),
        "no channels": (no_channels, "sound"),
    }


@pytest.mark.parametrize("kind", ["missing", "folder", "empty", "text", "text as mp3", "no samples", "no channels"])
def test_a_bad_file_is_refused_with_a_sentence(tmp_path: Path, kind: str) -> None:
    path, word = bad_files(tmp_path)[kind]
    source = FileSource(path, paced=False)
    with pytest.raises(AudioFileError, match=word) as caught:
        source.open()
    assert str(path) in str(caught.value)
    assert caught.value.remedy
    source.close()


@pytest.mark.skipif(os.name == "nt" or not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all files")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "secret.wav", noise(1000))
    path.chmod(0)
    with pytest.raises(AudioFileError, match="permission to read"):
        FileSource(path, paced=False).open()


def film(path: Path, *, sound_at_s: float | None) -> Path:
    """Two seconds of video, with a tone track of one second that begins at a time, or without."""
    with av.open(str(path), "w") as container:
        video = container.add_stream("mpeg4", rate=10)
        video.width = video.height = 64
        audio = container.add_stream("pcm_s16le", rate=SECOND, layout="mono") if sound_at_s is not None else None
        for number in range(20):
            picture = av.VideoFrame.from_ndarray(np.full((64, 64, 3), number, np.uint8), format="rgb24")
            picture.pts = number
            container.mux(video.encode(picture))
        container.mux(video.encode(None))
        if audio is not None and sound_at_s is not None:
            pcm = (chirp(1.0) * 32767).astype(np.int16)[None, :]
            frame = av.AudioFrame.from_ndarray(pcm, format="s16", layout="mono")
            frame.sample_rate, frame.pts = SECOND, round(sound_at_s * SECOND)
            container.mux(audio.encode(frame))
            container.mux(audio.encode(None))
    return path


def test_a_video_without_sound_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AudioFileError, match="no sound track"):
        FileSource(film(tmp_path / "mute.mkv", sound_at_s=None), paced=False).open()


def test_sound_that_begins_after_the_picture_keeps_its_time(tmp_path: Path) -> None:
    source = FileSource(film(tmp_path / "film.mkv", sound_at_s=0.5), paced=False)
    source.open()
    chunks = read_all(source)
    source.close()
    assert chunks[0].start == pytest.approx(SECOND // 2, abs=SECOND // 500)
    assert chunks[-1].end - chunks[0].start == SECOND


def resident() -> int:
    """Bytes of memory that this process holds now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="the memory of this process is read from /proc")
def test_three_hours_take_no_more_memory_than_a_minute(tmp_path: Path) -> None:
    """8 kHz mu-law as one byte a sample, written as a hole of zeros behind the header: 86 MB that cost nothing."""
    rate, seconds = 8_000, 3 * 3600
    path = tmp_path / "long.wav"
    size = rate * seconds
    header = b"RIFF" + struct.pack("<I", size + 36) + b"WAVEfmt "
    header += struct.pack("<IHHIIHH", 16, 7, 1, rate, rate, 1, 8) + b"data" + struct.pack("<I", size)
    with path.open("wb") as file:
        file.write(header)
        file.truncate(len(header) + size)
    source = FileSource(path, paced=False, block_s=10.0)
    source.open()
    after_a_minute = peak = length = 0
    while (chunk := source.read(0.0)) is not None:
        assert chunk.start == length
        length = chunk.end
        if length == 60 * SECOND:
            after_a_minute = resident()
        peak = max(peak, resident())
    source.close()
    assert length == seconds * SECOND
    assert source.duration_s == pytest.approx(seconds)
    assert peak - after_a_minute < 16 << 20  # decoded, the whole is 691 MB, the file itself 86 MB


@pytest.mark.parametrize("name", ["2026-11-27T10:30:00.wav", "Interview:Part1.wav", "-x.wav", "http:x.wav"])
def test_a_name_is_a_file_and_never_an_address(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    samples = noise(SECOND)
    write_wav(tmp_path / name, samples)
    np.testing.assert_allclose(heard(Path(name)), samples, atol=1e-4)


def test_an_inverted_right_channel_does_not_silence_the_left(tmp_path: Path) -> None:
    samples = noise(2 * SECOND)
    path = tmp_path / "a.wav"
    write_frames(path, np.stack([samples, -samples], axis=1))
    assert np.abs(heard(path)[SECOND:]).mean() > 0.9 * np.abs(samples[SECOND:]).mean()


def test_one_sample_that_is_no_number_costs_only_itself(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    samples = noise(SECOND)
    samples[5000], samples[6000] = np.nan, np.inf
    path = tmp_path / "a.wav"
    write_frames(path, samples[:, None], rate=8000)
    assert np.isfinite(heard(path)).all()
    assert caplog.text.count("2 samples that are no numbers") == 1


def test_the_default_track_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.mkv"
    sound = {False: np.zeros(SECOND, np.float32), True: noise(SECOND)}
    with av.open(str(path), "w") as container:
        streams = {
            is_default: container.add_stream("pcm_s16le", rate=SAMPLE_RATE, layout="mono") for is_default in sound
        }
        for is_default, stream in streams.items():
            stream.disposition = av.stream.Disposition.default if is_default else av.stream.Disposition(0)
        for is_default, stream in streams.items():
            pcm = (sound[is_default] * 32767).astype(np.int16)[None, :]
            frame = av.AudioFrame.from_ndarray(pcm, format="s16", layout="mono")
            frame.sample_rate, frame.pts = SAMPLE_RATE, 0
            container.mux(stream.encode(frame))
            container.mux(stream.encode(None))
    np.testing.assert_allclose(heard(path), sound[True], atol=1e-4)


def with_gaps(path: Path, samples: np.ndarray, kept: np.ndarray) -> Path:
    """Matroska whose frames of 20 ms keep their time stamps, those without a mark in `kept` left out."""
    block = SECOND // 50
    with av.open(str(path), "w") as container:
        stream = container.add_stream("pcm_s16le", rate=SECOND, layout="mono")
        for index in np.flatnonzero(kept):
            pcm = (samples[index * block : (index + 1) * block] * 32767).astype(np.int16)[None, :]
            frame = av.AudioFrame.from_ndarray(pcm, format="s16", layout="mono")
            frame.sample_rate, frame.pts = SECOND, int(index) * block
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def test_sound_after_missing_sound_keeps_its_time(tmp_path: Path) -> None:
    samples = noise(16 * SECOND)
    kept = np.ones(16 * 50, bool)
    kept[3 * 50 : 13 * 50] = False
    found = heard(with_gaps(tmp_path / "a.mkv", samples, kept))
    assert len(found) == len(samples)
    np.testing.assert_allclose(found[: 3 * SECOND], samples[: 3 * SECOND], atol=1e-4)
    assert not found[3 * SECOND : 13 * SECOND].any()
    np.testing.assert_allclose(found[13 * SECOND :], samples[13 * SECOND :], atol=1e-4)


def test_missing_sound_is_marked_where_it_is(tmp_path: Path) -> None:
    kept = np.ones(16 * 50, bool)
    kept[3 * 50 : 5 * 50] = kept[9 * 50 : 13 * 50] = False
    source = FileSource(with_gaps(tmp_path / "a.mkv", noise(16 * SECOND), kept), paced=False)
    source.open()
    chunks = []
    while (chunk := source.read(0.0)) is not None:
        chunks.append(chunk)
    source.close()
    gaps = [gap for chunk in chunks for gap in chunk.gaps]
    expected = [(3 * SECOND, 5 * SECOND), (9 * SECOND, 13 * SECOND)]
    np.testing.assert_allclose([(gap.start, gap.end) for gap in gaps], expected, atol=0.05 * SECOND)
    assert all(gap.start < chunk.end for chunk in chunks for gap in chunk.gaps)


def test_a_title_that_is_no_utf_8_hinders_nothing(tmp_path: Path) -> None:
    path = with_gaps(tmp_path / "a.mkv", noise(SECOND), np.ones(50, bool))
    content = path.read_bytes()
    assert b"Lavf" in content
    path.write_bytes(content.replace(b"Lavf", b"\xc4\xd6\xdc\xdf"))
    assert len(heard(path)) == SECOND


def test_single_lost_packets_do_not_add_up(tmp_path: Path) -> None:
    samples = noise(20 * SECOND)
    kept = np.arange(20 * 50) % 10 != 5
    found = heard(with_gaps(tmp_path / "a.mkv", samples, kept))
    assert abs(len(found) - len(samples)) <= 0.06 * SECOND


@pytest.mark.parametrize("pace", [0.995, 1.005])
def test_a_clock_that_runs_off_does_not_add_up(tmp_path: Path, pace: float) -> None:
    samples, block, path = noise(60 * SECOND), SECOND // 50, tmp_path / "a.mkv"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("pcm_s16le", rate=SECOND, layout="mono")
        for start in range(0, len(samples), block):
            pcm = (samples[start : start + block] * 32767).astype(np.int16)[None, :]
            frame = av.AudioFrame.from_ndarray(pcm, format="s16", layout="mono")
            frame.sample_rate, frame.pts = SECOND, round(start * pace)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    assert abs(len(heard(path)) - 60 * pace * SECOND) <= 0.06 * SECOND


def write_frames(path: Path, frames: np.ndarray, rate: int = SAMPLE_RATE) -> None:
    """Write float32 PCM, frames of shape (n, channels), as they are: numbers or not."""
    data = frames.astype("<f4").tobytes()
    channels = frames.shape[1]
    head = struct.pack("<HHIIHH", 3, channels, rate, rate * channels * 4, channels * 4, 32)
    body = b"WAVE" + b"fmt " + struct.pack("<I", len(head)) + head + b"data" + struct.pack("<I", len(data)) + data
    path.write_bytes(b"RIFF" + struct.pack("<I", len(body)) + body)


def tracks(path: Path, *levels: float) -> Path:
    """A video of several sound tracks, a second each of a constant level; none is marked."""
    with av.open(str(path), "w") as container:
        streams = [container.add_stream("pcm_s16le", rate=SAMPLE_RATE, layout="mono") for _ in levels]
        for stream in streams:
            stream.disposition = av.stream.Disposition(0)
            stream.metadata["language"] = "eng"
        for stream, level in zip(streams, levels, strict=True):
            frame = av.AudioFrame.from_ndarray(np.full((1, SAMPLE_RATE), int(level * 32767), np.int16), "s16", "mono")
            frame.sample_rate = SAMPLE_RATE
            for packet in [*stream.encode(frame), *stream.encode(None)]:
                container.mux(packet)
    return path


@pytest.mark.parametrize(
    ("levels", "track", "heard"),
    [((0.0, 0.5), None, 0.5), ((0.2, 0.5), None, 0.2), ((0.2, 0.5), 2, 0.5), ((0.0, 0.0), None, 0.0)],
    ids=["a silent one is passed over", "the first", "the chosen one", "all are silent"],
)
def test_the_right_track_is_read(tmp_path: Path, levels: tuple[float, ...], track: int | None, heard: float) -> None:
    source = FileSource(tracks(tmp_path / "screen.mkv", *levels), paced=False, track=track)
    source.open()
    chunk = source.read(0)
    source.close()
    assert chunk is not None
    assert float(np.median(chunk.samples)) == pytest.approx(heard, abs=0.01)
    assert len(source.other_tracks) == 1
    assert "eng" in source.other_tracks[0]


def test_a_track_that_there_is_not_is_named_with_those_that_there_are(tmp_path: Path) -> None:
    with pytest.raises(AudioFileError, match="no sound track 3") as caught:
        FileSource(tracks(tmp_path / "screen.mkv", 0.1, 0.2), paced=False, track=3).open()
    assert "1 (eng), 2 (eng)" in caught.value.sentence()
