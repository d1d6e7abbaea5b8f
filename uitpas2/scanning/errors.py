"""What can go wrong at the door. Most of it ends up on the verdict that the volunteer sees."""

from __future__ import annotations

from datetime import datetime

from uitpas2.kernel.errors import Conflict, Rejected
from uitpas2.kernel.period import Period
from uitpas2.kernel.text import TranslatedText


class AlreadyCheckedIn(Conflict):
    """As often as the activity counts a check-in in one `period`. `at` is the latest one."""

    code = "already-checked-in"
    title = TranslatedText(
        nl="Deze kaart is hier al gescand. Er is niets extra geteld.",
        fr="Cette carte a déjà été scannée ici. Rien n’a été compté en plus.",
        en="This card was already scanned here. Nothing was counted again.",
    )

    def __init__(self, at: datetime, period: Period) -> None:
        super().__init__(at=at.isoformat())
        self.at = at
        self.period = period


class NotOpenNow(Rejected):
    """Check-in is open from five hours before a session until five hours after; `opens_at` is the next time, if any."""

    code = "checkin-not-open"
    title = TranslatedText(
        nl="Inchecken kan van vijf uur voor de start tot vijf uur na het einde van een activiteit.",
        fr="L’enregistrement est ouvert de cinq heures avant le début à cinq heures après la fin d’une activité.",
        en="Check-in is open from five hours before the start until five hours after the end of an activity.",
    )

    def __init__(self, opens_at: datetime | None = None) -> None:
        super().__init__(**({"opens_at": opens_at.isoformat()} if opens_at else {}))
        self.opens_at = opens_at


class GroupsDoNotCheckIn(Rejected):
    code = "group-card-no-checkin"
    title = TranslatedText(
        nl="Met een groepskaart kun je niet inchecken en geen punten sparen.",
        fr="Une carte de groupe ne permet pas de s’enregistrer ni d’épargner des points.",
        en="A group card cannot check in or earn points.",
    )


class ScanKeyReused(Rejected):
    """The key of a scan came back with another card or activity: two scans would become one."""

    code = "scan-key-reused"
    title = TranslatedText(
        nl="Deze scan hoort bij een andere kaart of activiteit. Scan de kaart opnieuw.",
        fr="Ce scan appartient à une autre carte ou activité. Scannez la carte à nouveau.",
        en="This scan belongs to another card or activity. Scan the card again.",
    )


class PriceChanged(Conflict):
    """Between the look and the tap the price became another one. Nothing is recorded; look again."""

    code = "price-changed"
    title = TranslatedText(
        nl="De prijs is intussen veranderd. Kijk naar het nieuwe bedrag voor je afrekent.",
        fr="Le prix a changé entre-temps. Regardez le nouveau montant avant d’encaisser.",
        en="The price has changed in the meantime. Look at the new amount before you take money.",
    )
