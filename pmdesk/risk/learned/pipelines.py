"""The one shape of all pipelines: what is not known imputed, numbers scaled, categories encoded, then an estimator.

Only scikit-learn's own classes, so that a package can be saved without pickle and read without code of ours.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pmdesk.risk.learned.columns import Algorithm, ColumnKind, DataDictionary
from pmdesk.risk.learned.settings import MissingCategory, TrainingSettings

if TYPE_CHECKING:
    from sklearn.pipeline import Pipeline

MISSING_LEVEL = "missing"
MAXIMUM_LEVELS = 30
"""Rarer levels of a category beyond these share one column."""

PREPARE = "prepare"
MODEL = "model"

MAXIMUM_SVM_ROWS = 10_000
"""Training time of an SVM grows with the square of the rows."""
SMALL_TABLE_ROWS = 20_000

Parameters = Mapping[str, str | int | float | bool]


def build_pipeline(
    dictionary: DataDictionary, algorithm: Algorithm, settings: TrainingSettings, rows: int
) -> "Pipeline":
    """An unfitted pipeline with the steps ``prepare`` (ColumnTransformer) and ``model``.

    Parameters
    ----------
    rows
        Size of the table, by which solvers are chosen.

    Returns
    -------
    sklearn.pipeline.Pipeline
        Takes frames as `pmdesk.risk.learned.cleaning.clean_inputs` makes them.
    """
    from sklearn.compose import ColumnTransformer
    from sklearn.impute import SimpleImputer
    from sklearn.pipeline import Pipeline
    from sklearn.preprocessing import OneHotEncoder, StandardScaler

    names = {
        kind: [column.name for column in dictionary.columns if column.kind is kind] for kind in ColumnKind
    }
    number = Pipeline(
        [
            (
                "impute",
                SimpleImputer(
                    strategy="median", add_indicator=settings.missing_indicator, keep_empty_features=True
                ),
            ),
            ("scale", StandardScaler()),
        ]
    )
    flag = SimpleImputer(strategy="most_frequent", keep_empty_features=True)
    level = settings.missing_category is MissingCategory.LEVEL
    category = Pipeline(
        [
            (
                "impute",
                SimpleImputer(
                    strategy="constant" if level else "most_frequent",
                    fill_value=MISSING_LEVEL,
                    keep_empty_features=True,
                ),
            ),
            (
                "encode",
                OneHotEncoder(
                    handle_unknown="infrequent_if_exist", max_categories=MAXIMUM_LEVELS, sparse_output=False
                ),
            ),
        ]
    )
    parts = {ColumnKind.NUMBER: number, ColumnKind.FLAG: flag, ColumnKind.CATEGORY: category}
    prepare = ColumnTransformer(
        [(kind.value, part, names[kind]) for kind, part in parts.items() if names[kind]],
        verbose_feature_names_out=True,
        sparse_threshold=0.0,
    )
    return Pipeline([(PREPARE, prepare), (MODEL, _estimator(algorithm, settings, rows))])


def _estimator(algorithm: Algorithm, settings: TrainingSettings, rows: int) -> Any:
    weight = "balanced" if settings.balanced else None
    seed = settings.seed
    if algorithm is Algorithm.LOGISTIC:
        from sklearn.linear_model import LogisticRegression

        return LogisticRegression(max_iter=2000, class_weight=weight)
    if algorithm is Algorithm.SVM:
        from sklearn.svm import SVC

        return SVC(class_weight=weight, random_state=seed, cache_size=500)
    if algorithm is Algorithm.TREE:
        from sklearn.tree import DecisionTreeClassifier

        return DecisionTreeClassifier(class_weight=weight, random_state=seed)
    if algorithm is Algorithm.FOREST:
        from sklearn.ensemble import RandomForestClassifier

        return RandomForestClassifier(n_estimators=200, class_weight=weight, random_state=seed, n_jobs=1)
    if algorithm is Algorithm.BOOSTING:
        from sklearn.ensemble import HistGradientBoostingClassifier

        return HistGradientBoostingClassifier(
            early_stopping=False, l2_regularization=1.0, class_weight=weight, random_state=seed
        )
    from sklearn.neural_network import MLPClassifier

    small = rows <= SMALL_TABLE_ROWS
    return MLPClassifier(
        solver="lbfgs" if small else "adam", max_iter=500 if small else 60, random_state=seed
    )


_GRIDS: Mapping[Algorithm, Sequence[Mapping[str, Sequence[str | int | float]]]] = {
    Algorithm.LOGISTIC: [{"C": [0.1, 0.01, 1.0, 10.0]}],
    Algorithm.SVM: [{"kernel": ["linear"], "C": [0.01, 0.1]}, {"kernel": ["rbf"], "C": [1.0, 0.1, 10.0]}],
    Algorithm.TREE: [{"max_depth": [3, 2, 5], "min_samples_leaf": [20, 5]}],
    Algorithm.FOREST: [{"min_samples_leaf": [5, 15], "max_features": ["sqrt", 0.5]}],
    Algorithm.BOOSTING: [{"learning_rate": [0.05], "max_iter": [60, 150], "max_leaf_nodes": [4, 12]}],
    Algorithm.MLP: [{"hidden_layer_sizes": [8, 24], "alpha": [1.0, 10.0]}],
}


def grid(algorithm: Algorithm, *, tune: bool = True) -> tuple[dict[str, str | int | float], ...]:
    """Settings to try, without the step's prefix; the first is the one without a search."""
    from sklearn.model_selection import ParameterGrid

    tried = [dict(point) for part in _GRIDS[algorithm] for point in ParameterGrid(dict(part))]
    return tuple(tried if tune else tried[:1])


def with_parameters(pipeline: "Pipeline", parameters: Parameters) -> "Pipeline":
    """A fresh, unfitted copy with parameters of the model step."""
    from sklearn.base import clone

    return clone(pipeline).set_params(**{f"{MODEL}__{name}": value for name, value in parameters.items()})


def feature_origins(pipeline: "Pipeline") -> tuple[str, ...]:
    """For each feature that the model step of a fitted pipeline sees, the column it was made from."""
    prepare = pipeline.named_steps[PREPARE]
    origins: list[str] = []
    for kind, part, columns in prepare.transformers_:
        if kind == "remainder":
            continue
        columns = list(columns)
        if kind == ColumnKind.CATEGORY.value:
            encoder = part.named_steps["encode"]
            rare = getattr(encoder, "infrequent_categories_", [None] * len(columns))
            for column, levels, shared in zip(columns, encoder.categories_, rare, strict=True):
                folded = 0 if shared is None else len(shared) - 1
                origins += [column] * (len(levels) - folded)
            continue
        origins += columns
        if kind == ColumnKind.NUMBER.value and part.named_steps["impute"].add_indicator:
            origins += [columns[place] for place in part.named_steps["impute"].indicator_.features_]
    return tuple(origins)
