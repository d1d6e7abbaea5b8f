"""Who pays the rest of the price."""
