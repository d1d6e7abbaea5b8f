"""What organisers offer: activities with their sessions, prices, ages and places; how they come in, and are found.

activity = activiteit · session = moment (één keer dat het doorgaat) · place = plaats, locatie · capacity = plaatsen
care hours = opvanguren · calendar type = kalendertype · price category = prijscategorie · source = bron die gevolgd
wordt · run = één lezing van een bron · wave = heel veel dat tegelijk uit een bron verdwijnt · list = lijst, bestand.
"""
