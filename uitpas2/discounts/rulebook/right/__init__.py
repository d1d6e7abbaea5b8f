"""Who has the right to the reduced price, from which day and until when."""
