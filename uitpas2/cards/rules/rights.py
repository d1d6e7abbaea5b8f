"""The recorded right to a lower price: how long, and on what it may rest."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from uitpas2.kernel.period import Period
from uitpas2.kernel.text import TranslatedText

LONGEST_MONTHS = 12


class Ground(StrEnum):
    """On what a right may rest. Kept as a code, apart from the right; read with a purpose only."""

    INCREASED_REIMBURSEMENT = "increased-reimbursement"
    LIVING_WAGE = "living-wage"
    INCOME_GUARANTEE_ELDERLY = "income-guarantee-elderly"
    DEBT_MEDIATION = "debt-mediation"
    CHILD_BENEFIT_SUPPLEMENT = "child-benefit-supplement"
    SCHOOL_ALLOWANCE = "school-allowance"
    ASYLUM = "asylum"
    YOUTH_CARE = "youth-care"
    PARTNER_JUDGEMENT = "partner-judgement"


GROUND_LABELS: dict[Ground, TranslatedText] = {
    Ground.INCREASED_REIMBURSEMENT: TranslatedText(
        nl="Verhoogde tegemoetkoming van het ziekenfonds",
        fr="Intervention majorée de la mutualité",
        en="Increased reimbursement by the health fund",
    ),
    Ground.LIVING_WAGE: TranslatedText(
        nl="Leefloon of gelijkgestelde steun van het OCMW",
        fr="Revenu d’intégration ou aide équivalente du CPAS",
        en="Living wage or equal support from the welfare centre",
    ),
    Ground.INCOME_GUARANTEE_ELDERLY: TranslatedText(
        nl="Inkomensgarantie voor ouderen", fr="Garantie de revenus aux personnes âgées", en="Income guarantee"
    ),
    Ground.DEBT_MEDIATION: TranslatedText(
        nl="Schuldbemiddeling, budgetbeheer of collectieve schuldenregeling",
        fr="Médiation de dettes, gestion de budget ou règlement collectif",
        en="Debt mediation or budget management",
    ),
    Ground.CHILD_BENEFIT_SUPPLEMENT: TranslatedText(
        nl="Sociale toeslag bij het Groeipakket",
        fr="Supplément social du Groeipakket (allocations familiales)",
        en="Social supplement to the child benefit",
    ),
    Ground.SCHOOL_ALLOWANCE: TranslatedText(
        nl="Schooltoeslag bij het Groeipakket",
        fr="Allocation scolaire du Groeipakket",
        en="School allowance with the child benefit",
    ),
    Ground.ASYLUM: TranslatedText(
        nl="Verzoek om internationale bescherming, in opvang",
        fr="Demande de protection internationale, en centre d’accueil",
        en="Request for international protection, in reception",
    ),
    Ground.YOUTH_CARE: TranslatedText(
        nl="Pleegzorg of verblijf in de jeugdhulp",
        fr="Placement familial ou séjour en aide à la jeunesse",
        en="Foster care or stay in youth care",
    ),
    Ground.PARTNER_JUDGEMENT: TranslatedText(
        nl="Oordeel van een erkende partner of van het OCMW",
        fr="Avis d’un partenaire reconnu ou du CPAS",
        en="Judgement of a recognised partner or the welfare centre",
    ),
}


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the 31st becomes the last day of a shorter month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def usual_start(proof: date) -> date:
    """The right counts from the first of the month in which the proof was seen."""
    return proof.replace(day=1)


def start_after(proof: date, known: Iterable[Period]) -> date:
    """The usual start, or the end of a right that still holds then: a renewal follows without a gap or an overlap."""
    start = usual_start(proof)
    for period in sorted(known, key=lambda period: period.start):
        if period.end is not None and start in period:
            start = period.end
    return start


def usual_end(starts: date) -> date:
    """The first day without the right, if nothing else is decided: twelve months on, at the end of a month."""
    day = months_after(starts, LONGEST_MONTHS)
    return day if day.day == 1 else months_after(day.replace(day=1), 1)


def is_allowed_period(starts: date, ends: date) -> bool:
    """At least a day; at most twelve months and what is left of the last of them."""
    return starts < ends <= usual_end(starts)
