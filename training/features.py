"""Generate training lines and their features, chunk by chunk; training may start on the first.

    python -m training.features FOLDER --lines 30000

A folder that already holds chunks is continued. Each chunk holds features (float16) and texts.
"""

import argparse
import time
from pathlib import Path

import numpy as np

from pipeline.ocr import backbone
from training import lines
from training.words import Split

CHUNK = 250


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--lines", type=int, default=30000)
    arguments.add_argument("--split", choices=("train", "unseen"), default="train")
    arguments.add_argument("--seed", default="1")
    asked = arguments.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    for number in range(-(-asked.lines // CHUNK)):
        path = asked.folder / f"{asked.seed}-{number:04}.npz"
        if not path.exists():
            started = time.monotonic()
            write_chunk(path, asked.seed, number, asked.split)
            print(path.name, round(time.monotonic() - started, 1), "s", flush=True)


def write_chunk(path: Path, seed: str, number: int, split: Split) -> None:
    """One chunk: the columns of all lines one after another, and where each line ends."""
    columns, texts, kinds = [], [], []
    for index in range(number * CHUNK, (number + 1) * CHUNK):
        line = lines.make(f"{seed}/{index}", split)
        prepared = backbone.prepared(line.image)
        columns.append(backbone.features([prepared])[0].T.astype(np.float16))
        texts.append(line.text)
        kinds.append(f"{line.language}/{line.treatment}")
    draft = path.with_suffix(".part")
    with draft.open("wb") as file:
        ends = np.cumsum([len(piece) for piece in columns])
        np.savez(file, columns=np.concatenate(columns), ends=ends, texts=texts, kinds=kinds)
    draft.replace(path)


if __name__ == "__main__":
    main()
