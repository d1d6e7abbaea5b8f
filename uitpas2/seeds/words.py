"""Invented names, streets and activities for demo data."""

from __future__ import annotations

from typing import NamedTuple

from uitpas2.activities.rules import ProductClass

FIRST_NAMES = (
    "Noor Louis Olivia Arthur Emma Jules Mila Adam Louise Lucas Ella Noah Alice Liam Marie Victor Juliette Finn Lina"
    " Mohamed Camille Matteo Anna Leon Elena Gust Yasmine Vic Fien Rayan Lotte Amir Nora Kobe Amina Stan Hanne Ibrahim"
    " Roos Milan Sara Tuur Jana Elias Lore Youssef Febe Robbe Malak Warre Tess Bilal Nina Seppe Aya Lars Ines Wout"
    " Zoë Thibo Maryam Senne Luna Ayoub Axelle Nathan Dina Rune Julia Ilyas Laure Bas Hajar Cas Pauline Sam"
).split()

LAST_NAMES = (
    "Peeters, Janssens, Maes, Jacobs, Mertens, Willems, Claes, Goossens, Wouters, De Smet, Dubois, Lambert, "
    "Hermans, Aerts, Michiels, Yilmaz, Van Damme, Pauwels, De Clercq, Diallo, Verhoeven, Smets, Segers, Van "
    "den Broeck, El Amrani, Lemmens, Bogaert, Vermeulen, Martens, Kaya, De Backer, Desmet, Coppens, Nguyen, "
    "Baert, Vandenberghe, Haddad, Hendrickx, Stevens, De Wilde, Benali, Thys, Moens, Verlinden, Kowalski, "
    "Cools, Demir, Van Acker, Vercammen, Popescu, Lenaerts, Callens, Devos, Bakker, Ahmadi, Lievens, Raes"
).split(", ")

STREETS = (
    "Kerkstraat Schoolstraat Molenstraat Dorpsstraat Stationsstraat Nieuwstraat Veldstraat Lindelaan Beukenlaan"
    " Kapelstraat Leiestraat Parklaan Bosstraat Meersstraat Akkerstraat Sportlaan Merelstraat Zwaluwenlaan"
).split()


class Kind(NamedTuple):
    """A kind of activity: its name, class, theme, ages, price in cents, places, hour and length in hours."""

    name: str
    product_class: ProductClass
    theme: str
    age_from: int
    age_to: int | None
    cents: int
    places: int
    hour: int
    hours: int


LEISURE, CARE, CAMP = ProductClass.LEISURE, ProductClass.CARE, ProductClass.CAMP

KINDS = (
    Kind("Zwemles voor beginners", LEISURE, "Sport", 5, 12, 800, 20, 14, 1),
    Kind("Circusatelier", LEISURE, "Circus", 6, 12, 1000, 16, 14, 2),
    Kind("Tekenen en schilderen", LEISURE, "Kunst", 6, 14, 900, 18, 14, 2),
    Kind("Judo", LEISURE, "Sport", 6, 16, 700, 24, 17, 1),
    Kind("Voetbal voor iedereen", LEISURE, "Sport", 5, 12, 500, 30, 16, 2),
    Kind("Kleuterturnen", LEISURE, "Sport", 3, 6, 450, 20, 10, 1),
    Kind("Muziekinitiatie", LEISURE, "Muziek", 5, 9, 850, 15, 16, 1),
    Kind("Hiphop", LEISURE, "Dans", 8, 16, 750, 22, 18, 1),
    Kind("Techniekclub", LEISURE, "Wetenschap", 8, 14, 600, 14, 14, 2),
    Kind("Kookclub", LEISURE, "Koken", 8, 14, 1100, 12, 14, 2),
    Kind("Toneelgroep", LEISURE, "Theater", 8, 16, 950, 18, 16, 2),
    Kind("Speelnamiddag", LEISURE, "Spel", 4, 12, 300, 40, 13, 3),
    Kind("Natuur ontdekken", LEISURE, "Natuur", 6, 12, 250, 25, 14, 2),
    Kind("Voorleesuur", LEISURE, "Boeken", 3, 8, 0, 25, 15, 1),
    Kind("Familiefilm", LEISURE, "Film", 5, None, 600, 80, 14, 2),
    Kind("Naschoolse opvang", CARE, "Opvang", 3, 12, 350, 45, 16, 2),
    Kind("Woensdagopvang", CARE, "Opvang", 3, 12, 600, 45, 12, 6),
    Kind("Speelplein", CAMP, "Spel", 4, 14, 700, 60, 9, 7),
)

ORGANISERS = (
    "Sportclub De Sprong",
    "Academie Het Palet",
    "Jeugdhuis De Loods",
    "Circusschool Saltimbank",
    "Zwemclub De Dolfijn",
    "Speelplein De Vlinder",
    "Muziekhuis Klinkt",
    "Buurtwerk Samen",
    "Bibliotheek en Boekennest",
    "Natuurpunt De Wissel",
    "Dansstudio Zwier",
    "Techniekhuis Radar",
    "Opvang De Boomhut",
    "Theaterhuis Coulisse",
    "Kookhuis De Pollepel",
)
