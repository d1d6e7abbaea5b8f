"""The clerk's desk: screens only, over cards, accounts and discounts.

counter = balie · clerk = baliemedewerker.
"""
