"""What holds where and when: kinds of values, facts, parameters with dates and bounds, choices with exceptions.

Whole numbers throughout: cents, tenths of a per cent, days since 1970, places in lists of codes, bit masks.
"""
