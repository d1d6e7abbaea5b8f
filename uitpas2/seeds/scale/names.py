"""Invented people with the names that people in Flanders have: some very common, most of them rare.

How often a name occurs matters more than which name it is: searching for "Peeters" must find as many as it would.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import accumulate, product

CHILD, ADULT, SENIOR = "child", "adult", "senior"

_GIRLS = (
    "Olivia Emma Louise Mila Alice Ella Noor Marie Juliette Nora Anna Julia Lina Camille Lou Elena Fien Lotte"
    " Amélie Elise Lore Luna Zoë Jade Mia Roos Febe Charlotte Hanne Ellie Tess Axelle Amber Noémie Kato Yara Aya"
    " Nina Liv Jana Inaya Laure Nour Sofia Maryam Sara Ines Lena Pauline Janne Elif Amina Oona Helena Fleur"
    " Yasmine Romy Malak Saar Hajar Anaïs Lara Maud Chloë Eline Zeynep Isra Marie-Lou Safiya Suzanna Nel Ayla"
    " Fatima Anne-Sofie Rania Meryem"
)
_BOYS = (
    "Noah Arthur Liam Louis Jules Adam Lucas Victor Gabriel Mohamed Oscar Leon Finn Matteo Elias Lewis Vic Stan"
    " Lars Mathis Kobe Warre Nathan Tuur Ferre Seppe Thomas Basiel Maurice Emiel Milan Gust Rayan Jack Otis Achiel"
    " Felix Wout Amir Sam Theo Robbe Simon Ibrahim Cyriel Senne Ayoub Jasper Lowie Rune Yanis Xander Yusuf Hamza"
    " Daan Bas Ilyas Alexander Bilal Youssef Cas Ömer Jef Imran Tibo Lukas Ziggy Noé Léon Antoni Jan-Willem Bram"
    " Mauro Emir Tristan"
)
_WOMEN = (
    "Sarah Laura Julie Lisa Sofie Ann Els Katrien Evelien Ilse Nathalie Kim An Kelly Elke Veerle Karen Eva"
    " Stefanie Tine Hilde Valérie Isabelle Joke Leen Charlotte Annelies Liesbeth Fatima Barbara Inge Sandra Nele"
    " Aïcha Karolien Jessica Céline Ellen Wendy Saskia Marijke Hanan Mieke Emilie Natasja Özlem Magdalena Ioana"
    " Marie-Claire An-Sofie Khadija"
)
_MEN = (
    "Thomas Tom Kevin Jan Bart Koen Pieter Wim Kristof Dieter Stijn Bram Steven Mohamed Geert Joris Jeroen Tim"
    " Peter Maarten David Bert Sven Nick Dries Filip Frederik Johan Jurgen Hans Mehmet Karel Ahmed Michaël Yves"
    " Rachid Matthias Rik Gert Davy Wouter Benoît Said Łukasz Ionuț Jan-Pieter Hassan Raf Glenn Mustafa Dirk Luc"
    " Patrick"
)
_OLD_WOMEN = (
    "Maria Godelieve Jeannine Christiane Rita Monique Marie-Louise Simonne Lutgarde Paula Denise Annie Marie-"
    " Jeanne Rosa Yvonne Agnes Julienne Irène Hélène Marcella Lea Gilberte Georgette Mariette Josephina Suzanne"
    " Elza Magda Liliane"
)
_OLD_MEN = (
    "Jozef Jan André Willy Roger Marc Robert Eddy Freddy Etienne Albert Georges Paul Julien Gilbert Herman Hugo"
    " François Lucien Maurice Raymond Frans Firmin Omer Gerard Jean-Pierre Walter René Gustaaf Noël Jean-Baptist"
    " Remi"
)

_COMMON = (
    "Peeters, Janssens, Maes, Jacobs, Mertens, Willems, Claes, Goossens, Wouters, De Smet, Janssen, Hermans,"
    " Dubois, Pauwels, Lambert, Martens, Hendrickx, Smets, Aerts, Michiels, De Clercq, Claeys, Van Damme, Stevens,"
    " De Backer, Segers, Desmet, Lemmens, Verhoeven, Coppens, Cools, Devos, Wauters, De Cock, De Vos, Yilmaz,"
    " Vermeulen, De Meyer, Lenaerts, Van den Broeck, Bogaerts, Thys, Moens, Raes, De Pauw, El Amrani, Van Acker,"
    " Verlinden, Baert, Demir, Callens, Lievens, Vandenberghe, Kaya, Vercammen, Diallo, Popescu, Nguyen, Benali,"
    " Kowalski, Bakker, Ahmadi, Haddad, Öztürk, Çelik, Bouzid, Ben Salah, Nowak, Łukasik, Ionescu, Da Silva,"
    " Hussein, Osman, Singh, Bah, Şahin, Yıldız"
)
_BEFORE = ("Van ", "Van de ", "Van den ", "Van der ", "Vande", "Vanden", "Vander", "De ", "D'", "Ver")
_STEMS = (
    "Abeele Aert Beke Berghe Bossche Brande Broecke Brugghe Bulcke Cammen Casteele Cauter Cruysse Daele Donckt"
    " Driessche Eecke Elst Eynde Gucht Haegen Haute Heede Heyden Hoeck Hoorde Hove Hulst Kerckhove Keybus Linden"
    " Looveren Meersch Meulen Moortel Neste Noot Perre Plas Poel Putte Riet Schueren Sande Steene Straeten Velde"
    " Vijver Voorde Walle Weghe Wiele Wouwer Zande Zype"
).split()
_FATHERS = (
    "Adriaen Aert Boudewyn Cornel Diel Dierick Engel Evert Gill Goder Govaert Hendrik Huy Joos Lauwer Lieven Luy"
    " Maert Matthys Nijs Pier Reyn Rombaut Severy Sijmon Staes Stoffel Teun Wijn Wuy"
).split()
_AFTER = ("s", "sens", "ssens", "aert", "aerts", "kens", "ckx")

_STREETS = ("Voorbeeldstraat", "Verzinstraat", "Proefplein", "Denkbeeldlaan", "Nergensweg", "Fictiestraat", "Testdreef")


class _Names:
    """Names and how likely each is: the so many-th about inversely to its place, as surnames are spread."""

    def __init__(self, names: Sequence[str], flat: int) -> None:
        self.names = names
        self.likely = list(accumulate(1 / (place + flat) for place in range(len(names))))

    def one(self, chance: random.Random) -> str:
        return chance.choices(self.names, cum_weights=self.likely)[0]


def _surnames() -> list[str]:
    """The common ones first, then some seven hundred that Flemish parts make, in a mixed but fixed order."""
    rare = [before + (stem if before[-1] in " '" else stem.lower()) for before, stem in product(_BEFORE, _STEMS)]
    rare += [f"{father}{after}" for father, after in product(_FATHERS, _AFTER)]
    random.Random("surnames").shuffle(rare)
    return [*_COMMON.split(", "), *rare]


_SURNAMES = _Names(_surnames(), flat=100)
_FIRST_NAMES = {
    (CHILD, "f"): _Names(_GIRLS.split(), flat=15),
    (CHILD, "m"): _Names(_BOYS.split(), flat=15),
    (ADULT, "f"): _Names(_WOMEN.split(), flat=12),
    (ADULT, "m"): _Names(_MEN.split(), flat=12),
    (SENIOR, "f"): _Names(_OLD_WOMEN.split(), flat=6),
    (SENIOR, "m"): _Names(_OLD_MEN.split(), flat=6),
}


def first_name(chance: random.Random, generation: str, sex: str) -> str:
    return _FIRST_NAMES[generation, sex].one(chance)


def surname(chance: random.Random) -> str:
    return _SURNAMES.one(chance)


def surname_of_child(chance: random.Random, father: str, mother: str) -> str:
    """Mostly the father's; since 2014 parents may give either name, or both."""
    return chance.choices((father, mother, f"{father} {mother}"), (86, 6, 8))[0]


def street(chance: random.Random) -> str:
    """A street that is nowhere: whoever reads an address sees that it is made up."""
    return f"{chance.choice(_STREETS)} {chance.randint(1, 240)}"
