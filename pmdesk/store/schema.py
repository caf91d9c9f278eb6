"""The tables as they are now; `migrations` brings older files to this.

Entries of a patient lie together on disk (primary key patient, position; no row id), so that opening one patient of
a hundred thousand reads a few pages. Dates and times are ISO texts. What has no column of its own stands in
``details`` as JSON, so that a field added to a core type is kept from the first day.
"""

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text

metadata = MetaData()

patients = Table(
    "patients",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("birth_date", Text),
    Column("sex", Text),
    Column("details", Text),
    Column("revision", Integer, nullable=False),
    Column("changed_at", Text, nullable=False),
    sqlite_autoincrement=True,
)

search_keys = Table(
    "search_keys",
    metadata,
    Column("key", Text, primary_key=True),
    Column("patient_id", Integer, ForeignKey("patients.id"), primary_key=True),
    Index("search_keys_of_patient", "patient_id"),
    sqlite_with_rowid=False,
)


def _entries(name: str, *columns: Column[object]) -> Table:
    return Table(
        name,
        metadata,
        Column("patient_id", Integer, ForeignKey("patients.id"), primary_key=True),
        Column("position", Integer, primary_key=True),
        Column("entry_id", Text, nullable=False),
        *columns,
        Column("details", Text),
        sqlite_with_rowid=False,
    )


def _texts(names: str) -> list[Column[object]]:
    return [Column(name, Text) for name in names.split()]


observations = _entries(
    "observations", *_texts("system code display"), Column("value", Float), *_texts("text unit taken_on")
)
conditions = _entries("conditions", *_texts("system code display clinical_status onset"))
drugs = _entries("drugs", *_texts("system code display dose started stopped"))
procedures = _entries("procedures", *_texts("system code display performed"))
family_history = _entries("family_history", *_texts("relation system code display"))
allergies = _entries("allergies", *_texts("system code display"))
encounters = _entries("encounters", *_texts("system code display class_code started ended"))
diagnostic_reports = _entries("diagnostic_reports", *_texts("system code display issued"))
stated_inputs = _entries("stated_inputs", *_texts("unit stated_on"))

studies = _entries("studies", *_texts("study_uid modality study_date description"))
pathology = _entries("pathology", *_texts("system code display specimen taken_on"))
genome_summaries = _entries(
    "genome_summaries", *_texts("path sha256 build sample"), Column("variant_count", Integer)
)
scores = _entries("scores", *_texts("computed_at model_id model_version state"), Column("probability", Float))
options = _entries("options", *_texts("computed_at rule_id knowledge_version kind"))
reports = _entries("reports", *_texts("path sha256 created_at signed_by"))
questionnaires = _entries("questionnaires", *_texts("instrument answered_on"), Column("score", Float))
follow_ups = _entries("follow_ups", *_texts("what due_on done_on"))

findings = Table(
    "findings",
    metadata,
    Column("patient_id", Integer, ForeignKey("patients.id"), primary_key=True),
    Column("series_uid", Text, primary_key=True),
    Column("finding_id", Text, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("status", Text, nullable=False),
    Column("document", LargeBinary, nullable=False),
    Column("shown", Integer, nullable=False, server_default="1"),
    sqlite_with_rowid=False,
)

analyses = Table(
    "analyses",
    metadata,
    Column("patient_id", Integer, ForeignKey("patients.id"), primary_key=True),
    Column("series_uid", Text, primary_key=True),
    Column("state", Text, nullable=False),
    *_texts("model_id model_version model_sha256 device analysed_at"),
    Column("threshold", Float),
    Column("document", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

measurements = Table(
    "measurements",
    metadata,
    Column("patient_id", Integer, ForeignKey("patients.id"), primary_key=True),
    Column("series_uid", Text, primary_key=True),
    Column("finding_id", Text, primary_key=True),
    Column("quantity", Text, primary_key=True),
    Column("value", Float, nullable=False),
    Column("unit", Text, nullable=False),
    sqlite_with_rowid=False,
)

reviews = Table(
    "reviews",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("patient_id", Integer, ForeignKey("patients.id"), nullable=False),
    Column("series_uid", Text, nullable=False),
    Column("finding_id", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("withdrawn", Integer, nullable=False),
    Column("document", LargeBinary, nullable=False),
    Index("reviews_of_series", "patient_id", "series_uid"),
)

users = Table(
    "users",
    metadata,
    Column("name", Text, primary_key=True),
    Column("role", Text, nullable=False),
    Column("password_hash", Text, nullable=False),
    sqlite_with_rowid=False,
)

audit = Table(
    "audit",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("details", Text, nullable=False),
    Column("previous", Text, nullable=False),
    Column("hash", Text, nullable=False),
    sqlite_autoincrement=True,
)
