"""What partners, municipalities and the platform can do about clients and rights."""

from uitpas2.welfare.services.asking import ask, settle
from uitpas2.welfare.services.clients import (
    allow_attendance,
    choose_partner,
    end_client,
    end_for_family,
    leave_partner,
    own_partner,
    refer_to_partner,
)
from uitpas2.welfare.services.contact import contact_card_pdf
from uitpas2.welfare.services.granting import grant, vouch, vouched_because
from uitpas2.welfare.services.groups import end_group_pass, make_group_pass, renew_group_pass
from uitpas2.welfare.services.helping import add_task, choose_barriers, drop_task, finish_task
from uitpas2.welfare.services.letters import decision_letter_pdf
from uitpas2.welfare.services.meeting import accept_on_paper, accept_with_code, ask_family
from uitpas2.welfare.services.moving import AfterMove, follow_move, move, receive
from uitpas2.welfare.services.partners import Agreement, end_recognition, new_partner, recognise
from uitpas2.welfare.services.renewing import Reminded, letters_pdf, remind
from uitpas2.welfare.services.simulated import SIMULATED, Behaviour, simulated_source
from uitpas2.welfare.services.source import EntitlementSource, HttpSource, source_of
from uitpas2.welfare.services.team import end_worker, invite_worker, renew_worker_code, set_contact

__all__ = [
    "SIMULATED",
    "AfterMove",
    "Agreement",
    "Behaviour",
    "EntitlementSource",
    "HttpSource",
    "Reminded",
    "accept_on_paper",
    "accept_with_code",
    "add_task",
    "allow_attendance",
    "ask",
    "ask_family",
    "choose_barriers",
    "choose_partner",
    "contact_card_pdf",
    "decision_letter_pdf",
    "drop_task",
    "end_client",
    "end_for_family",
    "end_group_pass",
    "end_recognition",
    "end_worker",
    "finish_task",
    "follow_move",
    "grant",
    "invite_worker",
    "leave_partner",
    "letters_pdf",
    "make_group_pass",
    "move",
    "new_partner",
    "own_partner",
    "receive",
    "recognise",
    "refer_to_partner",
    "remind",
    "renew_group_pass",
    "renew_worker_code",
    "set_contact",
    "settle",
    "simulated_source",
    "source_of",
    "vouch",
    "vouched_because",
]
