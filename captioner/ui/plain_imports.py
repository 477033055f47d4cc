"""Undoes PySide's change to every later import; imported before the windows for this effect.

For `from __feature__ import snake_case`, which this program does not use, `import PySide6` replaces `__import__` by a
function that reads the source of each later module, and `linecache` keeps all of it. The window opened a tenth later.
"""

from __future__ import annotations

import builtins

import PySide6  # noqa: F401  replaces it, and leaves the one before at hand

builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
