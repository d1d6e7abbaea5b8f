"""Points for taking part, and what they can be exchanged for.

points = punten · to earn = sparen · reward = voordeel.
"""
