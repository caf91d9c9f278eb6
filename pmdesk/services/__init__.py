"""Use cases: the case, the selection, links, jobs, operations and the whole analysis. No Qt."""
