"""Bills of what was sold to a family, what was paid of them, and the tax certificate for childcare.

The platform moves no money: it says what is due and notes what came in.
bill = rekening · credit = creditregel · structured communication = gestructureerde mededeling · bank statement =
rekeninguittreksel · payment plan = afbetalingsplan · tax certificate = fiscaal attest 281.86.
"""
