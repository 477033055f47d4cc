"""Captioner: live captions on the desktop that read like writing, made wholly on the user's own machine."""

__version__ = "0.1.0"
