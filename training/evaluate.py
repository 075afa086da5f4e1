"""Error on fresh lines of unseen fonts and words: our recogniser and Tesseract in line mode.

python -m training.evaluate --lines 1000 --seed 7 --tesseract 150
"""

import argparse
import json
import time
from collections import Counter

from training import lines
from training.scoring import Score, by_group

LANGUAGES = ("kk", "ru", "en")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=1000)
    parser.add_argument("--seed", default="7")
    parser.add_argument("--tesseract", type=int, default=150, help="lines that Tesseract reads too")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--misses", type=int, default=0, help="misreadings to print")
    asked = parser.parse_args()
    made = fresh(asked.lines, asked.seed)
    ours, ours_ms = read_ours(made)
    some = made[: asked.tesseract]
    theirs, theirs_ms = read_tesseract(some)
    scores = {
        "recogniser": tables(made, ours),
        f"recogniser, first {len(some)}": tables(some, ours),
        f"tesseract, first {len(some)}": tables(some, theirs),
    }
    if asked.json:
        plain = {k: {g: round(s.cer, 4) for g, s in t.items()} for k, t in scores.items()}
        print(json.dumps({"cer": plain, "ms": {"recogniser": ours_ms, "tesseract": theirs_ms}}))
        return
    for reader, table in scores.items():
        print(reader)
        for group, score in table.items():
            print(f"  {group:18} {score}")
    print(f"milliseconds a line: recogniser {ours_ms:.0f}, tesseract {theirs_ms:.0f}")
    wrong = [(line, said) for line, said in zip(made, ours, strict=True) if said != line.text]
    for line, said in wrong[: asked.misses]:
        print(f"{line.language} {line.treatment} {line.family}\n  {line.text}\n  {said}")
    pairs = Counter(pair for line, said in wrong for pair in _changes(said, line.text))
    if asked.misses:
        print(pairs.most_common(60))


def fresh(count: int, seed: str) -> list[lines.Line]:
    """Lines that no training saw, the three languages in turn, every sixth one mixed."""
    order = ("kk", "ru", "en", "kk", "ru", "mixed", "kk", "en")
    return [
        lines.make(f"evaluation/{seed}/{index}", "unseen", order[index % len(order)])
        for index in range(count)
    ]


def tables(made: list[lines.Line], said: list[str]) -> dict[str, Score]:
    """Scores per language and per treatment."""
    pairs = list(zip(made, said, strict=False))
    by_language = by_group((line.language, text, line.text) for line, text in pairs)
    return by_language | {
        f"  {name}": score
        for name, score in by_group(
            (line.treatment, text, line.text) for line, text in pairs
        ).items()
        if name != "all"
    }


def read_ours(made: list[lines.Line]) -> tuple[list[str], float]:
    """Texts, and milliseconds a line."""
    from pipeline.ocr import recogniser

    recogniser.read_lines([made[0].image])
    started = time.perf_counter()
    found = [reading.text for reading in recogniser.read_lines([line.image for line in made])]
    return found, 1000 * (time.perf_counter() - started) / max(1, len(made))


def read_tesseract(made: list[lines.Line]) -> tuple[list[str], float]:
    """Texts, and milliseconds a line, each line at the height that Tesseract likes."""
    import os
    import subprocess
    import tempfile

    import cv2

    alone = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    found = []
    started = time.perf_counter()
    with tempfile.NamedTemporaryFile(suffix=".png") as file:
        for line in made:
            scale = 48 / line.image.shape[0]
            image = cv2.resize(line.image, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
            image = cv2.copyMakeBorder(image, 10, 10, 10, 10, cv2.BORDER_REPLICATE)
            cv2.imwrite(file.name, image)
            done = subprocess.run(
                ["tesseract", file.name, "-", "-l", "kaz+rus+eng", "--psm", "7", "--dpi", "300"],
                capture_output=True, text=True, check=False, env=alone,
            )  # fmt: skip
            found.append(" ".join(done.stdout.split()))
    return found, 1000 * (time.perf_counter() - started) / max(1, len(made))


def _changes(said: str, truth: str) -> list[tuple[str, str]]:
    from difflib import SequenceMatcher

    return [
        (truth[a:b], said[c:d])
        for kind, a, b, c, d in SequenceMatcher(None, truth, said, autojunk=False).get_opcodes()
        if kind != "equal"
    ]


if __name__ == "__main__":
    main()
