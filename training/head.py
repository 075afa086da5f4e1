"""The part of the recogniser that is ours: from features to characters, trained with CTC.

Convolutions along the line learn much faster than recurrent layers: after 100 steps on the same
lines their loss was 0.6, that of two bidirectional LSTM layers 7.3 (1.9 after 400), and they also
read faster.
"""

from torch import Tensor, nn

FEATURES = 384
REACH = 9
"""Columns that one block looks at; six blocks see 24 columns, about ten letters, to each side."""


class Block(nn.Module):
    """Neighbouring columns are mixed channel by channel, then the channels of each column."""

    def __init__(self, width: int, dropout: float) -> None:
        super().__init__()
        self.neighbours = nn.Conv1d(width, width, REACH, padding=REACH // 2, groups=width)
        self.channels = nn.Sequential(
            nn.LayerNorm(width),
            nn.Linear(width, 2 * width),
            nn.GELU(),
            nn.Linear(2 * width, width),
            nn.Dropout(dropout),
        )

    def forward(self, columns: Tensor) -> Tensor:
        mixed = self.neighbours(columns.transpose(1, 2)).transpose(1, 2)
        found: Tensor = columns + self.channels(mixed)
        return found


class Head(nn.Module):
    """A linear entry, blocks along the line, a linear exit to the characters."""

    def __init__(
        self, characters: int, width: int = 256, blocks: int = 6, dropout: float = 0.1
    ) -> None:
        super().__init__()
        self.entry = nn.Sequential(
            nn.Dropout(dropout / 2), nn.Linear(FEATURES, width), nn.LayerNorm(width), nn.GELU()
        )
        self.blocks = nn.Sequential(*(Block(width, dropout) for _ in range(blocks)))
        self.exit = nn.Sequential(nn.LayerNorm(width), nn.Linear(width, characters + 1))

    def forward(self, columns: Tensor) -> Tensor:
        """Lines x columns x 384 to lines x columns x (1 + characters), not normalised."""
        found: Tensor = self.exit(self.blocks(self.entry(columns)))
        return found
