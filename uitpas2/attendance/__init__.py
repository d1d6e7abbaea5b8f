"""Who came: the roll call, the hours in care, and what those on duty must know to keep a child safe.

roll call = aanwezigheidslijst · mark = aanduiding · stay = verblijf in de opvang · tariff = tarief ·
closing = afsluiten.
"""
