"""Colours, icons, names of states, and small widgets that several windows use."""
