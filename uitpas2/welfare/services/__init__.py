"""What partners, municipalities and the platform can do about clients and rights."""

from uitpas2.welfare.services.asking import ask, settle
from uitpas2.welfare.services.clients import accept_client, end_client, leave_partner, recognise
from uitpas2.welfare.services.granting import grant, vouch
from uitpas2.welfare.services.groups import end_group_pass, make_group_pass, renew_group_pass
from uitpas2.welfare.services.letters import decision_letter_pdf
from uitpas2.welfare.services.moving import AfterMove, follow_move, move, receive
from uitpas2.welfare.services.renewing import Reminded, letters_pdf, remind
from uitpas2.welfare.services.simulated import SIMULATED, Behaviour, simulated_source
from uitpas2.welfare.services.source import EntitlementSource, HttpSource, source_of

__all__ = [
    "SIMULATED",
    "AfterMove",
    "Behaviour",
    "EntitlementSource",
    "HttpSource",
    "Reminded",
    "accept_client",
    "ask",
    "decision_letter_pdf",
    "end_client",
    "end_group_pass",
    "follow_move",
    "grant",
    "leave_partner",
    "letters_pdf",
    "make_group_pass",
    "move",
    "receive",
    "recognise",
    "remind",
    "renew_group_pass",
    "settle",
    "simulated_source",
    "source_of",
    "vouch",
]
