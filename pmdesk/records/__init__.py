"""The patient's record: files, FHIR, editing, matching with images, timeline, facts for the risk models."""
