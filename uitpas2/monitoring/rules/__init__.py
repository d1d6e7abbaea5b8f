"""Decisions about figures: which are shown, which periods they cover, which class they fall in."""
