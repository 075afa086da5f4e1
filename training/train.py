"""Train the head over features that `training.features` writes.

    python -m training.train FOLDER UNSEEN OUT --minutes 40

Chunks that arrive during training are taken in at the next round. The learning rate follows the
clock: it falls to zero at the end of the given minutes. OUT holds the averaged weights of the
moment, rewritten after every round.
"""

import argparse
import math
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from training.alphabet import CHARACTERS, encoded
from training.head import Head
from training.pool import Batch, Pool
from training.scoring import by_group

HIGHEST_RATE = 2e-3
WARM_UP_STEPS = 150
COLUMNS = 2600
"""Columns in a batch, about 45 lines."""


def main() -> None:
    asked = _arguments()
    torch.manual_seed(asked.seed)
    torch.set_num_threads(asked.threads)
    rng = np.random.default_rng(asked.seed)
    head = Head(len(CHARACTERS), asked.width, asked.blocks)
    if asked.resume:
        head.load_state_dict(torch.load(asked.resume, weights_only=True)["weights"])
    smooth = AveragedModel(head, multi_avg_fn=get_ema_multi_avg_fn(0.998))
    optimiser = torch.optim.AdamW(head.parameters(), lr=HIGHEST_RATE, weight_decay=0.01)
    loss_of = nn.CTCLoss(zero_infinity=True)
    pool, unseen = Pool(asked.folder), Pool(asked.unseen)
    started, step, losses = time.monotonic(), 0, []
    share = 0.0
    while share < 1:
        pool.look_again()
        unseen.look_again()
        head.train()
        for batch in pool.batches(COLUMNS, rng):
            share = (time.monotonic() - started) / (60 * asked.minutes)
            for group in optimiser.param_groups:
                group["lr"] = asked.rate * _slope(share) * min(1, (step + 1) / WARM_UP_STEPS)
            optimiser.zero_grad()
            loss = _loss(head, batch, loss_of)
            # What is left over of a width makes a small batch, and must not weigh as a full one.
            (loss * min(1.0, batch.columns.shape[0] * batch.columns.shape[1] / COLUMNS)).backward()
            nn.utils.clip_grad_norm_(head.parameters(), 5.0)
            optimiser.step()
            if step > 300 or asked.resume:
                smooth.update_parameters(head)
            else:
                smooth.module.load_state_dict(head.state_dict())
            step += 1
            losses.append(loss.item())
            if step % 100 == 0:
                print(f"{step} {share:.2f} loss {np.mean(losses[-100:]):.4f}", flush=True)
            if share >= 1:
                break
        scores = by_group(read(smooth.module, unseen))
        note = " ".join(f"{k} {v.cer:.4f}" for k, v in scores.items())
        exact = scores["all"].exact / scores["all"].lines
        print(
            f"step {step} share {share:.2f} lines {len(pool)} CER {note} exact {exact:.3f}",
            flush=True,
        )
        _save(smooth.module, asked, {"step": step, "lines": len(pool), "note": note})


def read(head: nn.Module, pool: Pool) -> list[tuple[str, str, str]]:
    """Language, reading and truth of every line of a pool."""
    head.eval()
    found = []
    with torch.inference_mode():
        for batch in pool.batches(4 * COLUMNS, None):
            best = head(torch.from_numpy(batch.columns).float()).argmax(2).numpy()
            for row, truth, kind in zip(best, batch.texts, batch.kinds, strict=True):
                found.append((kind.split("/")[0], decoded(row), truth))
    return found


def decoded(row: Any) -> str:
    """Characters of the best outputs: repeats count once, blanks not at all."""
    changes = [int(n) for i, n in enumerate(row) if n and (i == 0 or n != row[i - 1])]
    return " ".join("".join(CHARACTERS[number - 1] for number in changes).split())


def _loss(head: nn.Module, batch: Batch, loss_of: nn.CTCLoss) -> torch.Tensor:
    with torch.autocast("cpu", torch.bfloat16):
        scores = head(torch.from_numpy(batch.columns).float())
    targets = [encoded(text) for text in batch.texts]
    found: torch.Tensor = loss_of(
        scores.float().log_softmax(2).transpose(0, 1),
        torch.tensor([number for target in targets for number in target]),
        torch.full((len(targets),), scores.shape[1]),
        torch.tensor([len(target) for target in targets]),
    )
    return found


def _slope(share: float) -> float:
    """Full rate over the first half, then a cosine down to a hundredth."""
    return (
        1.0
        if share < 0.4
        else 0.01 + 0.99 * (1 + math.cos(math.pi * min(1, (share - 0.4) / 0.6))) / 2
    )


def _save(head: nn.Module, asked: argparse.Namespace, facts: dict[str, Any]) -> None:
    draft = asked.out.with_suffix(".part")
    shape = {"width": asked.width, "blocks": asked.blocks}
    torch.save({"weights": head.state_dict(), **shape, **facts}, draft)
    draft.replace(asked.out)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="chunks to train on")
    parser.add_argument("unseen", type=Path, help="chunks of unseen fonts and words")
    parser.add_argument("out", type=Path, help="file of the weights")
    parser.add_argument("--minutes", type=float, default=40)
    parser.add_argument("--width", type=int, default=256)
    parser.add_argument("--blocks", type=int, default=6)
    parser.add_argument("--rate", type=float, default=HIGHEST_RATE)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--resume", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    main()
