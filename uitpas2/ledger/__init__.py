"""Double-entry bookkeeping of who bears which part of a price, and the municipalities' budgets.

entry = boeking · posting = boekingsregel · ledger account = grootboekrekening · budget = budget, krediet
reversal = tegenboeking.
"""
