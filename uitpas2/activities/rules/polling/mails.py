"""What is written to staff when offer vanishes from a source."""

from __future__ import annotations

from uitpas2.kernel.text import TranslatedText as T

WAVE_KIND, GONE_KIND = "offer-wave", "offer-withdrawn"

WAVE_SUBJECT = T(
    nl="Er verdween veel aanbod uit “{source}”: wil je kijken?",
    fr="Beaucoup d’offres ont disparu de « {source} » : voulez-vous regarder ?",
    en="Much offer vanished from “{source}”: will you have a look?",
)
WAVE_BODY = T(
    nl="Dag\n\nIn de lijst van “{source}” staan {vanished} van de {known} activiteiten niet meer. Dat is zo veel dat "
    "we niets verwijderd hebben.\n\nKijk op de pagina “Bronnen van aanbod” wat er zou verdwijnen, en zeg ja of nee. "
    "Zolang je niets zegt, blijft alles staan.",
    fr="Bonjour,\n\nDans la liste de « {source} », {vanished} des {known} activités ne figurent plus. C’est tellement "
    "que nous n’avons rien retiré.\n\nRegardez à la page « Sources d’offre » ce qui disparaîtrait, et dites oui ou "
    "non. Tant que vous ne dites rien, tout reste en ligne.",
    en="Hello\n\nIn the list of “{source}”, {vanished} of the {known} activities are not there any more. That is so "
    "much that we have withdrawn nothing.\n\nLook on the page “Sources of offer” what would vanish, and say yes or "
    "no. As long as you say nothing, all of it stays.",
)

GONE_SUBJECT = T(
    nl="Gaat “{activity}” nog door? Het staat niet meer in UiTdatabank",
    fr="« {activity} » a-t-elle toujours lieu ? Elle n’est plus dans UiTdatabank",
    en="Does “{activity}” still take place? It is not in UiTdatabank any more",
)
GONE_BODY = T(
    nl="Dag\n\n“{activity}” staat niet meer in UiTdatabank. Daarom is de activiteit ook hier niet meer te vinden. Wie "
    "al ingeschreven is, houdt de plaats.\n\nGaat het nog door? Zet de activiteit dan terug in UiTdatabank. Gaat het "
    "niet door? Zeg de inschrijvingen dan af bij “Onze activiteiten”: de gezinnen krijgen meteen bericht.",
    fr="Bonjour,\n\n« {activity} » n’est plus dans UiTdatabank. C’est pourquoi on ne la trouve plus ici non plus. Les "
    "personnes inscrites gardent leur place.\n\nA-t-elle toujours lieu ? Remettez-la dans UiTdatabank. N’a-t-elle plus "
    "lieu ? Annulez les inscriptions sous « Nos activités » : les familles sont prévenues aussitôt.",
    en="Hello\n\n“{activity}” is not in UiTdatabank any more. That is why it cannot be found here either. Who is "
    "registered already keeps the place.\n\nDoes it still take place? Put it back in UiTdatabank. Does it not? Cancel "
    "the registrations under “Our activities”: the families hear so at once.",
)
