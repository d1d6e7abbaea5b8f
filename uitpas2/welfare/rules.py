"""For what a partner may vouch, for how long, and when a right may be renewed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from uitpas2.cards.rules import LONGEST_MONTHS, Ground, months_after, usual_start
from uitpas2.kernel.period import Period
from uitpas2.kernel.text import TranslatedText

MOST_MONTHS = LONGEST_MONTHS
RENEWABLE_DAYS = 60


class Consent(StrEnum):
    """How the family agreed to be guided by the partner."""

    IN_PERSON = "in-person"


# What a partner has seen before it decides, in the order in which partners meet the grounds. The last one is for
# families between the meshes: the partner's own, reasoned decision.
SEEN: dict[Ground, TranslatedText] = {
    Ground.INCREASED_REIMBURSEMENT: TranslatedText(
        nl="Je zag het attest of de kleefbriefjes van het ziekenfonds.",
        fr="Vous avez vu l’attestation ou les vignettes de la mutualité.",
        en="You saw the certificate or the stickers of the health fund.",
    ),
    Ground.LIVING_WAGE: TranslatedText(
        nl="Je zag de beslissing van het OCMW.",
        fr="Vous avez vu la décision du CPAS.",
        en="You saw the decision of the welfare centre.",
    ),
    Ground.DEBT_MEDIATION: TranslatedText(
        nl="Je begeleidt het gezin hierbij, of zag de overeenkomst of de beschikking.",
        fr="Vous accompagnez la famille, ou avez vu la convention ou l’ordonnance.",
        en="You guide the family in this, or saw the agreement or the court order.",
    ),
    Ground.ASYLUM: TranslatedText(
        nl="Je zag het bewijs van opvang.",
        fr="Vous avez vu la preuve d’accueil.",
        en="You saw the proof of reception.",
    ),
    Ground.YOUTH_CARE: TranslatedText(
        nl="Je zag het attest van pleegzorg of van de voorziening.",
        fr="Vous avez vu l’attestation du placement ou du service.",
        en="You saw the certificate of foster care or of the home.",
    ),
    Ground.CHILD_BENEFIT_SUPPLEMENT: TranslatedText(
        nl="Je zag de brief van het Groeipakket.",
        fr="Vous avez vu la lettre du Groeipakket (allocations familiales).",
        en="You saw the letter about the child benefit.",
    ),
    Ground.SCHOOL_ALLOWANCE: TranslatedText(
        nl="Je zag de brief over de schooltoeslag.",
        fr="Vous avez vu la lettre sur l’allocation scolaire.",
        en="You saw the letter about the school allowance.",
    ),
    Ground.INCOME_GUARANTEE_ELDERLY: TranslatedText(
        nl="Je zag het attest van de pensioendienst.",
        fr="Vous avez vu l’attestation du service des pensions.",
        en="You saw the certificate of the pension service.",
    ),
    Ground.PARTNER_JUDGEMENT: TranslatedText(
        nl="Geen van deze papieren, maar je kent het gezin en beslist met je team dat het nodig is.",
        fr="Aucun de ces papiers, mais vous connaissez la famille et décidez en équipe que c’est nécessaire.",
        en="None of these papers, but you know the family and decide with your team that it is needed.",
    ),
}


@dataclass(frozen=True, slots=True)
class RightRuns:
    """The right runs too long to be renewed yet: its last day, and the first day on which renewing is possible."""

    last_day: date
    renewable_from: date


def months_are_allowed(months: int) -> bool:
    """A partner's decision holds for at most a year (rule book, partner_decision)."""
    return 1 <= months <= MOST_MONTHS


def vouched_period(today: date, months: int) -> Period:
    """From the first of the month of the proof (rule book, proof_effect_date), for that many whole months."""
    first = usual_start(today)
    return Period(first, months_after(first, months))


def too_early_to_renew(latest: Period, today: date) -> RightRuns | None:
    """How long the latest right still lasts, if that is more than the renewal time."""
    assert latest.end is not None
    renewable_from = latest.end - timedelta(days=RENEWABLE_DAYS)
    return RightRuns(last_day(latest), renewable_from) if today < renewable_from else None


def renewed_period(latest: Period, vouched: Period) -> Period | None:
    """What a new decision adds to the latest right: no gap and no overlap; None when it adds nothing.

    The proof is of this month, so the right never reaches further than the decision's own months from now.
    """
    assert latest.end is not None
    assert vouched.end is not None
    return Period(latest.end, vouched.end) if vouched.end > latest.end else None


def last_day(right: Period) -> date:
    """The last day on which a right holds."""
    assert right.end is not None
    return right.end - timedelta(days=1)


def possible_ends(today: date, latest: Period | None) -> list[tuple[int, date]]:
    """Each number of months a partner can choose now, longest first, with the last day the right would have."""
    choices = []
    for months in range(MOST_MONTHS, 0, -1):
        vouched = vouched_period(today, months)
        added = renewed_period(latest, vouched) if latest else vouched
        if added is not None:
            choices.append((months, last_day(added)))
    return choices
