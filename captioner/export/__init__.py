"""A transcript as a file: `formats` chooses, one module for each format turns a `Document` into text."""
