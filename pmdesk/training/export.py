"""From trained weights to an ONNX model that gives the same numbers."""

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
import torch
from torch import Tensor, nn

from pmdesk.training.crop_training import CropConfig
from pmdesk.training.nodule_segmentation import TrainingConfig

OPSET = 18
INPUT_NAME = "slices"
OUTPUT_NAME = "logits"
CROPS_NAME = "crops"
COLUMNS_NAME = "columns"


def export_onnx(config: TrainingConfig, weights: Path, target: Path) -> None:
    """Write the network as ONNX with free batch, rows and columns, weights inside the file.

    Parameters
    ----------
    weights : Path
        ``best.pt`` of a training run.
    target : Path
        The ``.onnx`` file to write.
    """
    network = config.build_network()
    network.load_state_dict(torch.load(weights, weights_only=True)["network"])
    network.eval()
    example = torch.zeros(2, int(config.network["slices"]), 64, 96)
    size = torch.export.Dim
    multiple = size_multiple(config)
    axes = {
        0: size("batch", min=1),
        2: multiple * size("row_blocks", min=2),
        3: multiple * size("col_blocks", min=2),
    }
    _write(network, example, (INPUT_NAME, OUTPUT_NAME), axes, target)


def export_crop_network(network: nn.Module, config: CropConfig, target: Path) -> None:
    """Write a network of crops (channel, row, col of the configuration) as ONNX with a free batch.

    The input is called ``crops``, the output ``columns``.
    """
    network.eval()
    pixels = config.given.grid.pixels
    example = torch.zeros(2, config.given.channels, pixels, pixels)
    axes = {0: torch.export.Dim("batch", min=1)}
    _write(network, example, (CROPS_NAME, COLUMNS_NAME), axes, target)


def _write(
    network: nn.Module, example: Tensor, names: tuple[str, str], axes: dict[int, Any], target: Path
) -> None:
    program = torch.onnx.export(
        network,
        (example,),
        input_names=[names[0]],
        output_names=[names[1]],
        opset_version=OPSET,
        dynamo=True,
        external_data=False,
        dynamic_shapes=(axes,),
        verbose=False,
    )
    if program is None:
        raise RuntimeError("the network was not exported")
    model = program.model_proto
    strip_traces(model)
    onnx.checker.check_model(model)
    onnx.save(model, str(target))


def strip_traces(model: onnx.ModelProto) -> None:
    """Take out what the exporter notes of where each operation came from: it names paths of the machine."""
    graph = model.graph
    for holder in (
        model,
        graph,
        *graph.node,
        *graph.input,
        *graph.output,
        *graph.value_info,
        *graph.initializer,
    ):
        holder.doc_string = ""
        del holder.metadata_props[:]


def size_multiple(config: TrainingConfig) -> int:
    """Rows and columns of the network's input must be multiples of this."""
    return int(2 ** (len(config.network["widths"]) - 1))


@torch.no_grad()
def reference_probability(
    config: TrainingConfig, weights: Path, batch: npt.NDArray[np.float32]
) -> npt.NDArray[np.float32]:
    """Probability maps (batch, row, col) of the trained network, in torch and float32."""
    network = config.build_network()
    network.load_state_dict(torch.load(weights, weights_only=True)["network"])
    network.eval()
    result: npt.NDArray[np.float32] = torch.sigmoid(network(torch.from_numpy(batch)))[:, 0].numpy()
    return result
