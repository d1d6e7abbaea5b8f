"""Holders, guardians, card systems, memberships, cards, rights."""

from uitpas2.cards.models.bars import MembershipBar
from uitpas2.cards.models.cards import Card, CardSerial, RevocationVersion
from uitpas2.cards.models.households import (
    Consent,
    ContactPreference,
    FamilyRequest,
    KeyRotation,
    Look,
    NumberPolicy,
)
from uitpas2.cards.models.importing import HolderImport, HolderImportRow, HolderReference
from uitpas2.cards.models.keys import CardKey
from uitpas2.cards.models.people import Guardianship, Holder
from uitpas2.cards.models.pictures import HolderPicture
from uitpas2.cards.models.rights import RightGround, RightSuspension, SocialRight
from uitpas2.cards.models.sheets import CardSheet
from uitpas2.cards.models.stock import CardBatch, CardParcel
from uitpas2.cards.models.systems import CardSystem, CardSystemMunicipality, Membership

__all__ = [
    "Card",
    "CardBatch",
    "CardKey",
    "CardParcel",
    "CardSerial",
    "CardSheet",
    "CardSystem",
    "CardSystemMunicipality",
    "Consent",
    "ContactPreference",
    "FamilyRequest",
    "Guardianship",
    "Holder",
    "HolderImport",
    "HolderImportRow",
    "HolderPicture",
    "HolderReference",
    "KeyRotation",
    "Look",
    "Membership",
    "MembershipBar",
    "NumberPolicy",
    "RevocationVersion",
    "RightGround",
    "RightSuspension",
    "SocialRight",
]
