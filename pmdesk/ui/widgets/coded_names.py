"""Names that records and variant files write in English, as a Chinese reader says them.

A name is looked up as the whole of it is written, never by a part and never by its code alone: a code may be broader
than the words beside it, and what the source says is not made less exact. Whatever is not listed stays as it stands;
tooltips show the source's own words with the code.
"""

import re
from collections.abc import Callable
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication

_SEMANTIC_TAG = re.compile(
    r" \((disorder|finding|procedure|situation|morphologic abnormality|substance|product)\)$"
)
"""What SNOMED CT's fully specified names have behind the name itself."""


def local_name(stated: str) -> str:
    """The name in the language of the screen; ``stated`` itself in English and for any name that is not listed."""
    folded = stated.strip().casefold()
    found = _NAMES.get(folded) or _NAMES.get(_SEMANTIC_TAG.sub("", folded))
    if found is None:
        return stated
    source, translated = found
    words = translated()
    return stated if words == source else words


_NAMES: MappingProxyType[str, tuple[str, Callable[[], str]]] = MappingProxyType(
    {
        "malignant neoplasm of breast": (
            "Malignant neoplasm of breast",
            lambda: QCoreApplication.translate("CodedNames", "Malignant neoplasm of breast"),
        ),
        "malignant neoplasm of bronchus or lung": (
            "Malignant neoplasm of bronchus or lung",
            lambda: QCoreApplication.translate("CodedNames", "Malignant neoplasm of bronchus or lung"),
        ),
        "malignant neoplasm of ovary": (
            "Malignant neoplasm of ovary",
            lambda: QCoreApplication.translate("CodedNames", "Malignant neoplasm of ovary"),
        ),
        "malignant neoplasm of colon": (
            "Malignant neoplasm of colon",
            lambda: QCoreApplication.translate("CodedNames", "Malignant neoplasm of colon"),
        ),
        "malignant neoplasm of prostate": (
            "Malignant neoplasm of prostate",
            lambda: QCoreApplication.translate("CodedNames", "Malignant neoplasm of prostate"),
        ),
        "malignant neoplasm of stomach": (
            "Malignant neoplasm of stomach",
            lambda: QCoreApplication.translate("CodedNames", "Malignant neoplasm of stomach"),
        ),
        "malignant neoplasm of pancreas": (
            "Malignant neoplasm of pancreas",
            lambda: QCoreApplication.translate("CodedNames", "Malignant neoplasm of pancreas"),
        ),
        "malignant neoplasm of rectum": (
            "Malignant neoplasm of rectum",
            lambda: QCoreApplication.translate("CodedNames", "Malignant neoplasm of rectum"),
        ),
        "type 2 diabetes mellitus": (
            "Type 2 diabetes mellitus",
            lambda: QCoreApplication.translate("CodedNames", "Type 2 diabetes mellitus"),
        ),
        "type 1 diabetes mellitus": (
            "Type 1 diabetes mellitus",
            lambda: QCoreApplication.translate("CodedNames", "Type 1 diabetes mellitus"),
        ),
        "prediabetes": ("Prediabetes", lambda: QCoreApplication.translate("CodedNames", "Prediabetes")),
        "asthma": ("Asthma", lambda: QCoreApplication.translate("CodedNames", "Asthma")),
        "pulmonary emphysema": (
            "Pulmonary emphysema",
            lambda: QCoreApplication.translate("CodedNames", "Pulmonary emphysema"),
        ),
        "chronic obstructive lung disease": (
            "Chronic obstructive lung disease",
            lambda: QCoreApplication.translate("CodedNames", "Chronic obstructive lung disease"),
        ),
        "pneumonia, unspecified organism": (
            "Pneumonia, unspecified organism",
            lambda: QCoreApplication.translate("CodedNames", "Pneumonia, unspecified organism"),
        ),
        "acute appendicitis": (
            "Acute appendicitis",
            lambda: QCoreApplication.translate("CodedNames", "Acute appendicitis"),
        ),
        "hypertensive disorder": (
            "Hypertensive disorder",
            lambda: QCoreApplication.translate("CodedNames", "Hypertensive disorder"),
        ),
        "hyperlipidemia": (
            "Hyperlipidemia",
            lambda: QCoreApplication.translate("CodedNames", "Hyperlipidemia"),
        ),
        "coronary arteriosclerosis": (
            "Coronary arteriosclerosis",
            lambda: QCoreApplication.translate("CodedNames", "Coronary arteriosclerosis"),
        ),
        "myocardial infarction": (
            "Myocardial infarction",
            lambda: QCoreApplication.translate("CodedNames", "Myocardial infarction"),
        ),
        "atrial fibrillation": (
            "Atrial fibrillation",
            lambda: QCoreApplication.translate("CodedNames", "Atrial fibrillation"),
        ),
        "stroke": ("Stroke", lambda: QCoreApplication.translate("CodedNames", "Stroke")),
        "chronic kidney disease": (
            "Chronic kidney disease",
            lambda: QCoreApplication.translate("CodedNames", "Chronic kidney disease"),
        ),
        "allergy to penicillin": (
            "Allergy to penicillin",
            lambda: QCoreApplication.translate("CodedNames", "Allergy to penicillin"),
        ),
        "iodinated contrast medium": (
            "Iodinated contrast medium",
            lambda: QCoreApplication.translate("CodedNames", "Iodinated contrast medium"),
        ),
        "urticaria": ("Urticaria", lambda: QCoreApplication.translate("CodedNames", "Urticaria")),
        "bronchospasm": ("Bronchospasm", lambda: QCoreApplication.translate("CodedNames", "Bronchospasm")),
        "anaphylaxis": ("Anaphylaxis", lambda: QCoreApplication.translate("CodedNames", "Anaphylaxis")),
        "appendectomy": ("Appendectomy", lambda: QCoreApplication.translate("CodedNames", "Appendectomy")),
        "lumpectomy of breast": (
            "Lumpectomy of breast",
            lambda: QCoreApplication.translate("CodedNames", "Lumpectomy of breast"),
        ),
        "radiotherapy of the breast, 15 fractions": (
            "Radiotherapy of the breast, 15 fractions",
            lambda: QCoreApplication.translate("CodedNames", "Radiotherapy of the breast, 15 fractions"),
        ),
        "percutaneous coronary intervention": (
            "Percutaneous coronary intervention",
            lambda: QCoreApplication.translate("CodedNames", "Percutaneous coronary intervention"),
        ),
        "colonoscopy": ("Colonoscopy", lambda: QCoreApplication.translate("CodedNames", "Colonoscopy")),
        "plain chest x-ray": (
            "Plain chest X-ray",
            lambda: QCoreApplication.translate("CodedNames", "Plain chest X-ray"),
        ),
        "chest x-ray": ("Chest X-ray", lambda: QCoreApplication.translate("CodedNames", "Chest X-ray")),
        "coronary angiography": (
            "Coronary angiography",
            lambda: QCoreApplication.translate("CodedNames", "Coronary angiography"),
        ),
        "spirometry": ("Spirometry", lambda: QCoreApplication.translate("CodedNames", "Spirometry")),
        "breast pathology": (
            "Breast pathology",
            lambda: QCoreApplication.translate("CodedNames", "Breast pathology"),
        ),
        "lipid panel": ("Lipid Panel", lambda: QCoreApplication.translate("CodedNames", "Lipid Panel")),
        "genetic analysis report": (
            "Genetic analysis report",
            lambda: QCoreApplication.translate("CodedNames", "Genetic analysis report"),
        ),
        "encounter for check up (procedure)": (
            "Encounter for check up (procedure)",
            lambda: QCoreApplication.translate("CodedNames", "Encounter for check up (procedure)"),
        ),
        "emergency room admission (procedure)": (
            "Emergency room admission (procedure)",
            lambda: QCoreApplication.translate("CodedNames", "Emergency room admission (procedure)"),
        ),
        "hospital stay": ("Hospital stay", lambda: QCoreApplication.translate("CodedNames", "Hospital stay")),
        "oncology follow-up": (
            "Oncology follow-up",
            lambda: QCoreApplication.translate("CodedNames", "Oncology follow-up"),
        ),
        "cardiology follow-up": (
            "Cardiology follow-up",
            lambda: QCoreApplication.translate("CodedNames", "Cardiology follow-up"),
        ),
        "breast clinic": ("Breast clinic", lambda: QCoreApplication.translate("CodedNames", "Breast clinic")),
        "raised blood pressure": (
            "Raised blood pressure",
            lambda: QCoreApplication.translate("CodedNames", "Raised blood pressure"),
        ),
        "lump in the left breast": (
            "Lump in the left breast",
            lambda: QCoreApplication.translate("CodedNames", "Lump in the left breast"),
        ),
        "breast-conserving surgery": (
            "Breast-conserving surgery",
            lambda: QCoreApplication.translate("CodedNames", "Breast-conserving surgery"),
        ),
        "follow-up after breast cancer": (
            "Follow-up after breast cancer",
            lambda: QCoreApplication.translate("CodedNames", "Follow-up after breast cancer"),
        ),
        "fever and cough": (
            "Fever and cough",
            lambda: QCoreApplication.translate("CodedNames", "Fever and cough"),
        ),
        "pneumonia": ("Pneumonia", lambda: QCoreApplication.translate("CodedNames", "Pneumonia")),
        "blood pressure and lipids": (
            "Blood pressure and lipids",
            lambda: QCoreApplication.translate("CodedNames", "Blood pressure and lipids"),
        ),
        "yearly check": ("Yearly check", lambda: QCoreApplication.translate("CodedNames", "Yearly check")),
        "chest pain": ("Chest pain", lambda: QCoreApplication.translate("CodedNames", "Chest pain")),
        "acute coronary syndrome": (
            "Acute coronary syndrome",
            lambda: QCoreApplication.translate("CodedNames", "Acute coronary syndrome"),
        ),
        "after coronary intervention": (
            "After coronary intervention",
            lambda: QCoreApplication.translate("CodedNames", "After coronary intervention"),
        ),
        "amlodipine": ("Amlodipine", lambda: QCoreApplication.translate("CodedNames", "Amlodipine")),
        "aspirin": ("Aspirin", lambda: QCoreApplication.translate("CodedNames", "Aspirin")),
        "clopidogrel": ("Clopidogrel", lambda: QCoreApplication.translate("CodedNames", "Clopidogrel")),
        "levofloxacin": ("Levofloxacin", lambda: QCoreApplication.translate("CodedNames", "Levofloxacin")),
        "simvastatin": ("Simvastatin", lambda: QCoreApplication.translate("CodedNames", "Simvastatin")),
        "atorvastatin": ("Atorvastatin", lambda: QCoreApplication.translate("CodedNames", "Atorvastatin")),
        "rosuvastatin": ("Rosuvastatin", lambda: QCoreApplication.translate("CodedNames", "Rosuvastatin")),
        "metformin": ("Metformin", lambda: QCoreApplication.translate("CodedNames", "Metformin")),
        "tamoxifen": ("Tamoxifen", lambda: QCoreApplication.translate("CodedNames", "Tamoxifen")),
        "letrozole": ("Letrozole", lambda: QCoreApplication.translate("CodedNames", "Letrozole")),
        "tiotropium": ("Tiotropium", lambda: QCoreApplication.translate("CodedNames", "Tiotropium")),
        "valsartan": ("Valsartan", lambda: QCoreApplication.translate("CodedNames", "Valsartan")),
        "varenicline": ("Varenicline", lambda: QCoreApplication.translate("CodedNames", "Varenicline")),
        "warfarin": ("Warfarin", lambda: QCoreApplication.translate("CodedNames", "Warfarin")),
        "insulin": ("Insulin", lambda: QCoreApplication.translate("CodedNames", "Insulin")),
        "gefitinib": ("Gefitinib", lambda: QCoreApplication.translate("CodedNames", "Gefitinib")),
        "osimertinib": ("Osimertinib", lambda: QCoreApplication.translate("CodedNames", "Osimertinib")),
        "tobacco smoking status nhis": (
            "Tobacco smoking status NHIS",
            lambda: QCoreApplication.translate("CodedNames", "Tobacco smoking status NHIS"),
        ),
        "tobacco smoking status": (
            "Tobacco smoking status",
            lambda: QCoreApplication.translate("CodedNames", "Tobacco smoking status"),
        ),
        "history of alcohol use": (
            "History of Alcohol use",
            lambda: QCoreApplication.translate("CodedNames", "History of Alcohol use"),
        ),
        "history of occupation": (
            "History of Occupation",
            lambda: QCoreApplication.translate("CodedNames", "History of Occupation"),
        ),
        "brisk walking, days a week": (
            "Brisk walking, days a week",
            lambda: QCoreApplication.translate("CodedNames", "Brisk walking, days a week"),
        ),
        "current every day smoker": (
            "Current every day smoker",
            lambda: QCoreApplication.translate("CodedNames", "Current every day smoker"),
        ),
        "former smoker": ("Former smoker", lambda: QCoreApplication.translate("CodedNames", "Former smoker")),
        "never smoker": ("Never smoker", lambda: QCoreApplication.translate("CodedNames", "Never smoker")),
        "systolic blood pressure": (
            "Systolic blood pressure",
            lambda: QCoreApplication.translate("CodedNames", "Systolic blood pressure"),
        ),
        "diastolic blood pressure": (
            "Diastolic blood pressure",
            lambda: QCoreApplication.translate("CodedNames", "Diastolic blood pressure"),
        ),
        "body weight": ("Body weight", lambda: QCoreApplication.translate("CodedNames", "Body weight")),
        "body height": ("Body height", lambda: QCoreApplication.translate("CodedNames", "Body height")),
        "body mass index": (
            "Body mass index",
            lambda: QCoreApplication.translate("CodedNames", "Body mass index"),
        ),
        "waist circumference": (
            "Waist circumference",
            lambda: QCoreApplication.translate("CodedNames", "Waist circumference"),
        ),
        "cholesterol [mass/volume] in serum or plasma": (
            "Cholesterol [Mass/volume] in Serum or Plasma",
            lambda: QCoreApplication.translate("CodedNames", "Cholesterol [Mass/volume] in Serum or Plasma"),
        ),
        "cholesterol in hdl [mass/volume] in serum or plasma": (
            "Cholesterol in HDL [Mass/volume] in Serum or Plasma",
            lambda: QCoreApplication.translate(
                "CodedNames", "Cholesterol in HDL [Mass/volume] in Serum or Plasma"
            ),
        ),
        "cholesterol in hdl [moles/volume] in serum or plasma": (
            "Cholesterol in HDL [Moles/volume] in Serum or Plasma",
            lambda: QCoreApplication.translate(
                "CodedNames", "Cholesterol in HDL [Moles/volume] in Serum or Plasma"
            ),
        ),
        "cholesterol in ldl [mass/volume] in serum or plasma": (
            "Cholesterol in LDL [Mass/volume] in Serum or Plasma",
            lambda: QCoreApplication.translate(
                "CodedNames", "Cholesterol in LDL [Mass/volume] in Serum or Plasma"
            ),
        ),
        "cholesterol in ldl [moles/volume] in serum or plasma": (
            "Cholesterol in LDL [Moles/volume] in Serum or Plasma",
            lambda: QCoreApplication.translate(
                "CodedNames", "Cholesterol in LDL [Moles/volume] in Serum or Plasma"
            ),
        ),
        "triglyceride [mass/volume] in serum or plasma": (
            "Triglyceride [Mass/volume] in Serum or Plasma",
            lambda: QCoreApplication.translate("CodedNames", "Triglyceride [Mass/volume] in Serum or Plasma"),
        ),
        "fasting glucose [mass/volume] in serum or plasma": (
            "Fasting glucose [Mass/volume] in Serum or Plasma",
            lambda: QCoreApplication.translate(
                "CodedNames", "Fasting glucose [Mass/volume] in Serum or Plasma"
            ),
        ),
        "hemoglobin a1c/hemoglobin.total in blood": (
            "Hemoglobin A1c/Hemoglobin.total in Blood",
            lambda: QCoreApplication.translate("CodedNames", "Hemoglobin A1c/Hemoglobin.total in Blood"),
        ),
        "creatinine [mass/volume] in serum or plasma": (
            "Creatinine [Mass/volume] in Serum or Plasma",
            lambda: QCoreApplication.translate("CodedNames", "Creatinine [Mass/volume] in Serum or Plasma"),
        ),
        "glomerular filtration rate/1.73 sq m.predicted": (
            "Glomerular filtration rate/1.73 sq M.predicted",
            lambda: QCoreApplication.translate(
                "CodedNames", "Glomerular filtration rate/1.73 sq M.predicted"
            ),
        ),
        "albumin/creatinine [mass ratio] in urine": (
            "Albumin/Creatinine [Mass Ratio] in Urine",
            lambda: QCoreApplication.translate("CodedNames", "Albumin/Creatinine [Mass Ratio] in Urine"),
        ),
        "alanine aminotransferase [enzymatic activity/volume] in serum or plasma": (
            "Alanine aminotransferase [Enzymatic activity/volume] in Serum or Plasma",
            lambda: QCoreApplication.translate(
                "CodedNames", "Alanine aminotransferase [Enzymatic activity/volume] in Serum or Plasma"
            ),
        ),
        "hemoglobin [mass/volume] in blood": (
            "Hemoglobin [Mass/volume] in Blood",
            lambda: QCoreApplication.translate("CodedNames", "Hemoglobin [Mass/volume] in Blood"),
        ),
        "leukocytes [#/volume] in blood by automated count": (
            "Leukocytes [#/volume] in Blood by Automated count",
            lambda: QCoreApplication.translate(
                "CodedNames", "Leukocytes [#/volume] in Blood by Automated count"
            ),
        ),
        "platelets [#/volume] in blood by automated count": (
            "Platelets [#/volume] in Blood by Automated count",
            lambda: QCoreApplication.translate(
                "CodedNames", "Platelets [#/volume] in Blood by Automated count"
            ),
        ),
        "c reactive protein [mass/volume] in serum or plasma": (
            "C reactive protein [Mass/volume] in Serum or Plasma",
            lambda: QCoreApplication.translate(
                "CodedNames", "C reactive protein [Mass/volume] in Serum or Plasma"
            ),
        ),
        "carcinoembryonic ag [mass/volume] in serum or plasma": (
            "Carcinoembryonic Ag [Mass/volume] in Serum or Plasma",
            lambda: QCoreApplication.translate(
                "CodedNames", "Carcinoembryonic Ag [Mass/volume] in Serum or Plasma"
            ),
        ),
        "fev1": ("FEV1", lambda: QCoreApplication.translate("CodedNames", "FEV1")),
        "fev1/fvc": ("FEV1/FVC", lambda: QCoreApplication.translate("CodedNames", "FEV1/FVC")),
        "missense variant": (
            "Missense variant",
            lambda: QCoreApplication.translate("CodedNames", "Missense variant"),
        ),
        "synonymous variant": (
            "Synonymous variant",
            lambda: QCoreApplication.translate("CodedNames", "Synonymous variant"),
        ),
        "intron variant": (
            "Intron variant",
            lambda: QCoreApplication.translate("CodedNames", "Intron variant"),
        ),
        "splice donor variant": (
            "Splice donor variant",
            lambda: QCoreApplication.translate("CodedNames", "Splice donor variant"),
        ),
        "splice acceptor variant": (
            "Splice acceptor variant",
            lambda: QCoreApplication.translate("CodedNames", "Splice acceptor variant"),
        ),
        "splice region variant": (
            "Splice region variant",
            lambda: QCoreApplication.translate("CodedNames", "Splice region variant"),
        ),
        "frameshift variant": (
            "Frameshift variant",
            lambda: QCoreApplication.translate("CodedNames", "Frameshift variant"),
        ),
        "stop gained": ("Stop gained", lambda: QCoreApplication.translate("CodedNames", "Stop gained")),
        "inframe deletion": (
            "Inframe deletion",
            lambda: QCoreApplication.translate("CodedNames", "Inframe deletion"),
        ),
        "inframe insertion": (
            "Inframe insertion",
            lambda: QCoreApplication.translate("CodedNames", "Inframe insertion"),
        ),
        "upstream gene variant": (
            "Upstream gene variant",
            lambda: QCoreApplication.translate("CodedNames", "Upstream gene variant"),
        ),
        "downstream gene variant": (
            "Downstream gene variant",
            lambda: QCoreApplication.translate("CodedNames", "Downstream gene variant"),
        ),
        "5 prime utr variant": (
            "5 prime UTR variant",
            lambda: QCoreApplication.translate("CodedNames", "5 prime UTR variant"),
        ),
        "3 prime utr variant": (
            "3 prime UTR variant",
            lambda: QCoreApplication.translate("CodedNames", "3 prime UTR variant"),
        ),
        "gene fusion": ("Gene fusion", lambda: QCoreApplication.translate("CodedNames", "Gene fusion")),
        "synthetic": ("Synthetic", lambda: QCoreApplication.translate("CodedNames", "Synthetic")),
        "invasive carcinoma of no special type, er+ pr+ her2-": (
            "invasive carcinoma of no special type, ER+ PR+ HER2-",
            lambda: QCoreApplication.translate(
                "CodedNames", "invasive carcinoma of no special type, ER+ PR+ HER2-"
            ),
        ),
    }
)
