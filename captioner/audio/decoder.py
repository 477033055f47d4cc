"""A file's sound, decoded block by block to 16 kHz mono; the only module that knows PyAV."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from captioner import log
from captioner.audio.resampler import Resampler
from captioner.errors import AudioFileError, sentence
from captioner.messages import SAMPLE_RATE, Samples, SoundGap

_log = log.get(__name__)

_OTHER_FILE = sentence("Choose a recording (wav, flac, mp3, m4a, ogg, opus) or a video with sound.")
_JITTER_S = 0.05
"""Sound counts as missing when time stamps are further off than this. Matroska rounds them to milliseconds; captions
agree with the picture to 50 ms."""
_LONGEST_GAP_S = 3600.0
"""A longer jump is a clock that was set, not sound that is missing."""
_LONGEST_OVERLAP_S = 1.0
"""The same for a jump backwards."""
_LISTEN_S = 60.0
_SILENT_PEAK = 0.001
"""-60 dBFS: the hiss of an input that nothing is plugged into stays below it."""
_FULL_SCALE = {"u1": 1 << 7, "i2": 1 << 15, "i4": 1 << 31, "i8": 1 << 63}
"""Integer sample format to the value of full scale; floating point formats need no scaling."""


class Decoder:
    """Decodes one of a file's sound tracks on demand.

    That is the track flagged default, or where it is silent in its first minute, the first that is not: screen
    recorders write a track for a microphone that was off.

    A damaged packet is skipped, a truncated file ends early, and both are logged. Where the container's time stamps
    have a gap, silence fills it, so later sound keeps its time.
    """

    def __init__(self, path: Path, track: int | None = None) -> None:
        """Open the file and find its sound.

        Args:
            track: number of the sound track, from 1; None: found as above.

        Raises:
            AudioFileError: the file is missing, may not be read, is no audio, is a video without sound, or has no such
                track.
        """
        self._path = path
        self._damaged = 0
        self._missing_s = 0.0
        """seconds of sound that the time stamps leave out"""
        self._delivered = 0
        """samples decoded so far, without the start"""
        self._gaps: list[SoundGap] = []
        self._gap_end = 0
        self._due_s: float | None = None
        """time stamp that the next frame has if nothing is missing; None before the first"""
        self._container = _opened(path)
        streams = self._container.streams.audio
        if not streams:
            self._container.close()
            raise AudioFileError("{path} has no sound track.", _OTHER_FILE, path=path)
        if track is not None and not 0 < track <= len(streams):
            tracks = ", ".join(map(_described, streams))
            self._container.close()
            raise AudioFileError(
                "{path} has no sound track {number}.",
                sentence("It has {tracks}.", tracks=tracks),
                path=path,
                number=track,
            )
        self._stream = streams[track - 1] if track is not None else streams[_audible(path, streams)]
        self.others = tuple(_described(stream) for stream in streams if stream is not self._stream)
        """the sound tracks that are not decoded, each described: number, language, title"""
        self.duration_s = self._duration()
        """seconds; None where the container does not say"""
        self.start = self._start()
        """16 kHz samples by which the sound begins after the file does: a video's track may"""
        self._blocks = self._decoded()

    def read(self) -> Samples | None:
        """The next block of any length but 0, shape (n,); None at the end."""
        block = next(self._blocks, None)
        self._delivered += 0 if block is None else len(block)
        return block

    def take_gaps(self) -> tuple[SoundGap, ...]:
        """The gaps that silence fills, as far as the file is decoded; each is returned once."""
        taken, self._gaps = tuple(self._gaps), []
        return taken

    def sound_from(self, at_s: float) -> Iterator[Samples]:
        """Blocks of any length from a time of the file on, for listening: gaps are passed over, not filled.

        Args:
            at_s: seconds since the file begins. `read` must not be called any more.
        """
        self._blocks = iter(())
        origin_s = (self._container.start_time or 0) / av.time_base
        try:
            self._container.seek(round((at_s + origin_s) * av.time_base))
        except (av.FFmpegError, OSError) as error:
            _log.info("%s is read from its beginning: %s", self._path.name, error)
        resampler: Resampler | None = None
        for frame in self._frames():
            begin_s = at_s if frame.time is None else frame.time - origin_s
            if begin_s + frame.samples / frame.sample_rate <= at_s:
                continue
            names = tuple(channel.name for channel in frame.layout.channels)
            if resampler is None or (frame.sample_rate, names) != (resampler.rate, resampler.names):
                resampler = Resampler(frame.sample_rate, len(names), names)
            early = max(0, round((at_s - begin_s) * frame.sample_rate))
            yield from _not_empty(resampler.resample(_floating(frame)[early:]))
        if resampler is not None:
            yield from _not_empty(resampler.flush())

    def close(self) -> None:
        """Close the file."""
        self._blocks = iter(())
        self._container.close()

    def _decoded(self) -> Iterator[Samples]:
        resampler: Resampler | None = None
        for frame in self._frames():
            pcm = _floating(frame)
            names = tuple(channel.name for channel in frame.layout.channels)
            if resampler is None or (frame.sample_rate, names) != (resampler.rate, resampler.names):
                # a stream may change its format in the middle (radio recordings, joined mp3s)
                if resampler is not None:
                    yield from _not_empty(self._flushed(resampler))
                resampler = Resampler(frame.sample_rate, len(names), names)
            missing_s = self._missing_before(frame)
            self._note_gap(missing_s)
            while missing_s > 0:
                # a second at a time: an hour would take 700 MB
                silence = min(missing_s, 1.0)
                yield from _not_empty(
                    resampler.resample(np.zeros((round(silence * frame.sample_rate), len(names)), np.float32))
                )
                missing_s -= silence
            # sound that runs ahead of its time stamps is cut, or the difference would add up
            yield from _not_empty(resampler.resample(pcm[max(0, round(-missing_s * frame.sample_rate)) :]))
        if resampler is not None:
            yield from _not_empty(self._flushed(resampler))
        if self._damaged:
            _log.warning("%s: %d damaged places were left out", self._path.name, self._damaged)
        if self._missing_s:
            _log.warning("%s: %.1f s of sound are missing; there is silence", self._path.name, self._missing_s)

    def _note_gap(self, missing_s: float) -> None:
        """Note where sound is missing; the few milliseconds that the resampler holds back are ignored."""
        length = round(missing_s * SAMPLE_RATE)
        if length > 0:
            start = max(self.start + self._delivered, self._gap_end)
            self._gap_end = start + length
            self._gaps.append(SoundGap(start, self._gap_end))

    def _missing_before(self, frame: av.AudioFrame) -> float:
        """Seconds of sound missing between the previous frame and this one, by their time stamps.

        Negative where the previous frame overlaps this one, by at most this one's length.
        """
        length = frame.samples / frame.sample_rate
        if frame.pts is None or frame.time_base is None:
            self._due_s = None if self._due_s is None else self._due_s + length
            return 0.0
        at = float(frame.pts * frame.time_base)
        missing = 0.0 if self._due_s is None else at - self._due_s
        if abs(missing) <= _JITTER_S and self._due_s is not None:
            self._due_s += length
            return 0.0
        if -_LONGEST_OVERLAP_S <= missing < 0 and self._due_s is not None:
            overlap = min(-missing, length)
            self._due_s += length - overlap
            return -overlap
        self._due_s = at + length
        if not 0 < missing <= _LONGEST_GAP_S:
            return 0.0
        self._missing_s += missing
        _log.info("%s: %.1f s of sound are missing at %.1f s", self._path.name, missing, at - missing)
        return missing

    def _flushed(self, resampler: Resampler) -> Samples:
        if resampler.mended:
            _log.warning("%s: %d samples that are no numbers were taken for silence", self._path.name, resampler.mended)
        if resampler.scale != 1:
            _log.warning("%s: the samples are %.0f times too large and were divided", self._path.name, resampler.scale)
        return resampler.flush()

    def _frames(self) -> Iterator[av.AudioFrame]:
        packets = self._container.demux(self._stream)
        while True:
            try:
                packet = next(packets)
            except StopIteration:
                return
            except (av.FFmpegError, OSError) as error:
                _log.warning("%s cannot be read to its end: %s", self._path.name, error)
                return
            try:
                yield from packet.decode()
            except (av.FFmpegError, OSError) as error:
                self._damaged += 1
                _log.info("%s: a packet at %s was left out: %s", self._path.name, packet.pts, error)

    def _duration(self) -> float | None:
        if self._stream.duration is not None and self._stream.time_base is not None:
            return float(self._stream.duration * self._stream.time_base)
        if self._container.duration is not None:
            return self._container.duration / av.time_base
        return None

    def _start(self) -> int:
        if self._stream.start_time is None or self._stream.time_base is None or self._container.start_time is None:
            return 0
        behind = float(self._stream.start_time * self._stream.time_base) - self._container.start_time / av.time_base
        return max(0, round(behind * SAMPLE_RATE))


def _opened(path: Path) -> av.container.InputContainer:
    if path.is_dir():
        raise AudioFileError("{path} is a folder.", "Choose a recording in it.", path=path)
    try:
        if path.stat().st_size == 0:
            raise AudioFileError("{path} is empty.", _OTHER_FILE, path=path)
        # titles in other encodings than UTF-8 are in many old files;
        # without the scheme FFmpeg takes a name with a colon, such as one with a time of day, for an address
        return av.open(f"file:{path}", mode="r", metadata_errors="replace")
    except FileNotFoundError as error:
        raise AudioFileError("There is no file {path}.", "Check the name and the folder.", path=path) from error
    except PermissionError as error:
        raise AudioFileError(
            "You do not have permission to read {path}.", "Change its permissions, or copy it.", path=path
        ) from error
    except (av.FFmpegError, OSError) as error:
        raise AudioFileError("{path} is not a sound file that Captioner can read.", _OTHER_FILE, path=path) from error


def _audible(path: Path, streams: Sequence[av.AudioStream]) -> int:
    """Index of the first track with sound in its first minute, default tracks first; the first default one if all are
    silent."""
    order = sorted(range(len(streams)), key=lambda index: not _is_default(streams[index]))
    if len(order) == 1:
        return order[0]
    return next((index for index in order if not _is_silent(path, index)), order[0])


def _is_silent(path: Path, index: int) -> bool:
    """Whether audio track `index` holds nothing but silence in its first minute, as far as it can be read."""
    try:
        with _opened(path) as container:
            stream = container.streams.audio[index]
            for frame in container.decode(stream):
                if np.abs(_floating(frame)).max(initial=0.0) > _SILENT_PEAK:
                    return False
                if frame.time is not None and frame.time > _LISTEN_S:
                    break
    except (av.FFmpegError, OSError):
        return True
    return True


def _described(stream: av.AudioStream) -> str:
    """The track's text for the user: `2 (eng, Commentary)`."""
    number = 1 + [each.index for each in stream.container.streams.audio].index(stream.index)
    words = [stream.metadata[name] for name in ("language", "title") if stream.metadata.get(name, "und") != "und"]
    return f"{number} ({', '.join(words)})" if words else str(number)


def _is_default(stream: av.AudioStream) -> bool:
    """Whether the container names the stream as the one to play."""
    return bool(stream.disposition & av.stream.Disposition.default)


def _floating(frame: av.AudioFrame) -> NDArray[np.float32]:
    """The frame's samples, shape (n, channels), full scale is -1 to 1."""
    raw = frame.to_ndarray()
    channels = len(frame.layout.channels)
    pcm = raw.T if frame.format.is_planar else raw.reshape(-1, channels)
    kind = pcm.dtype.str[1:]
    if kind not in _FULL_SCALE:
        return np.asarray(pcm, np.float32)
    scaled = pcm.astype(np.float32) / np.float32(_FULL_SCALE[kind])
    return scaled - np.float32(1) if kind == "u1" else scaled


def _not_empty(samples: Samples) -> Iterator[Samples]:
    if len(samples):
        yield samples
