"""Takes back what PySide does to every later import; imported before the windows, for its effect.

For `from __feature__ import snake_case`, which this program does not use, `import PySide6` replaces `__import__` by a
function that reads the source of each module that is imported from then on, and `linecache` keeps all of it: the window
came later by a tenth.
"""

from __future__ import annotations

import builtins

import PySide6  # noqa: F401  replaces it, and leaves the one before at hand

builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
