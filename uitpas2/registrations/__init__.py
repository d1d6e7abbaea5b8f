"""Children's places in activities, and the screens of families and of the partners who register for them.

registration = inschrijving · place = plaats · waiting list = wachtlijst · attendance = aanwezigheid.
"""
