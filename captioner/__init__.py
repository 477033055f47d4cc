"""Captioner: live captions on the desktop that read like writing, made wholly on the user's own machine."""

import os

__version__ = "0.1.0"

# Nothing is sent anywhere. onnxruntime 1.32 looks up a telemetry host and writes a device id into the user's cache
# while it is imported, by faster-whisper too, so this stands before every import;
# its own switch in Python comes too late.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
