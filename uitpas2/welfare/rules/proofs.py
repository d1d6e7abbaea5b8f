"""What a clerk or a partner saw, in the words of the rule book, and what they are asked to look for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from uitpas2.kernel.money import Euro
from uitpas2.kernel.text import TranslatedText

# On what a right may rest beside the grounds of the rule book: the codes under which that is kept.
HOUSEHOLD = "household"
INCOME = "income"
BY_SOURCE = "government_source"


@dataclass(frozen=True, slots=True)
class Proof:
    """What was recorded. `ground` is a code of the rule book, or HOUSEHOLD or INCOME.

    `stay_pct` is the share of the nights that a child sleeps in the entitled household. Income and dependants are
    asked for only where the rules of the municipality look at them.
    """

    ground: str
    proof_day: date
    last_day: date | None = None
    stay_pct: int = 100
    income: Euro | None = None
    dependants: int = 0
    disabled_dependants: int = 0


def facts_of(proof: Proof) -> dict[str, Any]:
    """A proof as facts of the rule book, written as people write them."""
    facts: dict[str, Any] = {"proof_day": proof.proof_day, "stay_pct": proof.stay_pct}
    if proof.last_day is not None:
        facts["proof_ends"] = proof.last_day
    match proof.ground:
        case "household":
            facts["household_entitled"] = "yes"
        case "income":
            pass
        case code:
            facts["grounds"] = [code]
    if proof.income is not None:
        facts["income"] = str(proof.income)
        facts["dependants"] = proof.dependants
        facts["disabled_dependants"] = proof.disabled_dependants
    return facts


HOUSEHOLD_LABEL = TranslatedText(
    nl="Iemand van het gezin heeft dit recht al",
    fr="Quelqu’un du ménage a déjà ce droit",
    en="Somebody of the household has this right already",
)
INCOME_LABEL = TranslatedText(nl="Een laag inkomen", fr="Un revenu modeste", en="A low income")

# What a partner has seen before it decides, in the order in which partners meet the grounds. A ground that is not
# here comes after these, with SEEN_IT; the last one is for families between the meshes: the partner's own decision.
SEEN_IT = TranslatedText(nl="Je zag het bewijs.", fr="Vous avez vu la preuve.", en="You saw the proof.")
PARTNER_DECISION = "partner_decision"
SEEN: Mapping[str, TranslatedText] = {
    "increased_reimbursement": TranslatedText(
        nl="Je zag het attest of de kleefbriefjes van het ziekenfonds.",
        fr="Vous avez vu l’attestation ou les vignettes de la mutualité.",
        en="You saw the certificate or the stickers of the health fund.",
    ),
    "increased_reimbursement_on_income": TranslatedText(
        nl="Je zag de beslissing van het ziekenfonds na het onderzoek van het inkomen.",
        fr="Vous avez vu la décision de la mutualité après l’examen des revenus.",
        en="You saw the decision of the health fund after it looked at the income.",
    ),
    "living_wage": TranslatedText(
        nl="Je zag de beslissing van het OCMW.",
        fr="Vous avez vu la décision du CPAS.",
        en="You saw the decision of the welfare centre.",
    ),
    "debt_settlement": TranslatedText(
        nl="Je zag de beschikking van de rechtbank.",
        fr="Vous avez vu l’ordonnance du tribunal.",
        en="You saw the court order.",
    ),
    "budget_management": TranslatedText(
        nl="Je begeleidt het gezin hierbij, of zag de overeenkomst.",
        fr="Vous accompagnez la famille, ou avez vu la convention.",
        en="You guide the family in this, or saw the agreement.",
    ),
    "debt_mediation": TranslatedText(
        nl="Je begeleidt het gezin hierbij, of zag de overeenkomst.",
        fr="Vous accompagnez la famille, ou avez vu la convention.",
        en="You guide the family in this, or saw the agreement.",
    ),
    "reception_centre": TranslatedText(
        nl="Je zag het bewijs van opvang.",
        fr="Vous avez vu la preuve d’accueil.",
        en="You saw the proof of reception.",
    ),
    "youth_care": TranslatedText(
        nl="Je zag het attest van de voorziening.",
        fr="Vous avez vu l’attestation du service.",
        en="You saw the certificate of the home.",
    ),
    "foster_care": TranslatedText(
        nl="Je zag het attest van pleegzorg.",
        fr="Vous avez vu l’attestation du placement familial.",
        en="You saw the certificate of foster care.",
    ),
    "child_supplement": TranslatedText(
        nl="Je zag de brief van het Groeipakket.",
        fr="Vous avez vu la lettre du Groeipakket (allocations familiales).",
        en="You saw the letter about the child benefit.",
    ),
    "school_allowance": TranslatedText(
        nl="Je zag de brief over de schooltoeslag.",
        fr="Vous avez vu la lettre sur l’allocation scolaire.",
        en="You saw the letter about the school allowance.",
    ),
    "elderly_income_guarantee": TranslatedText(
        nl="Je zag het attest van de pensioendienst.",
        fr="Vous avez vu l’attestation du service des pensions.",
        en="You saw the certificate of the pension service.",
    ),
}
BY_PARTNER = TranslatedText(
    nl="Geen van deze papieren, maar je kent het gezin en beslist met je team dat het nodig is.",
    fr="Aucun de ces papiers, mais vous connaissez la famille et décidez en équipe que c’est nécessaire.",
    en="None of these papers, but you know the family and decide with your team that it is needed.",
)


def seen_in(ground: str) -> TranslatedText:
    """What a partner has seen who decides on this ground."""
    return BY_PARTNER if ground == PARTNER_DECISION else SEEN.get(ground, SEEN_IT)


def as_partners_meet_them(grounds: list[str]) -> list[str]:
    """Grounds in the order of SEEN, then the others, the partner's own decision last."""
    order = list(SEEN)
    return sorted(
        grounds,
        key=lambda code: (code == PARTNER_DECISION, order.index(code) if code in SEEN else len(order)),
    )
