"""What can be refused when a municipality says what an organiser is."""

from __future__ import annotations

from uitpas2.kernel.errors import NotFound, Rejected
from uitpas2.kernel.text import TranslatedText


class OrganiserUnknown(NotFound):
    code = "organiser-unknown"
    title = TranslatedText(
        nl="Deze organisator vinden we niet in je gemeente.",
        fr="Nous ne trouvons pas cet organisateur dans votre commune.",
        en="We cannot find this organiser in your municipality.",
    )


class ShareUnreadable(Rejected):
    code = "organiser-share-unreadable"
    title = TranslatedText(
        nl="Vul een percentage in van 0 tot 100, met hoogstens één cijfer na de komma. Bijvoorbeeld 4,9.",
        fr="Indiquez un pourcentage de 0 à 100, avec un chiffre au plus après la virgule. Par exemple 4,9.",
        en="Fill in a percentage from 0 to 100, with at most one decimal. For example 4.9.",
    )
