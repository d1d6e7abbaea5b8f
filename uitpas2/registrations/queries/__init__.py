"""Places and registrations as families, partners and organisers see them."""

from uitpas2.registrations.queries.choosing import Choice, Option, choice, offered_in
from uitpas2.registrations.queries.clashes import clashes
from uitpas2.registrations.queries.draws import Draw, DrawLine, OwnDraw, draw_of, own_draws
from uitpas2.registrations.queries.families import FamilyMember, Purchase, family, purchase
from uitpas2.registrations.queries.intake import OwnPlace, own_place
from uitpas2.registrations.queries.lists import (
    Planned,
    RegisteredIn,
    RegistrationLine,
    next_of_clients,
    planned,
    registered_in,
    registration,
    registrations_of_holder,
)
from uitpas2.registrations.queries.machines import OwnRegistration, own_registration_shown, registrations_of_organiser
from uitpas2.registrations.queries.orders import ChildOrder, Order, OrderLine, Prospect, order_of, order_of_card
from uitpas2.registrations.queries.organisers import (
    AttendeeLine,
    OwnActivity,
    own_activities,
    registrations_of_activity,
)
from uitpas2.registrations.queries.places import PlaceFound, PlacesFound, places_for
from uitpas2.registrations.queries.referrals import (
    Invitation,
    ReferralLine,
    invitation,
    own_referral,
    referral_line,
    referrals_of_client,
)
from uitpas2.registrations.queries.scope import child, in_scope, own_registration, registration_of_organiser
from uitpas2.registrations.queries.shown_cards import card_shown
from uitpas2.registrations.queries.signals import Seen, attendance_of, whom_to_call
from uitpas2.registrations.queries.terms import PublishedTerms, published_terms
from uitpas2.registrations.queries.waiting import LineMember, TurnLine, WaitingLine, line_of_activity
from uitpas2.registrations.queries.wordings import VersionLine, contact_of, own_contact, own_versions, own_wordings

__all__ = [
    "AttendeeLine",
    "ChildOrder",
    "Choice",
    "Draw",
    "DrawLine",
    "FamilyMember",
    "Invitation",
    "LineMember",
    "Option",
    "Order",
    "OrderLine",
    "OwnActivity",
    "OwnDraw",
    "OwnPlace",
    "OwnRegistration",
    "PlaceFound",
    "PlacesFound",
    "Planned",
    "Prospect",
    "PublishedTerms",
    "Purchase",
    "ReferralLine",
    "RegisteredIn",
    "RegistrationLine",
    "Seen",
    "TurnLine",
    "VersionLine",
    "WaitingLine",
    "attendance_of",
    "card_shown",
    "child",
    "choice",
    "clashes",
    "contact_of",
    "draw_of",
    "family",
    "in_scope",
    "invitation",
    "line_of_activity",
    "next_of_clients",
    "offered_in",
    "order_of",
    "order_of_card",
    "own_activities",
    "own_contact",
    "own_draws",
    "own_place",
    "own_referral",
    "own_registration",
    "own_registration_shown",
    "own_versions",
    "own_wordings",
    "places_for",
    "planned",
    "published_terms",
    "purchase",
    "referral_line",
    "referrals_of_client",
    "registered_in",
    "registration",
    "registration_of_organiser",
    "registrations_of_activity",
    "registrations_of_holder",
    "registrations_of_organiser",
    "whom_to_call",
]
