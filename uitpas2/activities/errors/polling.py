"""What can go wrong around sources of offer that are followed."""

from __future__ import annotations

from uitpas2.kernel.errors import Conflict, NotFound, Rejected
from uitpas2.kernel.text import TranslatedText


class SourceUnknown(NotFound):
    code = "offer-source-unknown"
    title = TranslatedText(
        nl="Deze bron van aanbod kennen we niet.",
        fr="Nous ne connaissons pas cette source d’offre.",
        en="We do not know this source of offer.",
    )


class RunUnknown(NotFound):
    code = "offer-run-unknown"
    title = TranslatedText(
        nl="Deze lezing van een bron bestaat niet.",
        fr="Cette lecture d’une source n’existe pas.",
        en="This reading of a source does not exist.",
    )


class SourceExists(Conflict):
    code = "offer-source-exists"
    title = TranslatedText(
        nl="Er is al een bron die “{name}” heet.",
        fr="Il existe déjà une source appelée « {name} ».",
        en="There is a source called “{name}” already.",
    )


class SourceBusy(Conflict):
    code = "offer-source-busy"
    title = TranslatedText(
        nl="Deze bron wordt net gelezen. Even geduld: twee keer tegelijk kan niet.",
        fr="Cette source est en cours de lecture. Un instant : pas deux fois en même temps.",
        en="This source is being read just now. A moment: not twice at the same time.",
    )


class AlreadyDecided(Conflict):
    code = "offer-run-decided"
    title = TranslatedText(
        nl="Hierover is al beslist, of een latere lezing kwam ervoor in de plaats.",
        fr="La décision est déjà prise, ou une lecture suivante a pris la place de celle-ci.",
        en="This has been decided already, or a later reading took its place.",
    )


class AddressUnsafe(Rejected):
    code = "offer-address-unsafe"
    title = TranslatedText(
        nl="Geef een webadres dat met https:// begint, zonder wachtwoord erin.",
        fr="Donnez une adresse web commençant par https://, sans mot de passe.",
        en="Give a web address that starts with https://, without a password in it.",
    )


class AddressTaken(Rejected):
    code = "offer-address-parameter"
    title = TranslatedText(
        nl="Laat “{name}” weg uit het adres: dat vullen we zelf in.",
        fr="Retirez « {name} » de l’adresse : nous l’ajoutons nous-mêmes.",
        en="Leave “{name}” out of the address: we fill that in ourselves.",
    )


class KeyVariableUnfit(Rejected):
    code = "offer-key-variable-unfit"
    title = TranslatedText(
        nl="De naam van de sleutel begint met UITPAS2_OFFER_KEY_ en heeft verder hoofdletters, cijfers en _.",
        fr="Le nom de la clé commence par UITPAS2_OFFER_KEY_, suivi de majuscules, de chiffres et de _.",
        en="The name of the key starts with UITPAS2_OFFER_KEY_, followed by capitals, digits and _.",
    )
