"""One module a verb: what a user decides, with its way back."""
