"""The words around requests, and what tables and columns are called in a download."""

from __future__ import annotations

from enum import StrEnum

from uitpas2.kernel.text import TranslatedText

T = TranslatedText


class RequestKind(StrEnum):
    CORRECTION = "correction"
    ERASURE = "erasure"


class RequestStatus(StrEnum):
    OPEN = "open"
    DONE = "done"
    REFUSED = "refused"


TABLE_LABELS: dict[str, TranslatedText] = {
    "holders": T(nl="Wie", fr="Qui", en="Who"),
    "holder_pictures": T(nl="Foto", fr="Photo", en="Picture"),
    "memberships": T(nl="Lid van een regio", fr="Membre d’une région", en="Member of a region"),
    "membership_bars": T(nl="Kaart tijdelijk gestopt", fr="Carte suspendue", en="Card stopped for a while"),
    "holder_references": T(
        nl="Nummer bij je gemeente", fr="Numéro auprès de votre commune", en="Number at your municipality"
    ),
    "cards": T(nl="Kaarten", fr="Cartes", en="Cards"),
    "social_rights": T(nl="Tot wanneer je prijs geldt", fr="Validité de votre prix", en="Until when your price holds"),
    "right_grounds": T(nl="Waarop je prijs steunt", fr="Sur quoi repose votre prix", en="What your price rests on"),
    "right_suspensions": T(nl="Onderbroken", fr="Suspendu", en="Suspended"),
    "renewal_notices": T(nl="Wat we je lieten weten", fr="Ce que nous vous avons annoncé", en="What we told you"),
    "entitlement_checks": T(
        nl="Nagevraagd bij de overheid", fr="Demandé à l’administration", en="Asked of the government"
    ),
    "looks": T(nl="Wie keek", fr="Qui a consulté", en="Who looked"),
    "registrations": T(nl="Inschrijvingen", fr="Inscriptions", en="Registrations"),
    "registered_sessions": T(nl="Momenten van je inschrijvingen", fr="Moments de vos inscriptions", en="Sessions"),
    "queue_events": T(nl="Beurten op wachtlijsten", fr="Tours sur listes d’attente", en="Turns on waiting lists"),
    "checkins": T(nl="Bezoeken", fr="Visites", en="Visits"),
    "points_entries": T(nl="Punten", fr="Points", en="Points"),
    "sales": T(nl="Aankopen", fr="Achats", en="Purchases"),
    "coupon_holders": T(nl="Bonnen op naam", fr="Bons nominatifs", en="Coupons by name"),
    "coupon_uses": T(nl="Gebruikte bonnen", fr="Bons utilisés", en="Coupons used"),
    "partner_clients": T(nl="Begeleiding", fr="Accompagnement", en="Guidance"),
    "client_barriers": T(
        nl="Wat het moeilijk maakt om mee te doen", fr="Ce qui rend difficile de participer", en="What makes it hard"
    ),
    "client_tasks": T(
        nl="Wat je begeleider daaraan doet",
        fr="Ce que fait la personne qui vous accompagne",
        en="What is done about it",
    ),
    "referrals": T(nl="Briefjes met een code", fr="Billets avec un code", en="Letters with a code"),
    "vouchings": T(nl="Een partner stond ervoor in", fr="Un partenaire s’est porté garant", en="A partner vouched"),
    "consents": T(nl="Toestemmingen", fr="Consentements", en="Consents"),
    "privacy_requests": T(nl="Wat je vroeg", fr="Vos demandes", en="What you asked"),
}

COLUMN_LABELS: dict[str, TranslatedText] = {
    "session_id": T(nl="Moment", fr="Moment", en="Session"),
    "attendance": T(nl="Aanwezig", fr="Présence", en="Attendance"),
    "attendance_at": T(nl="Genoteerd op", fr="Noté le", en="Noted at"),
    "outcome": T(nl="Wat er gebeurde", fr="Ce qui s’est passé", en="What happened"),
    "first_name": T(nl="Voornaam", fr="Prénom", en="First name"),
    "last_name": T(nl="Naam", fr="Nom", en="Last name"),
    "birth_date": T(nl="Geboren op", fr="Date de naissance", en="Born on"),
    "street": T(nl="Straat", fr="Rue", en="Street"),
    "postal_code": T(nl="Postcode", fr="Code postal", en="Postal code"),
    "city": T(nl="Plaats", fr="Localité", en="Place"),
    "municipality_nis": T(nl="Gemeente (NIS-code)", fr="Commune (code INS)", en="Municipality (NIS code)"),
    "national_number": T(nl="Rijksregisternummer", fr="Numéro national", en="National number"),
    "reference": T(nl="Eigen nummer", fr="Référence propre", en="Own reference"),
    "registered_at": T(nl="Ingeschreven op", fr="Inscription le", en="Registered on"),
    "image": T(nl="Foto", fr="Photo", en="Picture"),
    "taken_at": T(nl="Genomen op", fr="Prise le", en="Taken on"),
    "status": T(nl="Stand", fr="État", en="State"),
    "since": T(nl="Sinds", fr="Depuis", en="Since"),
    "lifted_at": T(nl="Opgeheven op", fr="Levé le", en="Lifted on"),
    "left_at": T(nl="Verhuisd op", fr="Déménagement le", en="Moved away on"),
    "number": T(nl="Nummer", fr="Numéro", en="Number"),
    "kind": T(nl="Soort", fr="Type", en="Kind"),
    "issued_at": T(nl="Gemaakt op", fr="Établie le", en="Made on"),
    "valid_until": T(nl="Werkt tot en met", fr="Valable jusqu’au", en="Works up to and including"),
    "ended_at": T(nl="Gestopt op", fr="Fin le", en="Ended on"),
    "end_reason": T(nl="Waarom gestopt", fr="Raison de la fin", en="Why it ended"),
    "starts": T(nl="Van", fr="Du", en="From"),
    "ends": T(nl="Tot (niet meegerekend)", fr="Jusqu’au (non inclus)", en="Until (not included)"),
    "ended_on": T(nl="Vroeger gestopt op", fr="Fin anticipée le", en="Ended earlier on"),
    "ended_because": T(nl="Waarom gestopt", fr="Raison de la fin", en="Why it ended"),
    "because": T(nl="Waarom", fr="Pourquoi", en="Why"),
    "granted_at": T(nl="Gegeven op", fr="Accordé le", en="Given on"),
    "ground": T(nl="Code", fr="Code", en="Code"),
    "at": T(nl="Wanneer", fr="Quand", en="When"),
    "looked_at": T(nl="Waarnaar", fr="Quoi", en="What"),
    "purpose": T(nl="Waarvoor", fr="Pourquoi", en="What for"),
    "activity_id": T(nl="Activiteit", fr="Activité", en="Activity"),
    "price_shown": T(nl="Getoonde prijs", fr="Prix affiché", en="Price shown"),
    "cancelled_at": T(nl="Geannuleerd op", fr="Annulé le", en="Cancelled on"),
    "points": T(nl="Punten", fr="Points", en="Points"),
    "reason": T(nl="Waarvoor", fr="Raison", en="What for"),
    "day": T(nl="Dag", fr="Jour", en="Day"),
    "price_name": T(nl="Tarief van de organisator", fr="Tarif de l’organisateur", en="Organiser’s price"),
    "coupon_id": T(nl="Bon", fr="Bon", en="Coupon"),
    "spent": T(nl="Betaald met de cheque", fr="Payé avec le chèque", en="Paid with the voucher"),
    "full_price": T(nl="Volle prijs", fr="Prix plein", en="Full price"),
    "holder_pays": T(nl="Jouw prijs", fr="Votre prix", en="Your price"),
    "consent": T(nl="Hoe je ja zei", fr="Comment vous avez dit oui", en="How you said yes"),
    "note": T(nl="Waarom op papier", fr="Pourquoi sur papier", en="Why on paper"),
    "attendance_since": T(
        nl="Ziet sinds dan of je kind kwam",
        fr="Voit depuis lors si votre enfant est venu",
        en="Sees since then who came",
    ),
    "noted_at": T(nl="Genoteerd op", fr="Noté le", en="Noted on"),
    "what": T(nl="Wat", fr="Quoi", en="What"),
    "due_on": T(nl="Tegen", fr="Pour le", en="By"),
    "done_at": T(nl="Gedaan op", fr="Fait le", en="Done on"),
    "made_at": T(nl="Gemaakt op", fr="Fait le", en="Made on"),
    "ends_at": T(nl="Werkt tot", fr="Valable jusqu’au", en="Works until"),
    "state": T(nl="Stand", fr="État", en="State"),
    "partner_id": T(nl="Partner", fr="Partenaire", en="Partner"),
    "giver": T(nl="Gegeven door", fr="Donné par", en="Given by"),
    "given_at": T(nl="Gegeven op", fr="Donné le", en="Given on"),
    "withdrawn_at": T(nl="Ingetrokken op", fr="Retiré le", en="Withdrawn on"),
    "used_at": T(nl="Laatst gebruikt op", fr="Utilisé pour la dernière fois le", en="Used last on"),
    "asked_at": T(nl="Gevraagd op", fr="Demandé le", en="Asked on"),
    "wish": T(nl="Jouw woorden", fr="Vos mots", en="Your words"),
    "channel": T(nl="Langs welke weg", fr="Par quelle voie", en="By which way"),
    "entitled_until": T(nl="Geldt tot", fr="Valable jusqu’au", en="Holds until"),
    "source": T(nl="Bron", fr="Source", en="Source"),
    "answered_at": T(nl="Beantwoord op", fr="Réponse le", en="Answered on"),
}

VALUE_LABELS: dict[str, TranslatedText] = {
    "active": T(nl="werkt", fr="valable", en="works"),
    "blocked": T(nl="geblokkeerd", fr="bloquée", en="blocked"),
    "replaced": T(nl="vervangen", fr="remplacée", en="replaced"),
    "deleted": T(nl="ingetrokken", fr="retirée", en="withdrawn"),
    "physical": T(nl="op papier of plastic", fr="sur papier ou plastique", en="on paper or plastic"),
    "digital": T(nl="op de telefoon", fr="sur le téléphone", en="on the phone"),
    "loss": T(nl="kwijt", fr="perdue", en="lost"),
    "theft": T(nl="gestolen", fr="volée", en="stolen"),
    "defect": T(nl="stuk", fr="abîmée", en="broken"),
    "upgrade": T(nl="andere soort kaart", fr="autre type de carte", en="another kind of card"),
    "mistake": T(nl="vergissing", fr="erreur", en="mistake"),
    "confirmed": T(nl="ingeschreven", fr="inscription confirmée", en="registered"),
    "cancelled": T(nl="geannuleerd", fr="annulée", en="cancelled"),
    "guardian": T(nl="ouder of voogd", fr="parent ou tuteur", en="parent or guardian"),
    "holder": T(nl="jijzelf", fr="vous-même", en="you yourself"),
    "news": T(nl="tips over activiteiten", fr="idées d’activités", en="tips about activities"),
    "picture": T(nl="foto bij de kaart", fr="photo avec la carte", en="picture with the card"),
    "to-check": T(nl="bewijs wordt nagekeken", fr="preuve en cours de vérification", en="proof is being checked"),
    "proof-no-longer": T(nl="bewijs geldt niet meer", fr="preuve plus valable", en="proof no longer holds"),
    "asked": T(nl="zelf gevraagd", fr="demandé par vous", en="asked for by yourself"),
    "moved": T(nl="verhuisd", fr="déménagement", en="moved"),
    "open": T(nl="wacht op antwoord", fr="en attente de réponse", en="waits for an answer"),
    "done": T(nl="gedaan", fr="fait", en="done"),
    "refused": T(nl="geweigerd", fr="refusé", en="refused"),
    "correction": T(nl="verbeteren", fr="rectifier", en="correct"),
    "erasure": T(nl="wissen", fr="effacer", en="erase"),
    "record": T(nl="kaart en prijs", fr="carte et prix", en="card and price"),
    "renewals": T(nl="lijst van wie kan verlengen", fr="liste des renouvellements", en="list of what can be renewed"),
    "guided": T(nl="begeleiding en prijs", fr="accompagnement et prix", en="guidance and price"),
    "ground": T(nl="waarop je prijs steunt", fr="sur quoi repose votre prix", en="what your price rests on"),
    "mail": T(nl="mail", fr="e-mail", en="mail"),
    "letter": T(nl="brief", fr="lettre", en="letter"),
    "checkin": T(nl="een bezoek", fr="une visite", en="a visit"),
}
