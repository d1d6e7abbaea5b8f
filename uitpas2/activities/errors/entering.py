"""What can be wrong when an organiser enters, changes or withdraws an activity."""

from __future__ import annotations

from uitpas2.kernel.errors import Conflict, Rejected
from uitpas2.kernel.text import TranslatedText


class NameNeeded(Rejected):
    code = "activity-name-needed"
    title = TranslatedText(
        nl="Geef de activiteit een naam waaraan gezinnen ze herkennen.",
        fr="Donnez à l’activité un nom que les familles reconnaissent.",
        en="Give the activity a name by which families know it.",
    )


class PriceNeeded(Rejected):
    code = "activity-price-needed"
    title = TranslatedText(
        nl="Vul een prijs in. Is het gratis, vul dan 0 in.",
        fr="Indiquez un prix. Si c’est gratuit, indiquez 0.",
        en="Fill in a price. If it is free, fill in 0.",
    )


class AgesReversed(Rejected):
    code = "activity-ages-reversed"
    title = TranslatedText(
        nl="De hoogste leeftijd ligt onder de laagste.",
        fr="L’âge maximum est inférieur à l’âge minimum.",
        en="The highest age lies below the lowest.",
    )


class BirthDatesReversed(Rejected):
    code = "activity-birth-dates-reversed"
    title = TranslatedText(
        nl="De laatste geboortedatum ligt voor de eerste.",
        fr="La dernière date de naissance précède la première.",
        en="The last birth date lies before the first.",
    )


class ClassesReversed(Rejected):
    code = "activity-classes-reversed"
    title = TranslatedText(
        nl="De hoogste klas ligt onder de laagste.",
        fr="La classe la plus haute est en dessous de la plus basse.",
        en="The highest class lies below the lowest.",
    )


class AllOver(Rejected):
    code = "activity-all-over"
    title = TranslatedText(
        nl="Al deze momenten zijn voorbij. Kijk de data nog eens na.",
        fr="Tous ces moments sont passés. Vérifiez les dates.",
        en="All these moments are over. Look at the dates again.",
    )


class NotEnteredHere(Rejected):
    code = "activity-not-entered-here"
    title = TranslatedText(
        nl="Deze activiteit komt uit UiTdatabank. Verander ze daar: met de volgende import staat het hier ook goed.",
        fr="Cette activité vient d’UiTdatabank. Modifiez-la là-bas : la prochaine importation la mettra à jour ici.",
        en="This activity comes from UiTdatabank. Change it there: with the next import it is right here too.",
    )


class CapacityBelowTaken(Conflict):
    code = "activity-capacity-below-taken"
    title = TranslatedText(
        nl="Op {day} zijn er al {taken} plaatsen ingenomen. Minder plaatsen dan dat kan niet.",
        fr="Le {day}, {taken} places sont déjà prises. Il ne peut pas y en avoir moins.",
        en="On {day}, {taken} places are taken already. There cannot be fewer than that.",
    )


class StillRegistered(Conflict):
    code = "activity-still-registered"
    title = TranslatedText(
        nl="Er zijn nog kinderen ingeschreven ({count}). Zeg de activiteit af: dan krijgen hun gezinnen bericht.",
        fr="Il y a encore des enfants inscrits ({count}). Annulez l’activité : leurs familles seront prévenues.",
        en="Children are still registered ({count}). Call the activity off: then their families hear of it.",
    )


class MomentOver(Conflict):
    code = "moment-over"
    title = TranslatedText(
        nl="Dit moment is al voorbij of begonnen. Er kan niets meer aan veranderen.",
        fr="Ce moment est passé ou a déjà commencé. On ne peut plus rien y changer.",
        en="This moment is over or has begun. Nothing about it can change any more.",
    )


class ReasonNeeded(Rejected):
    code = "call-off-reason-needed"
    title = TranslatedText(
        nl="Zeg in één zin waarom. Gezinnen lezen dit.",
        fr="Dites pourquoi en une phrase. Les familles la lisent.",
        en="Say why in one sentence. Families read this.",
    )
