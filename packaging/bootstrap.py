#!/usr/bin/env python3
"""Set up everything that Captioner needs, then run a command in it: `python3 packaging/bootstrap.py captioner demo`.

This file is also valid for interpreters that are too old, so that they can report it in a sentence.
"""

import os
import sys

NEEDED = (3, 11)


def main():
    """Check the interpreter, then run the setup."""
    if sys.version_info < NEEDED:
        needed, found = [".".join(map(str, version[:2])) for version in (NEEDED, sys.version_info)]
        sys.stderr.write("Captioner needs Python " + needed + " or newer; " + sys.executable + " is " + found + ".\n")
        sys.stderr.write("Start again with a newer one: python" + needed + " packaging/bootstrap.py captioner demo\n")
        return 1
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    from setup_steps import main as run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
