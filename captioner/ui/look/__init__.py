"""Colours, icons, the words for states, and small widgets that several windows use."""
