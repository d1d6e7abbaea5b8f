"""What is wrong with a field, as a sentence in the reader's language instead of the library's English."""

from __future__ import annotations

from typing import Any

from flask_babel.speaklater import LazyString
from marshmallow import fields, validate

from uitpas2.kernel.text import TranslatedText
from uitpas2.web.language import in_words

REQUIRED = TranslatedText(nl="Vul dit nog in.", fr="À compléter.", en="Please fill this in.")
UNKNOWN = TranslatedText(
    nl="Dit veld kennen we niet.", fr="Nous ne connaissons pas ce champ.", en="We do not know this field."
)
UNREADABLE = TranslatedText(
    nl="Dit kunnen we niet lezen.", fr="Nous ne pouvons pas lire ceci.", en="We cannot read this."
)
TYPES: dict[type[fields.Field[Any]], TranslatedText] = {
    fields.Date: TranslatedText(
        nl="Dit is geen bestaande datum.", fr="Cette date n’existe pas.", en="There is no such date."
    ),
    fields.Time: TranslatedText(
        nl="Schrijf een uur zoals 13:30.", fr="Écrivez une heure comme 13:30.", en="Write a time like 13:30."
    ),
    fields.Integer: TranslatedText(
        nl="Schrijf hier een geheel getal.", fr="Écrivez un nombre entier.", en="Write a whole number here."
    ),
    fields.Email: TranslatedText(
        nl="Dit lijkt geen e-mailadres. Kijk nog eens na.",
        fr="Ceci ne ressemble pas à une adresse e-mail. Vérifiez.",
        en="This does not look like a mail address. Have another look.",
    ),
}
AT_LEAST = TranslatedText(
    nl="Dit moet minstens {min} zijn.", fr="Le minimum est {min}.", en="This must be at least {min}."
)
AT_MOST = TranslatedText(
    nl="Dit mag hoogstens {max} zijn.", fr="Le maximum est {max}.", en="This may be {max} at most."
)
BETWEEN = TranslatedText(
    nl="Dit moet tussen {min} en {max} liggen.",
    fr="Ceci doit se situer entre {min} et {max}.",
    en="This must lie between {min} and {max}.",
)
TOO_SHORT = TranslatedText(
    nl="Dit is te kort: minstens {min}.", fr="C’est trop court : {min} au minimum.", en="Too short: at least {min}."
)
TOO_LONG = TranslatedText(
    nl="Dit is te lang: hoogstens {max} tekens.",
    fr="C’est trop long : {max} caractères au maximum.",
    en="Too long: {max} characters at most.",
)
NOT_THIS_LENGTH = TranslatedText(
    nl="Dit moet precies {equal} tekens zijn.",
    fr="Ceci doit compter exactement {equal} caractères.",
    en="This must be exactly {equal} characters.",
)
BAD_LENGTH = TranslatedText(
    nl="Dit moet tussen {min} en {max} tekens zijn.",
    fr="Ceci doit compter entre {min} et {max} caractères.",
    en="This must be between {min} and {max} characters.",
)
NOT_A_CHOICE = TranslatedText(
    nl="Kies een van de mogelijkheden.", fr="Choisissez une des possibilités.", en="Choose one of the options."
)


def lazily(text: TranslatedText) -> Any:
    """The text in the language of whoever reads it at that moment: a schema of the API is made once, at start-up."""
    return LazyString(in_words, text)


def speak(field: fields.Field[Any]) -> None:
    """Give a field and its validators our sentences. A validator that was given its own `error` keeps it."""
    known = {"required": REQUIRED, "null": REQUIRED, "invalid": UNREADABLE, "unknown": UNKNOWN}
    for kind, text in TYPES.items():
        if isinstance(field, kind):
            known["invalid"] = known["format"] = text
    ours = {key: lazily(text) for key, text in known.items() if key in field.error_messages}
    field.error_messages = {**field.error_messages, **ours}
    for validator in field.validators:
        _speak_for(validator)


def _speak_for(validator: Any) -> None:
    match validator:
        case validate.Range():
            validator.message_min, validator.message_max = lazily(AT_LEAST), lazily(AT_MOST)
            validator.message_all = lazily(BETWEEN)
        case validate.Length():
            validator.message_min, validator.message_max = lazily(TOO_SHORT), lazily(TOO_LONG)
            validator.message_all, validator.message_equal = lazily(BAD_LENGTH), lazily(NOT_THIS_LENGTH)
        case validate.OneOf() if validator.error == validate.OneOf.default_message:
            validator.error = lazily(NOT_A_CHOICE)
        case validate.Email() if validator.error == validate.Email.default_message:
            validator.error = lazily(TYPES[fields.Email])
        case validate.Regexp() if validator.error == validate.Regexp.default_message:
            validator.error = lazily(UNREADABLE)
