"""What a Linux machine plays: read from what `pactl` says, and captured from a real server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from captioner.audio import devices, pulse
from captioner.audio.live_source import LiveSource
from captioner.audio.microphone import Microphone
from captioner.audio.pulse import PulseDevice
from captioner.audio.pulse_stream import MonitorStream
from captioner.audio.resampler import Resampler
from captioner.audio.source import AudioSource
from captioner.audio.system import PULSE, system_source
from captioner.errors import LoopbackUnavailable, NoInputDevice
from captioner.messages import SAMPLE_RATE, Samples
from tests.audio.signals import best_match, noise, write_wav
from tests.pulse import PulseServer, pulse_server, require, subscribe_late

LISTING = """\
Sink #48
\tState: SUSPENDED
\tName: alsa_output.pci-0000_00_1f.3.analog-stereo
\tDescription: Built-in Audio Analog Stereo
\tSample Specification: s32le 2ch 48000Hz
\tOwner Module: 4294967295
\tMonitor Source: alsa_output.pci-0000_00_1f.3.analog-stereo.monitor
\tProperties:
\t\tdevice.description = "Built-in Audio Analog Stereo"
\t\tName: a property is no field

Sink #51
\tState: RUNNING
\tName: bluez_output.AC_12_34.1
\tDescription: Kopfhörer
\tSample Specification: float32le 1ch 44100Hz
\tMonitor Source: bluez_output.AC_12_34.1.monitor
"""
SINKS = pulse.parse("Sink", LISTING, "bluez_output.AC_12_34.1")


def test_the_listing_is_read() -> None:
    name = "alsa_output.pci-0000_00_1f.3.analog-stereo"
    assert [
        PulseDevice("Sink", 48, name, "Built-in Audio Analog Stereo", 48_000, 2, f"{name}.monitor", is_default=False),
        PulseDevice(
            "Sink",
            51,
            "bluez_output.AC_12_34.1",
            "Kopfhörer",
            44_100,
            1,
            "bluez_output.AC_12_34.1.monitor",
            is_default=True,
        ),
    ] == SINKS


@pytest.mark.parametrize("listing", ["", "Sink #1\n\tState: RUNNING\n", "Sink #1\n\tName: a\n"])
def test_a_listing_without_a_usable_sink(listing: str) -> None:
    assert pulse.parse("Sink", listing, "") == []


def test_the_default_sink_is_read() -> None:
    assert pulse.default("Server Name: x\nDefault Sink: a.b-c\nDefault Source: d\n", "Sink") == "a.b-c"
    assert pulse.default("Server Name: x\nDefault Sink: a.b-c\nDefault Source: d\n", "Source") == "d"
    assert pulse.default("Server Name: x\n", "Sink") == ""


@pytest.mark.parametrize(
    ("wanted", "index"),
    [("", 51), ("Kopfhörer", 51), ("bluez_output.AC_12_34.1", 51), ("ANALOG", 48), ("built-in", 48)],
)
def test_the_choice_of_a_sink(wanted: str, index: int) -> None:
    assert pulse.choose(SINKS, wanted).index == index


SOURCE_LISTING = """\
Source #11
\tState: SUSPENDED
\tName: alsa_output.analog-stereo.monitor
\tDescription: Monitor of Built-in Audio Analog Stereo
\tSample Specification: s32le 2ch 48000Hz
\tMonitor of Sink: alsa_output.analog-stereo

Source #12
\tState: RUNNING
\tName: alsa_input.usb-Blue_Yeti
\tDescription: Yeti Stereo Microphone
\tSample Specification: s16le 1ch 44100Hz
\tMonitor of Sink: n/a
"""


def test_microphones_are_told_from_monitors() -> None:
    name = "alsa_input.usb-Blue_Yeti"
    (yeti,) = pulse.parse("Source", SOURCE_LISTING, name)
    assert yeti == PulseDevice("Source", 12, name, "Yeti Stereo Microphone", 44_100, 1, name, is_default=True)


@pytest.mark.parametrize(("wanted", "index"), [("", 12), ("yeti", 12), ("alsa_input.usb-Blue_Yeti", 12), ("x", None)])
def test_the_choice_of_a_microphone(wanted: str, index: int | None) -> None:
    found = pulse.choose_source(pulse.parse("Source", SOURCE_LISTING, "alsa_input.usb-Blue_Yeti"), wanted)
    assert (found.index if found else None) == index


RECORDINGS = """\
Source Output #7
\tSource: 12
\tProperties:
\t\tmedia.name = "Peak detect"

Source Output #9
\tSource: 11
\tProperties:
\t\tcaptioner.recording = "abc"
"""
SOURCES = "11\tmicrophone\tmodule\ts16le 2ch 48000Hz\tRUNNING\n12\tspeakers.monitor\tmodule\ts16le 2ch 48000Hz\tIDLE\n"


def test_where_a_recording_was_moved_to() -> None:
    assert pulse.moved_to(RECORDINGS, SOURCES, "abc") == "microphone"
    assert pulse.moved_to(RECORDINGS, SOURCES, "xyz") is None


@pytest.mark.parametrize(("sinks", "wanted"), [([], ""), (SINKS, "television")])
def test_a_sink_that_is_not_there(sinks: list[PulseDevice], wanted: str) -> None:
    with pytest.raises(LoopbackUnavailable) as caught:
        pulse.choose(sinks, wanted)
    assert caught.value.remedy


def test_programs_that_are_missing_are_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(LoopbackUnavailable, match="`pactl`") as caught:
        LiveSource("system", MonitorStream, PULSE).open()
    assert "pulseaudio-utils" in caught.value.remedy


def test_no_server_is_reported(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    require()
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path / 'nobody'}")
    with pytest.raises(LoopbackUnavailable, match="is running") as caught:
        LiveSource("system", MonitorStream, PULSE).open()
    assert "pipewire-pulse" in caught.value.remedy


class Ear:
    """Reads a source until something is heard."""

    def __init__(self, source: AudioSource) -> None:
        self._source = source
        self.heard: Samples = np.zeros(0, np.float32)
        self.position = 0

    def listen(self, samples: int) -> None:
        """Read on until `samples` more have passed."""
        limit = self.position + samples
        while self.position < limit:
            chunk = self._source.read(0.5)
            assert chunk is not None
            assert chunk.start >= self.position
            if len(chunk.samples):
                gap = np.zeros(chunk.start - len(self.heard), np.float32)
                self.heard = np.concatenate([self.heard, gap, chunk.samples])
            self.position = chunk.end


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[PulseServer]:
    require()
    with pulse_server("speakers", "headphones") as running:
        for name, value in running.environment.items():
            monkeypatch.setenv(name, value)
        yield running


def played(folder: Path, seed: int) -> tuple[Path, Samples]:
    """A recording of a second at the sinks' rate, and the same at ours."""
    sound = noise(48_000, seed)
    resampler = Resampler(48_000, 1)
    same = np.concatenate([resampler.resample(sound[:, None]), resampler.flush()])
    return write_wav(folder / f"{seed}.wav", sound, 48_000), same


def hear(server: PulseServer, ear: Ear, folder: Path, sink: str, seed: int) -> float:
    """Play noise into a sink, listen to its end and behind it, and find it in what was heard."""
    wav, same = played(folder, seed)
    began = len(ear.heard)
    player = server.play(wav, sink)
    try:
        while player.poll() is None:
            ear.listen(SAMPLE_RATE // 4)
    finally:
        player.kill()
        player.wait()
    found = 0.0
    for _ in range(12):  # a null sink that was idle may hold two seconds
        ear.listen(SAMPLE_RATE // 4)
        found = max(found, best_match(same, ear.heard[began:])[0])
        if found > 0.99:
            break
    return found


@pytest.mark.slow
def test_played_sound_is_recorded_sample_by_sample(server: PulseServer, tmp_path: Path) -> None:
    source = system_source()
    source.open()
    try:
        assert source.name == "Speakers"
        assert hear(server, Ear(source), tmp_path, "speakers", 1) > 0.99  # one sample lost in the middle would halve it
        assert source.dropped == 0
    finally:
        source.close()


@pytest.mark.slow
def test_the_default_sink_is_followed(server: PulseServer, tmp_path: Path) -> None:
    source = LiveSource("system", MonitorStream, PULSE)
    source.open()
    try:
        ear = Ear(source)
        ear.listen(SAMPLE_RATE)
        server.pactl("set-default-sink", "headphones")
        while source.name != "Headphones":
            ear.listen(SAMPLE_RATE // 10)
        ear.listen(SAMPLE_RATE)
        assert hear(server, ear, tmp_path, "headphones", 2) > 0.99
        assert hear(server, ear, tmp_path, "speakers", 3) < 0.1
    finally:
        source.close()


def test_a_choice_is_followed_that_the_server_does_not_tell_of(
    server: PulseServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    subscribe_late(monkeypatch, tmp_path, 1.0)
    source = LiveSource("system", MonitorStream, PULSE)
    source.open()
    try:
        server.pactl("set-default-sink", "headphones")
        ear = Ear(source)
        while source.name != "Headphones" and ear.position < 20 * SAMPLE_RATE:
            ear.listen(SAMPLE_RATE // 10)
        assert source.name == "Headphones"
    finally:
        source.close()


@pytest.mark.slow
def test_a_sink_that_was_chosen_by_name_is_kept(server: PulseServer, tmp_path: Path) -> None:
    source = LiveSource("system", lambda: MonitorStream("headphones"), PULSE)
    source.open()
    try:
        ear = Ear(source)
        server.pactl("set-default-sink", "headphones")
        server.pactl("set-default-sink", "speakers")
        ear.listen(SAMPLE_RATE)
        assert source.name == "Headphones"
        assert hear(server, ear, tmp_path, "headphones", 4) > 0.99
    finally:
        source.close()


@pytest.mark.slow
def test_a_sink_that_is_unplugged_gives_way_to_the_next_default(server: PulseServer, tmp_path: Path) -> None:
    source = LiveSource("system", MonitorStream, PULSE)
    source.open()
    try:
        ear = Ear(source)
        ear.listen(SAMPLE_RATE)
        modules = server.pactl("list", "short", "modules").splitlines()
        (number,) = (line.split("\t")[0] for line in modules if "sink_name=speakers" in line)
        server.pactl("unload-module", number)
        while source.name != "Headphones":
            ear.listen(SAMPLE_RATE // 10)
        assert hear(server, ear, tmp_path, "headphones", 5) > 0.99
    finally:
        source.close()


@pytest.mark.slow
def test_a_server_that_is_restarted_is_found_again(server: PulseServer, tmp_path: Path) -> None:
    source = LiveSource("system", MonitorStream, PULSE)
    source.open()
    try:
        ear = Ear(source)
        ear.listen(SAMPLE_RATE)
        server.stop()
        ear.listen(SAMPLE_RATE)  # the clock goes on
        server.start()
        ear.listen(3 * SAMPLE_RATE)
        assert hear(server, ear, tmp_path, "speakers", 6) > 0.99
    finally:
        source.close()


def test_the_outputs_are_listed(server: PulseServer) -> None:
    found = devices.outputs()
    assert [(each.name, each.spec, each.is_default) for each in found] == [
        ("Speakers", "speakers", True),
        ("Headphones", "headphones", False),
    ]
    assert "48000 Hz, 2 channels" in found[0].detail


def test_closing_leaves_no_program_behind(server: PulseServer) -> None:
    stream = MonitorStream()
    stream.start(lambda frames: None, lambda: None)
    processes = [stream._recorder, stream._watcher]
    stream.close()
    stream.close()
    assert all(process is not None and process._process.returncode is not None for process in processes)
    assert not stream.is_alive


def test_the_stand_in_for_no_output_is_none() -> None:
    listing = LISTING.replace("Name: " + SINKS[0].name, "Name: auto_null")
    assert [sink.name for sink in pulse.parse("Sink", listing, "auto_null")] == [sink.name for sink in SINKS[1:]]


def plug_in(server: PulseServer, name: str) -> str:
    """A microphone that hears what the sink `speakers` plays; the number by which it is unplugged."""
    words = ["load-module", "module-remap-source", "master=speakers.monitor", f"source_name={name}"]
    return server.pactl(*words, f"source_properties=device.description={name.title()}").strip()


def test_microphones_have_the_names_of_the_server(server: PulseServer) -> None:
    plug_in(server, "yeti")
    assert [(each.name, each.spec) for each in devices.microphones()] == [("Yeti", "yeti|PulseAudio")]


@pytest.mark.slow
@pytest.mark.parametrize("wanted", ["yeti|PulseAudio", "yet", ""])
def test_a_microphone_of_the_server_is_heard_sample_by_sample(server: PulseServer, tmp_path: Path, wanted: str) -> None:
    plug_in(server, "yeti")
    server.pactl("set-default-source", "yeti")
    source = Microphone(wanted)
    source.open()
    try:
        assert source.name == "Yeti"
        assert hear(server, Ear(source), tmp_path, "speakers", 8) > 0.99
        assert source.dropped == 0
    finally:
        source.close()


@pytest.mark.slow
def test_the_default_microphone_is_followed(server: PulseServer) -> None:
    plug_in(server, "yeti")
    number = plug_in(server, "headset")
    server.pactl("set-default-source", "headset")
    source = Microphone()
    source.open()
    try:
        ear = Ear(source)
        assert source.name == "Headset"
        server.pactl("set-default-source", "yeti")
        while source.name != "Yeti":
            ear.listen(SAMPLE_RATE // 10)
        server.pactl("set-default-source", "headset")
        while source.name != "Headset":
            ear.listen(SAMPLE_RATE // 10)
        server.pactl("unload-module", number)
        while source.name != "Yeti":
            ear.listen(SAMPLE_RATE // 10)
    finally:
        source.close()


def test_a_microphone_that_is_not_there_says_so(server: PulseServer) -> None:
    with pytest.raises(NoInputDevice, match="no microphone called “studio”"):
        Microphone("studio|PulseAudio").open()
