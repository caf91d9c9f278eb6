"""The encrypted store: patients, studies, findings and what was concluded, with users and an audit log."""
