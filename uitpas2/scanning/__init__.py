"""The door: a QR code or number in, one clear answer and a check-in out.

check-in = inchecken, punt sparen · verdict = antwoord op een scan · door = ingang.
"""
