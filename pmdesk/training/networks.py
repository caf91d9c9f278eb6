"""Network shapes that the trainers build: plain torch modules, exportable to ONNX."""

from collections.abc import Sequence

import torch
from torch import Tensor, nn


class _ConvUnit(nn.Sequential):
    def __init__(self, channels_in: int, channels_out: int, stride: int = 1) -> None:
        super().__init__(
            nn.Conv2d(channels_in, channels_out, 3, stride=stride, padding=1, bias=False),
            nn.BatchNorm2d(channels_out),
            nn.ReLU(inplace=True),
        )


class _ResidualBlock(nn.Module):
    def __init__(self, channels: int) -> None:
        super().__init__()
        self.first = _ConvUnit(channels, channels)
        self.second = nn.Conv2d(channels, channels, 3, padding=1, bias=False)
        self.norm = nn.BatchNorm2d(channels)

    def forward(self, x: Tensor) -> Tensor:
        return torch.relu(x + self.norm(self.second(self.first(x))))


class SliceUNet(nn.Module):
    """Residual 2.5D U-Net: a few neighbouring slices in, one logit map for the middle slice out.

    Parameters
    ----------
    slices : int
        Slices in (channels), odd; the middle one is labelled.
    widths : sequence of int
        Channels of each level, finest first. Height and width must be multiples of
        ``2 ** (len(widths) - 1)``.
    depths : sequence of int
        Residual blocks of each encoder level (0 for a bare convolution).
    """

    def __init__(self, slices: int, widths: Sequence[int], depths: Sequence[int]) -> None:
        super().__init__()
        if slices % 2 != 1:
            raise ValueError(f"slices must be odd, not {slices}")
        if len(widths) != len(depths):
            raise ValueError("widths and depths must have the same length")
        self.stem = _ConvUnit(slices, widths[0])
        self.encoder = nn.ModuleList()
        for level, (width, depth) in enumerate(zip(widths, depths, strict=True)):
            parts: list[nn.Module] = []
            if level > 0:
                parts.append(_ConvUnit(widths[level - 1], width, stride=2))
            parts += [_ResidualBlock(width) for _ in range(depth)]
            self.encoder.append(nn.Sequential(*parts))
        self.lateral = nn.ModuleList(
            nn.Conv2d(widths[level + 1], widths[level], 1) for level in range(len(widths) - 1)
        )
        self.decoder = nn.ModuleList(
            _ConvUnit(2 * widths[level], widths[level]) for level in range(len(widths) - 1)
        )
        self.head = nn.Conv2d(widths[0], 1, 1)
        # Nodule pixels are rare: start from a low probability.
        nn.init.constant_(self.head.bias, -4.0)

    def forward(self, x: Tensor) -> Tensor:
        """Logits, shape (batch, 1, row, col), for slices of shape (batch, slice, row, col)."""
        x = self.stem(x)
        skips: list[Tensor] = []
        for stage in self.encoder:
            x = stage(x)
            skips.append(x)
        for level in range(len(self.lateral) - 1, -1, -1):
            up = nn.functional.interpolate(
                self.lateral[level](x), scale_factor=2.0, mode="bilinear", align_corners=False
            )
            x = self.decoder[level](torch.cat([up, skips[level]], dim=1))
        logits: Tensor = self.head(x)
        return logits


class _DownBlock(nn.Module):
    """Residual block that halves rows and columns."""

    def __init__(self, channels_in: int, channels_out: int) -> None:
        super().__init__()
        self.first = _ConvUnit(channels_in, channels_out, stride=2)
        self.second = nn.Conv2d(channels_out, channels_out, 3, padding=1, bias=False)
        self.norm = nn.BatchNorm2d(channels_out)
        self.skip = nn.Conv2d(channels_in, channels_out, 1, bias=False)
        self.skip_norm = nn.BatchNorm2d(channels_out)

    def forward(self, x: Tensor) -> Tensor:
        skipped = self.skip_norm(self.skip(nn.functional.avg_pool2d(x, 2)))
        return torch.relu(skipped + self.norm(self.second(self.first(x))))


class CropNet(nn.Module):
    """Residual network that judges one crop.

    Mean and maximum of the last maps stand side by side: the mean keeps how much of the crop is nodule, which a
    maximum alone would lose.

    Parameters
    ----------
    channels : int
        Channels in; rows and columns must be multiples of ``2 ** len(widths)``.
    widths : sequence of int
        Channels of each level, finest first.
    outputs : int
        Numbers out.
    dropout : float
        Share of the features dropped in training.
    """

    def __init__(self, channels: int, widths: Sequence[int], outputs: int, dropout: float) -> None:
        super().__init__()
        self.stem = _ConvUnit(channels, widths[0])
        self.body = nn.Sequential(
            *(
                _DownBlock(before, width)
                for before, width in zip([widths[0], *widths[:-1]], widths, strict=True)
            )
        )
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(2 * widths[-1], outputs)

    def features(self, x: Tensor) -> Tensor:
        """(batch, 2 * widths[-1]) for crops of shape (batch, channel, row, col)."""
        x = self.body(self.stem(x))
        return torch.cat([x.mean(dim=(2, 3)), x.amax(dim=(2, 3))], dim=1)

    def forward(self, x: Tensor) -> Tensor:
        """(batch, outputs), raw."""
        result: Tensor = self.head(self.dropout(self.features(x)))
        return result
