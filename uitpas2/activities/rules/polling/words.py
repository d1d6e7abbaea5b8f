"""The words around a source that is followed: its runs, how they end, and what stands in its list."""

from __future__ import annotations

import re
from enum import StrEnum

from uitpas2.kernel.text import TranslatedText as T

# Only variables of this form: a source must never be set to send another secret of the platform.
KEY_VARIABLE = re.compile(r"UITPAS2_OFFER_KEY_[A-Z0-9_]{1,40}")
KEY_HEADERS = ("x-client-id", "x-api-key", "authorization")


class RunKind(StrEnum):
    """SWEEP reads the whole list, and so notices what is no longer in it; CHANGES what changed lately."""

    SWEEP = "sweep"
    CHANGES = "changes"


class RunStatus(StrEnum):
    """WAITING: so much vanished that a human has to say yes or no; AGREED: somebody said yes, it is being done."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    WAITING = "waiting"
    AGREED = "agreed"
    REFUSED = "refused"
    OVERTAKEN = "overtaken"


class ListingStatus(StrEnum):
    """KEPT: it vanished, and a human said that it stays."""

    LISTED = "listed"
    WITHDRAWN = "withdrawn"
    KEPT = "kept"


class StopReason(StrEnum):
    """Why a run ended before its end, or withdrew nothing."""

    TIME_OUT = "time-out"
    UNREACHABLE = "unreachable"
    REFUSED = "refused"
    OUT_OF_ORDER = "out-of-order"
    HALF_PAGE = "half-page"
    BROKEN = "broken"
    TOO_LARGE = "too-large"
    ELSEWHERE = "elsewhere"
    KEY_MISSING = "key-missing"
    TOO_LONG_A_LIST = "too-long-a-list"
    MOVING = "moving"
    NAMELESS = "nameless"
    WAVE = "wave"
    LEASE_LOST = "lease-lost"
    OUR_FAULT = "our-fault"


KIND_WORDS: dict[RunKind, T] = {
    RunKind.SWEEP: T(nl="Hele lijst", fr="Liste entière", en="Whole list"),
    RunKind.CHANGES: T(nl="Wijzigingen", fr="Modifications", en="Changes"),
}

STATUS_WORDS: dict[RunStatus, T] = {
    RunStatus.RUNNING: T(nl="Bezig", fr="En cours", en="Under way"),
    RunStatus.DONE: T(nl="Klaar", fr="Terminé", en="Done"),
    RunStatus.FAILED: T(nl="Niet gelukt", fr="Échec", en="Did not work"),
    RunStatus.WAITING: T(nl="Wacht op een ja", fr="Attend un oui", en="Waits for a yes"),
    RunStatus.AGREED: T(nl="Ja gezegd", fr="Oui donné", en="Somebody said yes"),
    RunStatus.REFUSED: T(nl="Nee gezegd", fr="Non donné", en="Somebody said no"),
    RunStatus.OVERTAKEN: T(
        nl="Vervangen door een latere lezing", fr="Remplacé par une lecture suivante", en="Replaced by a later reading"
    ),
}

STOP_WORDS: dict[StopReason, T] = {
    StopReason.TIME_OUT: T(
        nl="De bron antwoordde niet op tijd. Er is niets verwijderd; straks proberen we opnieuw.",
        fr="La source n’a pas répondu à temps. Rien n’a été retiré ; nous réessaierons bientôt.",
        en="The source did not answer in time. Nothing was withdrawn; we will try again soon.",
    ),
    StopReason.UNREACHABLE: T(
        nl="De bron is niet bereikbaar. Er is niets verwijderd; straks proberen we opnieuw.",
        fr="La source est injoignable. Rien n’a été retiré ; nous réessaierons bientôt.",
        en="The source cannot be reached. Nothing was withdrawn; we will try again soon.",
    ),
    StopReason.REFUSED: T(
        nl="De bron weigert onze vraag. Kijk de sleutel en het adres na.",
        fr="La source refuse notre demande. Vérifiez la clé et l’adresse.",
        en="The source refuses our question. Check the key and the address.",
    ),
    StopReason.OUT_OF_ORDER: T(
        nl="De bron is buiten dienst. Er is niets verwijderd; straks proberen we opnieuw.",
        fr="La source est hors service. Rien n’a été retiré ; nous réessaierons bientôt.",
        en="The source is out of order. Nothing was withdrawn; we will try again soon.",
    ),
    StopReason.HALF_PAGE: T(
        nl="Een bladzijde kwam maar half aan. Er is niets verwijderd; straks proberen we opnieuw.",
        fr="Une page n’est arrivée qu’à moitié. Rien n’a été retiré ; nous réessaierons bientôt.",
        en="A page arrived only in part. Nothing was withdrawn; we will try again soon.",
    ),
    StopReason.BROKEN: T(
        nl="Wat de bron antwoordde, is geen lijst die we kunnen lezen. Er is niets verwijderd.",
        fr="La réponse de la source n’est pas une liste lisible. Rien n’a été retiré.",
        en="What the source answered is no list that we can read. Nothing was withdrawn.",
    ),
    StopReason.TOO_LARGE: T(
        nl="Een bladzijde is te groot om te lezen. Vraag minder activiteiten per bladzijde.",
        fr="Une page est trop lourde. Demandez moins d’activités par page.",
        en="A page is too large to read. Ask for fewer activities on a page.",
    ),
    StopReason.ELSEWHERE: T(
        nl="De bron wijst naar een ander adres of naar een gesloten netwerk. Daar gaan we niet heen.",
        fr="La source renvoie vers une autre adresse ou un réseau fermé. Nous n’y allons pas.",
        en="The source points to another address or a closed network. We do not go there.",
    ),
    StopReason.KEY_MISSING: T(
        nl="De sleutel voor deze bron staat niet klaar op de server.",
        fr="La clé de cette source n’est pas prête sur le serveur.",
        en="The key for this source is not set on the server.",
    ),
    StopReason.TOO_LONG_A_LIST: T(
        nl="De lijst is langer dan we kunnen doorlopen. Verdeel ze over meer bronnen. Er is niets verwijderd.",
        fr="La liste est plus longue que ce que nous pouvons parcourir. Répartissez-la. Rien n’a été retiré.",
        en="The list is longer than we can go through. Spread it over more sources. Nothing was withdrawn.",
    ),
    StopReason.MOVING: T(
        nl="De lijst veranderde terwijl we lazen. Alles is bijgewerkt, maar er is niets verwijderd.",
        fr="La liste a changé pendant la lecture. Tout est à jour, mais rien n’a été retiré.",
        en="The list changed while we read it. All is up to date, but nothing was withdrawn.",
    ),
    StopReason.NAMELESS: T(
        nl="Van een activiteit in de lijst is niet te zien welke het is. Daarom is er niets verwijderd.",
        fr="Une activité de la liste n’est pas identifiable. C’est pourquoi rien n’a été retiré.",
        en="It cannot be told which one an activity in the list is. That is why nothing was withdrawn.",
    ),
    StopReason.WAVE: T(
        nl="Er verdween heel veel tegelijk. Er is niets verwijderd tot iemand ja zegt.",
        fr="Beaucoup d’activités ont disparu d’un coup. Rien n’est retiré tant que personne n’a dit oui.",
        en="Very much vanished at once. Nothing is withdrawn until somebody says yes.",
    ),
    StopReason.LEASE_LOST: T(
        nl="Deze lezing duurde te lang; een andere nam het over.",
        fr="Cette lecture a duré trop longtemps ; une autre a pris le relais.",
        en="This reading took too long; another one took over.",
    ),
    StopReason.OUR_FAULT: T(
        nl="Hier ging bij ons iets mis. Er is niets verwijderd; straks proberen we opnieuw.",
        fr="Une erreur est survenue de notre côté. Rien n’a été retiré ; nous réessaierons bientôt.",
        en="Something went wrong on our side. Nothing was withdrawn; we will try again soon.",
    ),
}
