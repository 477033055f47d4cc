"""Exports a transcript to a file: `formats` chooses the format; each has a module that renders a `Document`."""
