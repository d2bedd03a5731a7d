"""Writes the fitted encoder as ONNX in int8, with the tokenizer that its words are read with.

Two files: the layers that names and events share, and those that find names.
"""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

import torch
from torch import Tensor, nn

from geo.encoder.encoder import SEP
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
    tokenizer = json.loads((base / "tokenizer.json").read_text(encoding="utf-8"))
    tokenizer["truncation"] = tokenizer["padding"] = None
    vocabulary = tokenizer["model"]["vocab"]
    kept = sorted(set(vocabulary.values()) - free(vocabulary))
    places = {number: place for place, number in enumerate(kept)}
    tokenizer["model"]["vocab"] = {w: places[n] for w, n in vocabulary.items() if n in places}
    network.eval()
    network.pieces = nn.Embedding.from_pretrained(network.pieces.weight.detach()[kept])
    whole = {name: torch.ones(1, 12, dtype=torch.int32) for name in ("pieces", "shapes", "hints")}
    write_onnx(Part(network, network.shared), whole, ["states"], folder / "shared.onnx")
    states = {"states": torch.zeros(1, 12, WIDTH)}
    write_onnx(Part(network, network.names), states, ["tags", "kinds"], folder / "names.onnx")
    (folder / "tokenizer.json").write_text(
        json.dumps(tokenizer, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8"
    )


def free(vocabulary: Mapping[str, int]) -> set[int]:
    """The numbers behind the marks that the base left free for words of others: no text has them.

    Those before the marks stay, and so the marks keep their numbers.
    """
    unused = {number for word, number in vocabulary.items() if word.startswith("[unused")}
    return {number for number in unused if number > SEP}


def write_onnx(
    part: Part,
    example: dict[str, Tensor],
    outputs: list[str],
    path: Path,
    lengths: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Write a part as ONNX with int8 weights; the first two axes of all tensors are free.

    `lengths` are the names of second axes that are not as long as the others.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    with TemporaryDirectory() as scratch:
        whole = Path(scratch) / "whole.onnx"
        torch.onnx.export(
            part,
            tuple(example.values()),
            str(whole),
            input_names=list(example),
            output_names=outputs,
            dynamic_axes={
                name: {0: "batch", 1: lengths.get(name, "length")} for name in (*example, *outputs)
            },
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
