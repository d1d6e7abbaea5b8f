"""What can be done about who came: mark, take in and hand over, close, mend."""
