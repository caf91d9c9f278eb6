"""Predicates evaluated on the facts of a case: true, false or unknown, with the facts that made it so."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from pmdesk.core.biomarker import Assessment, Biomarker
from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.core.record import Allergy, Medication
from pmdesk.core.texts import LocalizedText
from pmdesk.core.treatment import Trigger
from pmdesk.core.variant import VariantOrigin
from pmdesk.core.volume import Sex
from pmdesk.treatment.disease import DiseaseFact, StageGroup, disease_table, has_words
from pmdesk.treatment.facts import CaseFacts
from pmdesk.treatment.knowledge import DrugClass, TreatmentKnowledge
from pmdesk.treatment.logic import Truth, conjunction, disjunction, negation
from pmdesk.treatment.predicate import (
    AgeWithin,
    All,
    AllergicTo,
    Any,
    BiomarkerAssessed,
    BiomarkerFound,
    DiseaseIs,
    FeatureIs,
    FeatureKnown,
    FollowUpIs,
    GenomePresent,
    Not,
    NotEstablished,
    Predicate,
    SexIs,
    StageIs,
    TakesDrug,
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """Truth of a predicate and the facts that decide it; unknown has no deciding facts."""

    truth: Truth
    triggers: tuple[Trigger, ...] = ()


_UNKNOWN = Outcome(Truth.UNKNOWN)
_FALSE = Outcome(Truth.FALSE)


class Evaluator:
    """Evaluates predicates on one case, in the words of one table."""

    def __init__(self, facts: CaseFacts, knowledge: TreatmentKnowledge) -> None:
        self._facts = facts
        self._drug_classes = knowledge.drug_classes
        self._words = knowledge.statements

    def evaluate(self, predicate: Predicate) -> Outcome:
        """Truth of ``predicate`` with its deciding facts."""
        match predicate:
            case All(of=parts):
                return _joined(conjunction, [self.evaluate(part) for part in parts])
            case Any(of=parts):
                return _joined(disjunction, [self.evaluate(part) for part in parts])
            case Not(of=part):
                inner = self.evaluate(part)
                return Outcome(negation(inner.truth), inner.triggers)
            case NotEstablished(of=part):
                inner = self.evaluate(part)
                established = inner.truth is Truth.TRUE
                return Outcome(Truth.of(not established), inner.triggers if established else ())
            case DiseaseIs(category=category):
                return self._disease(category)
            case StageIs(category=category, groups=groups):
                return self._stage(category, groups)
            case FeatureIs(feature=feature, value=value):
                return self._feature(feature, value)
            case FeatureKnown(feature=feature):
                known = any(fact.feature == feature for fact in self._facts.features)
                return Outcome(Truth.of(known))
            case BiomarkerFound():
                return _joined(
                    disjunction, [self._found(name, predicate.origins) for name in predicate.any_of]
                )
            case BiomarkerAssessed():
                return _joined(
                    disjunction, [self._assessed(name, predicate.is_) for name in predicate.any_of]
                )
            case GenomePresent():
                text = self._words.genome_present if self._facts.has_genome else self._words.genome_absent
                return Outcome(
                    Truth.of(self._facts.has_genome),
                    (Trigger(NodeRef(NodeKind.RECORD_FIELD, "genome"), text),),
                )
            case AgeWithin():
                return self._age(predicate)
            case SexIs(sex=sex):
                return self._sex(sex)
            case TakesDrug(drug_class=name):
                return self._medication(self._drug_classes[name])
            case AllergicTo(drug_class=name):
                return self._allergy(self._drug_classes[name])
            case FollowUpIs():
                return self._follow_up(predicate)

    def _disease(self, category: str) -> Outcome:
        facts = self._facts
        if not facts.has_record:
            return _UNKNOWN
        matching = [fact for fact in facts.diseases if category in fact.categories]
        active = [fact for fact in matching if fact.active]
        if active:
            return Outcome(Truth.TRUE, tuple(self._disease_trigger(fact) for fact in active))
        if matching or self._could_be(category):
            return _UNKNOWN
        row = disease_table().category(category)
        title = row.title if row is not None else LocalizedText(en=category, zh=category)
        ref = NodeRef(NodeKind.RECORD_FIELD, "conditions")
        return Outcome(Truth.FALSE, (Trigger(ref, _filled(self._words.no_disease, title)),))

    def _could_be(self, category: str) -> bool:
        """Whether a wider diagnosis leaves ``category`` open: lung cancer of unstated type may be non-small cell."""
        table = disease_table()
        wider = table.upwards(category) - {category, "any_cancer"}
        open_ones = [f for f in self._facts.diseases if f.category in wider]
        return any(
            not any(
                wide.category in f.categories and f.category != wide.category for f in self._facts.diseases
            )
            for wide in open_ones
        )

    def _disease_trigger(self, fact: DiseaseFact) -> Trigger:
        return Trigger(
            NodeRef(NodeKind.CONDITION, fact.condition_id), _filled(self._words.disease, fact.title)
        )

    def _stage(self, category: str, groups: Sequence[StageGroup]) -> Outcome:
        of_category = [f for f in self._facts.diseases if category in f.categories and f.active]
        if not of_category:
            return _FALSE if self._disease(category).truth is Truth.FALSE else _UNKNOWN
        staged = [(fact, fact.stage) for fact in of_category if fact.stage is not None]
        if len({stage for _, stage in staged}) != 1:
            # Entries that name different stages do not say which one holds now.
            return _UNKNOWN
        triggers = []
        for fact, stage in staged:
            text = fact.stage_text or stage.value
            ref = NodeRef(NodeKind.CONDITION, fact.condition_id)
            triggers.append(Trigger(ref, _filled(self._words.stage, LocalizedText(en=text, zh=text))))
        return Outcome(Truth.of(staged[0][1] in groups), tuple(triggers))

    def _feature(self, feature: str, value: str) -> Outcome:
        known = [fact for fact in self._facts.features if fact.feature == feature]
        values = {fact.value for fact in known}
        if len(values) != 1:
            return _UNKNOWN
        triggers = tuple(
            Trigger(fact.ref, _filled(self._words.feature, LocalizedText(en=fact.text, zh=fact.text)))
            for fact in known
        )
        return Outcome(Truth.of(value in values), triggers)

    def _found(self, name: str, origins: Sequence[VariantOrigin]) -> Outcome:
        biomarker = self._facts.biomarkers.get(name)
        if biomarker is None or biomarker.assessment is not Assessment.FOUND:
            return _UNKNOWN
        triggers = self._biomarker_triggers(biomarker)
        if not origins or biomarker.origin in origins:
            return Outcome(Truth.TRUE, triggers)
        return _UNKNOWN if biomarker.origin is VariantOrigin.UNKNOWN else Outcome(Truth.FALSE, triggers)

    def _biomarker_triggers(self, biomarker: Biomarker) -> tuple[Trigger, ...]:
        template = {
            VariantOrigin.GERMLINE: self._words.biomarker_germline,
            VariantOrigin.SOMATIC: self._words.biomarker_somatic,
        }.get(biomarker.origin, self._words.biomarker)
        statement = _filled(template, biomarker.title)
        return tuple(Trigger(NodeRef(NodeKind.VARIANT, variant), statement) for variant in biomarker.variants)

    def _assessed(self, name: str, wanted: Assessment) -> Outcome:
        biomarker = self._facts.biomarkers.get(name)
        if biomarker is None:
            return Outcome(Truth.of(wanted is Assessment.NOT_ASSESSABLE))
        if biomarker.assessment is not wanted:
            return _FALSE
        if wanted is Assessment.FOUND:
            return Outcome(Truth.TRUE, self._biomarker_triggers(biomarker))
        absent = wanted is Assessment.NOT_REPORTED
        template = self._words.not_reported if absent else self._words.not_assessable
        ref = NodeRef(NodeKind.RECORD_FIELD, f"biomarker:{biomarker.id}")
        return Outcome(Truth.TRUE, (Trigger(ref, _filled(template, biomarker.title)),))

    def _age(self, predicate: AgeWithin) -> Outcome:
        age = self._facts.age_years
        if age is None:
            return _UNKNOWN
        low = predicate.at_least is None or age >= predicate.at_least
        high = predicate.at_most is None or age <= predicate.at_most
        text = f"{age:g}"
        stated = _filled(self._words.age, LocalizedText(en=text, zh=text))
        ref = NodeRef(NodeKind.RECORD_FIELD, "demographics.birth_date")
        return Outcome(Truth.of(low and high), (Trigger(ref, stated),))

    def _sex(self, sex: Sex) -> Outcome:
        if self._facts.sex is Sex.UNKNOWN:
            return _UNKNOWN
        ref = NodeRef(NodeKind.RECORD_FIELD, "demographics.sex")
        return Outcome(Truth.of(self._facts.sex is sex), (Trigger(ref, self._words.sex),))

    def _medication(self, drugs: DrugClass) -> Outcome:
        if not self._facts.has_record:
            return _UNKNOWN
        named = [item for item in self._facts.medications if has_words(item.coding.display, drugs.words)]
        return _joined(disjunction, [self._taken(item) for item in named]) if named else _FALSE

    def _taken(self, item: Medication) -> Outcome:
        trigger = self._coded(NodeKind.MEDICATION, item, self._words.medication)
        if item.active is not None:
            return Outcome(Truth.of(item.active), (trigger,))
        if item.stopped is not None:
            return Outcome(Truth.of(item.stopped >= self._facts.on), (trigger,))
        return _UNKNOWN

    def _allergy(self, drugs: DrugClass) -> Outcome:
        if not self._facts.has_record:
            return _UNKNOWN
        named = [item for item in self._facts.allergies if has_words(item.coding.display, drugs.words)]
        triggers = tuple(self._coded(NodeKind.RECORD_FIELD, item, self._words.allergy) for item in named)
        # A record without this allergy may be a record in which nobody asked.
        return Outcome(Truth.TRUE, triggers) if named else _UNKNOWN

    def _coded(self, kind: NodeKind, item: Medication | Allergy, template: LocalizedText) -> Trigger:
        key = item.id if kind is not NodeKind.RECORD_FIELD else "allergies"
        text = item.coding.display
        return Trigger(NodeRef(kind, key), _filled(template, LocalizedText(en=text, zh=text)))

    def _follow_up(self, predicate: FollowUpIs) -> Outcome:
        scores = [score for score in self._facts.follow_ups if score.model_id == predicate.model]
        if not scores:
            return _UNKNOWN
        hits = [score for score in scores if score.category in predicate.categories]
        triggers = []
        for score in hits:
            words = score.category_text or LocalizedText(en=score.category, zh=score.category)
            value = LocalizedText(en=f"{score.title.en}: {words.en}", zh=f"{score.title.zh}：{words.zh}")
            triggers.append(Trigger(NodeRef(NodeKind.RISK, score.id), _filled(self._words.follow_up, value)))
        return Outcome(Truth.of(bool(hits)), tuple(triggers))


def _filled(template: LocalizedText, value: LocalizedText) -> LocalizedText:
    return LocalizedText(
        en=template.en.replace("{value}", value.en), zh=template.zh.replace("{value}", value.zh)
    )


def _joined(join: Callable[[Iterable[Truth]], Truth], parts: Iterable[Outcome]) -> Outcome:
    """Parts joined by a conjunction or disjunction, with the facts of those parts that decide the result."""
    outcomes = list(parts)
    truth = join([outcome.truth for outcome in outcomes])
    if truth is Truth.UNKNOWN:
        return _UNKNOWN
    deciding = [trigger for outcome in outcomes if outcome.truth is truth for trigger in outcome.triggers]
    return Outcome(truth, tuple(dict.fromkeys(deciding)))
