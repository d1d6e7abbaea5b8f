"""What organisers get back and from whom: sales of a month, statements that add up to the cent.

settlement = afrekening · statement = overzicht · claim = terugvordering bij een gemeente.
"""
