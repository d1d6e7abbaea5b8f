"""How long each kind of data is kept, and what ends it. No law we found says it for a card: these are choices.

Bookkeeping is the exception: seven years (Code of economic law, article III.86, for whoever keeps accounts).
"""

from __future__ import annotations

from dataclasses import dataclass

from uitpas2.kernel.text import TranslatedText


@dataclass(frozen=True, slots=True)
class Retention:
    """`text` finishes the sentence "kept …". `months` or `days` after its end it goes.

    `purge` names what takes care of that: one of the nightly purges, or a job of the timetable.
    `is_personal`: whether it says something about a person who can be found. `names_person`: whether erasing empties
    it in a row that stays.
    """

    code: str
    text: TranslatedText
    purge: str = ""
    months: int = 0
    days: int = 0
    is_personal: bool = True
    names_person: bool = False


NOT_PERSONAL = Retention(
    "not-personal",
    TranslatedText(
        nl="zolang het nodig is: het zegt niets over een persoon",
        fr="tant que c’est utile : cela ne dit rien d’une personne",
        en="as long as it is needed: it says nothing about a person",
    ),
    is_personal=False,
)
PSEUDONYM = Retention(
    "pseudonym",
    TranslatedText(
        nl="zolang de regel bestaat; na wissing leidt dit nummer naar niemand meer",
        fr="tant que la ligne existe ; après effacement, ce numéro ne mène plus à personne",
        en="as long as the row is there; after erasure this number leads to nobody",
    ),
)
HOLDER = Retention(
    "holder",
    TranslatedText(
        nl="tot je het laat wissen, of tot 36 maanden zonder kaart die werkt",
        fr="jusqu’à ce que vous en demandiez l’effacement, ou 36 mois sans carte valable",
        en="until you have it erased, or until 36 months without a card that works",
    ),
    purge="holders",
    months=36,
    names_person=True,
)
NATIONAL_NUMBER = Retention(
    "national-number",
    TranslatedText(
        nl="versleuteld, tot 12 maanden zonder kaart die werkt",
        fr="chiffré, jusqu’à 12 mois sans carte valable",
        en="encrypted, until 12 months without a card that works",
    ),
    purge="national-numbers",
    months=12,
    names_person=True,
)
PICTURE = Retention(
    "picture",
    TranslatedText(
        nl="tot je je toestemming intrekt, of tot 12 maanden zonder kaart die werkt",
        fr="jusqu’au retrait de votre consentement, ou 12 mois sans carte valable",
        en="until you withdraw your consent, or until 12 months without a card that works",
    ),
    purge="pictures",
    months=12,
)
RIGHT = Retention(
    "right",
    TranslatedText(
        nl="tot 24 maanden na het einde ervan",
        fr="jusqu’à 24 mois après sa fin",
        en="until 24 months after its end",
    ),
    purge="rights",
    months=24,
)
PARTICIPATION = Retention(
    "participation",
    TranslatedText(
        nl="tot 13 maanden na de dag zelf; daarna enkel in cijfers zonder namen",
        fr="jusqu’à 13 mois après le jour même ; ensuite uniquement dans des chiffres sans noms",
        en="until 13 months after the day itself; then only in figures without names",
    ),
    purge="participation",
    months=13,
)
HANDED_OVER = Retention(
    "handed-over",
    TranslatedText(
        nl="tot 13 maanden na de dag waarop je kind werd opgehaald",
        fr="jusqu’à 13 mois après le jour où l’on est venu chercher votre enfant",
        en="until 13 months after the day on which your child was picked up",
    ),
    purge="participation",
    months=13,
    names_person=True,
)
BOOKKEEPING = Retention(
    "bookkeeping",
    TranslatedText(
        nl="zeven jaar na het jaar van de verkoop, zoals de boekhouding vraagt",
        fr="sept ans après l’année de la vente, comme le veut la comptabilité",
        en="seven years after the year of the sale, as bookkeeping requires",
    ),
    purge="sales",
    months=84,
)
FISCAL = Retention(
    "fiscal",
    TranslatedText(
        nl="zeven jaar na het jaar van de rekening of het attest, zoals de boekhouding vraagt; na wissing zonder naam",
        fr="sept ans après l’année de la facture ou de l’attestation, comme le veut la comptabilité ; sans nom après "
        "effacement",
        en="seven years after the year of the bill or certificate, as bookkeeping requires; without a name after "
        "erasure",
    ),
    purge="bills",
    months=84,
)
BANK_LINE = Retention(
    "bank-line",
    TranslatedText(
        nl="tot duidelijk is waarvoor het geld was, hoogstens 90 dagen",
        fr="jusqu’à ce que l’objet du paiement soit connu, 90 jours au plus",
        en="until it is clear what the money was for, 90 days at most",
    ),
    purge="forget-bank-lines",
    days=90,
)
CERTIFICATE_FILE = Retention(
    "certificate-file",
    TranslatedText(nl="hoogstens een dag", fr="un jour au plus", en="a day at most"),
    purge="forget-certificate-files",
    days=1,
)
TIES = Retention(
    "ties",
    TranslatedText(
        nl="tot 12 maanden nadat het stopte", fr="jusqu’à 12 mois après la fin", en="until 12 months after it ended"
    ),
    purge="ties",
    months=12,
)
CONSENT = Retention(
    "consent",
    TranslatedText(
        nl="tot 24 maanden nadat de toestemming werd ingetrokken",
        fr="jusqu’à 24 mois après le retrait du consentement",
        en="until 24 months after the consent was withdrawn",
    ),
    purge="consents",
    months=24,
)
LOOK = Retention(
    "look",
    TranslatedText(
        nl="24 maanden, zodat je kunt nalezen wie keek",
        fr="24 mois, pour que vous puissiez relire qui a consulté",
        en="24 months, so that you can read who looked",
    ),
    purge="looks",
    months=24,
)
REQUEST = Retention(
    "request",
    TranslatedText(
        nl="tot 24 maanden na het antwoord; je eigen woorden gaan weg bij het antwoord",
        fr="jusqu’à 24 mois après la réponse ; vos propres mots disparaissent avec la réponse",
        en="until 24 months after the answer; your own words go when it is answered",
    ),
    purge="requests",
    months=24,
    names_person=True,
)
FAMILY_CODE = Retention(
    "family-code",
    TranslatedText(nl="7 dagen", fr="7 jours", en="7 days"),
    purge="family-codes",
    days=7,
)
MAIL = Retention(
    "mail",
    TranslatedText(
        nl="versleuteld tot het verstuurd of afgedrukt is, hoogstens drie maanden; dat het verstuurd is, nog 30 dagen",
        fr="chiffré jusqu’à l’envoi ou l’impression, trois mois au plus ; le fait de l’envoi, 30 jours de plus",
        en="encrypted until it is sent or printed, three months at most; that it was sent, 30 days more",
    ),
    purge="mail",
    days=30,
)
PRINTED = Retention(
    "printed",
    TranslatedText(nl="hoogstens een dag", fr="un jour au plus", en="a day at most"),
    purge="forget-card-sheets",
    days=1,
)
IMPORTED = Retention(
    "imported",
    TranslatedText(
        nl="versleuteld, tot het ingeschreven is; hoogstens een dag",
        fr="chiffré, jusqu’à l’inscription ; un jour au plus",
        en="encrypted, until it is registered; a day at most",
    ),
    purge="forget-holder-imports",
    days=1,
)
ACCOUNT = Retention(
    "account",
    TranslatedText(
        nl="zolang je een rol hebt; van ouders tot 12 maanden nadat ze voor niemand meer beslissen",
        fr="tant que vous avez un rôle ; pour les parents, 12 mois après qu’ils ne décident plus pour personne",
        en="as long as you have a role; of parents until 12 months after they decide for nobody any more",
    ),
    purge="accounts",
    months=12,
    names_person=True,
)
DUTY = Retention(
    "duty",
    TranslatedText(
        nl="tot je het weghaalt of je toestemming intrekt, of tot 12 maanden zonder kaart die werkt",
        fr="jusqu’à ce que vous le retiriez ou retiriez votre consentement, ou 12 mois sans carte valable",
        en="until you take it away or withdraw your consent, or until 12 months without a card that works",
    ),
    purge="duty",
    months=12,
)
ANSWER = Retention(
    "answer",
    TranslatedText(
        nl="400 dagen, zodat een tweede klik niets dubbel doet",
        fr="400 jours, pour qu’un second clic ne fasse rien en double",
        en="400 days, so that a second click does nothing twice",
    ),
    purge="forget-old-answers",
    days=400,
)
TOKEN = Retention(
    "token",
    TranslatedText(nl="een uur", fr="une heure", en="an hour"),
    purge="forget-expired-tokens",
)
STAFF = Retention(
    "staff",
    TranslatedText(
        nl="zolang de beslissing bewaard wordt: wie beslist, staat ervoor in",
        fr="tant que la décision est conservée : qui décide en répond",
        en="as long as the decision is kept: whoever decides answers for it",
    ),
)
TRAIL = Retention(
    "trail",
    TranslatedText(
        nl="blijvend, zonder namen: wie wat deed en wanneer, met nummers die na wissing naar niemand leiden",
        fr="de façon permanente, sans noms : qui a fait quoi et quand, avec des numéros qui, après effacement, ne "
        "mènent à personne",
        en="for good, without names: who did what and when, with numbers that lead to nobody after erasure",
    ),
)

RETENTIONS = tuple(value for value in list(globals().values()) if isinstance(value, Retention))
