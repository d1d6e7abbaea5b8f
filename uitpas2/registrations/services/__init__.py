"""What can be done with registrations: register, wait, offer, accept, cancel, draw."""

from uitpas2.registrations.services.by_card import register_card
from uitpas2.registrations.services.changed import tell_changes
from uitpas2.registrations.services.confirming import confirm_again, confirmation_pdf
from uitpas2.registrations.services.deciding import grant, refuse
from uitpas2.registrations.services.drawing import announce_draw, draw
from uitpas2.registrations.services.entering import register_all
from uitpas2.registrations.services.intake import set_terms
from uitpas2.registrations.services.letters import referral_letter_pdf
from uitpas2.registrations.services.offering import accept, end_offers, offer_on, offer_places
from uitpas2.registrations.services.referring import (
    code_of,
    end_referrals,
    find_referral,
    refer,
    use_referral,
    withdraw_referral,
)
from uitpas2.registrations.services.registering import (
    cancel,
    cancel_own,
    cancel_what_comes,
    register,
    register_several,
    show_partner,
)
from uitpas2.registrations.services.wordings import checked_wording, write_contact, write_wording

__all__ = [
    "accept",
    "announce_draw",
    "cancel",
    "cancel_own",
    "cancel_what_comes",
    "checked_wording",
    "code_of",
    "confirm_again",
    "confirmation_pdf",
    "draw",
    "end_offers",
    "end_referrals",
    "find_referral",
    "grant",
    "offer_on",
    "offer_places",
    "refer",
    "referral_letter_pdf",
    "refuse",
    "register",
    "register_all",
    "register_card",
    "register_several",
    "set_terms",
    "show_partner",
    "tell_changes",
    "use_referral",
    "withdraw_referral",
    "write_contact",
    "write_wording",
]
