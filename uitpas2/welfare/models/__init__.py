"""Partners and their agreements, clients, what is in their way and who does what, vouching, renewals, questions."""

from uitpas2.welfare.models.clients import Client, ClientRequest, Vouching
from uitpas2.welfare.models.help import Barrier, Task
from uitpas2.welfare.models.partners import PartnerContact, Recognition
from uitpas2.welfare.models.rights import EntitlementCheck, RenewalNotice

__all__ = [
    "Barrier",
    "Client",
    "ClientRequest",
    "EntitlementCheck",
    "PartnerContact",
    "Recognition",
    "RenewalNotice",
    "Task",
    "Vouching",
]
