"""Writes the fitted linker as ONNX in int8."""

from pathlib import Path

import torch

from geo.encoder.model import WIDTH
from training.encoder.export import Part, write_onnx
from training.linker.network import Linker


def export(network: Linker, path: Path) -> None:
    """Write places.onnx: states and marks in, scores of tags out."""
    network.eval()
    example = {"states": torch.zeros(2, 12, WIDTH), "marks": torch.zeros(2, 12)}
    write_onnx(Part(network, network.forward), example, ["tags"], path)
