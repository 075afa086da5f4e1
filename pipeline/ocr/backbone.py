"""The lower part of the recogniser inside the `rapidocr` package: from a line image to features.

PP-OCRv6 has no Cyrillic letter, but its lower layers see strokes of any alphabet (design.md
section 3). They are cut out of the model file inside the installed package, once at set-up
(`python -m pipeline.ocr.backbone`), so that no foreign weights are copied into the repository.
"""

import hashlib
import sys
import tempfile
from collections.abc import Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.cleanup import Image
from pipeline.errors import MissingToolError

SOURCE = "PP-OCRv6_rec_small.onnx"
SOURCE_SHA256 = "6f327246b50388f3c176ae304bd95767ea6dc0c9ae92153ef8cbe210b3c14884"
"""The model file that the head was trained on: features of another one mean nothing to it."""
INPUT = "x"
OUTPUT = "p2o.pd_op.pool2d.1.0"
CURE = "Install the pinned packages again: bash setup.sh"

HEIGHT = 48
"""Pixels of a line as the network sees it."""
STEP = 8
"""Pixels of width for one column of features."""
WIDTH_STEP = 32
"""Widths are filled up to a multiple of this, so that a reading never depends on its neighbours:
the network averages over the whole width."""
NARROWEST, WIDEST = 32, 2560

Features = NDArray[np.float32]


def source() -> Path:
    """The model file inside the installed package; MissingToolError when it is another one."""
    spec = find_spec("rapidocr")
    folder = Path(spec.origin).parent if spec and spec.origin else None
    path = folder / "models" / SOURCE if folder else None
    if path is None or not path.is_file():
        raise MissingToolError("The model file of the package rapidocr is missing.", CURE)
    if hashlib.sha256(path.read_bytes()).hexdigest() != SOURCE_SHA256:
        raise MissingToolError(
            "The package rapidocr holds another model than the pinned one.", CURE
        )
    return path


def place() -> Path:
    """Where the cut model lies: in the environment whose package it was cut from."""
    return Path(sys.prefix) / "share" / "tekseru" / f"line-features-{SOURCE_SHA256[:16]}.onnx"


def cut(target: Path) -> None:
    """Cut the lower layers out of the package's model and write them to `target`, whole or not."""
    from onnx.utils import extract_model

    origin = source()
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        draft = Path(folder) / target.name
        extract_model(str(origin), str(draft), [INPUT], [OUTPUT])
        draft.replace(target)


def ready() -> Path:
    """The cut model, made now where set-up could not; MissingToolError when it cannot be made."""
    path = place()
    if path.is_file():
        return path
    try:
        cut(path)
    except (ImportError, OSError) as error:
        cause = "The lower layers of the line recogniser cannot be cut out."
        raise MissingToolError(cause, f"Run: {sys.executable} -m pipeline.ocr.backbone") from error
    return path


def prepared(image: Image) -> Features:
    """A grey or BGR line as the network's input: 3 x 48 x width, values -1..1.

    The right end is filled up with the last column of the paper.
    """
    if image.ndim == 2:
        image = np.asarray(cv2.cvtColor(image, cv2.COLOR_GRAY2BGR), np.uint8)
    height = image.shape[0]
    wanted = _width(image)
    kind = cv2.INTER_AREA if height > 1.5 * HEIGHT else cv2.INTER_LINEAR
    line = cv2.resize(image, (wanted, HEIGHT), interpolation=kind)
    fill = -max(wanted, NARROWEST) % WIDTH_STEP + max(0, NARROWEST - wanted)
    line = cv2.copyMakeBorder(line, 0, 0, 0, fill, cv2.BORDER_REPLICATE)
    values: Features = np.asarray(line, np.float32).transpose(2, 0, 1) / 127.5 - 1
    return values


def columns(image: Image) -> float:
    """How many columns of features the line itself fills, without the filling at its end."""
    return _width(image) / STEP


def _width(image: Image) -> int:
    height, width = image.shape[:2]
    wanted: int = round(width * HEIGHT / height)
    return min(max(wanted, STEP), WIDEST)


def features(lines: Sequence[Features]) -> Features:
    """Features of prepared lines of one width: lines x 384 x columns."""
    (found,) = _session().run([OUTPUT], {INPUT: np.stack(lines)})
    return np.asarray(found[:, :, 0, :], np.float32)


@lru_cache
def _session() -> Any:
    import onnxruntime

    return onnxruntime.InferenceSession(
        str(ready()), one_thread(), providers=["CPUExecutionProvider"]
    )


def one_thread() -> Any:
    """Session options: workers are processes, so each session keeps to one thread."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return options


if __name__ == "__main__":
    try:
        source()
        if not place().is_file():
            cut(place())
    except MissingToolError as error:
        sys.exit(str(error))
