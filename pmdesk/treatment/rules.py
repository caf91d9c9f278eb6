"""From facts to options: every rule of the table whose trigger is known to hold gives one option."""

from pmdesk.core.ids import OptionId
from pmdesk.core.treatment import TreatmentOption, Trigger
from pmdesk.treatment.evaluate import Evaluator
from pmdesk.treatment.facts import CaseFacts
from pmdesk.treatment.knowledge import TreatmentKnowledge, TreatmentRule
from pmdesk.treatment.logic import Truth


def treatment_options(facts: CaseFacts, knowledge: TreatmentKnowledge) -> tuple[TreatmentOption, ...]:
    """Options for discussion, by rank and then in the order of the table.

    A rule whose trigger is unknown gives nothing: a missing fact is asked for by a rule of its own (kind ``TEST``) or
    listed in ``missing`` of an option that fired on other facts.
    """
    evaluator = Evaluator(facts, knowledge)
    found: list[TreatmentOption] = []
    for rule in knowledge.rules:
        outcome = evaluator.evaluate(rule.when)
        if outcome.truth is Truth.TRUE:
            found.append(_option(rule, outcome.triggers, evaluator, knowledge))
    return tuple(sorted(found, key=lambda option: option.rank))


def _option(
    rule: TreatmentRule, triggers: tuple[Trigger, ...], evaluator: Evaluator, knowledge: TreatmentKnowledge
) -> TreatmentOption:
    cautions: list[Trigger] = []
    for caution in rule.cautions:
        outcome = evaluator.evaluate(caution.when)
        if outcome.truth is Truth.TRUE:
            cautions += [Trigger(trigger.ref, caution.text) for trigger in outcome.triggers]
    missing = tuple(
        item.text
        for item in rule.missing
        if item.unless is None or evaluator.evaluate(item.unless).truth is not Truth.TRUE
    )
    return TreatmentOption(
        id=OptionId(rule.id),
        rule_id=rule.id,
        knowledge_version=knowledge.version,
        kind=rule.kind,
        title=rule.title,
        rationale=rule.rationale,
        rank=rule.rank,
        triggers=triggers,
        evidence=tuple(knowledge.evidence(row) for row in rule.evidence),
        contraindications=rule.contraindications,
        cautions=tuple(dict.fromkeys(cautions)),
        missing=missing,
        not_for=rule.not_for,
    )
