"""Measurements: the figures that decisions are made from."""
