"""The part of the recogniser that is ours: from features to characters, trained with CTC."""

from torch import Tensor, nn

FEATURES = 384


class Head(nn.Module):
    """Linear, LayerNorm, GELU, two bidirectional LSTM layers, linear to the characters."""

    def __init__(self, characters: int, width: int = 192, dropout: float = 0.1) -> None:
        super().__init__()
        self.entry = nn.Sequential(
            nn.Dropout(dropout / 2), nn.Linear(FEATURES, width), nn.LayerNorm(width), nn.GELU()
        )
        self.context = nn.LSTM(
            width, width, num_layers=2, bidirectional=True, batch_first=True, dropout=dropout
        )
        self.exit = nn.Sequential(nn.Dropout(dropout), nn.Linear(2 * width, characters + 1))

    def forward(self, columns: Tensor) -> Tensor:
        """Lines x columns x 384 to lines x columns x (1 + characters), not normalised."""
        found: Tensor = self.exit(self.context(self.entry(columns))[0])
        return found
