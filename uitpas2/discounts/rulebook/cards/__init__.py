"""What the card itself costs."""
