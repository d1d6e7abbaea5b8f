"""What is kept about whom, why, how long, and how it goes: declared per column, and carried out from there.

One register (`rules.register`) says of every column of every table what it is. From it come the nightly purge, the
erasure of a person, the download of all data, and the public register of processing.

register = verwerkingsregister · purge = opruiming · erasure = wissing · request = vraag (inzage, verbetering, wissing).
"""
