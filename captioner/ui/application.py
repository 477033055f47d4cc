"""Starts Qt, the windows and the event loop, and ends them in order."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

# ONNX Runtime before Qt: on Windows its libraries do not load after Qt's (onnxruntime issue 26127)
import captioner.onnx_session  # noqa: F401  isort: skip
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from captioner import paths
from captioner.captions.journal import Journal
from captioner.captions.transcript import Transcript
from captioner.messages import CaptionUpdate, Status, View
from captioner.pipeline import Parts, Pipeline
from captioner.settings import Settings
from captioner.ui.alerts import Notice
from captioner.ui.controller import Controller
from captioner.ui.preferences import Preferences
from captioner.ui.session import Session
from captioner.ui.windows import Windows
