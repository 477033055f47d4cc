"""Captioner: live captions on the desktop that read like writing, made wholly on the user's own machine."""

import os

__version__ = "0.1.0"

# Nothing is sent anywhere. onnxruntime 1.32 writes a device id and a store of events into the user's cache while it is
# imported, by faster-whisper too, and was reported to look up a telemetry host. Its own switch in Python is too late,
# so this stands before every import.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
