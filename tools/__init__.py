"""Helpers for people who work on uitpas2; not part of what is installed."""
