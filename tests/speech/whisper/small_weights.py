"""A Whisper of a few numbers, as CTranslate2 writes one: enough to see whether files belong together, not to be run."""

from __future__ import annotations

import struct
from pathlib import Path

WIDTH, LAYERS, HEADS, PIECES = 8, 2, 4, 3
FLOAT, SHORT = 0, 2


def write(folder: Path, *, pieces: int = PIECES, heads: int = HEADS, layers: int = LAYERS) -> None:
    """Write `model.bin`."""
    shapes = {
        "decoder/embeddings/weight": (pieces, WIDTH),
        "decoder/position_encodings/encodings": (448, WIDTH),
        "encoder/conv1/weight": (WIDTH, 80, 3),
        "encoder/position_encodings/encodings": (1500, WIDTH),
    }
    shapes |= {f"decoder/layer_{n}/self_attention/linear_0/weight": (3 * WIDTH, WIDTH) for n in range(layers)}
    found = [struct.pack("<I", 6), _text("WhisperSpec"), struct.pack("<II", 3, len(shapes) + 1)]
    found.append(_text("decoder/num_heads") + struct.pack("<BBIh", 0, SHORT, 2, heads))
    for name, shape in shapes.items():
        size = 4
        for length in shape:
            size *= length
        found.append(_text(name) + struct.pack(f"<B{len(shape)}IBI", len(shape), *shape, FLOAT, size) + bytes(size))
    (folder / "model.bin").write_bytes(b"".join(found))


def _text(text: str) -> bytes:
    return struct.pack("<H", len(text) + 1) + text.encode() + b"\0"
