"""The words of bills, payments and certificates."""

from __future__ import annotations

from enum import StrEnum

from uitpas2.kernel.text import TranslatedText

T = TranslatedText


class BillKind(StrEnum):
    """For a month that is over, or for the registrations in one activity that are paid in advance."""

    MONTH = "month"
    ADVANCE = "advance"


class LineKind(StrEnum):
    """What a line of a bill stands for. Every sale and every registration has at most one line of each kind.

    SALE is what the child came to; of one that was paid in advance only the difference stands there. CREDIT takes back
    a sale, and REFUND a registration, that is on a bill and was cancelled since.
    """

    SALE = "sale"
    CREDIT = "credit"
    ADVANCE = "advance"
    REFUND = "refund"


class PaymentSource(StrEnum):
    """How we know of a payment."""

    HAND = "hand"
    CODA = "coda"
    CSV = "csv"


class BillState(StrEnum):
    """How a bill stands; follows from its total and what was paid."""

    OPEN = "open"
    PARTLY = "partly"
    PAID = "paid"
    TOO_MUCH = "too-much"
    TO_GIVE_BACK = "to-give-back"


class ImportStatus(StrEnum):
    SHOWN = "shown"  # read, and waiting for a yes
    BOOKED = "booked"
    DROPPED = "dropped"


class LineState(StrEnum):
    """What became of one line of a bank statement."""

    MATCHED = "matched"  # its communication names a bill
    SUGGESTED = "suggested"  # one bill waits for this amount, or such a payment was noted of its bill before
    UNMATCHED = "unmatched"
    DUPLICATE = "duplicate"  # this very line was read before
    BOOKED = "booked"
    DROPPED = "dropped"  # not for a bill, says the organiser


class BatchStatus(StrEnum):
    WAITING = "waiting"
    MAKING = "making"
    READY = "ready"
    FAILED = "failed"
    FORGOTTEN = "forgotten"


class Certifier(StrEnum):
    """Who permits, recognises or watches over the care; box I of the certificate. The value is the code in the XML.

    Source: the model certificate 281.86 (FPS Finance) has these four, in this order.
    """

    CHILDCARE_AGENCY = "1"
    PUBLIC_AUTHORITY = "2"
    ABROAD = "3"
    SCHOOL = "4"


STATE_WORDS: dict[BillState, TranslatedText] = {
    BillState.OPEN: T(nl="Nog te betalen", fr="À payer", en="To be paid"),
    BillState.PARTLY: T(nl="Deels betaald", fr="Payée en partie", en="Partly paid"),
    BillState.PAID: T(nl="Betaald", fr="Payée", en="Paid"),
    BillState.TOO_MUCH: T(nl="Te veel betaald", fr="Trop payé", en="Paid too much"),
    BillState.TO_GIVE_BACK: T(nl="Terug te geven", fr="À rembourser", en="To be given back"),
}
LINE_WORDS: dict[LineKind, TranslatedText] = {
    LineKind.SALE: T(nl="{activity}", fr="{activity}", en="{activity}"),
    LineKind.CREDIT: T(nl="Geannuleerd: {activity}", fr="Annulé : {activity}", en="Cancelled: {activity}"),
    LineKind.ADVANCE: T(nl="Inschrijving: {activity}", fr="Inscription : {activity}", en="Registration: {activity}"),
    LineKind.REFUND: T(
        nl="Inschrijving geannuleerd: {activity}",
        fr="Inscription annulée : {activity}",
        en="Registration cancelled: {activity}",
    ),
}
CORRECTION = T(
    nl="Verschil met wat vooraf betaald werd: {activity}",
    fr="Différence avec le paiement anticipé : {activity}",
    en="Difference with what was paid in advance: {activity}",
)
SOURCE_WORDS: dict[PaymentSource, TranslatedText] = {
    PaymentSource.HAND: T(nl="met de hand genoteerd", fr="noté à la main", en="noted by hand"),
    PaymentSource.CODA: T(nl="van de bank (CODA)", fr="de la banque (CODA)", en="from the bank (CODA)"),
    PaymentSource.CSV: T(nl="van de bank (CSV)", fr="de la banque (CSV)", en="from the bank (CSV)"),
}
CERTIFIER_WORDS: dict[Certifier, TranslatedText] = {
    Certifier.CHILDCARE_AGENCY: T(
        nl="Opgroeien (Kind en Gezin), ONE of de Duitstalige Gemeenschap",
        fr="Opgroeien (Kind en Gezin), l’ONE ou la Communauté germanophone",
        en="Opgroeien (Kind en Gezin), ONE or the German-speaking Community",
    ),
    Certifier.PUBLIC_AUTHORITY: T(
        nl="Een lokaal bestuur, een gemeenschap of een gewest",
        fr="Un pouvoir local, une communauté ou une région",
        en="A local authority, a community or a region",
    ),
    Certifier.ABROAD: T(
        nl="Een openbare instelling in een ander land van de Europese Economische Ruimte",
        fr="Une institution publique d’un autre pays de l’Espace économique européen",
        en="A public body in another country of the European Economic Area",
    ),
    Certifier.SCHOOL: T(
        nl="Verbonden met een school of een schoolbestuur",
        fr="Lié à une école ou à un pouvoir organisateur",
        en="Tied to a school or a school board",
    ),
}
