"""Writes the fitted encoder as ONNX in int8, with the tokenizer that its words are read with.

Two files: the layers that names and events share, and those that find names.
"""

import json
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import torch
from torch import Tensor, nn

from geo.encoder.model import WIDTH
from training.encoder.network import Encoder

_OPSET = 17


class Part(nn.Module):
    """A function of tensors as a module, which is what can be exported."""

    def __init__(self, owner: nn.Module, function: Callable[..., Tensor | tuple[Tensor, ...]]):
        super().__init__()
        self.owner = owner
        self.function = function

    def forward(self, *given: Tensor) -> Tensor | tuple[Tensor, ...]:
        return self.function(*given)


def export(network: Encoder, base: Path, folder: Path) -> None:
    """Write shared.onnx, names.onnx and tokenizer.json into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    network.eval()
    whole = {name: torch.ones(1, 12, dtype=torch.int32) for name in ("pieces", "shapes", "hints")}
    write_onnx(Part(network, network.shared), whole, ["states"], folder / "shared.onnx")
    states = {"states": torch.zeros(1, 12, WIDTH)}
    write_onnx(Part(network, network.names), states, ["tags", "kinds"], folder / "names.onnx")
    tokenizer = json.loads((base / "tokenizer.json").read_text(encoding="utf-8"))
    tokenizer["truncation"] = tokenizer["padding"] = None
    (folder / "tokenizer.json").write_text(
        json.dumps(tokenizer, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8"
    )


def write_onnx(part: Part, example: dict[str, Tensor], outputs: list[str], path: Path) -> None:
    """Write a part as ONNX with int8 weights; the first two axes of all tensors are free."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    with TemporaryDirectory() as scratch:
        whole = Path(scratch) / "whole.onnx"
        torch.onnx.export(
            part,
            tuple(example.values()),
            str(whole),
            input_names=list(example),
            output_names=outputs,
            dynamic_axes={name: {0: "batch", 1: "length"} for name in (*example, *outputs)},
            opset_version=_OPSET,
            dynamo=False,
        )
        quantize_dynamic(
            whole,
            path,
            weight_type=QuantType.QInt8,
            per_channel=True,
            # Without VNNI the products of two full int8 overflow 16 bits: seven bits do not.
            reduce_range=True,
        )
