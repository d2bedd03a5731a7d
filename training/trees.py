"""LightGBM's trees as JSON that is read with NumPy alone (`geo.trees.Trees`)."""

from collections.abc import Sequence
from typing import Any


def as_tree(root: dict[str, Any], names: Sequence[str]) -> dict[str, Any]:
    """A tree of a dumped model as lists of `feature`, `threshold`, `left` (leaves) and `value`."""
    tree: dict[str, Any] = {"feature": [], "threshold": [], "left": [], "value": []}

    def walk(node: dict[str, Any]) -> None:
        if "leaf_value" in node and "split_feature" not in node:
            tree["value"].append(round(node["leaf_value"], 5))
            return
        place, first = len(tree["feature"]), len(tree["value"])
        tree["feature"].append(names[node["split_feature"]])
        # A threshold in decimal digits is the same number wherever it is read.
        tree["threshold"].append(float(f"{node['threshold']:.9g}"))
        tree["left"].append([])
        walk(node["left_child"])
        tree["left"][place] = [first, len(tree["value"])]
        walk(node["right_child"])

    walk(root)
    return tree
