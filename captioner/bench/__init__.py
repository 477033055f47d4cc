"""Measurements that decisions are based on."""
