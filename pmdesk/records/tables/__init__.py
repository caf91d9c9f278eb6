"""Tables of patients that somebody else made: reading them, saying what a column is, and making records of them."""
