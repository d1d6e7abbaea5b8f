"""How often and how much: tickets, groups, places at camps, ceilings for a year, and the municipality's budget."""

from __future__ import annotations

from uitpas2.discounts.engine import NOTHING, Cents, Change, Code, Count, Percent, YesNo, rule
from uitpas2.discounts.rulebook.codes import CLASS_CAMP, CLASS_CARD, CLASS_CARE, OWN_PART_CAP_EFFECT_FREE
from uitpas2.kernel.text import TranslatedText

# How many tickets and places.


@rule(7)
def ticket_limit(activity_ticket_limit: Count, tickets_per_activity: Count) -> Count:
    """What the organiser says for the activity, else the number of the rule book."""
    return tickets_per_activity if activity_ticket_limit == NOTHING else activity_ticket_limit


@rule(7)
def tickets_count(is_group: YesNo, product_class: Code) -> YesNo:
    """Care is never limited by tickets, nor is the card itself; a group has a number of its own."""
    return not is_group and product_class != CLASS_CARE and product_class != CLASS_CARD


@rule(
    7,
    yes=TranslatedText(
        nl="Voor deze activiteit kon je nog een ticket kopen aan jouw prijs.",
        fr="Pour cette activité, vous pouviez encore acheter un billet à votre prix.",
        en="You could still buy a ticket at your price for this activity.",
    ),
    no=TranslatedText(
        nl="Je gebruikte al alle tickets aan jouw prijs voor deze activiteit. Daarna geldt de gewone prijs.",
        fr="Vous avez déjà utilisé tous vos billets à votre prix pour cette activité. Le prix ordinaire s’applique.",
        en="You had already used all tickets at your price for this activity. After that the ordinary price holds.",
    ),
    change=(
        Change(
            "tickets_used",
            "0",
            TranslatedText(
                nl="Tellen de tickets per dag, week of maand? Dan kan het in de volgende periode weer.",
                fr="Les billets se comptent-ils par jour, semaine ou mois ? Ce sera possible à la période suivante.",
                en="Are tickets counted by day, week or month? Then you can again in the next period.",
            ),
        ),
    ),
    told_when="tickets_count",
)
def tickets_left(tickets_used: Count, ticket_limit: Count, tickets_count: YesNo) -> YesNo:
    """Fewer tickets used than the activity allows, where tickets count."""
    return not tickets_count or tickets_used < ticket_limit


@rule(
    21,
    no=TranslatedText(
        nl="Je groep gebruikte dit jaar al alle tickets aan de verlaagde prijs.",
        fr="Votre groupe a déjà utilisé tous ses billets au prix réduit de cette année.",
        en="Your group has already used all its tickets at the reduced price for this year.",
    ),
    change=(
        Change(
            "group_tickets_used",
            "0",
            TranslatedText(
                nl="Volgend jaar kan het weer.",
                fr="Ce sera à nouveau possible l’an prochain.",
                en="Next year you can again.",
            ),
        ),
    ),
)
def group_tickets_left(is_group: YesNo, group_tickets_used: Count, group_tickets_year: Count) -> YesNo:
    """A group has so many tickets for a whole year."""
    return not is_group or group_tickets_used < group_tickets_year


@rule(7)
def remaining(
    is_group: YesNo,
    group_tickets_used: Count,
    group_tickets_year: Count,
    tickets_used: Count,
    ticket_limit: Count,
    tickets_count: YesNo,
) -> Count:
    """How many tickets are left before this one; no limit where tickets do not count."""
    for_one = ticket_limit if tickets_count else NOTHING
    limit = group_tickets_year if is_group else for_one
    used = group_tickets_used if is_group else tickets_used
    return NOTHING if limit == NOTHING else max(0, limit - used)


@rule(
    20,
    no=TranslatedText(
        nl="De plaatsen aan de verlaagde prijs op dit kamp zijn bezet. Er zijn misschien nog gewone plaatsen.",
        fr="Les places au prix réduit de ce camp sont prises. Il reste peut-être des places ordinaires.",
        en="The places at the reduced price at this camp are taken. There may be ordinary places left.",
    ),
    change=(
        Change(
            "reduced_places_taken",
            "0",
            TranslatedText(
                nl="Komt er een plaats aan de verlaagde prijs vrij? Dan kan het weer.",
                fr="Une place au prix réduit se libère-t-elle ? Alors ce sera à nouveau possible.",
                en="Does a place at the reduced price come free? Then you can again.",
            ),
        ),
    ),
)
def quota_allows(
    product_class: Code,
    quota_applied: YesNo,
    reduced_places_taken: Count,
    capacity: Count,
    camp_quota_pct: Percent,
) -> YesNo:
    """A camp may set apart a percentage of its places; this one, counted in, has to fit there.

    No percentage counts as all places in the product, so that it stays a small number."""
    has_quota = quota_applied and product_class == CLASS_CAMP and camp_quota_pct != NOTHING
    return not has_quota or (reduced_places_taken + 1) * 100 <= min(camp_quota_pct, 100) * capacity


# Ceilings for a year.


@rule(
    19,
    no=TranslatedText(
        nl="Je betaalde dit jaar al {own_part_used} aan jouw prijs. Daarna geldt de gewone prijs.",
        fr="Vous avez déjà payé {own_part_used} à votre prix cette année. Ensuite, le prix ordinaire s’applique.",
        en="You already paid {own_part_used} at your price this year. After that the ordinary price holds.",
    ),
)
def own_part_left(own_part_used: Cents, own_part_cap: Cents, own_part_cap_effect: Code) -> YesNo:
    """The ceiling was not reached before this ticket; where it makes things free, it never stands in the way."""
    return own_part_cap_effect == OWN_PART_CAP_EFFECT_FREE or own_part_used < own_part_cap


@rule(
    19,
    no=TranslatedText(
        nl="Je kreeg dit jaar al {intervention_used} korting. Meer kan niet in een jaar.",
        fr="Vous avez déjà reçu {intervention_used} de réduction cette année. C’est le maximum pour un an.",
        en="You already got {intervention_used} of reduction this year. That is the most for a year.",
    ),
)
def intervention_left(intervention_used: Cents, intervention_cap: Cents) -> YesNo:
    """The reduction of the whole year was not used up before this ticket."""
    return intervention_used < intervention_cap


@rule(
    19,
    yes=TranslatedText(
        nl="Voor dit ticket kan de korting hoogstens {outcome} zijn: je betaalt {own_part}.",
        fr="Pour ce billet, la réduction est de {outcome} au plus : vous payez {own_part}.",
        en="For this ticket the reduction can be {outcome} at most: you pay {own_part}.",
    ),
    told_when="intervention_is_capped",
)
def intervention(
    price_to_split: Cents,
    chosen_price: Cents,
    intervention_used: Cents,
    intervention_per_ticket: Cents,
    intervention_cap: Cents,
) -> Cents:
    """The reduction: what the price leaves, at most so much for a ticket and what the year has left."""
    left = intervention_cap - intervention_used
    return min(price_to_split - chosen_price, intervention_per_ticket, left)


@rule(19)
def intervention_is_capped(price_to_split: Cents, chosen_price: Cents, intervention: Cents) -> YesNo:
    """A ceiling made the reduction smaller."""
    return intervention < price_to_split - chosen_price


@rule(19)
def own_part(price_to_split: Cents, intervention: Cents) -> Cents:
    """What the reduction leaves to pay."""
    return price_to_split - intervention


@rule(
    19,
    yes=TranslatedText(
        nl="In een jaar betaal je zelf hoogstens {own_part_cap}. Je betaalde al {own_part_used}: nu is het {outcome}.",
        fr="En un an, vous payez {own_part_cap} au plus. Vous avez déjà payé {own_part_used} : il reste {outcome}.",
        en="In a year you pay {own_part_cap} at most. You already paid {own_part_used}: now it is {outcome}.",
    ),
    told_when="own_part_is_capped",
)
def own_part_after_cap(own_part: Cents, own_part_used: Cents, own_part_cap: Cents, own_part_cap_effect: Code) -> Cents:
    """No more than the year leaves, where the ceiling makes things free; else whole, also when it crosses it."""
    left = max(0, own_part_cap - own_part_used)
    return min(own_part, left) if own_part_cap_effect == OWN_PART_CAP_EFFECT_FREE else own_part


@rule(19)
def own_part_is_capped(own_part: Cents, own_part_after_cap: Cents) -> YesNo:
    """The ceiling for the year made the own part smaller."""
    return own_part_after_cap < own_part


@rule(19)
def cap_left_before(intervention_used: Cents, intervention_cap: Cents) -> Cents:
    """What the year leaves of the reduction without this ticket."""
    return NOTHING if intervention_cap == NOTHING else max(0, intervention_cap - intervention_used)


@rule(19)
def cap_left(cap_left_before: Cents, intervention: Cents) -> Cents:
    """What the year leaves of the reduction after this ticket."""
    return NOTHING if cap_left_before == NOTHING else cap_left_before - intervention


# The municipality's money.


@rule(
    9,
    no=TranslatedText(
        nl="Het budget van {municipality} was op, en {municipality} koos dat de verlaagde prijs dan stopt.",
        fr="Le budget de {municipality} était épuisé, et {municipality} a choisi d’arrêter alors le prix réduit.",
        en="The budget of {municipality} was used up, and {municipality} chose that the reduced price stops then.",
    ),
)
def budget_allows(budget_allows: YesNo) -> YesNo:
    """The budget is not used up, or the municipality lets the reduced price go on."""
    return budget_allows
