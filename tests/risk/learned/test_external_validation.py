"""A package on tables that it has not seen: figures against others' computations, and tables as people have them."""

import json
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from scipy.optimize import brentq
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import brier_score_loss, confusion_matrix, roc_auc_score

from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.core.paths import resources_dir
from pmdesk.risk.learned.documents import Severity, document_json, document_schema_text
from pmdesk.risk.learned.external_documents import ExternalValidation
from pmdesk.risk.learned.external_rows import ValidationQuestion
from pmdesk.risk.learned.external_validation import validate
from pmdesk.risk.learned.package import load_learned
from pmdesk.risk.learned.reading import cohort_of, read_cohort
from pmdesk.risk.learned.recipe import read_recipe
from pmdesk.risk.learned.sources import read_source
from tests.helpers.shared_data import shared_data
from tests.risk.learned.other_hospitals import heart_rows, heart_table, lung_rows, written
from tests.risk.learned.packages import SHIPPED_MODELS, trained
from tests.risk.learned.tables import columns

NUM = ValidationQuestion(target="num", bootstrap_draws=200)


@cache
def heart():
    return load_learned(SHIPPED_MODELS / "heart-disease-cleveland")


@cache
def lung():
    return load_learned(SHIPPED_MODELS / "lung-survival-ncctg")


@cache
def elsewhere() -> ExternalValidation:
    return validate(heart(), heart_table(), NUM)


def codes(document):
    return {finding.code for finding in document.findings}


def answers(cells):
    """Probabilities of the package, row by row, and what the table says of the outcome."""
    p = heart().predict({name: cells[name] for name in cells if name != "num"})["p"]
    return np.array(p, dtype=float), np.array([int(float(value)) > 0 for value in cells["num"]], dtype=int)


def test_figures_are_those_of_an_independent_computation():
    p, sick = answers(heart_rows())
    found = elsewhere().classification.figures
    assert elsewhere().rows == len(p)
    assert found.auc.value == pytest.approx(roc_auc_score(sick, p), abs=1e-12)
    assert found.brier.value == pytest.approx(brier_score_loss(sick, p), abs=1e-12)
    assert found.observed_over_expected.value == pytest.approx(sick.sum() / p.sum())
    line = np.log(p / (1 - p))
    slope = LogisticRegression(C=np.inf, tol=1e-10, max_iter=1000).fit(line[:, None], sick).coef_[0, 0]
    assert found.calibration_slope.value == pytest.approx(slope, abs=1e-4)
    intercept = brentq(lambda a: np.sum(sick - 1 / (1 + np.exp(-(a + line)))), -10, 10)
    assert found.calibration_intercept.value == pytest.approx(intercept, abs=1e-6)


def test_sensitivity_and_specificity_are_taken_at_the_threshold_of_the_package():
    p, sick = answers(heart_rows())
    part = elsewhere().classification.at_threshold
    assert part.threshold == heart().manifest.threshold.value
    tn, fp, fn, tp = confusion_matrix(sick, p >= part.threshold).ravel()
    assert part.sensitivity.value == pytest.approx(tp / (tp + fn))
    assert part.specificity.value == pytest.approx(tn / (tn + fp))
    other = validate(heart(), heart_table(), replace(NUM, threshold=0.2)).classification.at_threshold
    assert (other.threshold, other.rule) == (0.2, "given")
    assert other.sensitivity.value == pytest.approx(((p >= 0.2) & (sick == 1)).sum() / sick.sum())


def test_intervals_are_those_of_a_bootstrap_over_patients():
    cells = heart_rows(rows=120)
    pairs = [str(row // 2) for row in range(120)]
    document = validate(
        heart(), cohort_of({**cells, "who": pairs}), replace(NUM, patient="who", bootstrap_draws=1000)
    )
    assert (document.rows, document.patients) == (120, 60)
    p, sick = answers(cells)
    random = np.random.default_rng(99)
    drawn = []
    for _ in range(1000):
        rows = np.concatenate([[2 * who, 2 * who + 1] for who in random.integers(0, 60, 60)])
        drawn.append(roc_auc_score(sick[rows], p[rows]))
    low, high = np.quantile(drawn, (0.025, 0.975))
    found = document.classification.figures.auc
    assert (found.low, found.high) == pytest.approx((low, high), abs=0.015)


def test_net_benefit_and_bins_add_up():
    p, sick = answers(heart_rows())
    part = elsewhere().classification
    place = part.decision.threshold.index(0.3)
    expected = ((p >= 0.3) & (sick == 1)).mean() - ((p >= 0.3) & (sick == 0)).mean() * 3 / 7
    assert part.decision.model[place] == pytest.approx(expected)
    assert sum(one.n for one in part.calibration) == len(p)
    assert sum(one.observed * one.n for one in part.calibration) == pytest.approx(sick.sum())


def test_gaps_in_all_spellings_are_not_known_and_counted_by_column():
    uses = {use.column: use for use in elsewhere().inputs}
    assert uses["ca"].unknown == uses["thal"].unknown == elsewhere().rows
    zeros = sum(cell == "0.0" for cell in heart_rows()["chol"])
    assert uses["chol"].unknown == zeros > 0
    assert uses["age"].unknown == 0
    assert "validation.mostly_unknown" in codes(elsewhere())


def test_columns_that_the_table_lacks_are_not_known_in_any_row():
    cells = {
        name: value for name, value in heart_rows().items() if name not in ("slope", "chol", "ca", "thal")
    }
    document = validate(heart(), cohort_of(cells), NUM)
    assert [use.column for use in document.inputs if not use.read_from] == ["chol", "slope", "ca", "thal"]
    (finding,) = (one for one in document.findings if one.code == "validation.columns_absent")
    assert finding.columns == ("chol", "slope", "ca", "thal")
    assert document.classification.figures.auc.value > 0.6


def test_another_name_is_taken_when_told_and_other_capitals_by_themselves():
    cells = heart_rows()
    cells["RR_sys"] = cells.pop("trestbps")
    cells["Age"] = cells.pop("age")
    document = validate(heart(), cohort_of(cells), replace(NUM, rename={"RR_sys": "trestbps"}))
    read = {use.column: use.read_from for use in document.inputs}
    assert (read["trestbps"], read["age"]) == ("RR_sys", "Age")
    assert document.classification.figures == elsewhere().classification.figures
    assert "validation.other_names" in codes(document)


def test_the_outcome_is_read_as_the_package_reads_it_and_that_is_said():
    meanings = {value.value: value.meaning for value in elsewhere().outcome.values}
    assert meanings == {"0": "no", "1": "yes", "2": "yes", "3": "yes", "4": "yes"}


@pytest.mark.parametrize("gap", ["?", "-9", "-9.0", "", "NA"])
def test_a_row_without_outcome_is_refused_and_never_counts_as_no(gap):
    cells = heart_rows()
    cells["num"] = [gap, *cells["num"][1:]]
    document = validate(heart(), cohort_of(cells), NUM)
    assert document.rows == len(cells["num"]) - 1
    assert [(row.line, row.code) for row in document.table.refused] == [(2, "table.row.target_missing")]


def test_values_that_mean_no_can_be_named_and_others_are_refused():
    cells = heart_rows()
    cells["num"] = ["9", *("-1" if value == "0" else "1" for value in cells["num"][1:])]
    document = validate(heart(), cohort_of(cells), replace(NUM, negative=("-1",)))
    assert {value.value: value.meaning for value in document.outcome.values} == {
        "9": "not known", "-1": "no", "1": "yes",
    }  # fmt: skip
    assert [row.code for row in document.table.refused] == ["table.row.outcome_not_listed"]
    assert "learning.several_negatives" in codes(
        validate(heart(), cohort_of(cells | {"num": ["9", "0", *cells["num"][2:]]}), NUM)
    )


def test_bad_rows_are_refused_with_line_column_and_reason_and_the_others_counted():
    cells = heart_rows()
    for place, (name, value) in enumerate(
        [("chol", "5.2"), ("age", "old"), ("exang", "2"), ("cp", "7"), ("sex", "?"), ("age", "95")]
    ):
        cells[name] = [*cells[name][:place], value, *cells[name][place + 1 :]]
    document = validate(heart(), cohort_of(cells), NUM)
    assert document.rows == len(cells["num"]) - 6
    assert [(row.line, row.column, row.code) for row in document.table.refused] == [
        (2, "chol", "table.row.out_of_range"),
        (3, "age", "table.row.not_a_number"),
        (4, "exang", "table.row.not_a_flag"),
        (5, "cp", "table.row.not_a_category"),
        (6, "sex", "table.row.required_missing"),
        (7, "age", "table.row.gate"),
    ]
    assert sum(one.rows for one in document.refusals) == 6


def test_a_row_with_too_much_unknown_is_refused():
    cells = heart_rows()
    for name in ("trestbps", "chol", "fbs", "restecg", "thalach", "exang", "oldpeak", "slope", "ca", "thal"):
        cells[name] = ["?", *cells[name][1:]]
    (row,) = validate(heart(), cohort_of(cells), NUM).table.refused
    assert (row.line, row.code) == (2, "table.row.too_many_unknown")


@pytest.mark.parametrize(
    ("question", "code"),
    [
        (ValidationQuestion(target="nothing"), ErrorCode.COLUMN_NOT_FOUND),
        (ValidationQuestion(), ErrorCode.COLUMN_NOT_FOUND),
        (ValidationQuestion(target="num", patient="who"), ErrorCode.COLUMN_NOT_FOUND),
        (ValidationQuestion(target="num", site="where"), ErrorCode.COLUMN_NOT_FOUND),
        (ValidationQuestion(target="num", subgroups=("x",)), ErrorCode.COLUMN_NOT_FOUND),
        (ValidationQuestion(target="num", rename={"RR": "trestbps"}), ErrorCode.COLUMN_NOT_FOUND),
        (ValidationQuestion(target="num", rename={"chol": "nothing"}), ErrorCode.BAD_USAGE),
        (ValidationQuestion(target="sex"), ErrorCode.BAD_USAGE),
        (ValidationQuestion(target="num", positive=("sick",)), ErrorCode.BAD_USAGE),
        (ValidationQuestion(target="num", negative=("1",)), ErrorCode.BAD_USAGE),
        (ValidationQuestion(target="thalach"), ErrorCode.BAD_USAGE),
    ],
)
def test_a_question_that_does_not_fit_is_an_error_that_says_so(question, code):
    with pytest.raises(InputError) as refused:
        validate(heart(), heart_table(), question)
    assert refused.value.code is code


def test_a_table_with_no_usable_row_is_an_error_with_the_commonest_reason():
    cells = heart_rows(rows=40)
    cells["chol"] = ["5.4"] * 40
    with pytest.raises(InputError) as refused:
        validate(heart(), cohort_of(cells), NUM)
    assert refused.value.code is ErrorCode.NO_ROWS_LEFT
    assert "out_of_range" in str(refused.value.params["reason"])


def test_one_outcome_alone_gives_no_order_and_says_so():
    cells = heart_rows(rows=60)
    document = validate(heart(), cohort_of(cells | {"num": ["2"] * 60}), NUM)
    assert document.classification.figures.auc.value is None
    assert document.classification.roc.x == ()
    assert "validation.one_outcome" in codes(document)
    assert document.classification.figures.observed_over_expected.value > 1


def test_probabilities_that_are_too_low_here_are_warned_of():
    random = np.random.default_rng(3)
    cells = heart_rows(rows=300, older=-10, without=())
    cells["num"] = [str(int(value)) for value in random.random(300) < 0.9]
    found = validate(heart(), cohort_of(cells), NUM)
    assert "validation.predicts_too_little" in codes(found)
    assert "validation.too_extreme" in codes(found)


def test_figures_stand_by_site_sex_and_age_and_a_gap_is_warned_of():
    good, bad = heart_rows(rows=200, seed=1), heart_rows(rows=200, seed=2)
    random = np.random.default_rng(5)
    bad["num"] = random.permutation(bad["num"]).tolist()
    cells = {name: [*good[name], *bad[name]] for name in good}
    cells["centre"] = ["A"] * 200 + ["B"] * 200
    document = validate(heart(), cohort_of(cells), replace(NUM, site="centre"))
    axes = {axis.column: axis for axis in document.subgroups}
    assert set(axes) == {"centre", "sex", "age"}
    found = {group.group: group for group in axes["centre"].groups}
    p, sick = answers(good)
    assert found["A"].auc.value == pytest.approx(roc_auc_score(sick, p))
    assert found["A"].calibration_slope.value is not None
    assert {"auc"} <= {gap.figure for gap in axes["centre"].gaps if gap.warn}


def test_the_training_table_is_recognised_alone_and_as_one_of_several_sites():
    recipe = read_recipe("heart-disease-cleveland")
    source = read_source(recipe, shared_data("tables/uci-cleveland.zip").parent)
    question = replace(NUM, target="target")
    (first, *_) = validate(heart(), source, question).findings
    assert (first.code, first.severity) == ("validation.training_data", Severity.SEVERE)
    other = heart_rows(rows=50)
    other["target"] = other.pop("num")
    both = {name: [*source.columns[name], *other[name]] for name in source.names}
    both["site"] = ["Cleveland"] * source.rows + ["Elsewhere"] * 50
    (first, *_) = validate(heart(), cohort_of(both), replace(question, site="site")).findings
    assert (first.code, first.params["where"]) == ("validation.training_data_site", "Cleveland")


def test_of_any_other_table_it_is_said_that_it_cannot_be_known():
    assert "validation.cannot_know" in codes(elsewhere())
    assert not {"validation.training_data", "validation.training_data_site"} & codes(elsewhere())


def test_a_package_keeps_nothing_by_which_a_row_could_be_recognised():
    fields = set(type(heart().manifest).model_fields)
    assert not [name for name in fields if "sha" in name or "hash" in name]
    assert set(heart().manifest.training.model_dump()) == {
        "name", "licence", "citation", "patients", "population", "split",
    }  # fmt: skip


def test_a_package_of_the_user_is_tested_the_same_way(tmp_path):
    model = trained(tmp_path)
    document = validate(model, cohort_of(columns(rows=200, seed=9)), ValidationQuestion(bootstrap_draws=100))
    assert document.model.id == "made-up-illness"
    assert document.classification.at_threshold.threshold == model.manifest.threshold.value
    assert document.classification.figures.auc.value > 0.7
    assert {axis.column for axis in document.subgroups} == {"sex", "age"}


def test_the_same_question_gives_the_same_document_and_the_document_its_schema():
    again = validate(heart(), heart_table(), NUM)
    assert document_json(again) == document_json(elsewhere())
    path = resources_dir() / "schemas" / "external-validation-1.json"
    assert path.read_text(encoding="utf-8") == document_schema_text(ExternalValidation)
    assert ExternalValidation.model_validate_json(document_json(again)) == again
    assert json.loads(document_json(again))["schema_version"] == "1.0"


def test_a_file_with_semicolons_and_a_byte_order_mark_is_read_like_any_other(tmp_path):
    path = written(heart_rows(), tmp_path / "其他医院.csv")
    text = path.read_text(encoding="utf-8").replace(",", ";")
    path.write_text(text, encoding="utf-8-sig")
    assert validate(heart(), read_cohort(path), NUM).classification == elsewhere().classification


# survival


def harrell(time, event, hazard):
    """Concordant among comparable pairs, counted one by one."""
    right = pairs = 0.0
    for one in range(len(time)):
        for other in range(len(time)):
            if event[one] and (time[one] < time[other] or (time[one] == time[other] and not event[other])):
                pairs += 1
                right += (hazard[one] > hazard[other]) + 0.5 * (hazard[one] == hazard[other])
    return right / pairs


def alive(time, event, at):
    left = 1.0
    for moment in sorted({t for t, e in zip(time, event, strict=True) if e and t <= at}):
        died = sum(e and t == moment for t, e in zip(time, event, strict=True))
        left *= 1 - died / sum(t >= moment for t in time)
    return left


def test_survival_figures_are_those_counted_by_hand():
    cells = lung_rows()
    document = validate(lung(), cohort_of(cells), ValidationQuestion(bootstrap_draws=100))
    time = [float(cell) for cell in cells["time"]]
    event = [cell == "2" for cell in cells["status"]]
    s12 = lung().predict({name: cells[name] for name in ("age", "sex", "ph.ecog")})["s12m"]
    found = document.survival
    assert found.concordance.value == pytest.approx(harrell(time, event, [-one for one in s12]), abs=1e-9)
    assert found.concordance.low < found.concordance.value < found.concordance.high
    (six, twelve) = found.times
    expected = (1 - alive(time, event, twelve.time)) / (1 - np.mean(s12))
    assert twelve.observed_over_expected.value == pytest.approx(expected)
    assert six.bins[0].observed.value == pytest.approx(alive(time, event, six.time))
    assert [one.group for one in twelve.bins] == ["all", "lowest third", "middle third", "highest third"]
    assert {axis.column for axis in found.subgroups} == {"sex", "age"}
    assert document.classification is None


def test_follow_up_in_months_is_turned_into_days():
    cells = lung_rows()
    months = {**cells, "time": [repr(float(cell) / (365.25 / 12)) for cell in cells["time"]]}
    question = ValidationQuestion(bootstrap_draws=100)
    in_days = validate(lung(), cohort_of(cells), question).survival
    in_months = validate(lung(), cohort_of(months), replace(question, time_unit="mo")).survival
    assert in_months.concordance.value == pytest.approx(in_days.concordance.value)
    assert in_months.times[1].observed_over_expected.value == pytest.approx(
        in_days.times[1].observed_over_expected.value
    )


def test_times_that_are_none_are_refused_and_follow_up_that_ends_early_gives_no_level():
    cells = lung_rows()
    cells["time"] = ["0", "soon", "", "-3", *cells["time"][4:]]
    document = validate(lung(), cohort_of(cells), ValidationQuestion(bootstrap_draws=100))
    assert [row.code.rpartition(".")[2] for row in document.table.refused] == [
        "out_of_range", "not_a_number", "required_missing", "out_of_range",
    ]  # fmt: skip
    short = {**lung_rows(), "time": [str(min(300, int(cell))) for cell in lung_rows()["time"]]}
    short["status"] = [
        "1" if time == "300" else s for time, s in zip(short["time"], short["status"], strict=True)
    ]
    part = validate(lung(), cohort_of(short), ValidationQuestion(bootstrap_draws=100)).survival
    assert part.times[0].observed_over_expected.value is not None
    assert part.times[1].observed_over_expected.value is None
    assert part.times[1].bins[0].observed.value is None
