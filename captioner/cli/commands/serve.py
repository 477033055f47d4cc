"""`captioner serve`: live captions as a page for OBS or a second screen, and as JSON for other programs."""

from __future__ import annotations

import argparse

from captioner.cli import options
from captioner.cli.exit_codes import ExitCode

_DEFAULT_HOST = "127.0.0.1"
_DESCRIPTION = """\
Caption as `captioner listen` does, and serve the captions: as a page for OBS or a
second screen, and as JSON over a WebSocket or server-sent events. Only programs
on this machine can read them. With --host, other machines can, too; they need the
token in the address that is shown."""

_EPILOG = """\
The page's address may end in ?view=marked, ?theme=light, high-contrast or transparent,
?size=48, ?lines=3, ?fade=8 and more, joined by &; docs/serve.md lists all options.

examples:
  captioner serve                          the microphone, at http://127.0.0.1:8642/
  captioner serve --source system --port 9000
  captioner serve --host 0.0.0.0           for other machines in the network"""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser("serve", description=_DESCRIPTION, epilog=_EPILOG)
    options.add_listening(parser)
    group = parser.add_argument_group("serving")
    group.add_argument("--host", default=_DEFAULT_HOST, help=f"address to listen on (default: {_DEFAULT_HOST})")
    group.add_argument("--port", type=_port, help="default: as in the settings; 0 takes any free port")
    group.add_argument(
        "--token", default="", help="what clients must send (default: a random one, where one is needed)"
    )
    group.add_argument("--allow-host", metavar="NAME", action="append", default=[], help="another name of this machine")
    group.add_argument(
        "--allow-origin",
        metavar="ORIGIN",
        action="append",
        default=[],
        help="origin of another site's page that may read the captions",
    )


def _port(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() else -1
    if not 0 <= number <= 65535:
        raise argparse.ArgumentTypeError(f"{text} is no port from 0 to 65535")
    return number


def run(chosen: argparse.Namespace) -> int:
    """Caption and serve until the source ends, `q` or a signal.

    Raises:
        CaptionerError: captions could not start or be served, ended with an error, or could not be saved.
    """
    options.check_listening(chosen)
    from captioner.cli.console import Console
    from captioner.cli.terminal import session as terminal_session
    from captioner.serve.access import Access, is_loopback, new_token
    from captioner.serve.messages import Narrator
    from captioner.serve.server import Server

    console = Console()
    settings = options.chosen_settings(chosen, console.note)
    options.check_recording(settings)
    token = chosen.token or ("" if is_loopback(chosen.host) else new_token())
    access = Access(chosen.host, token, tuple(chosen.allow_host), tuple(chosen.allow_origin))
    port = settings.serve.port if chosen.port is None else chosen.port
    server = Server(Narrator(settings.disfluency.removed, options.substitution(settings)), access, port)
    server.start()
    try:
        notice = f"The captions are served at {server.url}"
        terminal_session.listen(console, settings, chosen.output, [server], notice, may_stand_in=chosen.model is None)
    finally:
        server.stop()
    return ExitCode.FINE
