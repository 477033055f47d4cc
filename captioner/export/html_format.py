"""HTML in one file, light or dark as the reader's system; the marked view strikes removed words through."""

from __future__ import annotations

from html import escape

from captioner.captions import styled_runs
from captioner.export.document import Document, mark
from captioner.messages import Label, Run, SoundGap, clock

_REPAIRS = ", ".join(f"del.{label.term}" for label in Label if label.row.in_repair)
# Contrasts are at least 4.5:1 in both schemes (WCAG AA).
_STYLE = (
    """
:root { color-scheme: light dark; --ground: #ffffff; --ink: #1b1b1b; --quiet: #595959; --repair: #9a1f1f; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #161616; --ink: #ececec; --quiet: #a8a8a8; --repair: #ff9d94; }
}
body { background: var(--ground); color: var(--ink); font: 1.05rem/1.6 system-ui, sans-serif; margin: 0; }
main { max-width: 42rem; margin: 0 auto; padding: 2rem 1rem; }
h1 { font-size: 1.5rem; overflow-wrap: anywhere; }
.gap { color: var(--quiet); margin: 0 0 0.8rem 5rem; }
.started, time { color: var(--quiet); font-variant-numeric: tabular-nums; }
.utterance { display: grid; grid-template-columns: 5rem 1fr; margin: 0 0 0.8rem; }
.utterance p { margin: 0; overflow-wrap: anywhere; }
del { color: var(--quiet); text-decoration: line-through; }
"""
    + f"{_REPAIRS} {{ color: var(--repair); }}\n"
)


def render(document: Document) -> str:
    """The transcript as a page."""
    title = escape(document.title)
    rows = []
    for passage in document.blocks():
        if isinstance(passage, SoundGap):
            rows.append(f'<p class="gap">{mark(passage)}</p>\n')
            continue
        text = "".join(_marked(run) for run in styled_runs.of(passage.words))
        time = f'<time datetime="PT{passage.start:.3f}S">{clock(passage.start)}</time>'
        rows.append(f'<div class="utterance">{time}<p dir="auto">{text}</p></div>\n')
    started = f'<p class="started">{escape(document.started)}</p>\n' if document.started else ""
    language = f' lang="{escape(document.info.language)}"' if document.info.language else ""
    return (
        f"<!DOCTYPE html>\n<html{language}>\n<head>\n"
        '<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f'<h1 dir="auto">{title}</h1>\n{started}{"".join(rows)}</main>\n</body>\n</html>\n'
    )


def _marked(run: Run) -> str:
    text = escape(run.text)
    if run.removed is None:
        return text
    return f'<del class="{run.removed.term}" title="{run.removed.row.reason}">{text}</del>'
