"""What organisers offer: activities with their sessions, prices, ages and places; import from UiTdatabank.

activity = activiteit · session = moment (één keer dat het doorgaat) · place = plaats, locatie · capacity = plaatsen
care hours = opvanguren · calendar type = kalendertype · price category = prijscategorie.
"""
