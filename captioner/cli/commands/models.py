"""`captioner models`: lists, fetches and removes models, and shows their folders."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from captioner import paths
from captioner.cli.console import Console, Style
from captioner.cli.exit_codes import ExitCode, UsageError
from captioner.errors import CaptionerError, ModelMissing
from captioner.models import hub as model_hub
from captioner.models import store as model_store
from captioner.models.fetching import Fetcher
from captioner.models.hub import Progress
from captioner.models.store import KNOWN, Model, ModelStore
from captioner.settings import file as settings_file

_DESCRIPTION = """\
List speech and disfluency models, fetch one, or show its folder. Captioner uses
the network only to fetch models, and only when you ask for one. An interrupted
download continues where it stopped. A model is installed only when every
checksum is right.

Models come from huggingface.co, or from the mirror in the environment variable
HF_ENDPOINT. Where that cannot be reached, tiny.en and base come from the package
index that pip is set up for. To use a model in a folder of your own, give the
folder to --model, or set speech.model to it."""

_EXAMPLES = """\
examples:
  captioner models                    models here, and models to fetch
  captioner models fetch tiny.en      a small English model, about 80 MB
  captioner models where tiny.en      the folder, for other programs
  captioner models remove tiny.en     free the space"""


@dataclass(frozen=True, slots=True)
class ListedModel:
    """One line of the list."""

    kind: str
    name: str
    languages: str
    megabytes: int
    origin: str
    """bundled, cache or package for a model on this machine; packages for one whose parts are installed; hub for one
    that can be fetched"""
    came_from: str
    """the origin as text for the user; empty for a model that is not here"""
    is_used: bool
    """whether the settings name it and it is the first of its name"""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser("models", description=_DESCRIPTION, epilog=_EXAMPLES)
    parser.set_defaults(action="list", json=False)
    actions = parser.add_subparsers(metavar="ACTION", title="actions")
    listing = actions.add_parser(
        "list",
        help="models here and those that can be fetched",
        description="List models: those here and those that can be fetched.",
    )
    listing.add_argument("--json", action="store_true", help="for scripts")
    listing.set_defaults(action="list")
    for action, description in (
        ("fetch", "Fetch speech models into the user's cache."),
        ("where", "Print the folders of models that are here."),
        ("remove", "Delete models that were fetched."),
    ):
        each = actions.add_parser(action, help=description.rstrip(".").lower(), description=description)
        each.add_argument("names", metavar="NAME", nargs="+", help="name of a model, as `captioner models` lists it")
        each.set_defaults(action=action)


def run(chosen: argparse.Namespace) -> int:
    """Run the chosen action.

    Raises:
        CaptionerError: it failed.
    """
    console = Console()
    store = model_store.default()
    if chosen.action == "list":
        _list(console, store, as_json=chosen.json)
        return ExitCode.FINE
    for name in chosen.names:
        if chosen.action == "fetch":
            _fetch(console, store, name)
        elif chosen.action == "where":
            console.out(str(_any_kind(store, name).folder))
        else:
            store.remove(_any_kind(store, name))
            console.note(f"{name} was deleted.")
    return ExitCode.FINE


def rows(store: ModelStore, used: frozenset[str]) -> Iterator[ListedModel]:
    """The list: models on this machine, then those that can be fetched.

    Args:
        used: the names in the settings.
    """
    seen: set[str] = set()
    for model in store.installed():
        is_used = model.name in used and model.name not in seen
        seen.add(model.name)
        source = str(model.came_from)
        yield ListedModel(
            model.kind, model.name, _languages(model), round(model.size / 1e6), model.origin, source, is_used
        )
    parts = {each.manifest.name: each for each in store.in_parts if each.is_installed()}
    for known in store.available():
        here = parts.get(known.name)
        source = f"installed in the Python packages {here.names}" if here else ""
        origin = "packages" if here else "hub"
        yield ListedModel("speech", known.name, known.languages, known.megabytes, origin, source, known.name in used)


def _list(console: Console, store: ModelStore, *, as_json: bool) -> None:
    """Print the list, and the damaged models in the store."""
    chosen = settings_file.load(paths.settings_file()).settings
    used = {chosen.speech.model, chosen.disfluency.model}
    used |= {model.name for model in store.disfluency_models().values()} if "auto" in used else set()
    used |= {model_store.SPEAKER_CHANGES} if chosen.captions.mark_speakers else set()
    listed = list(rows(store, frozenset(used)))
    if as_json:
        console.out(json.dumps([asdict(row) for row in listed], indent=2))
        return
    width = max(len(row.name) for row in listed)
    for kind in ("speech", "disfluency", "speaker"):
        console.out(f"{kind} models")
        for row in (each for each in listed if each.kind == kind):
            state = row.came_from or "not here"
            used_mark = ", in use" if row.is_used else ""
            console.out(f"  {row.name:<{width}}  {row.languages:<19} {row.megabytes or '<1':>5} MB  {state}{used_mark}")
    console.note("Fetch one with `captioner models fetch NAME`; use it with --model NAME.", Style.HINT)
    for folder, error in store.damaged():
        console.note(f"{folder.name} cannot be used: {error.sentence()}", Style.WARNING)


def _fetch(console: Console, store: ModelStore, name: str) -> None:
    """Fetch one model with a bar."""
    known = model_hub.known(name)
    if known is None:
        names = ", ".join(each.name for each in KNOWN)
        raise UsageError(f"There is no model {name} to fetch.", f"There are {names}.")
    if any(model.name == name for model in store.installed("speech")) and _is_whole(store, name):
        console.note(f"{name} is here already: {store.find('speech', name).folder}")
        return
    with console.progress(name) as bar:

        def report(progress: Progress) -> None:
            bar.tell(progress.done, progress.total)

        try:
            model = Fetcher().fetch(store, known, report)
        except KeyboardInterrupt:
            console.note("Interrupted. The part that was fetched is kept for the next try.")
            raise
    if model is not None:
        console.note(f"{name}, {model.came_from}, is in {model.folder}. Use it with --model {name}.", Style.GOOD)


def _is_whole(store: ModelStore, name: str) -> bool:
    """Whether a model is installed and undamaged."""
    try:
        store.find("speech", name).verify()
    except CaptionerError:
        return False
    return True


def _any_kind(store: ModelStore, name: str) -> Model:
    """The model of a name, of any kind."""
    try:
        return store.find("disfluency" if name.startswith("disfluency") else "speech", name)
    except ModelMissing:
        found = next((model for model in store.installed() if model.name == name), None)
        if found is None:
            raise
        return found


def _languages(model: Model) -> str:
    """The languages as text for the user."""
    if model.manifest is None:
        return "unknown"
    if not model.manifest.languages:
        return "any" if model.kind == "speaker" else "about 100 languages"
    return ", ".join(_NAMES.get(each, each) for each in model.manifest.languages)


_NAMES = {"en": "English", "de": "German", "fr": "French", "es": "Spanish"}
