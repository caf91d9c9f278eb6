"""Published risk scores and follow-up rules, applied to what is known and saying what is not."""
