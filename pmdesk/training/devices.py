"""Where a training computes."""

import torch
from torch import Tensor, nn

from pmdesk.core.errors import ErrorCode, InputError


def choose_device(wanted: str) -> str:
    """``"cpu"`` or ``"cuda"`` for ``"auto"``, ``"cpu"`` or ``"cuda"``.

    Raises
    ------
    InputError
        CUDA is asked for and not there.
    """
    there = torch.cuda.is_available()
    if wanted == "cuda" and not there:
        raise InputError(ErrorCode.BAD_USAGE, reason="--device cuda: PyTorch finds no CUDA device")
    return "cuda" if there and wanted != "cpu" else "cpu"


class OnDevice(nn.Module):
    """A network on a device for callers that hand in and take back tensors of the CPU."""

    def __init__(self, network: nn.Module, device: torch.device) -> None:
        super().__init__()
        self._inner = network
        self._device = device

    def forward(self, batch: Tensor) -> Tensor:
        result: Tensor = self._inner(batch.to(self._device)).cpu()
        return result
