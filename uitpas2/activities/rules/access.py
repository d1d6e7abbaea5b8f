"""What an activity has for who needs some help, and the languages that are spoken there."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from uitpas2.kernel.text import TranslatedText


class Access(StrEnum):
    """Accessibility of the place and support by its people; the codes are kept in `Activity.access`."""

    WHEELCHAIR = "wheelchair"
    ADAPTED_TOILET = "adapted-toilet"
    TOILET_HELP = "toilet-help"
    LOW_STIMULI = "low-stimuli"
    EXTRA_GUIDANCE = "extra-guidance"
    SIGN_LANGUAGE = "sign-language"
    VISUAL_SUPPORT = "visual-support"
    MEDICAL_CARE = "medical-care"
    COMPANION_FREE = "companion-free"


ACCESS_WORDS: Mapping[Access, TranslatedText] = {
    Access.WHEELCHAIR: TranslatedText(
        nl="Je kan er met een rolstoel binnen en rond", fr="Accessible en fauteuil roulant", en="Wheelchair accessible"
    ),
    Access.ADAPTED_TOILET: TranslatedText(nl="Aangepast toilet", fr="Toilettes adaptées", en="Adapted toilet"),
    Access.TOILET_HELP: TranslatedText(
        nl="Hulp bij het toilet of luiers verversen",
        fr="Aide aux toilettes ou change des langes",
        en="Help with the toilet or nappies",
    ),
    Access.LOW_STIMULI: TranslatedText(
        nl="Rustige plek, weinig prikkels", fr="Endroit calme, peu de stimuli", en="Quiet place, few stimuli"
    ),
    Access.EXTRA_GUIDANCE: TranslatedText(
        nl="Extra begeleider voor wie dat nodig heeft",
        fr="Accompagnement supplémentaire si nécessaire",
        en="An extra supervisor for who needs one",
    ),
    Access.SIGN_LANGUAGE: TranslatedText(
        nl="Begeleiding in gebarentaal", fr="Accompagnement en langue des signes", en="Guidance in sign language"
    ),
    Access.VISUAL_SUPPORT: TranslatedText(
        nl="Uitleg met pictogrammen of dagschema",
        fr="Explications par pictogrammes ou horaire visuel",
        en="Explained with pictograms or a day plan",
    ),
    Access.MEDICAL_CARE: TranslatedText(
        nl="Medicatie of eenvoudige zorg na afspraak",
        fr="Médicaments ou soins simples sur rendez-vous",
        en="Medication or simple care by arrangement",
    ),
    Access.COMPANION_FREE: TranslatedText(
        nl="Een begeleider komt gratis mee", fr="Un accompagnateur vient gratuitement", en="A companion comes for free"
    ),
}

# Languages an organiser can tick, most spoken in Flemish families first; Vlaamse Gebarentaal is ISO 639-3 "vgt".
SPOKEN = ("nl", "fr", "en", "de", "tr", "ar", "uk", "ru", "pl", "ro", "bg", "es", "pt", "it", "fa", "ps", "so", "ti")
