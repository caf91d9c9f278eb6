"""The case: everything known about one patient, as one immutable value."""

from dataclasses import dataclass, field, replace
from datetime import date

from pmdesk.core.biomarker import Biomarker
from pmdesk.core.clock import today
from pmdesk.core.evidence import NodeKind
from pmdesk.core.finding import Finding
from pmdesk.core.growth import Comparison, PriorStudy
from pmdesk.core.ids import FindingId, OptionId, RiskId
from pmdesk.core.operating_point import OperatingPoint
from pmdesk.core.provenance import Provenance
from pmdesk.core.record import PatientRecord
from pmdesk.core.review import ReviewEvent
from pmdesk.core.risk import RiskScore
from pmdesk.core.treatment import TreatmentOption
from pmdesk.core.variant import Genome
from pmdesk.core.volume import SeriesDescription, Volume


@dataclass(frozen=True, slots=True)
class CaseWarning:
    """Something a reader must see: a text code with its parameters."""

    code: str
    params: tuple[tuple[str, str | float], ...] = ()


@dataclass(frozen=True)
class LearnedRisks:
    """Scores of learned models, which take seconds to load: computed beside the case, for one state of its record."""

    record: PatientRecord
    scores: tuple[RiskScore, ...]


@dataclass(frozen=True)
class Case:
    """Images, findings, record, genome and what follows from them.

    ``comparison``, ``risks``, ``biomarkers`` and ``options`` are derived (`pmdesk.services.derive`); nothing else
    writes them.
    """

    volume: Volume | None = None
    findings: tuple[Finding, ...] = ()
    hidden_findings: tuple[Finding, ...] = ()
    """Marks of the model below the operating point that nobody has touched; they keep their numbers."""
    operating_points: tuple[OperatingPoint, ...] = ()
    """The curve of the model that ran, strictest first; empty when its package has none."""
    operating_point: OperatingPoint | None = None
    analysis: Provenance | None = None
    """How the findings were made; None until a model has run (which is not "no nodules")."""
    prior: PriorStudy | None = None
    """An earlier CT that was laid over this one."""
    comparison: Comparison | None = None
    """Follows from the findings and ``prior``; holds every finding, hidden ones too."""
    record: PatientRecord | None = None
    record_source: str = ""
    record_confirmed: bool = True
    """False: the record's patient differs from the images' and the user has not confirmed the match."""
    genome: Genome | None = None
    learned: LearnedRisks | None = None
    """Those of another record than the present one are not shown."""
    biomarkers: tuple[Biomarker, ...] = ()
    risks: tuple[RiskScore, ...] = ()
    options: tuple[TreatmentOption, ...] = ()
    warnings: tuple[CaseWarning, ...] = ()
    reviews: tuple[ReviewEvent, ...] = field(default=(), repr=False)

    @property
    def description(self) -> SeriesDescription | None:
        return self.volume.description if self.volume is not None else None

    @property
    def reference_date(self) -> date:
        """Day on which ages and intervals are computed: the study date, else today."""
        description = self.description
        if description is not None and description.study_date is not None:
            return description.study_date
        return today()

    @property
    def is_synthetic(self) -> bool:
        """True when the record that is in use says that its patient is made up."""
        return self.record is not None and self.record_confirmed and self.record.is_synthetic

    def finding(self, finding_id: FindingId | None) -> Finding | None:
        return next((item for item in self.findings if item.id == finding_id), None)

    def risk(self, risk_id: RiskId | None) -> RiskScore | None:
        return next((item for item in self.risks if item.id == risk_id), None)

    def option(self, option_id: OptionId | None) -> TreatmentOption | None:
        return next((item for item in self.options if item.id == option_id), None)

    def rests_on_unreviewed(self, option: TreatmentOption) -> bool:
        """True when an option was brought up by a score of a finding that nobody has accepted or edited."""
        for trigger in option.triggers:
            risk = self.risk(RiskId(trigger.ref.key)) if trigger.ref.kind is NodeKind.RISK else None
            if risk is not None and risk.subject.kind is NodeKind.FINDING:
                finding = self.finding(FindingId(risk.subject.key))
                if finding is None or not finding.is_reportable:
                    return True
        return False

    def with_finding(self, changed: Finding) -> "Case":
        """A copy in which the finding of the same id is replaced; a heat map made meanwhile stays with it."""
        return replace(
            self,
            findings=tuple(
                _with_heat_of(changed, item) if item.id == changed.id else item for item in self.findings
            ),
        )


def _with_heat_of(changed: Finding, before: Finding) -> Finding:
    """The changed finding with the heat map of the one before, where that still explains the same judgement."""
    old, new = before.characterisation, changed.characterisation
    if old is None or new is None or old.heat is None or new.heat is not None:
        return changed
    if old.malignancy != new.malignancy or before.segment is not changed.segment:
        return changed
    return replace(changed, characterisation=replace(new, heat=old.heat))


def geometry_warnings(volume: Volume) -> tuple[CaseWarning, ...]:
    """The issues of a volume's geometry as warnings of the case."""
    return tuple(CaseWarning(f"geometry.{issue.code.value}", issue.params) for issue in volume.trust.issues)
