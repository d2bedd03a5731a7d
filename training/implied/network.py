"""The network over scenes in PyTorch: which of a report's places an event was at."""

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from geo.encoder.model import WIDTH
from geo.encoder.scenes import DISTANCES, PLACE, SENTENCES
from geo.placing.scenery import FEATURES, STEPS
from training.encoder.network import Layer

_KINDS = {"preposition": range(-1, 9), "dependency": range(1, 10), "step": range(1, len(STEPS) + 2),
          "quad": range(5), "type": range(20)}  # fmt: skip
"""Features whose numbers only name something, and these."""
_COUNTED = [n for n, name in enumerate(FEATURES) if name not in _KINDS]
_FAR = 5.0
"""Standard deviations beyond which a feature tells no more."""


@dataclass(frozen=True, slots=True)
class Form:
    """How large the network is."""

    width: int = 96
    heads: int = 4
    layers: int = 2
    dropout: float = 0.25


class Choice(nn.Module):
    """Scores of the places of scenes, through a few layers in which the pieces around the event
    and the places are read together."""

    def __init__(
        self, features: "np.ndarray[tuple[int, int], np.dtype[np.float32]]", settings: Form
    ) -> None:
        super().__init__()
        width = settings.width
        counted = _logarithms(torch.from_numpy(features[:, _COUNTED]))
        self.register_buffer("middle", counted.mean(0))
        self.register_buffer("spread", counted.std(0) + 1e-3)
        told = len(_COUNTED) + sum(map(len, _KINDS.values()))
        self.state, self.beside = nn.Linear(WIDTH, width), nn.Linear(WIDTH, width)
        self.known = nn.Sequential(nn.Linear(told, width), nn.ReLU(), nn.Linear(width, width))
        self.parts = nn.Embedding(PLACE + 1, width)
        self.distances, self.sentences = (nn.Embedding(n, width) for n in (DISTANCES, SENTENCES))
        self.event = nn.Parameter(torch.randn(width) * 0.3)
        for added in (self.parts, self.distances, self.sentences):
            nn.init.normal_(added.weight, std=0.3)
        self.layers = nn.ModuleList(
            Layer(width, 2 * width, settings.heads, 1e-5, settings.dropout)
            for _ in range(settings.layers)
        )
        self.dropout = nn.Dropout(settings.dropout)
        self.score = nn.Sequential(
            nn.Linear(3 * width, width),
            nn.GELU(),
            nn.Dropout(settings.dropout),
            nn.Linear(width, 1),
        )
        self.straight = nn.Linear(told, 1)
        self.seen, self.happened = (
            nn.Sequential(
                nn.Linear(width, width),
                nn.GELU(),
                nn.Dropout(settings.dropout),
                nn.Linear(width, n),
            )
            for n in (2, 1)
        )

    def forward(self, *given: Tensor) -> tuple[Tensor, Tensor]:
        """Scores (B, N) of the places of what `read` is given, and the log-odds (B, 2) that there
        was an event at all, and one that an analyst would want."""
        scores, word = self.read(*given)
        return scores, torch.cat([self.happened(word), self.seen(word)[:, 1:]], dim=1)

    def read(
        self,
        states: Tensor,
        part: Tensor,
        distance: Tensor,
        sentence: Tensor,
        event: Tensor,
        place: Tensor,
        names: Tensor,
        around: Tensor,
        features: Tensor,
        mask: Tensor | None = None,
    ) -> tuple[Tensor, Tensor]:
        """Scores (B, N) of the places of scenes as `geo.encoder.scenes.Scene` has them, with an
        axis before, and the state (B, W) in which the layers leave the event's word.

        `mask` (B, 1, 1, L + N) is 0 for pieces and places, and very small for what fills a row up.
        """
        told = self._told(features)
        known = self.known(told)
        pieces = self.state(states) + self.parts(part) + event[..., None] * self.event
        pieces = pieces + self.distances(distance) + self.sentences(sentence)
        # Each piece of a place's name knows what is known of the place.
        numbered = torch.cat([torch.zeros_like(known[:, :1]), known], dim=1)
        pieces = pieces + numbered.gather(1, place[..., None].expand(-1, -1, known.shape[2]))
        places = self.state(names) + self.beside(around) + known + self.parts.weight[PLACE]
        read = self.dropout(torch.cat([pieces, places], dim=1))
        for layer in self.layers:
            read = layer(read, mask)
        length = states.shape[1]
        word = (read[:, :length] * event[..., None]).sum(1, keepdim=True)
        word = word / event.sum(1)[:, None, None].clamp(min=1)
        whole = torch.cat([read[:, length:], word.expand_as(known), known], dim=2)
        scores: Tensor = (self.score(whole) + self.straight(told))[..., 0]
        return scores, word[:, 0]

    def _told(self, features: Tensor) -> Tensor:
        counted = (_logarithms(features[..., _COUNTED]) - self.middle) / self.spread
        kinds = [
            (features[..., FEATURES.index(name), None] == torch.tensor(list(numbers))).float()
            for name, numbers in _KINDS.items()
        ]
        return torch.cat([counted.clamp(-_FAR, _FAR), *kinds], dim=-1)


def _logarithms(counted: Tensor) -> Tensor:
    return counted.sign() * counted.abs().log1p()
