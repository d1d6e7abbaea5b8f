"""Holders, guardians, card systems, memberships, cards, rights."""

from uitpas2.cards.models.cards import Card, CardSerial
from uitpas2.cards.models.people import Guardianship, Holder
from uitpas2.cards.models.rights import RightGround, SocialRight
from uitpas2.cards.models.systems import CardSystem, CardSystemMunicipality, Membership

__all__ = [
    "Card",
    "CardSerial",
    "CardSystem",
    "CardSystemMunicipality",
    "Guardianship",
    "Holder",
    "Membership",
    "RightGround",
    "SocialRight",
]
