"""Who has the right to the reduced price, and between which days.

Sentences speak to the family and never name a ground. The grounds themselves are data: see `accepted_grounds`.
"""

from __future__ import annotations

from uitpas2.discounts.engine import (
    NOTHING,
    Age,
    Cents,
    Change,
    Code,
    Codes,
    Count,
    Day,
    DayOfYear,
    Days,
    Months,
    Percent,
    YesNo,
    add_months,
    first_of_month,
    next_yearly,
    overlaps,
    rule,
)
from uitpas2.discounts.rulebook.codes import (
    INCOME_TEST_OPENS,
    INCOME_TEST_REQUIRED,
    PLACE_MUNICIPALITY,
    PROOF_END_DECIDES,
    STARTS_RULE_FIRST_OF_MONTH,
)
from uitpas2.kernel.text import TranslatedText

# Where somebody lives, how old they are, and whether they asked.


@rule(
    2,
    no=TranslatedText(
        nl="Volgens onze gegevens woon je buiten het gebied waar deze verlaagde prijs geldt.",
        fr="Selon nos données, vous habitez hors de la zone où ce prix réduit est valable.",
        en="As far as we know, you live outside the area where this reduced price holds.",
    ),
    change=(
        Change(
            "parent_lives",
            "municipality",
            TranslatedText(
                nl="Slaap je vaak genoeg bij een ouder die in {municipality} woont en recht heeft? Dan kan het wel.",
                fr="Dormez-vous assez souvent à {municipality}, chez un parent ayant droit ? Alors c’est possible.",
                en="Do you sleep often enough at an entitled parent’s home in {municipality}? Then you can get it.",
            ),
        ),
        Change(
            "school",
            "municipality",
            TranslatedText(
                nl="Ga je naar school in {municipality}? Dan kan het wel.",
                fr="Allez-vous à l’école à {municipality} ? Alors c’est possible.",
                en="Do you go to school in {municipality}? Then you can get it.",
            ),
        ),
    ),
)
def reach_holds(
    lives: Code,
    parent_lives: Code,
    stay_pct: Percent,
    school: Code,
    reach: Code,
    coparenting_stay_pct: Percent,
    school_counts: YesNo,
) -> YesNo:
    """The home is near enough, or that of the entitled parent with enough nights, or the school where that counts."""
    with_parent = parent_lives <= reach and stay_pct >= coparenting_stay_pct
    at_school = school_counts and school == PLACE_MUNICIPALITY
    return lives <= reach or with_parent or at_school


@rule(
    13,
    no=TranslatedText(
        nl="De verlaagde prijs geldt niet voor jouw leeftijd.",
        fr="Le prix réduit n’est pas valable à votre âge.",
        en="The reduced price does not hold at your age.",
    ),
    change=(
        Change(
            "in_primary_school",
            "yes",
            TranslatedText(
                nl="Zit je nog in de lagere school? Laat dat weten aan de balie: dan kan het wel.",
                fr="Êtes-vous encore à l’école primaire ? Dites-le au guichet : alors c’est possible.",
                en="Are you still in primary school? Tell the desk: then you can get it.",
            ),
        ),
    ),
)
def age_fits(age: Age, in_primary_school: YesNo, age_from: Age, age_to: Age, until_end_of_primary: YesNo) -> YesNo:
    """Both ages count as inside, and primary school may be finished where the rule book says so."""
    still_in_primary = until_end_of_primary and in_primary_school
    return age >= age_from and (age <= age_to or still_in_primary)


@rule(
    11,
    no=TranslatedText(
        nl="De verlaagde prijs is nog niet voor jou gevraagd, en komt hier niet vanzelf.",
        fr="Le prix réduit n’a pas encore été demandé pour vous, et n’est pas accordé d’office ici.",
        en="The reduced price has not been asked for you yet, and here it does not come by itself.",
    ),
    change=(
        Change(
            "applied",
            "yes",
            TranslatedText(
                nl="Vraag hem aan de balie van {municipality} of via je begeleider.",
                fr="Demandez-le au guichet de {municipality} ou par votre accompagnateur.",
                en="Ask for it at the desk of {municipality} or through the person who guides you.",
            ),
        ),
    ),
)
def asked_or_automatic(
    applied: YesNo, grounds: Codes, age: Age, automatic_grounds: Codes, automatic_below_age: Age
) -> YesNo:
    """Somebody asked, or a ground is known with which the right comes by itself at this age."""
    by_itself = overlaps(grounds, automatic_grounds) and age < automatic_below_age
    return applied or by_itself


# What opens the right.


@rule(11)
def own_ground(grounds: Codes, accepted_grounds: Codes) -> YesNo:
    """One of the person's grounds is accepted."""
    return overlaps(grounds, accepted_grounds)


@rule(12)
def household_ground(
    household_entitled: YesNo, household_shares: YesNo, stay_pct: Percent, coparenting_stay_pct: Percent
) -> YesNo:
    """Somebody of the household has the right, and the person stays there often enough."""
    return household_shares and household_entitled and stay_pct >= coparenting_stay_pct


@rule(15)
def income_ceiling(
    dependants: Count,
    disabled_dependants: Count,
    income_base: Cents,
    income_per_dependant: Cents,
    disabled_counts_as: Count,
) -> Cents:
    """A base with an amount for each dependant; a disabled one may count for more than one."""
    counted = dependants + disabled_dependants * (disabled_counts_as - 1)
    return income_base + income_per_dependant * counted


@rule(15)
def income_opens(income: Cents, income_ceiling: Cents, income_test: Code) -> YesNo:
    """A low income is enough by itself where the municipality chose so. An unknown income never is."""
    return income_test == INCOME_TEST_OPENS and income <= income_ceiling


@rule(
    11,
    yes=TranslatedText(
        nl="Wat we van je weten, is genoeg voor de verlaagde prijs.",
        fr="Ce que nous savons de vous suffit pour le prix réduit.",
        en="What we know of you is enough for the reduced price.",
    ),
    no=TranslatedText(
        nl="Wat we nu van je weten, is nog niet genoeg voor de verlaagde prijs.",
        fr="Ce que nous savons de vous à présent ne suffit pas encore pour le prix réduit.",
        en="What we know of you now is not yet enough for the reduced price.",
    ),
    change=(
        Change(
            "grounds",
            "increased_reimbursement",
            TranslatedText(
                nl="Krijg je verhoogde tegemoetkoming van je ziekenfonds? Een kleefbriefje is dan genoeg.",
                fr="Recevez-vous l’intervention majorée de votre mutualité ? Une vignette suffit alors.",
                en="Do you get increased reimbursement from your health fund? Then a sticker of the fund is enough.",
            ),
        ),
        Change(
            "household_entitled",
            "yes",
            TranslatedText(
                nl="Heeft iemand bij je thuis al een verlaagde prijs? Dan kun jij hem ook krijgen.",
                fr="Quelqu’un chez vous a-t-il déjà un prix réduit ? Alors vous pouvez l’obtenir aussi.",
                en="Does somebody at home have a reduced price already? Then you can get it too.",
            ),
        ),
        Change(
            "grounds",
            "living_wage",
            TranslatedText(
                nl="Krijg je een leefloon of steun van het OCMW? Breng dan een attest mee.",
                fr="Recevez-vous un revenu d’intégration ou une aide du CPAS ? Apportez alors une attestation.",
                en="Do you get a living wage or support from the OCMW? Then bring an attest.",
            ),
        ),
        Change(
            "grounds",
            "debt_settlement",
            TranslatedText(
                nl="Loopt er een collectieve schuldenregeling? Breng dan het bewijs mee.",
                fr="Avez-vous un règlement collectif de dettes ? Apportez alors la preuve.",
                en="Do you have a collective debt settlement? Then bring the proof.",
            ),
        ),
        Change(
            "grounds",
            "child_supplement",
            TranslatedText(
                nl="Krijg je een sociale toeslag bij het Groeipakket? Breng dan de brief mee.",
                fr="Recevez-vous un supplément social au Groeipakket ? Apportez alors la lettre.",
                en="Do you get a social supplement to the child benefit? Then bring the letter.",
            ),
        ),
        Change(
            "grounds",
            "school_allowance",
            TranslatedText(
                nl="Krijg je een schooltoeslag? Breng dan de brief mee.",
                fr="Recevez-vous une allocation scolaire ? Apportez alors la lettre.",
                en="Do you get a school allowance? Then bring the letter.",
            ),
        ),
        Change(
            "income",
            "0.00",
            TranslatedText(
                nl="Is je inkomen laag? Dat kan ook genoeg zijn. Breng je aanslagbiljet mee.",
                fr="Vos revenus sont-ils bas ? Cela peut suffire. Apportez votre avertissement-extrait de rôle.",
                en="Is your income low? That can be enough too. Bring your tax assessment.",
            ),
        ),
        Change(
            "grounds",
            "partner_decision",
            TranslatedText(
                nl="Praat erover met je begeleider of een organisatie die je kent: die kan hem ook geven.",
                fr="Parlez-en à votre accompagnateur ou à une organisation connue : ils peuvent aussi l’accorder.",
                en="Talk to the person who guides you or to an organisation you know: they can give it too.",
            ),
        ),
    ),
)
def has_ground(right_on_record: YesNo, own_ground: YesNo, income_opens: YesNo, household_ground: YesNo) -> YesNo:
    """One of four: a right given before, an accepted ground, the income, or the household."""
    return right_on_record or own_ground or income_opens or household_ground


# What closes it again.


@rule(
    11,
    no=TranslatedText(
        nl="In jouw situatie geldt deze verlaagde prijs niet. Vraag aan de balie wat wel kan.",
        fr="Dans votre situation, ce prix réduit n’est pas valable. Demandez au guichet ce qui est possible.",
        en="In your situation this reduced price does not hold. Ask the desk what is possible.",
    ),
)
def no_excluding_situation(grounds: Codes, excluded_situations: Codes) -> YesNo:
    """None of the situations that another scheme takes care of."""
    return not overlaps(grounds, excluded_situations)


@rule(
    15,
    no=TranslatedText(
        nl="Je inkomen is hoger dan {income_ceiling}, of we kennen het nog niet.",
        fr="Vos revenus dépassent {income_ceiling}, ou nous ne les connaissons pas encore.",
        en="Your income is above {income_ceiling}, or we do not know it yet.",
    ),
    change=(
        Change(
            "income",
            "0.00",
            TranslatedText(
                nl="Is je inkomen intussen lager? Breng je nieuwste aanslagbiljet mee naar de balie.",
                fr="Vos revenus ont-ils baissé ? Apportez votre dernier avertissement-extrait de rôle au guichet.",
                en="Is your income lower now? Bring your newest tax assessment to the desk.",
            ),
        ),
    ),
)
def income_allowed(income: Cents, income_ceiling: Cents, income_test: Code) -> YesNo:
    """At most the ceiling, where an older scheme asks that of everybody."""
    return income_test != INCOME_TEST_REQUIRED or income <= income_ceiling


@rule(
    15,
    no=TranslatedText(
        nl="Je gezin bezit meer dan de regels van {municipality} toelaten.",
        fr="Votre ménage possède plus que ce que permettent les règles de {municipality}.",
        en="Your family owns more than the rules of {municipality} allow.",
    ),
)
def property_allowed(
    homes: Count,
    cadastral_income: Cents,
    savings: Cents,
    children: Count,
    homes_most: Count,
    cadastral_most: Cents,
    cadastral_per_child: Cents,
    savings_most: Cents,
) -> YesNo:
    """Not too many homes, not too high a cadastral income for the number of children, not too much saved."""
    cadastral_limit = cadastral_most + cadastral_per_child * children
    return homes <= homes_most and cadastral_income <= cadastral_limit and savings <= savings_most


# Between which days.


@rule(14)
def proof_shown(day: Day, proof_day: Day) -> Day:
    """The day itself where no day of proof is known."""
    return day if proof_day == NOTHING else proof_day


@rule(14)
def right_starts(proof_shown: Day, starts_rule: Code) -> Day:
    """The first day on which the right holds."""
    return first_of_month(proof_shown) if starts_rule == STARTS_RULE_FIRST_OF_MONTH else proof_shown


@rule(14)
def by_duration(right_starts: Day, duration_months: Months, ends_on: DayOfYear, ends_on_least_months: Months) -> Day:
    """The first day after so many months; or after the fixed last day of a year, the one that is not too near."""
    last_of_month = add_months(first_of_month(right_starts), ends_on_least_months + 1) - 1
    not_before = min(add_months(right_starts, ends_on_least_months), last_of_month)
    return add_months(right_starts, duration_months) if ends_on == NOTHING else next_yearly(not_before, ends_on) + 1


@rule(14)
def right_ends(by_duration: Day, proof_ends: Day, proof_end: Code) -> Day:
    """The first day on which the right no longer holds: the proof's own end may come first, or decide."""
    after_proof = proof_ends + 1
    by_proof = after_proof if proof_end == PROOF_END_DECIDES else min(by_duration, after_proof)
    return by_duration if proof_ends == NOTHING else by_proof


@rule(14)
def last_day(right_ends: Day) -> Day:
    """The last day on which the right holds, the grace after it not counted."""
    return right_ends - 1


@rule(
    14,
    yes=TranslatedText(
        nl="Je verlaagde prijs geldt vanaf {right_starts}.",
        fr="Votre prix réduit est valable à partir du {right_starts}.",
        en="Your reduced price holds from {right_starts}.",
    ),
    no=TranslatedText(
        nl="Je verlaagde prijs begint pas op {right_starts}.",
        fr="Votre prix réduit ne commence que le {right_starts}.",
        en="Your reduced price only begins on {right_starts}.",
    ),
    change=(
        Change(
            "proof_day",
            "none",
            TranslatedText(
                nl="Heb je nu al een bewijs? Toon het aan de balie: dan begint je verlaagde prijs vroeger.",
                fr="Avez-vous déjà une preuve ? Montrez-la au guichet : votre prix réduit commencera plus tôt.",
                en="Do you have a proof already? Show it at the desk: then your reduced price begins earlier.",
            ),
        ),
    ),
)
def has_begun(day: Day, right_starts: Day) -> YesNo:
    """The first day counts."""
    return day >= right_starts


@rule(
    14,
    yes=TranslatedText(
        nl="De laatste dag van je verlaagde prijs is {last_day}.",
        fr="Le dernier jour de votre prix réduit est le {last_day}.",
        en="The last day of your reduced price is {last_day}.",
    ),
    no=TranslatedText(
        nl="Je verlaagde prijs liep tot en met {last_day}. Je kunt hem verlengen aan de balie of via je begeleider.",
        fr="Votre prix réduit était valable jusqu’au {last_day} inclus. Vous pouvez le renouveler au guichet.",
        en="Your reduced price held until {last_day}. You can renew it at the desk.",
    ),
    change=(
        Change(
            "proof_day",
            "none",
            TranslatedText(
                nl="Met een nieuw bewijs geldt je verlaagde prijs meteen weer.",
                fr="Avec une nouvelle preuve, votre prix réduit est aussitôt à nouveau valable.",
                en="With a new proof your reduced price holds again at once.",
            ),
        ),
        Change(
            "proof_ends",
            "none",
            TranslatedText(
                nl="Met een bewijs dat langer loopt, geldt je verlaagde prijs meteen weer.",
                fr="Avec une preuve valable plus longtemps, votre prix réduit est aussitôt à nouveau valable.",
                en="With a proof that holds longer your reduced price holds again at once.",
            ),
        ),
    ),
)
def has_not_ended(day: Day, last_day: Day, grace_days: Days) -> YesNo:
    """Some days of grace after the last day still count."""
    return day <= last_day + grace_days


@rule(14)
def in_grace(day: Day, last_day: Day) -> YesNo:
    """The right ran out, and only the days of grace keep it."""
    return day > last_day


@rule(
    14,
    yes=TranslatedText(
        nl="Je mag hem nog tot en met {outcome} gebruiken, zodat je tijd hebt om hem te verlengen.",
        fr="Vous pouvez encore l’utiliser jusqu’au {outcome} inclus, le temps de le renouveler.",
        en="You may still use it until {outcome}, so that you have time to renew it.",
    ),
    told_when="in_grace",
)
def last_day_of_grace(last_day: Day, grace_days: Days) -> Day:
    """Until when the right is still honoured."""
    return last_day + grace_days
