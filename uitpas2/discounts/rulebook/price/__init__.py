"""What the holder pays."""
