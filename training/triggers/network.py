"""The network of triggers in PyTorch, and its file."""

from pathlib import Path

import onnx
import torch
from torch import Tensor, nn
from torch.nn import functional


class TypeScores(nn.Module):
    """From features (N, F) to scores of types (N, T), through one hidden layer."""

    def __init__(self, features: int, hidden: int, types: int, dropout: float) -> None:
        super().__init__()
        self.hidden = nn.Linear(features, hidden)
        self.scores = nn.Linear(hidden, types)
        self.dropout = dropout

    def forward(self, given: Tensor) -> Tensor:
        """The scores."""
        read = functional.dropout(given, self.dropout, self.training)
        inner = functional.relu(self.hidden(read / 3))  # features are about 1, at times 5
        return self.scores(functional.dropout(inner, self.dropout, self.training))


class _Halved(nn.Module):
    """The same with weights of 16 bits, which lose nothing and take half the room."""

    def __init__(self, network: TypeScores) -> None:
        super().__init__()
        for name, part in (("hidden", network.hidden), ("scores", network.scores)):
            self.register_buffer(f"{name}_weight", part.weight.detach().half())
            self.register_buffer(f"{name}_bias", part.bias.detach().half())

    def forward(self, given: Tensor) -> Tensor:
        """The scores."""
        inner = functional.linear(
            given / 3,
            self.get_buffer("hidden_weight").float(),
            self.get_buffer("hidden_bias").float(),
        )
        return functional.linear(
            functional.relu(inner),
            self.get_buffer("scores_weight").float(),
            self.get_buffer("scores_bias").float(),
        )


def export(network: TypeScores, types: tuple[str, ...], path: Path) -> None:
    """Write triggers.onnx: features in, scores out, and the types among its properties."""
    torch.onnx.export(
        _Halved(network.eval()),
        (torch.zeros(2, network.hidden.in_features),),
        str(path),
        input_names=["features"],
        output_names=["scores"],
        dynamic_axes={"features": {0: "words"}, "scores": {0: "words"}},
        opset_version=17,
        do_constant_folding=False,
        dynamo=False,
    )
    model = onnx.load(path)
    onnx.helper.set_model_props(model, {"types": " ".join(types)})
    onnx.save(model, path)
