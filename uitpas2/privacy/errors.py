"""What can go wrong with questions about one's data."""

from __future__ import annotations

from uitpas2.kernel.errors import Conflict, NotFound, Rejected
from uitpas2.kernel.text import TranslatedText


class WishNeeded(Rejected):
    code = "wish-needed"
    title = TranslatedText(
        nl="Schrijf wat er niet klopt en wat het moet zijn.",
        fr="Écrivez ce qui n’est pas correct et ce que cela doit être.",
        en="Write what is not right and what it should be.",
    )


class AlreadyAsked(Conflict):
    code = "privacy-already-asked"
    title = TranslatedText(
        nl="Deze vraag staat al open. De balie van je gemeente antwoordt binnen een maand.",
        fr="Cette demande est déjà en cours. Le guichet de votre commune répond dans le mois.",
        en="This was asked already. The counter of your municipality answers within a month.",
    )


class RequestUnknown(NotFound):
    code = "privacy-request-unknown"
    title = TranslatedText(
        nl="Deze vraag vinden we niet. Misschien is ze al beantwoord.",
        fr="Nous ne trouvons pas cette demande. Elle a peut-être déjà reçu une réponse.",
        en="We cannot find this request. Perhaps it was answered already.",
    )


class ConfirmErasure(Rejected):
    code = "confirm-erasure"
    title = TranslatedText(
        nl="Typ de voornaam om te bevestigen: wissen kan niet ongedaan gemaakt worden.",
        fr="Tapez le prénom pour confirmer : un effacement est définitif.",
        en="Type the first name to confirm: erasing cannot be undone.",
    )
