"""What a holder pays and who pays the rest: one Flemish rule book, municipal choices in its bounds, quotes, sales.

rule book = regelboek · choice = keuze van een gemeente · quote = prijsberekening · sale = verkoop
social rate = kansentarief · share = aandeel · distribution key = verdeelsleutel · receipt = bewijs van berekening.
"""
