"""What a change touched, so that each view knows whether it must redraw."""

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class OpChanges:
    """Parts of the case that a change touched."""

    catalog: bool = False
    volume: bool = False
    findings: bool = False
    record: bool = False
    genome: bool = False
    risks: bool = False
    options: bool = False

    def __or__(self, other: "OpChanges") -> "OpChanges":
        return OpChanges(**{f.name: getattr(self, f.name) or getattr(other, f.name) for f in fields(self)})

    def __bool__(self) -> bool:
        return any(getattr(self, f.name) for f in fields(self))


EVERYTHING = OpChanges(*(True,) * len(fields(OpChanges)))
