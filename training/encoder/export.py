"""Writes the fitted encoder as ONNX in int8, with the tokenizer that its words are read with."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import torch
from torch import Tensor, nn

from training.encoder.network import Encoder

_OPSET = 17
_INPUTS = ("pieces", "shapes", "hints")
_OUTPUTS = ("tags", "kinds", "states")


class _Heads(nn.Module):
    """The encoder without mask: a run is one window."""

    def __init__(self, network: Encoder) -> None:
        super().__init__()
        self.network = network

    def forward(
        self, pieces: Tensor, shapes: Tensor, hints: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        scores: tuple[Tensor, Tensor, Tensor] = self.network(pieces, shapes, hints)
        return scores


def export(network: Encoder, base: Path, folder: Path) -> None:
    """Write encoder.onnx (int32 in, scores and states out) and tokenizer.json into a folder."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    folder.mkdir(parents=True, exist_ok=True)
    network.eval()
    example = tuple(torch.ones(1, 12, dtype=torch.int32) for _ in range(3))
    with TemporaryDirectory() as scratch:
        whole = Path(scratch) / "encoder.onnx"
        torch.onnx.export(
            _Heads(network),
            example,
            str(whole),
            input_names=list(_INPUTS),
            output_names=list(_OUTPUTS),
            dynamic_axes={name: {1: "length"} for name in (*_INPUTS, *_OUTPUTS)},
            opset_version=_OPSET,
            dynamo=False,
        )
        quantize_dynamic(
            whole,
            folder / "encoder.onnx",
            weight_type=QuantType.QInt8,
            per_channel=True,
            # Without VNNI the products of two full int8 overflow 16 bits: seven bits do not.
            reduce_range=True,
        )
    tokenizer = json.loads((base / "tokenizer.json").read_text(encoding="utf-8"))
    tokenizer["truncation"] = tokenizer["padding"] = None
    (folder / "tokenizer.json").write_text(
        json.dumps(tokenizer, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8"
    )
