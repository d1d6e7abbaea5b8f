"""What we do with data about people, as the public register tells it: why, on what basis, about whom, for whom."""

from __future__ import annotations

from dataclasses import dataclass

from uitpas2.kernel.text import TranslatedText

T = TranslatedText


@dataclass(frozen=True, slots=True)
class Processing:
    """One activity of processing (GDPR, article 30)."""

    code: str
    title: TranslatedText
    purpose: TranslatedText
    basis: TranslatedText
    people: TranslatedText
    receivers: TranslatedText


PUBLIC_TASK = T(
    nl="taak van algemeen belang van de gemeente (AVG, artikel 6, 1, e)",
    fr="mission d’intérêt public de la commune (RGPD, article 6, 1, e)",
    en="public task of the municipality (GDPR, article 6(1)(e))",
)
LEGAL_DUTY = T(
    nl="wettelijke plicht om boek te houden (AVG, artikel 6, 1, c)",
    fr="obligation légale de tenir une comptabilité (RGPD, article 6, 1, c)",
    en="legal duty to keep accounts (GDPR, article 6(1)(c))",
)
CONSENT_BASIS = T(
    nl="jouw toestemming, die je altijd kunt intrekken (AVG, artikel 6, 1, a)",
    fr="votre consentement, que vous pouvez toujours retirer (RGPD, article 6, 1, a)",
    en="your consent, which you can always withdraw (GDPR, article 6(1)(a))",
)
HOLDERS_AND_GUARDIANS = T(
    nl="wie een kaart heeft, en wie voor hen beslist",
    fr="les titulaires d’une carte et les personnes qui décident pour eux",
    en="whoever has a card, and who decides for them",
)
STAFF_PEOPLE = T(
    nl="medewerkers van gemeenten, partners en organisatoren, en ouders met een account",
    fr="le personnel des communes, des partenaires et des organisateurs, et les parents qui ont un compte",
    en="staff of municipalities, partners and organisers, and parents with an account",
)
NOBODY_ELSE = T(nl="niemand anders", fr="personne d’autre", en="nobody else")

CARD = Processing(
    "card",
    T(nl="Kaart en gezin", fr="Carte et famille", en="Card and family"),
    T(
        nl="een kaart geven, ze vervangen, en weten wie voor een kind beslist",
        fr="donner une carte, la remplacer et savoir qui décide pour un enfant",
        en="giving a card, replacing it, and knowing who decides for a child",
    ),
    PUBLIC_TASK,
    HOLDERS_AND_GUARDIANS,
    T(
        nl="de balies van je eigen regio; aan de deur een voornaam, een letter en een leeftijdsgroep",
        fr="les guichets de votre région ; à l’entrée, un prénom, une lettre et un groupe d’âge",
        en="the counters of your own region; at the door a first name, a letter and an age group",
    ),
)
RIGHTS = Processing(
    "right",
    T(nl="De juiste prijs", fr="Le juste prix", en="The right price"),
    T(
        nl="bewaren tot wanneer een prijs geldt, en waarop dat steunt",
        fr="conserver jusqu’à quand un prix est valable, et sur quoi il repose",
        en="keeping until when a price holds, and what that rests on",
    ),
    PUBLIC_TASK,
    HOLDERS_AND_GUARDIANS,
    T(
        nl="de balies van je regio en de partner die je begeleidt; waarop het steunt leest alleen wie daar een reden "
        "voor opgeeft, en dat kun je nalezen",
        fr="les guichets de votre région et le partenaire qui vous accompagne ; seul qui donne une raison lit sur quoi "
        "il repose, et vous pouvez le relire",
        en="the counters of your region and the partner who guides you; what it rests on is read only by whoever gives "
        "a reason, and you can read that",
    ),
)
PARTICIPATING = Processing(
    "participation",
    T(nl="Inschrijven en meedoen", fr="S’inscrire et participer", en="Registering and taking part"),
    T(
        nl="een plaats houden, weten wie komt, punten geven, en tellen zonder namen",
        fr="garder une place, savoir qui vient, donner des points et compter sans noms",
        en="keeping a place, knowing who comes, giving points, and counting without names",
    ),
    PUBLIC_TASK,
    HOLDERS_AND_GUARDIANS,
    T(
        nl="de organisator bij wie je inschrijft: naam en leeftijdsgroep, nooit waarom een prijs zo is",
        fr="l’organisateur chez qui vous vous inscrivez : nom et groupe d’âge, jamais la raison d’un prix",
        en="the organiser with whom you register: name and age group, never why a price is what it is",
    ),
)
SELLING = Processing(
    "sales",
    T(nl="Betalen en afrekenen", fr="Payer et régler", en="Paying and settling"),
    T(
        nl="de prijs uitleggen, en organisatoren terugbetalen wat een overheid bijlegt",
        fr="expliquer le prix et rembourser aux organisateurs la part d’une autorité",
        en="explaining the price, and paying organisers back what a government adds",
    ),
    LEGAL_DUTY,
    HOLDERS_AND_GUARDIANS,
    T(
        nl="de organisator en de gemeente: bedragen, geen namen",
        fr="l’organisateur et la commune : des montants, pas de noms",
        en="the organiser and the municipality: amounts, no names",
    ),
)
GUIDING = Processing(
    "guidance",
    T(nl="Begeleiding door een partner", fr="Accompagnement par un partenaire", en="Guidance by a partner"),
    T(
        nl="een gezin helpen aan een kaart, een prijs en een plaats",
        fr="aider une famille à obtenir une carte, un prix et une place",
        en="helping a family to a card, a price and a place",
    ),
    CONSENT_BASIS,
    HOLDERS_AND_GUARDIANS,
    T(
        nl="die ene partner, tot jij of de partner stopt",
        fr="ce partenaire-là, jusqu’à ce que vous ou lui arrêtiez",
        en="that one partner, until you or the partner stops",
    ),
)
CONSENTING = Processing(
    "consent",
    T(nl="Wat je zelf kiest", fr="Ce que vous choisissez", en="What you choose yourself"),
    T(
        nl="tips of een foto, en langs welke weg je iets van ons hoort",
        fr="des idées ou une photo, et par quelle voie vous nous entendez",
        en="tips or a picture, and by which way you hear from us",
    ),
    CONSENT_BASIS,
    HOLDERS_AND_GUARDIANS,
    NOBODY_ELSE,
)
SIGNING_IN = Processing(
    "accounts",
    T(nl="Aanmelden", fr="Se connecter", en="Signing in"),
    T(
        nl="weten wie aanmeldt en wat die mag",
        fr="savoir qui se connecte et ce qui lui est permis",
        en="knowing who signs in and what they may do",
    ),
    PUBLIC_TASK,
    STAFF_PEOPLE,
    NOBODY_ELSE,
)
ANSWERING = Processing(
    "accountability",
    T(nl="Verantwoorden wat er gebeurde", fr="Rendre compte de ce qui s’est passé", en="Answering for what happened"),
    T(
        nl="kunnen nagaan wie wat deed, en dat er niets veranderd is achteraf",
        fr="pouvoir vérifier qui a fait quoi, et que rien n’a été modifié après coup",
        en="being able to check who did what, and that nothing was changed afterwards",
    ),
    PUBLIC_TASK,
    STAFF_PEOPLE,
    NOBODY_ELSE,
)
OFFERING = Processing(
    "offer",
    T(nl="Aanbod, regels en cijfers", fr="Offre, règles et chiffres", en="Offer, rules and figures"),
    T(
        nl="tonen wat er te doen is, wat een gemeente besliste, en cijfers zonder namen",
        fr="montrer ce qu’il y a à faire, ce qu’une commune a décidé, et des chiffres sans noms",
        en="showing what there is to do, what a municipality decided, and figures without names",
    ),
    PUBLIC_TASK,
    T(nl="bijna niemand: het is openbaar", fr="presque personne : c’est public", en="hardly anybody: it is public"),
    T(nl="iedereen", fr="tout le monde", en="everybody"),
)

SAFEGUARDING = Processing(
    "safety",
    T(nl="Veilig opvangen en ophalen", fr="Accueillir et remettre en sécurité", en="Safe care and picking up"),
    T(
        nl="weten waarop je bij een kind moet letten, en wie het mag ophalen",
        fr="savoir à quoi faire attention pour un enfant, et qui peut venir le chercher",
        en="knowing what to watch for with a child, and who may pick it up",
    ),
    CONSENT_BASIS,
    HOLDERS_AND_GUARDIANS,
    T(
        nl="wie die dag bij je kind is; wie het las, kun je nalezen",
        fr="les personnes présentes ce jour-là auprès de votre enfant ; vous pouvez relire qui l’a lu",
        en="whoever is with your child that day; you can read who read it",
    ),
)

PROCESSINGS = (CARD, RIGHTS, PARTICIPATING, SAFEGUARDING, SELLING, GUIDING, CONSENTING, SIGNING_IN, ANSWERING, OFFERING)
