"""Holders, guardians, card systems, memberships, cards, rights."""

from uitpas2.cards.models.cards import Card, CardSerial
from uitpas2.cards.models.households import (
    Consent,
    ContactPreference,
    FamilyRequest,
    KeyRotation,
    Look,
    NumberPolicy,
)
from uitpas2.cards.models.people import Guardianship, Holder
from uitpas2.cards.models.rights import RightGround, SocialRight
from uitpas2.cards.models.systems import CardSystem, CardSystemMunicipality, Membership

__all__ = [
    "Card",
    "CardSerial",
    "CardSystem",
    "CardSystemMunicipality",
    "Consent",
    "ContactPreference",
    "FamilyRequest",
    "Guardianship",
    "Holder",
    "KeyRotation",
    "Look",
    "Membership",
    "NumberPolicy",
    "RightGround",
    "SocialRight",
]
