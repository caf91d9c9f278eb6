"""Say whether the open genome is germline or somatic, where the file does not."""

from dataclasses import dataclass, replace

from pmdesk.core.variant import Genome, VariantOrigin
from pmdesk.services.case import Case
from pmdesk.services.changes import OpChanges


@dataclass(frozen=True)
class SetVariantOrigin:
    """Set the origin of every call whose origin the file left open."""

    before: Genome
    origin: VariantOrigin

    @property
    def title(self) -> str:
        return "operation.set_variant_origin"

    def redo(self, case: Case) -> tuple[Case, OpChanges]:
        calls = tuple(
            replace(call, origin=self.origin) if call.origin is VariantOrigin.UNKNOWN else call
            for call in self.before.calls
        )
        return replace(case, genome=replace(self.before, calls=calls, origin=self.origin)), OpChanges(
            genome=True
        )

    def undo(self, case: Case) -> tuple[Case, OpChanges]:
        return replace(case, genome=self.before), OpChanges(genome=True)
