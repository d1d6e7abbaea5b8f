"""What can be refused around hours in care, tariffs and picking up."""

from __future__ import annotations

from uitpas2.kernel.errors import Conflict, NotFound, Rejected
from uitpas2.kernel.text import TranslatedText


class NotCare(Rejected):
    code = "not-care"
    title = TranslatedText(
        nl="Dit is geen opvang met uren. Duid gewoon aan wie er is.",
        fr="Ce n’est pas un accueil à l’heure. Indiquez simplement qui est présent.",
        en="This is not care by the hour. Just mark who is there.",
    )


class AlreadyInside(Conflict):
    code = "already-inside"
    title = TranslatedText(
        nl="Dit kind is al binnen.", fr="Cet enfant est déjà à l’intérieur.", en="This child is inside already."
    )


class NotInside(Conflict):
    code = "not-inside"
    title = TranslatedText(
        nl="Dit kind is niet binnen: er valt niemand mee te geven.",
        fr="Cet enfant n’est pas à l’intérieur : il n’y a personne à remettre.",
        en="This child is not inside: there is nobody to hand over.",
    )


class StayUnknown(NotFound):
    code = "stay-unknown"
    title = TranslatedText(
        nl="Dit verblijf vinden we niet.", fr="Nous ne trouvons pas ce séjour.", en="We cannot find this stay."
    )


class OverMidnight(Rejected):
    code = "stay-over-midnight"
    title = TranslatedText(
        nl="Komen en gaan zijn op dezelfde dag. Noteer een nacht als twee dagen.",
        fr="L’arrivée et le départ sont le même jour. Notez une nuit comme deux jours.",
        en="Coming and going are on the same day. Note a night as two days.",
    )


class LeftBeforeComing(Rejected):
    code = "left-before-coming"
    title = TranslatedText(
        nl="Het kind kan niet weg zijn voor het er was. Kijk de uren na.",
        fr="L’enfant ne peut pas partir avant d’être arrivé. Vérifiez les heures.",
        en="The child cannot have left before it came. Check the times.",
    )


class StaysOverlap(Conflict):
    code = "stays-overlap"
    title = TranslatedText(
        nl="In die uren was dit kind al genoteerd.",
        fr="L’enfant est déjà noté pendant ces heures.",
        en="This child is noted already for those hours.",
    )


class NobodyNamed(Rejected):
    """Somebody who is not on the list of the parents takes the child along: then it is written who, and who agreed."""

    code = "nobody-named"
    title = TranslatedText(
        nl="Schrijf op wie het kind meeneemt.",
        fr="Écrivez qui emmène l’enfant.",
        en="Write down who takes the child along.",
    )


class TariffThere(Conflict):
    code = "tariff-there"
    title = TranslatedText(
        nl="Vanaf die dag is er al een tarief. Kies een andere dag.",
        fr="Un tarif commence déjà ce jour-là. Choisissez un autre jour.",
        en="There is a tariff from that day already. Choose another day.",
    )


class TariffTooLate(Rejected):
    """What is past was billed by the tariff of then, and who came today came at the tariff of today."""

    code = "tariff-too-late"
    title = TranslatedText(
        nl="Een tarief begint ten vroegste vandaag, en morgen als er vandaag al kinderen in de opvang waren.",
        fr="Un tarif commence au plus tôt aujourd’hui, ou demain si des enfants étaient déjà à l’accueil aujourd’hui.",
        en="A tariff begins today at the earliest, or tomorrow when children were in care today already.",
    )


class TariffNotPossible(Rejected):
    code = "care-tariff-not-possible"
    title = TranslatedText(
        nl="Een tarief ligt tussen 0 en {most} euro.",
        fr="Un tarif se situe entre 0 et {most} euros.",
        en="A tariff is between 0 and {most} euro.",
    )


class HalfDayNeeded(Rejected):
    code = "half-day-needed"
    title = TranslatedText(
        nl="Vul bij een dagtarief ook in wat een halve dag kost, en tot hoeveel uur dat is.",
        fr="Pour un tarif à la journée, indiquez aussi le prix et la durée d’une demi-journée.",
        en="With a tariff by the day, also fill in what half a day costs and how many hours that is.",
    )


class CollectorUnknown(NotFound):
    code = "collector-unknown"
    title = TranslatedText(
        nl="Deze persoon staat niet op de lijst van wie mag ophalen.",
        fr="Cette personne n’est pas sur la liste de qui peut venir chercher l’enfant.",
        en="This person is not on the list of who may pick up.",
    )


class TooManyCollectors(Rejected):
    code = "too-many-collectors"
    title = TranslatedText(
        nl="Er staan al {most} mensen op de lijst. Haal er eerst iemand af.",
        fr="La liste compte déjà {most} personnes. Retirez-en d’abord une.",
        en="There are {most} people on the list already. Take somebody off first.",
    )


class YesNeeded(Rejected):
    code = "care-needs-yes-needed"
    title = TranslatedText(
        nl="Vink aan dat wie er die dag is, dit mag lezen. Zonder je ja bewaren we het niet.",
        fr="Cochez que les personnes présentes ce jour-là peuvent le lire. Sans votre oui, nous ne gardons rien.",
        en="Tick that whoever is on duty that day may read this. Without your yes we do not keep it.",
    )


class PhoneWrong(Rejected):
    code = "pick-up-phone-wrong"
    title = TranslatedText(
        nl="Dit telefoonnummer lezen we niet. Schrijf het zoals 0470 12 34 56.",
        fr="Nous ne lisons pas ce numéro. Écrivez-le comme 0470 12 34 56.",
        en="We cannot read this number. Write it like 0470 12 34 56.",
    )
