"""Finds, fetches, describes and checks models."""
