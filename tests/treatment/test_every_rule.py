"""Every rule of the table: facts are made from its own trigger; it fires, and not without any one of them."""

from collections.abc import Sequence

import pytest

from pmdesk.core.biomarker import Assessment
from pmdesk.core.record import Condition, Observation
from pmdesk.core.risk import RiskScore
from pmdesk.core.variant import VariantOrigin
from pmdesk.treatment.knowledge import TreatmentRule, load_knowledge
from pmdesk.treatment.predicate import (
    All,
    Any,
    BiomarkerAssessed,
    BiomarkerFound,
    DiseaseIs,
    FeatureIs,
    FollowUpIs,
    GenomePresent,
    Not,
    NotEstablished,
    Predicate,
    StageIs,
)
from tests.treatment.cases import condition, follow_up, markers, options, pdl1, record

RULES = load_knowledge().rules
_PDL1_PERCENT = {"high": 60.0, "low": 10.0, "negative": 0.0}


def _positive(predicate: Predicate) -> list[Predicate]:
    """The facts that the trigger asks to be there, one of each alternative."""
    match predicate:
        case All(of=parts):
            return [leaf for part in parts for leaf in _positive(part)]
        case Any(of=parts):
            return _positive(parts[0])
        case NotEstablished(of=Not(of=part)):
            return _positive(part)
        case Not() | NotEstablished():
            return []
        case _:
            return [predicate]


def _fired(rule: TreatmentRule, leaves: Sequence[Predicate]) -> bool:
    stages = {leaf.category: leaf.groups[0].value for leaf in leaves if isinstance(leaf, StageIs)}
    conditions: list[Condition] = []
    observations: list[Observation] = []
    found: dict[str, VariantOrigin] = {}
    states: dict[str, Assessment] = {}
    risks: list[RiskScore] = []
    genome = False
    for leaf in leaves:
        match leaf:
            case DiseaseIs(category=category):
                conditions.append(condition(category, stage=stages.get(category, "")))
            case FeatureIs(feature="pdl1", value=value):
                observations.append(pdl1(_PDL1_PERCENT[value]))
            case BiomarkerFound(any_of=names, origins=origins):
                found[names[0]] = origins[0] if origins else VariantOrigin.SOMATIC
                genome = True
            case BiomarkerAssessed():
                states[leaf.any_of[0]] = leaf.is_
            case GenomePresent():
                genome = True
            case FollowUpIs(model=model, categories=categories):
                risks.append(follow_up(model, categories[0]))
            case StageIs():
                continue
            case _:
                raise AssertionError(f"{rule.id} asks for a fact that this test cannot make: {leaf}")
    needs_state = any(isinstance(leaf, BiomarkerAssessed) for leaf in _positive(rule.when))
    missing_state = needs_state and not states
    reported = "not_reported" in str(rule.when)
    default = Assessment.NOT_ASSESSABLE if missing_state and reported else Assessment.NOT_REPORTED
    assessed = markers(found, states=states, default=default) if genome else None
    patient = record(*conditions, observations=observations)
    return rule.id in options(patient, assessed, risks)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_rule_fires_on_its_trigger(rule: TreatmentRule) -> None:
    assert _fired(rule, _positive(rule.when))


@pytest.mark.parametrize(
    ("rule", "removed"),
    [(rule, index) for rule in RULES for index in range(len(_positive(rule.when)))],
    ids=lambda item: item.id if isinstance(item, TreatmentRule) else str(item),
)
def test_the_rule_does_not_fire_without_one_of_its_facts(rule: TreatmentRule, removed: int) -> None:
    facts = _positive(rule.when)
    assert not _fired(rule, [fact for index, fact in enumerate(facts) if index != removed])


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_rule_is_silent_when_nothing_is_known(rule: TreatmentRule) -> None:
    assert rule.id not in options(None)
    assert rule.id not in options(record())


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_rule_is_complete_in_both_languages(rule: TreatmentRule) -> None:
    texts = [rule.title, rule.rationale, *rule.contraindications, *rule.not_for]
    texts += [item.text for item in (*rule.cautions, *rule.missing)]
    for text in texts:
        assert text.en.isascii() or "–" in text.en
        assert any("一" <= sign <= "鿿" for sign in text.zh) or text.zh.startswith("Lung-RADS")


def test_every_identifier_of_a_source_is_one_that_was_read() -> None:
    read = {"23982599", "27993330", "10.1148/radiol.2017161659"}
    given = {value for rule in RULES for row in rule.evidence for value in (row.doi, row.pmid) if value}
    assert given <= read
    for rule in RULES:
        assert all(row.checked == "read" for row in rule.evidence if row.doi or row.pmid)
