"""What can be wrong with a picture. Each says what helps."""

from __future__ import annotations

from uitpas2.kernel.errors import NotFound, Rejected
from uitpas2.kernel.text import TranslatedText


class PictureUnknown(NotFound):
    code = "picture-unknown"
    title = TranslatedText(
        nl="Er is geen foto van deze persoon.",
        fr="Il n’y a pas de photo de cette personne.",
        en="There is no picture of this person.",
    )


class PictureNeeded(Rejected):
    code = "picture-needed"
    title = TranslatedText(
        nl="Neem eerst een foto, of kies er een.",
        fr="Prenez d’abord une photo, ou choisissez-en une.",
        en="First take a picture, or choose one.",
    )


class PictureUnreadable(Rejected):
    """No picture of a kind we take, or a broken one; nothing of it is kept."""

    code = "picture-unreadable"
    title = TranslatedText(
        nl="Dit bestand kunnen we niet als foto lezen. Neem een JPEG-, PNG- of WebP-bestand.",
        fr="Nous ne pouvons pas lire ce fichier comme une photo. Prenez un fichier JPEG, PNG ou WebP.",
        en="We cannot read this file as a picture. Take a JPEG, PNG or WebP file.",
    )


class PictureTooLarge(Rejected):
    code = "picture-too-large"
    title = TranslatedText(
        nl="Deze foto is te groot. Neem er een van hoogstens {megabytes} MB.",
        fr="Cette photo est trop grande. Prenez-en une de {megabytes} Mo au plus.",
        en="This picture is too large. Take one of {megabytes} MB at most.",
    )


class PictureTooSmall(Rejected):
    code = "picture-too-small"
    title = TranslatedText(
        nl="Deze foto is te klein om iemand op te herkennen.",
        fr="Cette photo est trop petite pour reconnaître quelqu’un.",
        en="This picture is too small to recognise anybody.",
    )


class PictureConsentNeeded(Rejected):
    code = "picture-consent-needed"
    title = TranslatedText(
        nl="Een foto bewaren we enkel als het gezin ja zegt. Vink dat aan.",
        fr="Nous ne gardons une photo que si la famille est d’accord. Cochez la case.",
        en="We keep a picture only if the family says yes. Tick that box.",
    )


class GroupHasNoPicture(Rejected):
    code = "group-has-no-picture"
    title = TranslatedText(
        nl="Van een groep bewaren we geen foto.",
        fr="Nous ne gardons pas de photo d’un groupe.",
        en="We keep no picture of a group.",
    )
