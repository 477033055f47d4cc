"""One module for each format of a transcript: `render` turns a `Document` into text."""
