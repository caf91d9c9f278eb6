"""Packaged weights as a start: an exported network is read back, its folded norms opened again."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn

Array = npt.NDArray[np.generic]


def load_onnx_weights(network: nn.Module, path: Path) -> None:
    """Set a network to the weights of its own export; in evaluation mode it then gives what the export gives.

    The export multiplies each batch norm into the convolution before it. Here the product stays in the
    convolution and the norm only adds the bias; :func:`open_norms` makes the network trainable again.

    Raises
    ------
    ValueError
        The file holds another network.
    """
    model = onnx.load(str(path))
    found = {item.name: numpy_helper.to_array(item) for item in model.graph.initializer}
    _set_weights(network, found, "")


def load_crop_networks(networks: Sequence[nn.Module], path: Path) -> None:
    """The same for the members of an exported ensemble (`CandidateEnsemble`, `MalignancyEnsemble`).

    Raises
    ------
    ValueError
        The file holds another network, or another number of them.
    """
    model = onnx.load(str(path))
    found = {item.name: numpy_helper.to_array(item) for item in model.graph.initializer}
    held = {name.split(".")[1] for name in found if name.startswith("members.")}
    if len(held) != len(networks):
        raise ValueError(f"the file holds {len(held)} networks, not {len(networks)}")
    for number, network in enumerate(networks):
        _set_weights(network, found, f"members.{number}.")


@torch.no_grad()
def _set_weights(network: nn.Module, found: Mapping[str, Array], prefix: str) -> None:
    for name, conv, norm in _convolutions(network):
        _copy(conv.weight, found.get(f"{prefix}{name}.weight"), name)
        if norm is not None:
            norm.reset_running_stats()
            norm.running_var.sub_(norm.eps)
            norm.weight.fill_(1.0)
            _copy(norm.bias, found.get(f"{prefix}{name}.weight_bias"), name)
        elif conv.bias is not None:
            _copy(conv.bias, found.get(f"{prefix}{name}.bias"), name)
    for name, layer in network.named_modules():
        if isinstance(layer, nn.Linear):
            _copy(layer.weight, found.get(f"{prefix}{name}.weight"), name)
            _copy(layer.bias, found.get(f"{prefix}{name}.bias"), name)


@torch.no_grad()
def open_norms(network: nn.Module, batches: Iterable[Tensor]) -> None:
    """Give every norm the mean and variance of what it sees, and the scale and shift that keep its output.

    Without this the first training step would normalise by the batch and change what the network computes.

    Parameters
    ----------
    network
        As :func:`load_onnx_weights` leaves it.
    batches
        Inputs as in training; a few hundred crops are enough.
    """
    norms = [norm for _, _, norm in _convolutions(network) if norm is not None]
    sums: dict[nn.BatchNorm2d, list[Tensor]] = {norm: [] for norm in norms}

    def look(norm: nn.BatchNorm2d, given: tuple[Tensor]) -> None:
        values = given[0].float()
        sums[norm].append(torch.stack([values.mean((0, 2, 3)), values.square().mean((0, 2, 3))]))

    hooks = [norm.register_forward_pre_hook(look) for norm in norms]
    network.eval()
    for batch in batches:
        network(batch)
    for hook in hooks:
        hook.remove()
    for norm in norms:
        mean, square = torch.stack(sums[norm]).mean(0)
        variance = (square - mean.square()).clamp(min=1e-6)
        norm.running_mean.copy_(mean)
        norm.running_var.copy_(variance)
        norm.weight.copy_(torch.sqrt(variance + norm.eps))
        norm.bias.add_(mean)


def _convolutions(network: nn.Module) -> Iterable[tuple[str, nn.Conv2d, nn.BatchNorm2d | None]]:
    """Every convolution with its name and the norm that follows it, if any."""
    layers = [
        (name, layer)
        for name, layer in network.named_modules()
        if isinstance(layer, nn.Conv2d | nn.BatchNorm2d)
    ]
    for (name, layer), (_, following) in zip(layers, [*layers[1:], ("", None)], strict=True):
        if isinstance(layer, nn.Conv2d):
            yield name, layer, following if isinstance(following, nn.BatchNorm2d) else None


def _copy(target: Tensor, source: Array | None, name: str) -> None:
    if source is None or source.shape != tuple(target.shape):
        raise ValueError(f"the file has no weights of the shape of {name}")
    target.copy_(torch.from_numpy(source.copy()))
