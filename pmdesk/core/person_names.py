"""Names of persons as headers and records state them, for reading."""


def person_name(stated: str) -> str:
    """``Wang XiaoDong (王小东)`` for the DICOM person name ``Wang^XiaoDong=王^小东``; other text as it is."""
    groups = [group.replace("^", " ").strip() for group in stated.split("=")]
    name = groups[0]
    ideographic = groups[1].replace(" ", "") if len(groups) > 1 else ""
    return f"{name} ({ideographic})" if name and ideographic else name or ideographic
