"""The linker in PyTorch: the encoder's upper layers, read anew for each event word."""

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from training.encoder.network import TAGS, Layer


class Linker(nn.Module):
    """Scores of each word-piece as outside, at the beginning or inside of where an event happened.

    It goes on from the states that the encoder shares, with a vector added to the pieces of the
    event word, and starts from the layers that find names.
    """

    def __init__(self, layers: Sequence[Layer], dropout: float) -> None:
        super().__init__()
        width = layers[0].query.in_features
        self.layers = nn.ModuleList(layers)
        self.mark = nn.Parameter(torch.randn(width) * 0.02)
        self.dropout = nn.Dropout(dropout)
        self.tags = nn.Linear(width, TAGS)
        nn.init.normal_(self.tags.weight, std=0.02)

    def forward(self, states: Tensor, marks: Tensor, mask: Tensor | None = None) -> Tensor:
        """Scores (E, L, TAGS) of states (E or 1, L, 384); `marks` (E, L) are 1 for event words.

        `mask` (E, 1, 1, L) is 0 for pieces and very small for what fills a row up.
        """
        states = states + marks[..., None] * self.mark
        for layer in self.layers:
            states = layer(states, mask)
        scores: Tensor = self.tags(self.dropout(states))
        return scores
