"""Measures cleaned captions against sentences that were cleaned by hand."""
