"""Card holders, card systems, cards with their numbers and QR codes, and the recorded right to the social rate.

holder = kaarthouder · card = kaart · card system = kaartsysteem (UiTPAS-regio) · membership = lidmaatschap
right = recht op verlaagde prijs (kansentarief) · ground = grond van het recht · guardianship = ouderschap of voogdij.
"""
