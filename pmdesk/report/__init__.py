"""The case as a document: versioned JSON and a printable report."""
