"""The models that can be applied to a whole table of patients."""

from pmdesk.risk.compute_table import (
    TableModel,
    compute_table,
    limits_text,
    required_columns,
    result_columns,
    unverified_words,
)
from pmdesk.risk.equations import BROCK, MAYO
from pmdesk.risk.equations.ada_diagnosis import ADA_DIAGNOSIS
from pmdesk.risk.equations.bcrat import BCRAT
from pmdesk.risk.equations.blood_pressure import BP_CATEGORY_2017
from pmdesk.risk.equations.diabetes_scores import ADA_RISK_TEST, FINDRISC
from pmdesk.risk.equations.followup_columns import FLEISCHNER_COLUMNS, LUNG_RADS_COLUMNS
from pmdesk.risk.equations.framingham import FRAMINGHAM_2008
from pmdesk.risk.equations.glucose import A1C_UNITS, CGM
from pmdesk.risk.equations.herder import HERDER
from pmdesk.risk.equations.lung_tnm import TNM8, TNM9, TNM_T_BY_SIZE
from pmdesk.risk.equations.mifflin import MIFFLIN
from pmdesk.risk.equations.nodule_growth import VDT
from pmdesk.risk.equations.nodule_pathways import BTS_2015, NELSON
from pmdesk.risk.equations.nottingham import NOTTINGHAM
from pmdesk.risk.equations.plcom2012 import PLCOM2012
from pmdesk.risk.equations.pooled_cohort import PCE_2013
from pmdesk.risk.equations.predict_breast import PREDICT_BREAST_3
from pmdesk.risk.equations.prevent import PREVENT_BASE, PREVENT_FULL, PREVENT_HBA1C, PREVENT_UACR
from pmdesk.risk.equations.questionnaires import GAD_7, PHQ_9, WHO_5
from pmdesk.risk.equations.recist import RECIST_11
from pmdesk.risk.equations.score2 import SCORE2
from pmdesk.risk.equations.sphere import SPHERE_VOLUME
from pmdesk.risk.equations.ukpds import UKPDS_56
from pmdesk.risk.equations.uspstf import USPSTF_2021
from pmdesk.risk.equations.va_gould import VA_GOULD

COLUMN_MODELS: tuple[TableModel, ...] = (
    BROCK,
    MAYO,
    HERDER,
    VA_GOULD,
    LUNG_RADS_COLUMNS,
    FLEISCHNER_COLUMNS,
    BTS_2015,
    NELSON,
    VDT,
    USPSTF_2021,
    PLCOM2012,
    TNM8,
    TNM9,
    TNM_T_BY_SIZE,
    PREVENT_BASE,
    PREVENT_HBA1C,
    PREVENT_UACR,
    PREVENT_FULL,
    PCE_2013,
    SCORE2,
    FRAMINGHAM_2008,
    BP_CATEGORY_2017,
    FINDRISC,
    ADA_RISK_TEST,
    ADA_DIAGNOSIS,
    CGM,
    A1C_UNITS,
    UKPDS_56,
    MIFFLIN,
    BCRAT,
    PREDICT_BREAST_3,
    NOTTINGHAM,
    RECIST_11,
    SPHERE_VOLUME,
    PHQ_9,
    GAD_7,
    WHO_5,
)
"""In the order in which they are listed; one line a model."""


def column_model(model_id: str) -> TableModel | None:
    """The model with this id; None when there is none."""
    return next((model for model in COLUMN_MODELS if model.id == model_id), None)


__all__ = [
    "COLUMN_MODELS",
    "TableModel",
    "column_model",
    "compute_table",
    "limits_text",
    "required_columns",
    "result_columns",
    "unverified_words",
]
