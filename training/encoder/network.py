"""The encoder in PyTorch: MiniLM (Wang et al. 2020) with shapes and hints added to its input."""

from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from geo.encoder.hints import HINTS
from geo.encoder.kinds import KINDS
from geo.encoder.words import SHAPES
from training.encoder.base import base_form

TAGS = 3
SHARED = 3
"""Layers whose states both names and events are read from."""


class Layer(nn.Module):
    """Self-attention and a feed-forward step, each with its sum and norm after it."""

    def __init__(self, width: int, inner: int, heads: int, epsilon: float, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.output = (nn.Linear(width, width) for _ in range(4))
        self.wide, self.narrow = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm_attention = nn.LayerNorm(width, eps=epsilon)
        self.norm = nn.LayerNorm(width, eps=epsilon)
        self.dropout = nn.Dropout(dropout)

    def forward(self, states: Tensor, mask: Tensor | None) -> Tensor:
        batch, length, width = states.shape
        query, key, value = (
            part(states).view(batch, length, self.heads, -1).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        )
        scores = query @ key.transpose(2, 3) / (width / self.heads) ** 0.5
        if mask is not None:
            scores = scores + mask
        mixed = self.dropout(scores.softmax(-1)) @ value
        mixed = mixed.transpose(1, 2).reshape(batch, length, width)
        states = self.norm_attention(states + self.dropout(self.output(mixed)))
        inner = self.narrow(functional.gelu(self.wide(states)))
        return self.norm(states + self.dropout(inner))


class Encoder(nn.Module):
    """The scores of the tags and kinds of word-pieces."""

    def __init__(self, folder: Path, dropout: float = 0.1) -> None:
        super().__init__()
        form = base_form(folder)
        width, epsilon = form["hidden_size"], form["layer_norm_eps"]
        self.pieces = nn.Embedding(form["vocab_size"], width)
        self.positions = nn.Embedding(form["max_position_embeddings"], width)
        self.shapes = nn.Embedding(len(SHAPES), width)
        self.hints = nn.Embedding(HINTS, width)
        self.norm = nn.LayerNorm(width, eps=epsilon)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(
            Layer(width, form["intermediate_size"], form["num_attention_heads"], epsilon, dropout)
            for _ in range(form["num_hidden_layers"])
        )
        self.tags = nn.Linear(width, TAGS)
        self.kinds = nn.Linear(width, len(KINDS))
        for added in (self.shapes, self.hints, self.tags, self.kinds):
            nn.init.normal_(added.weight, std=0.02)
        self._load(folder)

    def forward(
        self, pieces: Tensor, shapes: Tensor, hints: Tensor, mask: Tensor | None = None
    ) -> tuple[Tensor, Tensor]:
        """Scores (B, L, TAGS) and (B, L, KINDS) of pieces (B, L).

        `mask` (B, 1, 1, L) is 0 for pieces and very small for what fills a row up.
        """
        return self.names(self.shared(pieces, shapes, hints, mask), mask)

    def shared(
        self, pieces: Tensor, shapes: Tensor, hints: Tensor, mask: Tensor | None = None
    ) -> Tensor:
        """States (B, L, 384) behind the lower layers."""
        places = torch.arange(pieces.shape[1], device=pieces.device)
        states = self.pieces(pieces) + self.positions(places)
        states = states + self.shapes(shapes) + self.hints(hints)
        states = self.dropout(self.norm(states))
        for layer in list(self.layers)[:SHARED]:
            states = layer(states, mask)
        return states

    def names(self, states: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """The scores, from the shared states."""
        for layer in list(self.layers)[SHARED:]:
            states = layer(states, mask)
        read = self.dropout(states)
        return self.tags(read), self.kinds(read)

    def _load(self, folder: Path) -> None:
        from safetensors.torch import load_file

        found = load_file(str(folder / "model.safetensors"))
        found = {name.removeprefix("bert."): value for name, value in found.items()}
        own = {
            "pieces.weight": found["embeddings.word_embeddings.weight"],
            "positions.weight": found["embeddings.position_embeddings.weight"]
            + found["embeddings.token_type_embeddings.weight"][0],
            "norm.weight": found["embeddings.LayerNorm.weight"],
            "norm.bias": found["embeddings.LayerNorm.bias"],
        }
        for number in range(len(self.layers)):
            for mine, theirs in _NAMES.items():
                for part in ("weight", "bias"):
                    value = found[f"encoder.layer.{number}.{theirs}.{part}"]
                    own[f"layers.{number}.{mine}.{part}"] = value
        missing, unexpected = self.load_state_dict(own, strict=False)
        assert not unexpected
        assert {name.split(".")[0] for name in missing} == {"shapes", "hints", "tags", "kinds"}


_NAMES = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "output": "attention.output.dense",
    "norm_attention": "attention.output.LayerNorm",
    "wide": "intermediate.dense",
    "narrow": "output.dense",
    "norm": "output.LayerNorm",
}
"""The base model's names for the parts of a layer."""
