"""Qt models over the tuples of the case."""
