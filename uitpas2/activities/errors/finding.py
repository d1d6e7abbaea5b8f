"""What can be wrong with where somebody wants to search."""

from __future__ import annotations

from uitpas2.kernel.errors import Rejected
from uitpas2.kernel.text import TranslatedText


class WhereUnknown(Rejected):
    code = "search-where-unknown"
    title = TranslatedText(
        nl="We kennen geen gemeente in Vlaanderen die zo heet of die postcode heeft. Woon je in een deelgemeente? Vul "
        "dan de postcode in.",
        fr="Nous ne connaissons pas de commune flamande de ce nom ou avec ce code postal. Vous cherchez une section de "
        "commune ? Indiquez son code postal.",
        en="We know no municipality in Flanders by that name or postcode. Is it part of a larger one? Type its "
        "postcode.",
    )


class WhereNearly(Rejected):
    code = "search-where-nearly"
    title = TranslatedText(
        nl="We kennen geen gemeente die zo heet. Bedoel je {names}?",
        fr="Nous ne connaissons pas de commune de ce nom. Pensez-vous à {names} ?",
        en="We know no municipality by that name. Do you mean {names}?",
    )


class PostcodeOfSeveral(Rejected):
    code = "search-postcode-of-several"
    title = TranslatedText(
        nl="Deze postcode hoort bij {names}. Vul de naam van de gemeente in.",
        fr="Ce code postal correspond à {names}. Indiquez le nom de la commune.",
        en="This postcode belongs to {names}. Type the name of the municipality.",
    )
