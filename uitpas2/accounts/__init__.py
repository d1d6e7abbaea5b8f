"""People who sign in, the organisations they work for, their roles, and API clients.

account = account · organisation = organisatie (gemeente, inrichter, partner, Vlaanderen) · assignment = aanstelling
role = rol · clerk = baliemedewerker · officer = ambtenaar · guardian = ouder of voogd.
"""
