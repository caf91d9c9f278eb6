"""Which scores stand together: fields of medicine, and scores that answer one question and may be compared."""

from functools import cache

from pydantic import BaseModel, ConfigDict

from pmdesk.core.knowledge_file import read_knowledge
from pmdesk.core.paths import resources_dir
from pmdesk.core.risk import RiskScore
from pmdesk.core.texts import LocalizedText


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class RiskField(_Entry):
    """A field of medicine; ``id`` is `RiskScore.field`."""

    id: str
    title: LocalizedText


class RiskComparison(_Entry):
    """Models that answer one question, and why their answers differ."""

    id: str
    title: LocalizedText
    models: tuple[str, ...]
    note: LocalizedText


class RiskGroups(_Entry):
    """Content of ``risk_groups.json``."""

    schema_version: int
    fields: tuple[RiskField, ...]
    comparisons: tuple[RiskComparison, ...]

    def comparison_of(self, model_id: str) -> RiskComparison | None:
        """The comparison that a model takes part in; None when it stands alone."""
        return next((one for one in self.comparisons if model_id in one.models), None)

    def rank(self, field: str) -> int:
        """Place of a field on the screen; unknown ones come last."""
        return next((place for place, one in enumerate(self.fields) if one.id == field), len(self.fields))


@cache
def risk_groups() -> RiskGroups:
    """The groups of the product; raises as `read_knowledge`."""
    return read_knowledge(resources_dir() / "knowledge" / "risk_groups.json", RiskGroups)


def compared_with(score: RiskScore, scores: tuple[RiskScore, ...]) -> tuple[RiskScore, ...]:
    """Scores of the same subject that answer the same question, ``score`` among them, in the order of the group."""
    group = risk_groups().comparison_of(score.model_id)
    if group is None:
        return ()
    same = {one.model_id: one for one in scores if one.subject == score.subject}
    return tuple(same[model] for model in group.models if model in same)
