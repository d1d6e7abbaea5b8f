"""How it goes: participation counted, protected and published in closed releases; reads, never writes below.

release = vrijgave · cell = cel · primary suppression = eerste afscherming · complementary suppression = bijkomende
afscherming · denominator = noemer.
"""
