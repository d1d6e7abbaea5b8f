"""Who did what to what, and when: append-only, hash-chained, without names or grounds.

trail = spoor, logboek · entry = regel · head = laatste schakel.
"""
