"""Mijn pas: the family's cards on a telephone and on paper, also without network, and what was done with them.

Screens only, over cards, purchases, points and visits. card on the screen = kaart op je scherm · history = wat er was.
"""
