"""How often and how much, in a year or for an activity."""
