"""The linker in PyTorch: the encoder's upper layers, read anew for each event word."""

import torch
from torch import Tensor, nn

from training.encoder.network import SHARED, TAGS, Encoder, Layer


class Linker(nn.Module):
    """Scores of each word-piece as outside, at the beginning or inside of where an event happened.

    It goes on from the states that the encoder shares, with a vector added to the pieces of the
    event word, and starts from the layers that find names.
    """

    def __init__(self, encoder: Encoder, dropout: float = 0.1) -> None:
        super().__init__()
        width = encoder.tags.in_features
        self.layers = nn.ModuleList(_copy(encoder.layers[n], dropout) for n in _upper(encoder))
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


def _upper(encoder: Encoder) -> range:
    return range(SHARED, len(encoder.layers))


def _copy(layer: nn.Module, dropout: float) -> Layer:
    assert isinstance(layer, Layer)
    width, inner = layer.wide.in_features, layer.wide.out_features
    made = Layer(width, inner, layer.heads, layer.norm.eps, dropout)
    made.load_state_dict(layer.state_dict())
    return made
