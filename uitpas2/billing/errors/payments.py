"""What can go wrong when a payment is noted."""

from __future__ import annotations

from uitpas2.kernel.errors import Conflict, NotFound, Rejected
from uitpas2.kernel.text import TranslatedText


class PaymentUnknown(NotFound):
    code = "payment-unknown"
    title = TranslatedText(
        nl="Deze betaling bestaat niet, of je hebt er geen toegang toe.",
        fr="Ce paiement n’existe pas, ou vous n’y avez pas accès.",
        en="This payment does not exist, or you have no access to it.",
    )


class NothingPaid(Rejected):
    code = "nothing-paid"
    title = TranslatedText(
        nl="Vul een bedrag in dat niet nul is. Gaf je geld terug? Zet er dan een min voor.",
        fr="Indiquez un montant différent de zéro. Vous avez remboursé ? Mettez alors un moins devant.",
        en="Fill in an amount that is not zero. Did you give money back? Then put a minus before it.",
    )


class AmountNotPossible(Rejected):
    code = "amount-not-possible"
    title = TranslatedText(
        nl="Zo veel wordt niet in één keer betaald. Kijk het bedrag na: het is hoogstens {most} euro.",
        fr="On ne paie pas autant en une fois. Vérifiez le montant : il est de {most} euros au plus.",
        en="So much is not paid at once. Look at the amount again: it is at most {most} euro.",
    )


class PaidInTheFuture(Rejected):
    code = "paid-in-the-future"
    title = TranslatedText(
        nl="Deze dag moet nog komen. Vul de dag in waarop het geld er was.",
        fr="Ce jour n’est pas encore passé. Indiquez le jour où l’argent est arrivé.",
        en="This day is still to come. Fill in the day on which the money was there.",
    )


class PaymentAlreadyVoided(Conflict):
    code = "payment-already-taken-back"
    title = TranslatedText(
        nl="Deze betaling is al teruggenomen.",
        fr="Ce paiement a déjà été annulé.",
        en="This payment was taken back before.",
    )
