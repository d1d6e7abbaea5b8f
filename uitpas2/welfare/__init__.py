"""Welfare partners, the families they guide, and how they vouch for a right.

partner = welzijnspartner (OCMW, CAW, Huis van het Kind, brugfiguur) · client = cliënt, gezin in begeleiding
recognition = erkenning door een gemeente · to vouch = bevestigen dat een gezin recht heeft · referral = toeleiding.
"""
