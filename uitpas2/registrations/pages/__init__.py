"""The screens around a child's place: the partner's, the family's and the organiser's."""

from uitpas2.accounts.rules import Permission
from uitpas2.kernel.text import TranslatedText
from uitpas2.registrations.pages import (
    by_card,
    draws,
    family,
    finder,
    household,
    intake,
    kept,
    messages,
    ordering,
    organiser,
    partner,
    referring,
)
from uitpas2.registrations.pages.blueprint import blueprint
from uitpas2.web.navigation import MenuItem

MENU = [
    MenuItem(
        TranslatedText(nl="Wie je begeleidt", fr="Vos familles", en="Whom you guide"),
        "registrations.clients",
        Permission.REGISTER_CLIENTS,
        order=10,
    ),
    MenuItem(
        TranslatedText(nl="Mijn gezin", fr="Ma famille", en="My family"),
        "registrations.family",
        Permission.SEE_OWN_FAMILY,
        order=10,
    ),
    MenuItem(
        TranslatedText(nl="Onze activiteiten", fr="Nos activités", en="Our activities"),
        "registrations.own_activities",
        Permission.SEE_REGISTRATIONS,
        order=20,
    ),
    MenuItem(
        TranslatedText(nl="Berichten aan gezinnen", fr="Messages aux familles", en="Messages to families"),
        "registrations.messages",
        Permission.MANAGE_ACTIVITIES,
        order=35,
        seldom=True,
    ),
]

__all__ = [
    "MENU",
    "blueprint",
    "by_card",
    "draws",
    "family",
    "finder",
    "household",
    "intake",
    "kept",
    "messages",
    "ordering",
    "organiser",
    "partner",
    "referring",
]
