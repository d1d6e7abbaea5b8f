"""The words on a printed bill and on a printed tax certificate."""

from __future__ import annotations

from uitpas2.kernel.text import TranslatedText

T = TranslatedText

BILL = T(nl="Rekening {number}", fr="Facture {number}", en="Bill {number}")
BACK = T(nl="Creditnota {number}", fr="Note de crédit {number}", en="Credit note {number}")
FOR = T(nl="Voor {family}", fr="Pour {family}", en="For {family}")
FOR_HOUSEHOLD = T(nl="Voor het gezin van {family}", fr="Pour la famille de {family}", en="For the family of {family}")
MADE = T(nl="Gemaakt op {day}", fr="Établie le {day}", en="Made on {day}")
COLUMNS = (
    T(nl="Dag", fr="Jour", en="Day"),
    T(nl="Waarvoor", fr="Pour", en="What for"),
    T(nl="Jouw prijs", fr="Votre prix", en="Your price"),
)
TOTAL = T(nl="Samen", fr="Total", en="Together")
PAID = T(nl="Al betaald", fr="Déjà payé", en="Paid already")
TO_PAY = T(nl="Nog te betalen", fr="Reste à payer", en="To be paid")
TO_GET = T(nl="Je krijgt terug", fr="Nous vous remboursons", en="You get back")
HOW = T(nl="Hoe betaal je?", fr="Comment payer ?", en="How to pay")
BY_DAY = T(nl="Ten laatste op {day}", fr="Au plus tard le {day}", en="By {day}")
ON_ACCOUNT = T(nl="Op {iban} van {payee}", fr="Sur le compte {iban} de {payee}", en="To {iban} of {payee}")
WITH = T(
    nl="Met de mededeling {communication}",
    fr="Avec la communication {communication}",
    en="With the communication {communication}",
)
SCAN = T(
    nl="Of scan de code met de app van je bank.",
    fr="Ou scannez le code avec l’application de votre banque.",
    en="Or scan the code with the app of your bank.",
)
TROUBLE = T(
    nl="Lukt het niet op tijd, of klopt er iets niet? Laat het ons weten. Betalen in delen kan ook.",
    fr="Ce n’est pas possible à temps, ou quelque chose n’est pas correct ? Dites-le-nous. Vous pouvez aussi payer en "
    "plusieurs fois.",
    en="Not possible in time, or is something not right? Let us know. Paying in parts is possible too.",
)
ALREADY_PAID = T(nl="Alles is betaald. Dank je wel.", fr="Tout est payé. Merci.", en="Everything is paid. Thank you.")

CERTIFICATE = T(
    nl="Attest 281.86 voor kinderopvang · betaald in {year}",
    fr="Attestation 281.86 pour la garde d’enfants · payé en {year}",
    en="Certificate 281.86 for childcare · paid in {year}",
)
REPLACED = T(
    nl="Een nieuwer attest vervangt dit.",
    fr="Une attestation plus récente remplace celle-ci.",
    en="A newer certificate replaces this one.",
)
NUMBER = T(nl="Volgnummer {number}", fr="Numéro d’ordre {number}", en="Serial number {number}")
PROVIDER = T(nl="Wie opving", fr="Qui a gardé l’enfant", en="Who gave the care")
ENTERPRISE = T(nl="Ondernemingsnummer {number}", fr="Numéro d’entreprise {number}", en="Enterprise number {number}")
BOX_ONE = T(
    nl="Vak I · vergund, erkend, gesubsidieerd of gecontroleerd door",
    fr="Cadre I · autorisé, agréé, subsidié ou contrôlé par",
    en="Box I · permitted, recognised, subsidised or watched over by",
)
BOX_ONE_NOT = T(
    nl="Vak I · niet van toepassing: een openbaar bestuur dat zelf opvangt",
    fr="Cadre I · pas d’application : pouvoir public qui organise lui-même la garde",
    en="Box I · does not apply: a public body that gives the care itself",
)
BOX_TWO = T(nl="Vak II", fr="Cadre II", en="Box II")
DEBTOR = T(nl="Wie betaalde", fr="Débiteur", en="Who paid")
CHILD = T(nl="Het kind", fr="L’enfant", en="The child")
BORN = T(nl="Geboren op {day}", fr="Né·e le {day}", en="Born on {day}")
NATIONAL_NUMBER = T(
    nl="Rijksregisternummer *** vul zelf in: . . . . . . . . . . .",
    fr="Numéro national *** à compléter : . . . . . . . . . . .",
    en="National number *** fill in yourself: . . . . . . . . . . .",
)
NAME = T(
    nl="Naam: vul zelf in . . . . . . . . . . . . . . . . . . . . .",
    fr="Nom : à compléter . . . . . . . . . . . . . . . . . . . .",
    en="Name: fill in yourself . . . . . . . . . . . . . . . . . .",
)
ADDRESS = T(
    nl="Adres: vul zelf in . . . . . . . . . . . . . . . . . . . .",
    fr="Adresse : à compléter . . . . . . . . . . . . . . . . . .",
    en="Address: fill in yourself . . . . . . . . . . . . . . . .",
)
PERIODS = (
    T(nl="Periode", fr="Période", en="Period"),
    T(nl="Dagen", fr="Jours", en="Days"),
    T(nl="Dagtarief", fr="Tarif par jour", en="Tariff per day"),
    T(nl="Ontvangen", fr="Reçu", en="Received"),
)
RECEIVED = T(nl="Samen ontvangen in {year}", fr="Total reçu en {year}", en="Received in {year} in all")
SIGNED = T(nl="Opgemaakt op {day} te {place}", fr="Établie le {day} à {place}", en="Made on {day} in {place}")
WHY_NO_NUMBER = T(
    nl="Het rijksregisternummer staat hier niet: dit platform drukt het nergens af. Vul het zelf in voor je aangifte.",
    fr="Le numéro national ne figure pas ici : cette plateforme ne l’imprime nulle part. Complétez-le vous-même pour "
    "votre déclaration.",
    en="The national number is not on it: this platform prints it nowhere. Fill it in yourself for your tax return.",
)
NOT_OFFICIAL = T(
    nl="Ingedeeld zoals het modelattest van de FOD Financiën; niet door de FOD nagekeken.",
    fr="Présentée comme l’attestation modèle du SPF Finances ; non vérifiée par le SPF.",
    en="Laid out as the model certificate of the FPS Finance; not checked by the FPS.",
)
